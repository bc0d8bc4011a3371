"""The life of a request: every state × every move, and what the database itself refuses."""

from datetime import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from commonweal.accountability.models import FormatRequest
from commonweal.accountability.states.formats import JOURNEY, Status
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
    asked.left_at, asked.asked_at, asked.answer_by_on = at, at, at.date()
    target = OPEN.get((status, move))
    asked.settled_at = at if target in {Status.SUPPLIED, Status.WITHDRAWN} else asked.settled_at

    if target is None:
        with pytest.raises(MoveNotOpenError):
            JOURNEY.advance(asked, move, by=make.officer(at=at), at=at)
    else:
        also = ["left_at", "asked_at", "answer_by_on", "settled_at"]
        JOURNEY.advance(asked, move, by=make.officer(at=at), at=at, also=also)

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
    "accountability_format_channel": {"channel": "PIGEON"},
    "accountability_format_left": {"left_at": datetime.fromisoformat("2026-06-18T09:30:00+00:00")},
    "accountability_format_clock": {"channel": "PHONE", "first_answer_by_at": None},
    "accountability_format_first": {
        "first_answered_at": datetime.fromisoformat("2026-06-16T09:30:00+00:00"),
        "first_answer_minutes": 0,
    },
}


@pytest.mark.django_db
@pytest.mark.parametrize("constraint", BREACHES)
def test_constraint_refuses_a_breach(constraint: str, at: datetime) -> None:
    asked = make.sent(at=at).request

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        FormatRequest.objects.filter(pk=asked.pk).update(**BREACHES[constraint])


@pytest.mark.django_db
def test_one_message_is_one_request(at: datetime) -> None:
    first, second = make.sent(at=at).request, make.sent(at=at).request
    FormatRequest.objects.filter(pk=first.pk).update(mail_digest="a" * 32)

    with pytest.raises(IntegrityError, match="mail"), transaction.atomic():
        FormatRequest.objects.filter(pk=second.pk).update(mail_digest="a" * 32)


def test_every_constraint_has_its_breach() -> None:
    named = {constraint.name for constraint in FormatRequest._meta.constraints}

    assert named == {*BREACHES, "accountability_format_mail"}
