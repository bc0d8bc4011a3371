"""Declarations of interest, and the nightly look for what belongs to nobody."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from commonweal.core.actors import Actor
from commonweal.core.operating import health
from commonweal.core.rules import RefusedError
from commonweal.people import kinds_of_role as kinds
from commonweal.people import operations, queries, rules
from commonweal.people.health import orphaned
from commonweal.people.models import BodyKind, Interest, InterestKind, Orphan, OrphanKind, Person
from tests.factories import people as make

pytestmark = pytest.mark.django_db

SYSTEM = Actor.system("tests.people")
TODAY = date(2026, 6, 17)


@pytest.fixture
def person(at: datetime) -> Person:
    return make.role(kinds.GRANT_OFFICER, at=at).person


def declare(person: Person, at: datetime, **changes: object) -> Interest:
    words = {
        "person": person,
        "kind": InterestKind.TRUSTEE,
        "with_whom": "Otter Hall Trust",
        "from_on": date(2026, 1, 1),
        "by": person.actor,
        "at": at,
    }
    return operations.interests.declare(**words | changes)  # type: ignore[arg-type]  # as the names say


def test_interests_of_somebody_on_a_day(person: Person, at: datetime) -> None:
    held = declare(person, at)
    over = declare(person, at, with_whom="Bell Ringers")
    operations.interests.end(interest=over, until_on=date(2026, 3, 1), by=person.actor, at=at)

    found = [set(queries.interests.of(person, on=day)) for day in (date(2025, 12, 31), date(2026, 3, 1), TODAY)]

    assert found == [set(), {held, over}, {held}]


def test_change_keeps_what_was_declared(person: Person, at: datetime) -> None:
    first = declare(person, at)

    second = operations.interests.change(
        interest=first,
        kind=InterestKind.MEMBERSHIP,
        with_whom="Otter Hall",
        detail="",
        is_partners=False,
        is_sensitive=False,
        from_on=date(2026, 2, 1),
        by=person.actor,
        at=at + timedelta(days=1),
    )

    first.refresh_from_db()
    assert queries.interests.of(person, on=TODAY) == [second]
    assert (first.with_whom, first.replaced_at, second.replaces) == ("Otter Hall Trust", second.declared_at, first)
    with pytest.raises(RefusedError) as refused:
        operations.interests.end(interest=first, until_on=TODAY, by=person.actor, at=at)
    assert refused.value.refused.reason == "A later declaration has replaced this one. Change that one"


def test_nobody_declares_for_somebody_else(person: Person, at: datetime) -> None:
    with pytest.raises(RefusedError) as refused:
        declare(person, at, by=make.person(at=at).actor)

    assert refused.value.refused.reason == "Only the person themself can declare their interests"
    assert declare(person, at).person == person


def test_interest_is_declared_when_it_has_begun(person: Person, at: datetime) -> None:
    with pytest.raises(RefusedError) as refused:
        declare(person, at, from_on=date(2026, 6, 18))

    assert refused.value.refused.field == "from_on"


def test_review_is_due_after_a_year(person: Person, at: datetime) -> None:
    never = rules.interests.is_review_due(person, at=at)
    review = operations.interests.review(person=person, by=person.actor, at=at)

    due = [rules.interests.is_review_due(person, at=at + timedelta(days=days)) for days in (1, 364, 365)]

    assert (never, review.has_none, due) == (True, True, [False, False, True])


@pytest.mark.parametrize("wrong", [{"kind": "GOSSIP"}, {"until_on": date(2020, 1, 1)}, {"ended_at": "now"}])
def test_interest_that_cannot_be_is_refused_by_the_database(
    wrong: dict[str, object], person: Person, at: datetime
) -> None:
    interest = declare(person, at)
    values = {name: at if value == "now" else value for name, value in wrong.items()}

    with pytest.raises(IntegrityError), transaction.atomic():
        Interest.objects.filter(pk=interest.pk).update(**values)


# What belongs to nobody.


def found_at(at: datetime) -> set[tuple[str, str]]:
    operations.orphans.look(by=SYSTEM, at=at)
    return set(Orphan.objects.filter(mended_at=None).values_list("kind", "subject_reference"))


def test_nightly_look_finds_what_was_left_behind(at: datetime) -> None:
    council = make.body()
    make.role(kinds.ADMINISTRATOR, at=at, where=council)
    ended = make.body(BodyKind.DISTRICT, ended_on=date(2026, 6, 1))
    at_ended = make.role(kinds.PARTNER_OFFICER, at=at, where=ended)
    past_term = make.role(kinds.ASSESSOR, at=at, where=council, until_on=date(2026, 6, 1))
    make.role(kinds.ASSESSOR, at=at, where=make.body(BodyKind.TEAM, parent=council), who=past_term.person)
    roleless = make.person(at=at)
    alone = make.body(BodyKind.VOLUNTEER_CENTRE)
    gone = make.role(
        kinds.MEMBER, at=at, where=council, until_on=date(2029, 5, 1), scope_kind="places.area", scope_reference="E0"
    )

    found = found_at(at)

    assert found == {
        (OrphanKind.BODY_ENDED, at_ended.reference),
        (OrphanKind.PAST_TERM, past_term.reference),
        (OrphanKind.NO_ROLE, roleless.reference),
        (OrphanKind.NO_LEAD, alone.reference),
        (OrphanKind.SCOPE_GONE, gone.reference),
    }


def test_what_was_mended_is_taken_off_the_list_and_stays_known(at: datetime) -> None:
    roleless = make.person(at=at)
    council = make.body()
    make.role(kinds.ADMINISTRATOR, at=at, where=council)
    before = found_at(at)
    well_before = orphaned(at).is_well

    make.role(kinds.ASSESSOR, at=at, where=council, who=roleless)
    after = found_at(at + timedelta(days=1))

    assert before == {(OrphanKind.NO_ROLE, roleless.reference)}
    assert after == set()
    assert [orphan.mended_at for orphan in queries.orphans.mended()] == [at + timedelta(days=1)]
    assert (well_before, orphaned(at)) == (False, health.Finding(True, "", {"open": 0}))


def test_orphan_that_cannot_be_is_refused_by_the_database(at: datetime) -> None:
    make.person(at=at)
    found_at(at)
    orphan = Orphan.objects.get()
    twin = Orphan(
        kind=orphan.kind,
        subject_kind=orphan.subject_kind,
        subject_reference=orphan.subject_reference,
        first_found_at=at,
        last_found_at=at,
    )

    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Orphan.objects.filter(pk=orphan.pk).update(kind="LOST")
