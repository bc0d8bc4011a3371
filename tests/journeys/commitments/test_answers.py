"""What the sector answers and signs is the Steering Group's to record, and no officer's of the council."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from commonweal.core.days import london_day
from tests.journeys.asking import let_jobs_finish
from tests.journeys.commitments.conftest import Enter
from tests.journeys.commitments.council import SLUG
from tests.journeys.visits import Visit
from tests.running import House

pytestmark = [pytest.mark.browser, pytest.mark.real_time]

DESK = f"/desk/evidence/{SLUG}/C-037/"
QUESTION = "Did the council respect you this year?"
NOTE = "Many groups have never been asked."


def record(visit: Visit, question: str, answered_on: date) -> None:
    """Record what one's side answered, one slip mended on the way."""
    visit.press("Record what your side answered")
    visit.type("What was asked?", question)
    visit.type("Who asked?", "The secretary of the group")
    visit.type("Who was asked, and how were they chosen?", "Every group on our list of 40")
    for label, value in (("Day", answered_on.day), ("Month", answered_on.month), ("Year", answered_on.year)):
        visit.type(label, str(value))
    visit.type("How many were asked?", "forty")
    visit.type("How many answered?", "20")
    visit.type("How many of them said that the commitment is kept?", "25")
    visit.press("Record it")
    assert visit.errors == ["Enter how many were asked as a whole number, like 25"]
    visit.type("How many were asked?", "40")
    visit.press("Record it")
    assert len(visit.errors) == 1
    visit.type("How many of them said that the commitment is kept?", "15")
    visit.press("Record it")


def test_member_of_the_steering_group_records_answers_and_a_note(enter: Enter, house: House) -> None:
    member, officer, accountable, anybody = (enter(who) for who in ("member", "officer", "accountable", "visitor"))
    yesterday = london_day(timezone.now()) - timedelta(days=1)
    member.open("/desk/evidence/")
    member.type("Which commitment? Its code or some of its words", "C-037")
    member.press("Find it")
    member.follow("C-037 Respect")

    record(member, QUESTION, yesterday)
    member.press("Sign a note")
    member.press("Sign and publish it")
    refused = member.errors
    member.type("What would you like to say?", NOTE)
    member.press("Sign and publish it")
    withdrawals = [
        link.get_attribute("href") or "" for link in member.page.get_by_role("link", name=re.compile("^Withdraw")).all()
    ]
    let_jobs_finish(house)
    anybody.open(f"/strategy/{SLUG}/commitments/C-037/")
    officer.open(DESK)
    seen = officer.words
    officer.press("Record what your side answered")
    side = officer.heading
    officers = [officer.open(address) for address in withdrawals]

    assert refused == ["Enter the note"]
    for said in (QUESTION, NOTE, "Esi Voice"):
        assert said in anybody.words
    assert QUESTION in seen
    assert side == "Record what the council answered"
    assert len(withdrawals) >= 2
    assert officers == [404] * len(withdrawals)
    assert accountable.open(f"{DESK}answers/") == 404
    assert member.open(f"{DESK}answers/") == 200
    assert member.heading == "Record what the sector answered"
