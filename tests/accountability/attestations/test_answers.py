"""What both sides answered: each records its own and no other's, few answers count for nothing, and what follows."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from commonweal.accountability.models import Attestation, Side
from commonweal.accountability.operations import attestations as operations
from commonweal.accountability.presenters import brought
from commonweal.accountability.queries import attestations as queries
from commonweal.accountability.states.statuses import Standing
from commonweal.core.rules import RefusedError
from commonweal.people import kinds_of_role
from commonweal.ui.pages import broken_constraint
from tests.factories import evidence as make
from tests.factories import people
from tests.factories.evidence import Those

pytestmark = pytest.mark.django_db


@pytest.fixture
def those(at: datetime) -> Those:
    return make.those(at=at)


# Independence.


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("kind", [each.name for each in kinds_of_role.ALL])
def test_who_may_record_for_which_side(kind: str, side: Side, those: Those, at: datetime) -> None:
    found = next(each for each in kinds_of_role.ALL if each.name == kind)
    where = those.council if those.council.kind in found.bodies else people.body(found.bodies[0])
    role = people.role(kind, at=at, where=where)
    make.give(make.JUDGEMENT, where, at=at)
    own = {kinds_of_role.COMMUNITIES_OFFICER: Side.COUNCIL, kinds_of_role.STEERING_MEMBER: Side.SECTOR}

    if own.get(kind) == side:
        assert make.answered(role, side, at=at).side == side
    else:
        with pytest.raises(RefusedError):
            make.answered(role, side, at=at)


def test_nobody_records_the_sector_who_also_works_for_the_council(those: Those, at: datetime) -> None:
    people.role(kinds_of_role.ASSESSOR, at=at, who=those.member.person, where=those.council)

    with pytest.raises(RefusedError) as refused:
        make.answered(those.member, Side.SECTOR, at=at)

    assert refused.value.refused.reason.startswith("You hold a role at the council, so another member")


def test_nobody_records_the_council_who_sits_on_the_steering_group(those: Those, at: datetime) -> None:
    people.role(kinds_of_role.STEERING_MEMBER, at=at, who=those.accepter.person, where=those.group)

    with pytest.raises(RefusedError) as refused:
        make.answered(those.accepter, Side.COUNCIL, at=at)

    assert refused.value.refused.reason.startswith("You sit on the Steering Group, so another officer")


def test_side_withdraws_its_own_answers(those: Those, at: datetime) -> None:
    answers = make.answered(those.member, Side.SECTOR, at=at)
    other = people.role(kinds_of_role.STEERING_MEMBER, at=at, where=those.group)

    done = operations.withdraw(attestation=answers, why="The list was wrong", by=other.person.actor, at=at)

    assert (done.is_withdrawn, done.withdrawn_why) == (True, "The list was wrong")


@pytest.mark.parametrize("role", ["filer", "accepter", "accountable"])
def test_council_does_not_withdraw_what_the_sector_answered(role: str, those: Those, at: datetime) -> None:
    answers = make.answered(those.member, Side.SECTOR, at=at)

    with pytest.raises(RefusedError) as refused:
        operations.withdraw(attestation=answers, why="We see it otherwise", by=getattr(those, role).person.actor, at=at)

    assert refused.value.refused.reason == (
        "Only a member of the Steering Group can record or withdraw what the sector answered"
    )
    assert Attestation.objects.get().is_withdrawn is False


def test_answers_are_withdrawn_once(those: Those, at: datetime) -> None:
    answers = make.answered(those.accepter, Side.COUNCIL, at=at)
    by = those.accepter.person.actor
    operations.withdraw(attestation=answers, why="The list was wrong", by=by, at=at)

    with pytest.raises(RefusedError) as refused:
        operations.withdraw(attestation=answers, why="Again", by=by, at=at)

    assert refused.value.refused.reason == "These answers were withdrawn already"


# What the status says.


@pytest.mark.parametrize(
    ("council", "sector", "standing"),
    [
        ((20, 15), None, Standing.UNDER_WAY),
        ((20, 15), (20, 10), Standing.KEPT),
        ((20, 15), (20, 9), Standing.PARTLY_KEPT),
        ((20, 9), (20, 9), Standing.UNDER_WAY),
        ((20, 15), (4, 4), Standing.UNDER_WAY),
        ((20, 15), (5, 5), Standing.KEPT),
        ((4, 4), (3, 0), Standing.UNDER_WAY),
        ((20, 15), (0, 0), Standing.UNDER_WAY),
    ],
)
def test_status_takes_both_sides(
    council: tuple[int, int], sector: tuple[int, int] | None, standing: Standing, those: Those, at: datetime
) -> None:
    make.answered(those.accepter, Side.COUNCIL, at=at, answered=council[0], agreed=council[1])
    if sector:
        make.answered(those.member, Side.SECTOR, at=at, answered=sector[0], agreed=sector[1])

    assert make.standing_of(make.JUDGEMENT, at=at)[0] == standing


def test_status_says_that_too_few_answered_and_not_how_many_agreed(those: Those, at: datetime) -> None:
    make.answered(those.accepter, Side.COUNCIL, at=at)
    make.answered(those.member, Side.SECTOR, at=at, answered=4, agreed=3)

    _standing, why = make.standing_of(make.JUDGEMENT, at=at)

    assert why == (
        "The council: 15 of 20 who answered agree (1 June 2026). "
        "The sector: fewer than five answered, too few to count (1 June 2026). "
        "It takes 50 in a hundred of each side."
    )


def test_newer_answers_of_too_few_do_not_undo_older_ones(those: Those, at: datetime) -> None:
    make.answered(those.accepter, Side.COUNCIL, at=at)
    make.answered(those.member, Side.SECTOR, at=at)

    make.answered(those.member, Side.SECTOR, at=at, asked_on=date(2026, 6, 10), answered=3, agreed=0)

    assert make.standing_of(make.JUDGEMENT, at=at)[0] == Standing.KEPT


def test_withdrawn_answers_count_no_more(those: Those, at: datetime) -> None:
    make.answered(those.accepter, Side.COUNCIL, at=at)
    answers = make.answered(those.member, Side.SECTOR, at=at)
    before = make.standing_of(make.JUDGEMENT, at=at)[0]

    operations.withdraw(attestation=answers, why="The list was wrong", by=those.member.person.actor, at=at)

    after = make.standing_of(make.JUDGEMENT, at=at + timedelta(minutes=1))[0]
    assert (before, after) == (Standing.KEPT, Standing.UNDER_WAY)


def test_answers_that_are_too_old_lapse(those: Those, at: datetime) -> None:
    for role, side in ((those.accepter, Side.COUNCIL), (those.member, Side.SECTOR)):
        make.answered(role, side, at=at, asked_on=date(2025, 1, 1))

    assert make.standing_of(make.JUDGEMENT, at=at)[0] == Standing.NO_CURRENT_EVIDENCE


# What everybody sees.


def test_page_keeps_quiet_about_few_answers(those: Those, at: datetime) -> None:
    make.answered(those.member, Side.SECTOR, at=at, answered=4, agreed=3, words="Tom was cross")

    (shown,) = brought.answered(queries.public_for(make.commitment(make.JUDGEMENT, at=at)))

    assert (shown.count, shown.words) == (
        "Of 40 asked, fewer than five answered by 1 June 2026: too few to count.",
        "",
    )


def test_page_says_who_asked_whom_and_in_which_office_it_was_recorded(those: Those, at: datetime) -> None:
    make.answered(those.member, Side.SECTOR, at=at)

    (shown,) = brought.answered(queries.public_for(make.commitment(make.JUDGEMENT, at=at)))

    assert (shown.side, shown.count, shown.how) == (
        "The sector",
        "15 of the 20 who answered say it is kept. 40 were asked (1 June 2026).",
        (
            "Asked by The research team. Who was asked: Every group on the list. "
            "Recorded by: Member of the Steering Group, Voices."
        ),
    )


# What the database refuses.


@pytest.mark.parametrize(
    ("breach", "name"),
    [
        ({"side": "NOBODY"}, "accountability_attestation_side"),
        ({"asked": 0}, "accountability_attestation_counts"),
        ({"answered": 41}, "accountability_attestation_counts"),
        ({"agreed": 21}, "accountability_attestation_counts"),
        ({"asked_on": date(2026, 6, 18)}, "accountability_attestation_not_ahead"),
        ({"withdrawn_why": "Because"}, "accountability_attestation_withdrawn"),
        ({"link": "javascript:alert(1)"}, "accountability_attestation_link"),
    ],
)
def test_database_refuses(breach: dict[str, Any], name: str, those: Those, at: datetime) -> None:
    answers = make.answered(those.accepter, Side.COUNCIL, at=at)

    with pytest.raises(IntegrityError) as error, transaction.atomic():
        make.kept_otherwise(answers, **breach)

    broken = broken_constraint(error.value)
    assert broken is not None
    assert broken.name == name
