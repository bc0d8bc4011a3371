"""A document for a commitment: one person files it, another accepts it; challenged by a visitor, it is set aside."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from commonweal.core.days import london_day
from tests.journeys.asking import let_jobs_finish
from tests.journeys.commitments.conftest import Enter
from tests.journeys.commitments.council import SLUG
from tests.journeys.visits import Visit
from tests.running import House

pytestmark = [pytest.mark.browser, pytest.mark.real_time]

CODE = "C-057"
COMMITMENT = f"/strategy/{SLUG}/commitments/{CODE}/"
QUESTION = "Which commitment? Its code or some of its words"


def standing(visit: Visit) -> tuple[str, str]:
    """The tag of the commitment and the sentence beside it, on its public page."""
    visit.open(COMMITMENT)
    line = visit.page.locator(".cw-record__head .govuk-body-l")
    return line.locator(".govuk-tag").inner_text(), line.locator("[data-given]").inner_text()


def file_it(officer: Visit, title: str, photo: bytes) -> None:
    """From the desk to a document that waits for a second person, one slip mended on the way."""
    officer.open("/desk/evidence/")
    officer.type(QUESTION, "Judge")
    officer.press("Find it")
    officer.follow("C-057 Judge the Crowd Fund")
    officer.press("File a document")
    officer.press("File it")
    assert len(officer.errors) == 5
    today = london_day(timezone.now())
    officer.type("What is the document called?", title)
    for label, value in (("Day", today.day), ("Month", today.month), ("Year", today.year)):
        officer.type(label, str(value))
    officer.type("What does it show?", "Page 4 says what became of each project.")
    officer.choose("All of it")
    officer.page.get_by_label("The document", exact=True).set_input_files(
        files=[{"name": "report.jpg", "mimeType": "image/jpeg", "buffer": photo}]
    )
    officer.press("File it")
    assert officer.heading == title
    assert officer.page.get_by_role("button", name="Accept it").count() == 0


def accept_it(second: Visit, title: str) -> None:
    """A second person finds the document on their desk, and accepts it."""
    second.open("/desk/evidence/")
    second.follow(title)
    second.press("Accept it")
    second.press("Accept it")
    assert second.heading == title


def challenge_it(visit: Visit, title: str) -> str:
    """From the commitment to a concern about the document; its reference."""
    visit.open(COMMITMENT)
    visit.follow(title)
    visit.press("Challenge this")
    assert title in visit.words
    visit.press("Start now")
    visit.type("What is the matter?", "Page 4 is about another fund.")
    visit.press("Save and go on")
    visit.choose("Only a summary, in the council’s words")
    visit.press("Save and go on")
    visit.choose("Do not contact me")
    visit.press("Save and go on")
    visit.press("Send the concern")
    found = re.search(r"CN-\w{4}-\w{4}", visit.words)
    assert found is not None
    return found[0]


def uphold_it(officer: Visit, reference: str, title: str) -> None:
    """An officer reads the document, finds the visitor right, and sets it aside."""
    officer.open("/desk/concerns/")
    officer.follow(reference)
    officer.follow(title)
    assert "Page 4 says what became of each project." in officer.words
    officer.go_back()
    officer.press("Sum it up for the public")
    officer.type("What is the concern, in a few sentences?", "The document is about something else.")
    officer.press("Show me how it will read")
    officer.press("Keep it")
    officer.press("Answer it")
    officer.choose("Upheld")
    officer.type("Why?", "It is about another fund, as you say.")
    officer.type("What will be done?", "The document is set aside.")
    for label, value in (("Day", "1"), ("Month", "9"), ("Year", "2099")):
        officer.type(label, value)
    officer.press("Publish and send the answer")
    officer.press("Set the document aside")
    officer.press("Set it aside")


def test_document_is_filed_accepted_challenged_and_set_aside(enter: Enter, house: House, photo: bytes) -> None:
    officer, second, third, anybody = (enter(who) for who in ("officer", "accountable", "colleague", "visitor"))
    width = officer.page.viewport_size or {}
    title = f"How the Crowd Fund went, told on {width['width']} pixels"
    before = standing(anybody)

    file_it(officer, title, photo)
    let_jobs_finish(house)
    unaccepted = standing(anybody), title in anybody.words
    accept_it(second, title)
    let_jobs_finish(house)
    accepted = standing(anybody)
    said = anybody.words
    reference = challenge_it(anybody, title)
    officer.open(f"/desk/concerns/{reference}/")
    filers = officer.words
    uphold_it(third, reference, title)
    let_jobs_finish(house)
    after = standing(anybody)
    anybody.follow(title)

    assert unaccepted == (("Under way", "A document is filed, and waits for a second person to accept it."), False)
    assert (before[0], accepted[0]) == ("No current evidence", "Kept")
    assert "Filed, not proved by records" in said
    assert re.search(r"You filed \S+, which this concern is about\. A colleague answers it", filers)
    assert after == before
    assert "Set aside" in anybody.words
    assert anybody.page.get_by_role("button", name="Challenge this").count() == 0
    assert reference in anybody.words
