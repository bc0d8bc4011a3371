"""What stands in the way: the flag and who can help, letters to a body that can, and again every four weeks."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from commonweal.accountability.models import CommitmentStatus, Obstacle
from commonweal.accountability.operations import obstacles as operations
from commonweal.core.rules import RefusedError
from commonweal.messaging.models import Letter
from commonweal.people import kinds_of_role
from commonweal.people.models import Body, BodyKind
from commonweal.ui.pages import broken_constraint
from tests.factories import evidence as make
from tests.factories import people
from tests.factories.evidence import Those

pytestmark = pytest.mark.django_db

FOUR_WEEKS = timedelta(days=28)


@pytest.fixture
def those(at: datetime) -> Those:
    return make.those(at=at)


@pytest.fixture
def district(db: None) -> Body:
    return people.body(BodyKind.DISTRICT, name="Saltmarsh District Council", email="hello@saltmarsh.example")


ANY_COMMITMENT = {
    kinds_of_role.COMMUNITIES_OFFICER,
    kinds_of_role.GRANT_OFFICER,
    kinds_of_role.ACCOUNTABLE_OFFICER,
}
THEIR_OWN = {kinds_of_role.PARTNER_LEAD, kinds_of_role.PARTNER_OFFICER, kinds_of_role.STEERING_MEMBER}


@pytest.mark.parametrize("owns", [True, False])
@pytest.mark.parametrize("kind", [each.name for each in kinds_of_role.ALL])
def test_who_may_report_and_clear(kind: str, owns: bool, those: Those, at: datetime) -> None:
    found = next(each for each in kinds_of_role.ALL if each.name == kind)
    where = those.council if those.council.kind in found.bodies else people.body(found.bodies[0])
    role = people.role(kind, at=at, where=where)
    if owns:
        make.give(make.BLOCKED, where, at=at)
    there = make.obstacle(those.accepter, at=at)

    if kind in ANY_COMMITMENT or (owns and kind in THEIR_OWN):
        make.obstacle(role, at=at)
        assert operations.clear(obstacle=there, how="Found one", by=role.person.actor, at=at).is_gone
    else:
        with pytest.raises(RefusedError):
            make.obstacle(role, at=at)
        with pytest.raises(RefusedError):
            operations.clear(obstacle=there, how="Found one", by=role.person.actor, at=at)


def blocked_by(at: datetime, code: str = make.BLOCKED) -> str:
    make.standing_of(code, at=at)
    return CommitmentStatus.objects.get(commitment__code=code).blocked_by


def test_flag_says_what_and_who_until_it_is_gone(those: Those, at: datetime) -> None:
    obstacle = make.obstacle(those.filer, at=at)
    before = blocked_by(at)

    operations.clear(obstacle=obstacle, how="A school lends its hall", by=those.filer.person.actor, at=at)

    assert (before, blocked_by(at + timedelta(minutes=1))) == ("No hall has been found (The district)", "")


def test_obstacle_is_gone_once(those: Those, at: datetime) -> None:
    by = those.filer.person.actor
    obstacle = operations.clear(obstacle=make.obstacle(those.filer, at=at), how="A hall was found", by=by, at=at)

    with pytest.raises(RefusedError) as refused:
        operations.clear(obstacle=obstacle, how="Again", by=by, at=at)

    assert refused.value.refused.reason == "This was noted as gone already"


def letters() -> list[tuple[str, str]]:
    return [(letter.kind, letter.to) for letter in Letter.objects.order_by("id")]


def test_body_that_can_help_is_written_to(those: Those, district: Body, at: datetime) -> None:
    obstacle = make.obstacle(those.filer, at=at, body=district.reference, unblocker="")

    assert obstacle.unblocker == "Saltmarsh District Council"
    assert letters() == [("accountability.obstacle_found", "hello@saltmarsh.example")]


def test_nobody_is_written_to_without_an_address(those: Those, at: datetime) -> None:
    make.obstacle(those.filer, at=at)

    assert letters() == []


def test_body_that_there_is_not(those: Those, at: datetime) -> None:
    with pytest.raises(RefusedError) as refused:
        make.obstacle(those.filer, at=at, body="BD-2222-2222")

    assert (refused.value.refused.field, Obstacle.objects.count()) == ("body", 0)


@pytest.mark.parametrize("has_address", [True, False])
def test_reminder_every_four_weeks_while_it_stands(
    has_address: bool, those: Those, district: Body, at: datetime
) -> None:
    made = {"body": district.reference, "unblocker": ""} if has_address else {}
    obstacle = make.obstacle(those.filer, at=at, **made)
    Letter.objects.all().delete()
    day = timedelta(days=1)

    sent = [
        operations.remind(by=make.SYSTEM, at=at + after)
        for after in (FOUR_WEEKS - day, FOUR_WEEKS, FOUR_WEEKS + day, 2 * FOUR_WEEKS)
    ]
    operations.clear(obstacle=obstacle, how="A hall was found", by=those.filer.person.actor, at=at + 2 * FOUR_WEEKS)
    sent.append(operations.remind(by=make.SYSTEM, at=at + 4 * FOUR_WEEKS))

    assert sent == [0, 1, 0, 1, 0]
    to = "hello@saltmarsh.example" if has_address else settings.CONTACT_EMAIL
    assert letters() == [("accountability.obstacle_stands", to)] * 2


@pytest.mark.parametrize(
    ("breach", "name"),
    [
        ({"what": ""}, "accountability_obstacle_words"),
        ({"unblocker": ""}, "accountability_obstacle_words"),
        ({"gone_how": "It went"}, "accountability_obstacle_gone"),
    ],
)
def test_database_refuses(breach: dict[str, Any], name: str, those: Those, at: datetime) -> None:
    obstacle = make.obstacle(those.filer, at=at)

    with pytest.raises(IntegrityError) as error, transaction.atomic():
        make.kept_otherwise(obstacle, **breach)

    broken = broken_constraint(error.value)
    assert broken is not None
    assert broken.name == name
