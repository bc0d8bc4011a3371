"""A decision that extends something says until which day: on its page, in the data, and nowhere else."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from commonweal.core.rules import RefusedError
from commonweal.decisions.models import Decision, DecisionSubject
from commonweal.decisions.operations import drafts, recording
from commonweal.decisions.states import Outcome
from tests.decisions.reading import address, text
from tests.factories import decisions as make
from tests.factories.decisions import House

pytestmark = pytest.mark.django_db

EXTENDED: dict[str, Any] = {"kind": make.PROMISE, "reference": "weld-2021/P-3", "effect": "extends"}
THING = {"kind": make.PROMISE, "thing": "weld-2021/P-3"}
UNTIL = {"until_on_day": "31", "until_on_month": "3", "until_on_year": "2028"}


@pytest.fixture
def draft(home: House, at: datetime) -> Decision:
    """A record of a decision to extend something, not sent."""
    return make.written(home, at=at, outcome=Outcome.EXTEND)


def test_day_is_asked_and_shown(desk: Client, draft: Decision) -> None:
    page = address("subject_add", draft, **THING)
    asked = desk.get(page)

    without = desk.post(page, {"effect": "extends"})
    added = desk.post(page, {"effect": "extends"} | UNTIL)

    assert "Until which day?" in text(asked)
    assert (without.status_code, added.status_code) == (422, 302)
    assert "Enter the day until which it goes on, after the day it was decided" in text(without)
    assert "To extend something, until 31 March 2028" in text(desk.get(address("desk_check", draft)))


def test_day_is_public_as_a_page_and_as_data(client: Client, home: House, draft: Decision, at: datetime) -> None:
    by = home.officer.actor
    drafts.add_subject(decision=draft, **EXTENDED, until_on=date(2028, 3, 31), by=by, at=at)
    recording.send(decision=draft, by=by, at=at)

    page = text(client.get(address("decision_record", draft)))
    file = b"".join(client.get("/data/decision-subjects.csv")).decode("utf-8-sig")

    assert "until 31 March 2028" in page
    assert [row["until_on"] for row in csv.DictReader(io.StringIO(file))] == ["2028-03-31"]


def test_day_in_a_box_that_is_hidden_is_forgotten(desk: Client, home: House, at: datetime) -> None:
    draft = make.written(home, at=at, outcome="")

    for thing, typed in (("weld-2021/P-1", UNTIL), ("weld-2021/P-2", {"until_on_day": "rubbish"})):
        answer = desk.post(address("subject_add", draft, kind=make.PROMISE, thing=thing), {"effect": "adopts"} | typed)
        assert answer.status_code == 302

    assert set(DecisionSubject.objects.values_list("until_on", flat=True)) == {None}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Enter the day until which it goes on"),
        ({"until_on": date(2026, 6, 3)}, "Enter the day until which it goes on, after the day it was decided"),
        ({"effect": "adopts", "until_on": date(2028, 3, 31)}, "Leave the day empty"),
    ],
    ids=["none", "the day of the decision", "none is needed"],
)
def test_day_that_does_not_fit(changes: dict[str, Any], words: str, home: House, draft: Decision, at: datetime) -> None:
    by = home.officer.actor

    with pytest.raises(RefusedError, match=words) as refusal:
        drafts.add_subject(decision=draft, **EXTENDED | changes, by=by, at=at)
    added = drafts.add_subject(decision=draft, **EXTENDED, until_on=date(2026, 6, 4), by=by, at=at)

    assert refusal.value.refused.field == "until_on"
    assert added.until_on == date(2026, 6, 4)


def test_day_that_is_over_when_the_decision_is_taken(home: House, draft: Decision, at: datetime) -> None:
    by = home.officer.actor
    drafts.add_subject(decision=draft, **EXTENDED, until_on=date(2026, 6, 4), by=by, at=at)
    drafts.say_when(decision=draft, decided_on=date(2026, 6, 10), power="Localism Act 2011", by=by, at=at)

    with pytest.raises(RefusedError, match="What it does to A yearly report does not fit"):
        recording.send(decision=draft, by=by, at=at)

    drafts.say_when(decision=draft, decided_on=date(2026, 6, 2), power="Localism Act 2011", by=by, at=at)
    assert recording.send(decision=draft, by=by, at=at).is_public
