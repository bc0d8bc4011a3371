"""Giving and ending roles. Whoever manages people does so on behalf of a body; open work is handed over first."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from commonweal.core import audit, days
from commonweal.core.actors import Actor
from commonweal.core.rules import require
from commonweal.people import abilities, announcements, queries, rules, work
from commonweal.people.models import Body, HandOver, Person, Role, RoleEnd
from commonweal.people.operations import persons, powers
from commonweal.people.role_kinds import KINDS
from commonweal.people.rules.roles import Wish
from commonweal.people.standing import standing_of

TakeOver = Mapping[tuple[str, str], Person]
"""Who takes over what, by the kind and the reference of the work."""


@transaction.atomic
def give(
    *,
    person: Person,
    kind: str,
    body: Body,
    by: Actor,
    at: datetime,
    scope: tuple[str, str] | None = None,
    from_on: date | None = None,
    until_on: date | None = None,
) -> Role:
    """Give somebody a role at a body, from today unless another day is named. Raises RefusedError.

    `scope` is a kind and a reference; without one the role is held for the body itself.
    """
    person = queries.persons.lock(person)  # roles are given to one person at a time, so that conflicts cannot slip in
    scope = scope or ("people.body", body.reference)
    wish = Wish(person, kind, body, scope, from_on or days.london_day(at), until_on)
    require(rules.roles.can_give(by, wish, at=at))
    role = Role.objects.create(
        person=person,
        kind=kind,
        body=body,
        scope_kind=scope[0],
        scope_reference=scope[1],
        from_on=wish.from_on,
        until_on=until_on,
        given_by=by.label,
        given_at=at,
    )
    facts = {"person": person.reference, "kind": kind, "body": body.reference, "scope": list(scope)}
    audit.record("people.role.give", role, by=by, at=at, facts=facts | {"from_on": wish.from_on, "until_on": until_on})
    _log_stepping_in(role, by=by, at=at)
    announcements.ROLE_GIVEN.tell(role=role, by=by, at=at)
    return role


@transaction.atomic
def bring_in(
    *,
    name: str,
    address: str,
    kind: str,
    body: Body,
    by: Actor,
    at: datetime,
    scope: tuple[str, str] | None = None,
    from_on: date | None = None,
    until_on: date | None = None,
) -> Role:
    """Give somebody an account and their first role in one step; whoever has an account already only gets the role."""
    person = queries.persons.by_address(address)
    if person is None or not person.is_active:
        person = persons.join(name=name, address=address, by=by, at=at)
    return give(person=person, kind=kind, body=body, scope=scope, from_on=from_on, until_on=until_on, by=by, at=at)


@transaction.atomic
def end(*, role: Role, reason: RoleEnd, by: Actor, at: datetime, hand_overs: TakeOver | None = None) -> Role:
    """End a role now, and hand over everything that is open under it, in one step.

    Raises RefusedError while something would be left to nobody; then nothing has changed.
    """
    queries.persons.lock(role.person)
    role = queries.roles.lock(role)
    require(rules.roles.can_end(by, role, at=at))
    _log_stepping_in(role, by=by, at=at)
    finish(role=role, reason=reason, hand_overs=hand_overs or {}, by=by, at=at)
    return role


def finish(*, role: Role, reason: RoleEnd, hand_overs: TakeOver, by: Actor, at: datetime) -> None:
    """Hand over and end a role whose lock and permission the caller holds, inside the caller's transaction."""
    _hand_over(role, hand_overs, by=by, at=at)
    require(rules.roles.is_handed_over(len(work.open_work(role))))
    _close(role, reason, by=by, at=at)


def _hand_over(role: Role, hand_overs: TakeOver, *, by: Actor, at: datetime) -> None:
    for item in work.open_work(role):
        to = hand_overs.get((item.kind, item.reference))
        if to is None:
            continue
        require(rules.roles.can_take_over(to, leaver=role.person))
        work.kind_of(item.kind).hand_over(item.reference, to=to, by=by, at=at)
        HandOver.objects.create(role=role, to=to, work_kind=item.kind, work_reference=item.reference, handed_at=at)
        facts = {"kind": item.kind, "reference": item.reference, "to": to.reference}
        audit.record("people.role.hand_over", role, by=by, at=at, facts=facts)


def _close(role: Role, reason: RoleEnd, *, by: Actor, at: datetime) -> None:
    today = days.london_day(at)
    is_over = role.until_on is not None and role.until_on < today
    role.until_on = role.until_on if is_over else max(today, role.from_on)
    role.ended_at, role.ended_by, role.end = at, by.label, reason
    role.save(update_fields=["until_on", "ended_at", "ended_by", "end"])
    powers.switch_off_under(role=role, by=by, at=at)
    audit.record("people.role.end", role, by=by, at=at, facts={"end": reason, "until_on": role.until_on})
    announcements.ROLE_ENDED.tell(role=role, by=by, at=at)


@transaction.atomic
def end_terms(*, by: Actor, at: datetime) -> int:
    """End the roles whose last day has passed; how many. Work they leave behind is in the report of what is adrift."""
    count = 0
    for past in list(queries.roles.past_term(on=days.london_day(at))):
        queries.persons.lock(past.person)
        role = queries.roles.lock(past)
        if role.ended_at is None and role.until_on and role.until_on < days.london_day(at):
            _close(role, RoleEnd.TERM, by=by, at=at)
            count += 1
    return count


def _log_stepping_in(role: Role, *, by: Actor, at: datetime) -> None:
    """Note the use of the power where an administrator needed it for this."""
    kind = KINDS.role(role.kind)
    standing = standing_of(by, at=at)
    if standing.roles and rules.roles.needs_power(standing, kind, role.body, at=at):
        powers.use(power=abilities.STEP_IN, subject=role, by=by, at=at)
