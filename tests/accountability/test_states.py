"""The life of a request: every state × every move, and what the database itself refuses."""

from datetime import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from commonweal.accountability.models import FormatRequest
from commonweal.accountability.states import JOURNEY, Status
from commonweal.core.journeys import MoveNotOpenError, steps_of
from tests.factories import accountability as make

MAKERS = {
    Status.DRAFT: make.answered,
    Status.RECEIVED: make.sent,
    Status.SUPPLIED: make.supplied,
    Status.WITHDRAWN: make.withdrawn,
}

OPEN = {
    (Status.DRAFT, "send"): Status.RECEIVED,
    (Status.RECEIVED, "supply"): Status.SUPPLIED,
    (Status.RECEIVED, "withdraw"): Status.WITHDRAWN,
}


@pytest.mark.django_db
@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("move", JOURNEY.moves)
def test_journey_every_state_and_move(status: Status, move: str, at: datetime) -> None:
    asked = MAKERS[status](at=at).request
    asked.asked_at, asked.answer_by_on = at, at.date()
    target = OPEN.get((status, move))
    asked.settled_at = at if target in {Status.SUPPLIED, Status.WITHDRAWN} else asked.settled_at

    if target is None:
        with pytest.raises(MoveNotOpenError):
            JOURNEY.advance(asked, move, by=make.officer(at=at), at=at)
    else:
        JOURNEY.advance(asked, move, by=make.officer(at=at), at=at, also=["asked_at", "answer_by_on", "settled_at"])

    asked.refresh_from_db()
    assert asked.status == (target or status)


@pytest.mark.django_db
def test_journey_leaves_its_steps(at: datetime) -> None:
    asked = make.withdrawn(at=at)

    steps = list(steps_of(asked.request).values_list("move", "source", "target", "by"))

    assert steps == [
        ("send", "DRAFT", "RECEIVED", "VISITOR:visitor"),
        ("withdraw", "RECEIVED", "WITHDRAWN", asked.holder.label),
    ]


BREACHES: dict[str, dict[str, Any]] = {
    "accountability_format_status": {"status": "LOST"},
    "accountability_format_kind": {"format": "TELEGRAM"},
    "accountability_format_reach": {"reach_by": "PIGEON"},
    "accountability_format_detail": {"format": "LANGUAGE", "has_format_detail": False},
    "accountability_format_whole": {"answer_by_on": None},
    "accountability_format_emptied": {"emptied_at": datetime.fromisoformat("2026-06-17T09:30:00+00:00")},
    "accountability_format_settled": {"settled_at": datetime.fromisoformat("2026-06-17T09:30:00+00:00")},
}


@pytest.mark.django_db
@pytest.mark.parametrize("constraint", BREACHES)
def test_constraint_refuses_a_breach(constraint: str, at: datetime) -> None:
    asked = make.sent(at=at).request

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        FormatRequest.objects.filter(pk=asked.pk).update(**BREACHES[constraint])


def test_every_constraint_has_its_breach() -> None:
    named = {constraint.name for constraint in FormatRequest._meta.constraints}

    assert named == set(BREACHES)
