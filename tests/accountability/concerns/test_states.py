"""The life of a concern: every state × every move, and what the database itself refuses."""

from datetime import date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction

from commonweal.accountability.models import Concern, ConcernReply, MayPublish, ReachRaiserBy
from commonweal.accountability.states.concerns import CONCERN_JOURNEY, ConcernStatus
from commonweal.core.journeys import MoveNotOpenError, steps_of
from tests.factories import concerns as make

pytestmark = pytest.mark.django_db

INSTANT = datetime.fromisoformat("2026-06-17T09:30:00+00:00")

MAKERS = {
    ConcernStatus.DRAFT: make.drafted,
    ConcernStatus.WAITING: make.summed_up,
    ConcernStatus.ANSWERED: make.answered,
    ConcernStatus.CLOSED: make.closed,
    ConcernStatus.WITHDRAWN: make.withdrawn,
}

OPEN = {
    (ConcernStatus.DRAFT, "send"): ConcernStatus.WAITING,
    (ConcernStatus.WAITING, "answer"): ConcernStatus.ANSWERED,
    (ConcernStatus.WAITING, "withdraw"): ConcernStatus.WITHDRAWN,
    (ConcernStatus.ANSWERED, "reply"): ConcernStatus.CLOSED,
    (ConcernStatus.ANSWERED, "close"): ConcernStatus.CLOSED,
}

ALSO: dict[str, dict[str, Any]] = {
    "send": {"sent_at": INSTANT, "sent_on": INSTANT.date(), "answer_by_on": INSTANT.date()},
    "answer": {
        "answered_at": INSTANT,
        "answered_on": INSTANT.date(),
        "held_until_on": INSTANT.date(),
        "outcome": "NOT_UPHELD",
        "answer": "Nothing was wrong.",
    },
    "withdraw": {"settled_at": INSTANT},
    "reply": {"settled_at": INSTANT},
    "close": {"settled_at": INSTANT},
}


@pytest.mark.parametrize("status", ConcernStatus)
@pytest.mark.parametrize("move", CONCERN_JOURNEY.moves)
def test_journey_every_state_and_move(status: ConcernStatus, move: str, at: datetime) -> None:
    concern = MAKERS[status](at=at).concern
    target = OPEN.get((status, move))
    for name, value in ALSO[move].items():
        setattr(concern, name, value)

    if target is None:
        with pytest.raises(MoveNotOpenError):
            CONCERN_JOURNEY.advance(concern, move, by=make.officer(at=at), at=at)
    else:
        CONCERN_JOURNEY.advance(concern, move, by=make.officer(at=at), at=at, also=list(ALSO[move]))

    concern.refresh_from_db()
    assert concern.status == (target or status)


def test_journey_leaves_its_steps(at: datetime) -> None:
    raised = make.closed(at=at)

    steps = list(steps_of(raised.concern).values_list("move", "source", "target", "by"))

    assert steps == [
        ("send", "DRAFT", "WAITING", "VISITOR:visitor"),
        ("answer", "WAITING", "ANSWERED", make.officer(at=at).label),
        ("close", "ANSWERED", "CLOSED", raised.holder.label),
    ]


BREACHES: dict[str, dict[str, Any]] = {
    "accountability_concern_status": {"status": "LOST"},
    "accountability_concern_publish": {"may_publish": "MAYBE"},
    "accountability_concern_reach": {"reach_by": "PIGEON"},
    "accountability_concern_contact": {"reach_by": ReachRaiserBy.NOTHING},
    "accountability_concern_whole": {"answer_by_on": None},
    "accountability_concern_words_shown": {"may_publish": MayPublish.SUMMARY},
    "accountability_concern_answered": {"answered_at": INSTANT},
    "accountability_concern_action": {"action": "Ring them"},
    "accountability_concern_settled": {"settled_at": INSTANT},
    "accountability_concern_replied": {"replied_at": INSTANT},
    "accountability_concern_reply_seen": {"is_reply_seen": True},
    "accountability_concern_reply_shown": {"is_reply_shown": True},
    "accountability_concern_emptied": {"emptied_at": INSTANT},
}
"""Of a concern that waits and is summed up."""

BREACHES_ONCE_ANSWERED: dict[str, dict[str, Any]] = {
    "accountability_concern_remedy": {"action": "", "action_by_on": None},
    "accountability_concern_summed_up": {"summary": "", "has_words_shown": False},
}

BREACHES_OF_REPLIES: dict[str, dict[str, Any]] = {
    "accountability_concern_reply_days": {"reply_by_on": date(2026, 6, 1)},
    "accountability_concern_reply_whole": {"replied_at": INSTANT},
}


def refused(rows: models.QuerySet[Any], constraint: str, change: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        rows.update(**change)


@pytest.mark.parametrize("constraint", BREACHES)
def test_constraint_refuses_a_breach(constraint: str, at: datetime) -> None:
    concern = make.summed_up(at=at).concern

    refused(Concern.objects.filter(pk=concern.pk), constraint, BREACHES[constraint])


@pytest.mark.parametrize("constraint", BREACHES_ONCE_ANSWERED)
def test_constraint_refuses_a_breach_once_it_is_answered(constraint: str, at: datetime) -> None:
    concern = make.answered(at=at).concern

    refused(Concern.objects.filter(pk=concern.pk), constraint, BREACHES_ONCE_ANSWERED[constraint])


@pytest.mark.parametrize("constraint", BREACHES_OF_REPLIES)
def test_constraint_refuses_a_breach_of_a_reply(constraint: str, at: datetime) -> None:
    body, _role = make.a_partner(at=at)
    asked = make.asked(make.summed_up(at=at).concern, body, at=at)

    refused(ConcernReply.objects.filter(pk=asked.pk), constraint, BREACHES_OF_REPLIES[constraint])


def test_every_constraint_has_its_breach() -> None:
    named = {each.name for table in (Concern, ConcernReply) for each in table._meta.constraints}

    # Being asked twice is refused in `test_answering.py`.
    assert named == {*BREACHES, *BREACHES_ONCE_ANSWERED, *BREACHES_OF_REPLIES, "accountability_concern_reply_once"}
