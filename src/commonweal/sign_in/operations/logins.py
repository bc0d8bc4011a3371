"""Browsers that are signed in: begun, seen, ended."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sessions.models import Session
from django.db import transaction

from commonweal.core import audit
from commonweal.core.actors import Actor
from commonweal.core.days import london_day
from commonweal.core.rules import require
from commonweal.people.models import Person
from commonweal.people.standing import standing_of
from commonweal.sign_in import queries, rules
from commonweal.sign_in.code_words import session_digest
from commonweal.sign_in.models import Login, LoginEnd, Step, Way


@transaction.atomic
def begin(
    *, person: Person, session: str, device: str, way: Way, second_step: Step | str, by: Actor, at: datetime
) -> Login:
    """Note that `person` is signed in in the browser with the session key `session`, after all that was asked."""
    is_staff = standing_of(person.actor, at=at).is_staff
    login = Login.objects.create(
        person=person,
        session_digest=session_digest(session),
        device=device,
        way=way,
        second_step=second_step,
        started_at=at,
        last_seen_on=london_day(at),
        ends_at=at + (rules.STAFF_STAY if is_staff else rules.PEOPLE_STAY),
    )
    audit.record("sign_in.login.begin", login, by=by, at=at, facts={"way": way, "second_step": second_step})
    return login


@transaction.atomic
def note_seen(*, login: Login, by: Actor, at: datetime) -> Login:
    """Once a day, note that the browser was here; those who are not staff stay signed in from that day on."""
    login = queries.lock_login(login)
    login.last_seen_on = london_day(at)
    if not standing_of(by, at=at).is_staff:
        login.ends_at = max(login.ends_at, at + rules.PEOPLE_STAY)
    login.save(update_fields=["last_seen_on", "ends_at"])
    return login


@transaction.atomic
def end(*, login: Login, why: LoginEnd, by: Actor, at: datetime) -> Login:
    """Sign one browser out. Ending what has ended changes nothing."""
    login = queries.lock_login(login)
    require(rules.can_change_ways_in(by, login.person))
    if login.ended_at is None:
        _end(login, why, by=by, at=at)
    return login


@transaction.atomic
def end_others(*, person: Person, session: str, by: Actor, at: datetime) -> int:
    """Sign `person` out everywhere but in the browser with the session key `session`; how many there were."""
    require(rules.can_change_ways_in(by, person))
    others = [login for login in queries.unended_logins(person) if login.session_digest != session_digest(session)]
    for login in others:
        _end(login, LoginEnd.ELSEWHERE, by=by, at=at)
    return len(others)


@transaction.atomic
def end_all(*, person: Person, why: LoginEnd, by: Actor, at: datetime) -> int:
    """Sign `person` out everywhere, because of what was done to their account; how many browsers.

    Called inside the operation that does it, whose rules have been asked.
    """
    open_ones = list(queries.unended_logins(person))
    for login in open_ones:
        _end(login, why, by=by, at=at)
    return len(open_ones)


def _end(login: Login, why: LoginEnd, *, by: Actor, at: datetime) -> None:
    login.ended_at, login.end = at, why
    login.save(update_fields=["ended_at", "end"])
    audit.record("sign_in.login.end", login, by=by, at=at, facts={"why": why})


@transaction.atomic
def forget_sessions(*, by: Actor, at: datetime) -> None:  # noqa: ARG001  # as every operation is called
    """Delete the sessions of browsers whose time is over."""
    Session.objects.filter(expire_date__lt=at).delete()


@transaction.atomic
def forget_one(*, reference: str, by: Actor, at: datetime) -> None:
    """Delete one login whose time has come."""
    login = queries.login_by_reference(reference)
    if login is not None:
        audit.record("sign_in.login.forget", login, by=by, at=at)
        login.delete()


@transaction.atomic
def forget_devices(*, person_key: str, by: Actor, at: datetime) -> list[str]:
    """Forget which browsers the person with this key signed in with; that and when they did stays. Which logins."""
    references = []
    for login in queries.logins_of_key(person_key):
        login.device = ""
        login.save(update_fields=["device"])
        audit.record("sign_in.login.forget_device", login, by=by, at=at)
        references.append(login.reference)
    return references
