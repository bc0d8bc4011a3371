"""Giving and ending roles, and leaving: who may, what fits, and that no work is left to nobody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from commonweal.core.actors import Actor
from commonweal.core.audit import AuditEvent
from commonweal.core.days import london_day
from commonweal.core.rules import Refused, RefusedError
from commonweal.people import announcements, operations, queries
from commonweal.people import kinds_of_role as kinds
from commonweal.people.models import Body, BodyKind, HandOver, Person, Role, RoleEnd, StandIn
from commonweal.people.standing import standing_of
from tests.factories import people as make
from tests.people.work_of_tests import NAME, Reports, reports

pytestmark = pytest.mark.django_db

SYSTEM = Actor.system("tests.people")
THE_DAY = date(2026, 6, 17)


@pytest.fixture
def council() -> Body:
    return make.body(name="Otter County Council")


@pytest.fixture
def admin(at: datetime, council: Body) -> Person:
    return make.role(kinds.ADMINISTRATOR, at=at, who=make.person(at=at, name="Priya Shah"), where=council).person


@pytest.fixture
def work_held() -> Iterator[Reports]:
    with reports() as held:
        yield held


def refusal_of(**wish: object) -> str:
    with pytest.raises(RefusedError) as refused:
        operations.roles.give(**wish)  # type: ignore[arg-type]  # whatever a test wishes
    return refused.value.refused.reason


def test_role_that_is_given_can_be_used_from_its_first_day(admin: Person, council: Body, at: datetime) -> None:
    person = make.person(at=at)

    role = operations.roles.give(
        person=person,
        kind=kinds.PRIVACY_OFFICER,
        body=council,
        from_on=date(2026, 6, 18),
        by=admin.actor,
        at=at,
    )

    holds = [standing_of(person.actor, at=at + timedelta(days=days)).holds(role.kind) for days in (0, 1)]
    assert holds == [False, True]


def test_role_is_over_the_moment_it_is_ended(admin: Person, council: Body, at: datetime) -> None:
    role = make.role(kinds.GRANT_OFFICER, at=at, where=council)
    before = standing_of(role.person.actor, at=at).holds(kinds.GRANT_OFFICER)

    operations.roles.end(role=role, reason=RoleEnd.MOVED, by=admin.actor, at=at)

    after = standing_of(role.person.actor, at=at + timedelta(minutes=1)).holds(kinds.GRANT_OFFICER)
    role.refresh_from_db()
    assert (before, after, role.until_on, role.end) == (True, False, THE_DAY, RoleEnd.MOVED)


def test_nobody_gives_themself_a_role(admin: Person, council: Body, at: datetime) -> None:
    other = make.person(at=at)
    wish = {"kind": kinds.GRANT_OFFICER, "body": council, "by": admin.actor, "at": at}

    own = refusal_of(person=admin, **wish)
    others = operations.roles.give(person=other, **wish)  # type: ignore[arg-type]  # as above

    assert own == "Nobody can give themself a role, or end their own. Ask somebody else who may"
    assert others.person == other


def test_officer_gives_no_role(council: Body, at: datetime) -> None:
    officer = make.role(kinds.GRANT_OFFICER, at=at, where=council).person

    reason = refusal_of(person=make.person(at=at), kind=kinds.ASSESSOR, body=council, by=officer.actor, at=at)

    assert reason == "Only an administrator of the council, or a lead of Otter County Council, can do this"


def test_lead_gives_roles_at_the_own_body_only(at: datetime) -> None:
    own, other = (make.body(BodyKind.VOLUNTEER_CENTRE, name=name) for name in ("Marsh Centre", "Hill Centre"))
    lead = make.role(kinds.PARTNER_LEAD, at=at, where=own).person
    wish = {"kind": kinds.PARTNER_OFFICER, "by": lead.actor, "at": at}

    given = operations.roles.give(person=make.person(at=at), body=own, **wish)  # type: ignore[arg-type]  # as above
    reason = refusal_of(person=make.person(at=at), body=other, **wish)

    assert given.body == own
    assert reason == "Only an administrator of the council, or a lead of Hill Centre, can do this"


def test_council_cannot_choose_members_of_the_steering_group(admin: Person, at: datetime) -> None:
    group = make.body(BodyKind.STEERING_GROUP, name="Sector Steering Group")
    member = make.role(kinds.STEERING_MEMBER, at=at, where=group).person
    wish = {"kind": kinds.STEERING_MEMBER, "body": group, "at": at}

    reason = refusal_of(person=make.person(at=at), by=admin.actor, **wish)
    given = operations.roles.give(person=make.person(at=at), by=member.actor, **wish)  # type: ignore[arg-type]  # as above

    assert reason == "Sector Steering Group chooses its own members. Somebody who is one can add another"
    assert given.kind == kinds.STEERING_MEMBER


def test_administrator_steps_in_for_a_partner_only_with_the_power(admin: Person, at: datetime) -> None:
    centre = make.body(BodyKind.VOLUNTEER_CENTRE)
    wish = {"kind": kinds.PARTNER_OFFICER, "body": centre, "by": admin.actor, "at": at}
    without_lead = operations.roles.give(person=make.person(at=at), **wish)  # type: ignore[arg-type]  # as above
    make.role(kinds.PARTNER_LEAD, at=at, where=centre)

    reason = refusal_of(person=make.person(at=at), **wish)
    operations.powers.switch_on(
        role=admin.roles.get(),
        power="people.step_in",
        reason="Their lead is ill",
        until_at=at + timedelta(hours=1),
        by=admin.actor,
        at=at,
    )
    given = operations.roles.give(person=make.person(at=at), **wish)  # type: ignore[arg-type]  # as above

    assert reason == (
        "This needs the power “Manage the people of a partner that has its own lead”. "
        "Switch it on first, on your account page, and say why"
    )
    uses = queries.powers.uses_of("people.role", given.reference)
    assert [use.power.role.person for use in uses] == [admin]
    assert not queries.powers.uses_of("people.role", without_lead.reference)


def test_role_that_does_not_fit_the_body(admin: Person, council: Body, at: datetime) -> None:
    wish = {"person": make.person(at=at), "body": council, "by": admin.actor, "at": at}

    reason = refusal_of(kind=kinds.PARTNER_OFFICER, **wish)

    assert reason == "The role “Partner officer” cannot be held at Otter County Council. Choose another"


def test_councillor_needs_a_division_that_exists_and_a_last_day(admin: Person, council: Body, at: datetime) -> None:
    wish = {"person": make.person(at=at), "kind": kinds.MEMBER, "body": council, "by": admin.actor, "at": at}

    no_division = refusal_of(until_on=date(2029, 5, 1), **wish)
    no_such_division = refusal_of(until_on=date(2029, 5, 1), scope=("places.area", "E58999999"), **wish)

    assert {no_division, no_such_division} == {"Choose what the role is for from those that are offered"}


def test_two_roles_that_conflict(admin: Person, council: Body, at: datetime) -> None:
    person = make.role(kinds.GRANT_OFFICER, at=at, who=make.person(at=at, name="Tom Hale"), where=council).person
    wish = {"person": person, "kind": kinds.ACCOUNTABLE_OFFICER, "by": admin.actor, "at": at}

    here = refusal_of(body=council, **wish)
    elsewhere = operations.roles.give(body=make.body(), **wish)  # type: ignore[arg-type]  # as above

    assert here == (
        "Tom Hale is “Grant officer” at Otter County Council, and nobody can be that and “Accountable officer” as "
        "well: each checks the other. Choose somebody else, or end the other role first"
    )
    assert elsewhere.kind == kinds.ACCOUNTABLE_OFFICER


def test_two_roles_that_conflict_under_a_recorded_exception(admin: Person, council: Body, at: datetime) -> None:
    person = make.role(kinds.GRANT_OFFICER, at=at, where=council).person
    operations.two_people.give(
        body=council,
        decision="people.hold_conflicting_roles",
        kind=StandIn.SINGLE_PERSON,
        reason="There is one officer until September",
        from_on=THE_DAY,
        until_on=date(2026, 9, 1),
        by=admin.actor,
        at=at,
    )
    wish = {"person": person, "kind": kinds.ACCOUNTABLE_OFFICER, "body": council, "by": admin.actor}

    during = operations.roles.give(at=at, **wish)  # type: ignore[arg-type]  # as above
    operations.roles.end(role=during, reason=RoleEnd.MISTAKE, by=SYSTEM, at=at)
    afterwards = refusal_of(at=at + timedelta(days=100), **wish)

    assert during.kind == kinds.ACCOUNTABLE_OFFICER
    assert "each checks the other" in afterwards


def test_role_at_a_body_that_has_ended(admin: Person, at: datetime) -> None:
    body = make.body(BodyKind.DISTRICT, name="Old District", ended_on=date(2026, 4, 1))
    wish = {"person": make.person(at=at), "kind": kinds.PARTNER_LEAD, "by": admin.actor, "at": at}

    reason = refusal_of(body=body, **wish)

    assert reason == "Old District ended on 1 April 2026. Choose the body that came after it"


def test_same_role_twice_is_refused_by_the_database(council: Body, at: datetime) -> None:
    role = make.role(kinds.ASSESSOR, at=at, where=council)

    with pytest.raises(IntegrityError), transaction.atomic():
        make.role(kinds.ASSESSOR, at=at, where=council, who=role.person)


@pytest.mark.parametrize(
    "wrong",
    [
        {"until_on": date(2020, 1, 1)},
        {"end": RoleEnd.LEFT},
        {"ended_by": "PERSON:PN"},
        {"end": "SULKED"},
    ],
)
def test_role_that_cannot_be_is_refused_by_the_database(wrong: dict[str, Any], at: datetime) -> None:
    right = make.role(kinds.ASSESSOR, at=at)

    with pytest.raises(IntegrityError), transaction.atomic():
        make.role(kinds.ASSESSOR, at=at, **wrong)

    assert right.pk is not None


# Ending, leaving, handing over.


def test_role_with_open_work_does_not_end_until_all_is_handed_over(
    admin: Person, council: Body, at: datetime, work_held: Reports
) -> None:
    role = make.role(kinds.GRANT_OFFICER, at=at, where=council)
    taker = make.role(kinds.GRANT_OFFICER, at=at, where=council).person
    work_held.holders = {"RP-1": role.person.reference, "RP-2": role.person.reference}
    end = {"role": role, "reason": RoleEnd.MOVED, "by": admin.actor, "at": at}

    with pytest.raises(RefusedError) as refused:
        operations.roles.end(hand_overs={(NAME, "RP-1"): taker}, **end)  # type: ignore[arg-type]  # as above
    kept = (Role.objects.get(pk=role.pk).ended_at, HandOver.objects.count())
    work_held.holders = {"RP-1": role.person.reference, "RP-2": role.person.reference}
    operations.roles.end(hand_overs={(NAME, "RP-1"): taker, (NAME, "RP-2"): taker}, **end)  # type: ignore[arg-type]  # as above

    assert refused.value.refused.reason == "One thing is still open under this role. Choose who takes it over"
    assert kept == (None, 0)
    assert work_held.holders == {"RP-1": taker.reference, "RP-2": taker.reference}
    assert HandOver.objects.count() == 2
    assert Role.objects.get(pk=role.pk).ended_at == at


def test_work_is_not_handed_to_somebody_who_left(
    admin: Person, council: Body, at: datetime, work_held: Reports
) -> None:
    role = make.role(kinds.GRANT_OFFICER, at=at, where=council)
    gone = make.person(at=at, name="Old Tom", left_at=at, is_active=False)
    work_held.holders = {"RP-1": role.person.reference}

    with pytest.raises(RefusedError) as refused:
        operations.roles.end(role=role, reason=RoleEnd.MOVED, hand_overs={(NAME, "RP-1"): gone}, by=admin.actor, at=at)

    assert refused.value.refused.reason == "Old Tom has left. Choose somebody else"


def test_leaver_with_open_approvals_leaves_only_when_they_are_handed_over(
    admin: Person, council: Body, at: datetime, work_held: Reports
) -> None:
    leaver = make.role(kinds.GRANT_OFFICER, at=at, where=council).person
    make.role(kinds.ASSESSOR, at=at, where=council, who=leaver)
    taker = make.role(kinds.GRANT_OFFICER, at=at, where=council).person
    work_held.holders = {"RP-1": leaver.reference}
    leave = {"person": leaver, "by": admin.actor, "at": at}

    with pytest.raises(RefusedError) as refused:
        operations.leavers.leave(**leave)  # type: ignore[arg-type]  # as above
    stayed = (Person.objects.get(pk=leaver.pk).is_active, len(queries.roles.open_of(leaver)))
    operations.leavers.leave(hand_overs={(NAME, "RP-1"): taker}, **leave)  # type: ignore[arg-type]  # as above

    leaver.refresh_from_db()
    assert "Choose who takes it over" in refused.value.refused.reason
    assert stayed == (True, 2)
    assert (leaver.is_active, leaver.left_at, queries.roles.open_of(leaver)) == (False, at, [])
    assert work_held.holders == {"RP-1": taker.reference}


def test_others_are_told_inside_the_transaction(admin: Person, council: Body, at: datetime) -> None:
    role = make.role(kinds.GRANT_OFFICER, at=at, where=council)
    told: list[str] = []

    def note(*, role: Role, by: Actor, at: datetime) -> None:  # as they are told
        told.append(role.reference)
        raise RefusedError(Refused("A hand-over of ours could not be made"))

    announcements.ROLE_ENDED.register("tests.note", note)
    try:
        with pytest.raises(RefusedError):
            operations.roles.end(role=role, reason=RoleEnd.MOVED, by=admin.actor, at=at)
    finally:
        del announcements.ROLE_ENDED._handlers["tests.note"]  # only tests take a handler back

    assert told == [role.reference]
    assert Role.objects.get(pk=role.pk).ended_at is None


def test_terms_end_by_themselves(council: Body, at: datetime) -> None:
    over = make.role(kinds.MEMBER, at=at, where=council, until_on=date(2026, 6, 16))
    last_day = make.role(kinds.MEMBER, at=at, where=council, until_on=THE_DAY)

    count = operations.roles.end_terms(by=SYSTEM, at=at)

    ends = [Role.objects.get(pk=role.pk).end for role in (over, last_day)]
    assert (count, ends) == (1, [RoleEnd.TERM, ""])


def test_term_that_ended_is_still_shown_on_its_last_day(council: Body, at: datetime) -> None:
    over = make.role(kinds.MEMBER, at=at, where=council, until_on=date(2026, 6, 16))
    operations.roles.end_terms(by=SYSTEM, at=at)

    held = [list(queries.roles.held_on(day)) for day in (date(2026, 6, 16), THE_DAY)]

    assert held == [[over], []]


def test_trail_of_a_role(admin: Person, council: Body, at: datetime) -> None:
    person = make.person(at=at)

    role = operations.roles.give(person=person, kind=kinds.ASSESSOR, body=council, by=admin.actor, at=at)
    operations.roles.end(role=role, reason=RoleEnd.MISTAKE, by=admin.actor, at=at)

    events = AuditEvent.objects.filter(subject_reference=role.reference).order_by("pk")
    assert [(event.verb, event.by) for event in events] == [
        ("people.role.give", admin.actor.label),
        ("people.role.end", admin.actor.label),
    ]
    assert events[0].facts["person"] == person.reference
    assert london_day(events[0].happened_at) == THE_DAY
