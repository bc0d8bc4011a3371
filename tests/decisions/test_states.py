"""The life of a record: every state × every move, and what the database itself refuses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from commonweal.core.journeys import MoveNotOpenError, steps_of
from commonweal.decisions.models import Correction, Decision, DecisionSubject, Paper
from commonweal.decisions.operations import correcting
from commonweal.decisions.states import JOURNEY, Status
from tests.factories import decisions as make

pytestmark = pytest.mark.django_db

MAKERS: dict[Status, Callable[..., Decision]] = {
    Status.DRAFT: make.written,
    Status.AWAITING: make.awaiting,
    Status.RETURNED: make.returned,
    Status.RECORDED: make.recorded,
}

OPEN = {
    (Status.DRAFT, "record"): Status.RECORDED,
    (Status.DRAFT, "send"): Status.AWAITING,
    (Status.RETURNED, "record"): Status.RECORDED,
    (Status.RETURNED, "send"): Status.AWAITING,
    (Status.AWAITING, "confirm"): Status.RECORDED,
    (Status.AWAITING, "send_back"): Status.RETURNED,
}


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("move", JOURNEY.moves)
def test_journey_every_state_and_move(status: Status, move: str, at: datetime) -> None:
    home = make.house(at=at)
    decision = MAKERS[status](home, at=at)
    target = OPEN.get((status, move))
    also = ["recorded_by", "sent_at", "recorded_at", "recorded_on", "confirmed_by", "is_by_two_people", "outcome"]
    decision.recorded_by, decision.sent_at = home.officer.actor.label, at
    if target == Status.RECORDED:
        decision.recorded_at, decision.recorded_on = at, at.date()
        decision.confirmed_by, decision.is_by_two_people = home.accountable.actor.label, True

    if target is None:
        with pytest.raises(MoveNotOpenError):
            JOURNEY.advance(decision, move, by=home.officer.actor, at=at)
    else:
        JOURNEY.advance(decision, move, by=home.officer.actor, at=at, also=also)

    decision.refresh_from_db()
    assert decision.status == (target or status)


def test_journey_leaves_its_steps(at: datetime) -> None:
    home = make.house(at=at)
    decision = make.confirmed(home, at=at)

    steps = list(steps_of(decision).values_list("move", "source", "target", "by"))

    assert steps == [
        ("send", "DRAFT", "AWAITING", home.officer.actor.label),
        ("confirm", "AWAITING", "RECORDED", home.accountable.actor.label),
    ]


AN_INSTANT = datetime.fromisoformat("2026-06-17T09:30:00+00:00")

# Each breaks one constraint of a record that waits for a second person.
BREACHES: dict[str, dict[str, Any]] = {
    "decisions_status": {"status": "LOST"},
    "decisions_outcome": {"outcome": "PERHAPS"},
    "decisions_taken_by": {"taken_by": "A_FRIEND", "office": "A friend"},
    "decisions_whole": {"alternatives": ""},
    "decisions_office": {"taken_by": "COMMITTEE"},
    "decisions_member_name": {"member_digest": "0" * 32},
    "decisions_recorded": {"recorded_at": AN_INSTANT},
    "decisions_not_ahead": {
        "status": "RECORDED",
        "recorded_at": AN_INSTANT,
        "recorded_on": date(2026, 6, 1),
        "confirmed_by": "PERSON:PN-2222-2222",
    },
    "decisions_needs_two": {"is_by_two_people": False},
    "decisions_confirmed": {"status": "RECORDED", "recorded_at": AN_INSTANT, "recorded_on": date(2026, 6, 17)},
    "decisions_emptied": {"emptied_at": AN_INSTANT},
}


@pytest.mark.parametrize("constraint", BREACHES)
def test_constraint_refuses_a_breach(constraint: str, at: datetime) -> None:
    decision = make.awaiting(make.house(at=at), at=at)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(**BREACHES[constraint])


def test_database_asks_for_two_different_people(at: datetime) -> None:
    home = make.house(at=at)
    decision = make.awaiting(home, at=at)
    public = {"status": "RECORDED", "recorded_at": at, "recorded_on": make.today(at)}
    rows = Decision.objects.filter(pk=decision.pk)

    with pytest.raises(IntegrityError, match="decisions_confirmed"), transaction.atomic():
        rows.update(**public, confirmed_by=home.officer.actor.label)

    assert rows.update(**public, confirmed_by=home.accountable.actor.label) == 1


def test_database_refuses_to_replace_a_decision_by_itself_or_twice(at: datetime) -> None:
    home = make.house(at=at)
    earlier, draft = make.recorded(home, at=at), make.written(home, at=at)
    make.confirmed(home, at=at, replaces=earlier.reference)
    other = make.awaiting(home, at=at)
    Decision.objects.filter(pk=other.pk).update(replaces=earlier)

    with pytest.raises(IntegrityError, match="decisions_not_replaced_by_itself"), transaction.atomic():
        Decision.objects.filter(pk=draft.pk).update(replaces=draft)
    with pytest.raises(IntegrityError, match=r"decisions_replaced_once|replaces_id"), transaction.atomic():
        Decision.objects.filter(pk=other.pk).update(
            status="RECORDED", recorded_at=at, recorded_on=make.today(at), confirmed_by=home.accountable.actor.label
        )


BELONGING: dict[str, tuple[type[Any], dict[str, Any]]] = {
    "decisions_about_something": (DecisionSubject, {"kind": "x.y", "reference": "", "title": "T", "effect": "e"}),
    "decisions_paper_one_of_two": (Paper, {"number": 7, "title": "Report"}),
    "decisions_paper_link": (Paper, {"number": 7, "title": "Report", "link": "ftp://example.org/"}),
    "decisions_correction_words": (
        Correction,
        {"number": 1, "wrong": "", "right": "4 June", "made_by": "PERSON:x", "made_at": AN_INSTANT},
    ),
    "decisions_about_once|reference": (
        DecisionSubject,
        {"kind": make.PROMISE, "reference": "weld-2021/P-1", "title": "T", "effect": "e"},
    ),
    "decisions_paper_number|number": (Paper, {"number": 1, "title": "Again", "link": "https://example.org/"}),
    "decisions_correction_number|number": (
        Correction,
        {"number": 3, "wrong": "3 June", "right": "4 June", "made_by": "PERSON:x", "made_at": AN_INSTANT},
    ),
}


@pytest.mark.parametrize("constraint", BELONGING)
def test_constraint_of_what_belongs_to_a_decision(constraint: str, at: datetime) -> None:
    home = make.house(at=at)
    draft, public = make.written(home, at=at, about={"weld-2021/P-1": "goes_ahead"}), make.recorded(home, at=at)
    Paper.objects.create(decision=draft, number=1, title="Report", link="https://example.org/report")
    Correction.objects.create(decision=public, number=3, wrong="a", right="b", made_by="PERSON:x", made_at=at)
    model, values = BELONGING[constraint]

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        model.objects.create(decision=public if model is Correction else draft, **values)


def test_every_constraint_has_its_breach() -> None:
    tried = {
        *BREACHES,
        *(name.partition("|")[0] for name in BELONGING),
        "decisions_not_replaced_by_itself",
        "decisions_replaced_once",
    }

    models = (Decision, DecisionSubject, Paper, Correction)
    assert {constraint.name for model in models for constraint in model._meta.constraints} == tried


FIXED: dict[str, Any] = {"title": "Something else", "why": "", "decided_on": date(2020, 1, 1), "status": "DRAFT"}


@pytest.mark.parametrize("column", FIXED)
def test_public_record_is_kept_as_it_is(column: str, at: datetime) -> None:
    home = make.house(at=at)
    public, draft = make.recorded(home, at=at), make.written(home, at=at)

    with pytest.raises(DatabaseError, match="kept as they are"), transaction.atomic():
        Decision.objects.filter(pk=public.pk).update(**{column: FIXED[column]})

    assert Decision.objects.filter(pk=draft.pk).update(**{column: FIXED[column]}) == 1


def test_what_belongs_to_a_public_record_is_kept_as_it_is(at: datetime) -> None:
    home = make.house(at=at)
    draft = make.written(home, at=at, about={"weld-2021/P-2": "goes_ahead"})
    decision = make.recorded(home, at=at, about={"weld-2021/P-1": "goes_ahead"})
    correcting.correct(decision=decision, wrong="3 June", right="4 June", by=home.colleague.actor, at=at)

    for rows in (Decision, DecisionSubject, Correction):
        of_it: Any = rows.objects.filter(**{"pk" if rows is Decision else "decision": decision.pk})
        with pytest.raises(DatabaseError, match="kept as they are"), transaction.atomic():
            of_it._raw_delete(of_it.db)
        if rows is not Decision:
            with pytest.raises(DatabaseError, match="kept as they are"), transaction.atomic():
                of_it.update(decision=draft.pk)

    assert DecisionSubject.objects.filter(decision=draft).update(title="Another") == 1


NEW: dict[str, tuple[type[Any], dict[str, Any]]] = {
    "subject": (DecisionSubject, {"kind": make.PROMISE, "reference": "weld-2021/P-3", "title": "T", "effect": "e"}),
    "paper": (Paper, {"number": 7, "title": "Report", "link": "https://example.org/"}),
}


@pytest.mark.parametrize("maker", [make.recorded, make.awaiting])
@pytest.mark.parametrize("thing", NEW)
def test_record_that_is_sent_takes_nothing_new(thing: str, maker: Any, at: datetime) -> None:
    home = make.house(at=at)
    draft, sent = make.written(home, at=at), maker(home, at=at)
    model, values = NEW[thing]
    model.objects.create(decision=draft, **values)

    with pytest.raises(DatabaseError, match="still being written"), transaction.atomic():
        model.objects.create(decision=sent, **values)
    with pytest.raises(DatabaseError, match="still being written"), transaction.atomic():
        model.objects.filter(decision=draft).update(decision=sent)

    assert list(model.objects.values_list("decision", flat=True)) == [draft.pk]


def test_correction_stands_beside_what_is_public_and_nothing_else(at: datetime) -> None:
    home = make.house(at=at)
    public, waits = make.recorded(home, at=at), make.awaiting(home, at=at)
    values: dict[str, Any] = {"number": 1, "wrong": "3 June", "right": "4 June", "made_by": "PERSON:x", "made_at": at}

    with pytest.raises(DatabaseError, match="Only a public decision can be corrected"), transaction.atomic():
        Correction.objects.create(decision=waits, **values)

    assert Correction.objects.create(decision=public, **values).decision == public
