"""Declaring interests: each change is a new declaration, and what it replaces is kept."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from commonweal.core import audit
from commonweal.core.actors import Actor
from commonweal.core.days import london_day
from commonweal.core.rules import require
from commonweal.people import queries, rules
from commonweal.people.models import Interest, InterestKind, InterestReview, Person


@transaction.atomic
def declare(
    *,
    person: Person,
    kind: InterestKind,
    with_whom: str,
    from_on: date,
    by: Actor,
    at: datetime,
    detail: str = "",
    is_partners: bool = False,
    is_sensitive: bool = False,
    until_on: date | None = None,
) -> Interest:
    """Note an interest: what sort, with whom, since when. Raises RefusedError."""
    require(
        rules.interests.can_declare(by, person),
        rules.interests.can_have_days(from_on=from_on, until_on=until_on, at=at),
    )
    made = Interest.objects.create(
        person=person,
        kind=kind,
        with_whom=with_whom,
        detail=detail,
        is_partners=is_partners,
        is_sensitive=is_sensitive,
        from_on=from_on,
        until_on=until_on,
        declared_at=at,
    )
    audit.record("people.interest.declare", made, by=by, at=at, facts={"kind": kind})
    return made


@transaction.atomic
def change(
    *,
    interest: Interest,
    kind: InterestKind,
    with_whom: str,
    detail: str,
    is_partners: bool,
    is_sensitive: bool,
    from_on: date,
    by: Actor,
    at: datetime,
) -> Interest:
    """Correct a declaration: a new one takes its place, and the earlier one is kept as it was."""
    interest = queries.interests.lock(interest)
    require(
        rules.interests.can_change(by, interest),
        rules.interests.can_have_days(from_on=from_on, until_on=interest.until_on, at=at),
    )
    interest.replaced_at = at
    interest.save(update_fields=["replaced_at"])
    made = Interest.objects.create(
        person=interest.person,
        kind=kind,
        with_whom=with_whom,
        detail=detail,
        is_partners=is_partners,
        is_sensitive=is_sensitive,
        from_on=from_on,
        until_on=interest.until_on,
        ended_at=interest.ended_at,
        declared_at=at,
        replaces=interest,
    )
    audit.record("people.interest.change", made, by=by, at=at, facts={"kind": kind, "replaces": interest.reference})
    return made


@transaction.atomic
def end(*, interest: Interest, until_on: date, by: Actor, at: datetime) -> Interest:
    """Say that an interest is over, and since when."""
    interest = queries.interests.lock(interest)
    require(
        rules.interests.can_change(by, interest),
        rules.interests.can_have_days(from_on=interest.from_on, until_on=until_on, at=at),
    )
    interest.until_on, interest.ended_at = until_on, at
    interest.save(update_fields=["until_on", "ended_at"])
    audit.record("people.interest.end", interest, by=by, at=at, facts={"until_on": until_on})
    return interest


@transaction.atomic
def review(*, person: Person, by: Actor, at: datetime) -> InterestReview:
    """Say that what one has declared is right, or, where there is nothing, that there is nothing to declare."""
    require(rules.interests.can_declare(by, person))
    has_none = not queries.interests.of(person, on=london_day(at))
    made = InterestReview.objects.create(person=person, reviewed_at=at, has_none=has_none)
    audit.record("people.interest.review", person, by=by, at=at, facts={"has_none": has_none})
    return made
