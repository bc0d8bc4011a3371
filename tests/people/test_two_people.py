"""Decisions that ask for two people, and powers: what stands in, who may, and for how long."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from commonweal.core.actors import Actor
from commonweal.core.rules import RefusedError
from commonweal.people import kinds_of_role as kinds
from commonweal.people import operations, queries, rules
from commonweal.people.models import Body, BodyKind, Person, Power, Role, RoleEnd, StandIn, TwoPersonException
from tests.factories import people as make

pytestmark = pytest.mark.django_db

SYSTEM = Actor.system("tests.people")
DECISION = "people.hold_conflicting_roles"


@pytest.fixture
def body() -> Body:
    return make.body(BodyKind.VOLUNTEER_CENTRE, name="Marsh Centre")


@pytest.fixture
def outsider(at: datetime) -> Person:
    return make.role(kinds.ACCOUNTABLE_OFFICER, at=at, who=make.person(at=at, name="Grace Mbeki")).person


def give(body: Body, at: datetime, **changes: object) -> TwoPersonException:
    words = {
        "body": body,
        "decision": DECISION,
        "kind": StandIn.SINGLE_PERSON,
        "reason": "There is one of us until September",
        "from_on": date(2026, 6, 1),
        "until_on": date(2026, 9, 1),
        "by": SYSTEM,
        "at": at,
    }
    return operations.two_people.give(**words | changes)  # type: ignore[arg-type]  # as the names say


def test_two_people_are_two(body: Body, at: datetime) -> None:
    first, second = make.person(at=at).actor, make.person(at=at).actor

    decision = rules.two_people.are_two_people(first, second, decision=DECISION, body=body, at=at)

    assert bool(decision) is True


def test_one_person_is_not_two_unless_an_exception_is_recorded(body: Body, at: datetime) -> None:
    only = make.person(at=at).actor
    words = {"decision": DECISION, "body": body}

    before = rules.two_people.are_two_people(only, only, at=at, **words)  # type: ignore[arg-type]  # as the names say
    exception = give(body, at)
    during = rules.two_people.are_two_people(only, only, at=at, **words)  # type: ignore[arg-type]  # as above
    later = rules.two_people.are_two_people(only, only, at=at + timedelta(days=100), **words)  # type: ignore[arg-type]  # as above
    operations.two_people.end(exception=exception, by=SYSTEM, at=at)
    ended = rules.two_people.are_two_people(only, only, at=at, **words)  # type: ignore[arg-type]  # as above

    assert [bool(each) for each in (before, during, later, ended)] == [False, True, False, False]
    assert before.reason == (
        "You took the first step yourself, so another person must take this one. Where Marsh Centre has nobody else, "
        "an administrator can name somebody from outside"
    )


def test_exception_of_another_body_or_decision_does_not_count(body: Body, at: datetime) -> None:
    only = make.person(at=at).actor
    give(make.body(), at)

    decision = rules.two_people.are_two_people(only, only, decision=DECISION, body=body, at=at)

    assert bool(decision) is False


def test_somebody_who_acts_on_behalf_of_the_first_is_not_a_second(body: Body, at: datetime) -> None:
    first, second = make.person(at=at).actor, make.person(at=at).actor

    decision = rules.two_people.are_two_people(first, second.acting_for(first), decision=DECISION, body=body, at=at)

    assert bool(decision) is False


def test_outside_approver_is_named_for_a_time(body: Body, outsider: Person, at: datetime) -> None:
    give(body, at, kind=StandIn.OUTSIDE_APPROVER, approver=outsider)

    answers = [
        rules.two_people.is_outside_approver(who, decision=DECISION, body=body, at=at + timedelta(days=days))
        for who, days in ((outsider.actor, 0), (make.person(at=at).actor, 0), (outsider.actor, 100))
    ]

    assert answers == [True, False, False]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"kind": StandIn.OUTSIDE_APPROVER}, "Choose who decides from outside"),
        ({"decision": "tests.nothing"}, "Choose the decision from those that are offered"),
        (
            {"until_on": date(2028, 1, 1)},
            "Choose a day within a year. It can be given again when the year is over",
        ),
    ],
)
def test_exception_that_is_refused(changes: dict[str, object], reason: str, body: Body, at: datetime) -> None:
    with pytest.raises(RefusedError) as refused:
        give(body, at, **changes)

    assert refused.value.refused.reason == reason


def test_approver_from_within_is_refused(body: Body, at: datetime) -> None:
    own = make.role(kinds.PARTNER_OFFICER, at=at, where=body, who=make.person(at=at, name="Sam Poole")).person

    with pytest.raises(RefusedError) as refused:
        give(body, at, kind=StandIn.OUTSIDE_APPROVER, approver=own)

    assert refused.value.refused.reason == (
        "Sam Poole works for Marsh Centre, so is not from outside. Choose somebody of another body"
    )


@pytest.mark.parametrize(
    "wrong",
    [{"kind": "LUCK"}, {"kind": "OUTSIDE_APPROVER"}, {"until_on": date(2026, 1, 1)}, {"reason": ""}, {"ended_by": "x"}],
)
def test_exception_that_cannot_be_is_refused_by_the_database(
    wrong: dict[str, object], body: Body, at: datetime
) -> None:
    right = give(body, at)

    with pytest.raises(IntegrityError), transaction.atomic():
        TwoPersonException.objects.filter(pk=right.pk).update(**wrong)


# Powers.


@pytest.fixture
def admins_role(at: datetime) -> Role:
    return make.role(kinds.ADMINISTRATOR, at=at)


def switch_on(role: Role, at: datetime, **changes: object) -> Power:
    words = {
        "role": role,
        "power": "people.step_in",
        "reason": "Their lead is ill",
        "until_at": at + timedelta(hours=1),
        "by": role.person.actor,
        "at": at,
    }
    return operations.powers.switch_on(**words | changes)  # type: ignore[arg-type]  # as the names say


def test_power_is_used_only_while_it_is_on(admins_role: Role, body: Body, at: datetime) -> None:
    by = admins_role.person.actor
    use = {"power": "people.step_in", "subject": body, "by": by}

    with pytest.raises(RefusedError) as before:
        operations.powers.use(at=at, **use)  # type: ignore[arg-type]  # as the names say
    switch_on(admins_role, at)
    used = operations.powers.use(at=at, **use)  # type: ignore[arg-type]  # as above
    with pytest.raises(RefusedError):
        operations.powers.use(at=at + timedelta(hours=1), **use)  # type: ignore[arg-type]  # as above

    assert before.value.refused.reason.startswith("This needs the power “Manage the people of a partner")
    assert (used.subject_kind, used.subject_reference, used.used_at) == ("people.body", body.reference, at)


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"reason": "because"}, "reason"), ({"until_at": datetime(2026, 6, 18, 9, 30).astimezone()}, "hours")],
)
def test_power_without_a_reason_or_for_too_long(
    changes: dict[str, object], field: str, admins_role: Role, at: datetime
) -> None:
    with pytest.raises(RefusedError) as refused:
        switch_on(admins_role, at, **changes)

    assert refused.value.refused.field == field
    assert switch_on(admins_role, at).is_on(at)


def test_power_of_another_kind_of_role(at: datetime) -> None:
    officer = make.role(kinds.GRANT_OFFICER, at=at)

    with pytest.raises(RefusedError) as refused:
        switch_on(officer, at)

    assert refused.value.refused.reason == "Your role does not have this power"


def test_power_goes_off_with_the_role(admins_role: Role, at: datetime) -> None:
    power = switch_on(admins_role, at)

    operations.roles.end(role=admins_role, reason=RoleEnd.MOVED, by=SYSTEM, at=at)

    power.refresh_from_db()
    assert power.switched_off_at == at
    assert queries.powers.in_force(admins_role.person.actor, at=at) == []


def test_power_that_ran_out_can_be_switched_on_again(admins_role: Role, at: datetime) -> None:
    first = switch_on(admins_role, at)
    later = at + timedelta(hours=3)

    switch_on(admins_role, later, until_at=later + timedelta(hours=1))
    count = operations.powers.close_run_out(by=SYSTEM, at=later + timedelta(hours=2))

    first.refresh_from_db()
    assert first.switched_off_at == at + timedelta(hours=1)
    assert count == 1


@pytest.mark.parametrize("wrong", [{"reason": ""}, {"until_at": "before"}, {"switched_off_at": "before"}])
def test_power_that_cannot_be_is_refused_by_the_database(
    wrong: dict[str, str], admins_role: Role, at: datetime
) -> None:
    power = switch_on(admins_role, at)
    values = {name: at - timedelta(hours=1) if value == "before" else value for name, value in wrong.items()}

    with pytest.raises(IntegrityError), transaction.atomic():
        Power.objects.filter(pk=power.pk).update(**values)


def test_power_is_switched_on_once_says_the_database(admins_role: Role, at: datetime) -> None:
    switch_on(admins_role, at)

    with pytest.raises(IntegrityError), transaction.atomic():
        switch_on(admins_role, at)
