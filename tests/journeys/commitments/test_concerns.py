"""A concern from the first doubt to the last word: raised without an account, answered, replied to, all in public."""

from __future__ import annotations

import re
from email.message import EmailMessage
from typing import Any

import pytest

from tests.journeys.asking import an_address, text_of
from tests.journeys.commitments.conftest import Enter
from tests.journeys.commitments.council import SLUG
from tests.journeys.keyboard import Keyboard
from tests.journeys.visits import Visit
from tests.running import House

pytestmark = [pytest.mark.browser, pytest.mark.real_time]

WORDS = "I asked for large print in March. Nobody answered."


def link_in(letter: EmailMessage) -> str:
    """The private link in a letter."""
    found = re.search(r"http://\S+/concern/\S+/", text_of(letter))
    assert found is not None
    return found[0]


def reference_in(visit: Visit) -> str:
    """The reference of the concern that the page is about."""
    found = re.search(r"CN-\w{4}-\w{4}", visit.words)
    assert found is not None
    return found[0]


def raise_it(visit: Visit, *, email: str) -> str:
    """From the strategy by an aim to a concern that is sent, with the keyboard alone; its reference."""
    keyboard = Keyboard(visit)
    visit.open("/strategy/")
    keyboard.follow("Recognise")
    keyboard.follow("C-005 Another format")
    keyboard.follow("Raise a concern")
    keyboard.follow("Start now")
    keyboard.tab_to("Save and go on")
    keyboard.go()
    assert visit.errors == ["Tell us what is the matter"]
    keyboard.tab_to("What is the matter?")
    keyboard.type(WORDS)
    keyboard.follow("Save and go on")
    keyboard.tab_to("My words, as I wrote them")
    keyboard.press("Space")
    keyboard.follow("Save and go on")
    keyboard.tab_to("E-mail")
    keyboard.press("Space")
    keyboard.tab_to("E-mail address")
    keyboard.type(email)
    keyboard.follow("Save and go on")
    assert email in visit.words
    keyboard.follow("Send the concern")
    assert visit.heading == "We have your concern"
    return reference_in(visit)


def answer_it(officer: Visit, reference: str) -> None:
    """From the desk to an answer that everybody reads, one slip mended on the way."""
    officer.open("/desk/concerns/")
    officer.follow(reference)
    officer.press("Take it on")
    officer.press("Take it on")
    officer.press("Sum it up for the public")
    officer.press("Show me how it will read")
    assert len(officer.errors) == 2
    officer.type("What is the concern, in a few sentences?", "Somebody waits for a document in large print.")
    officer.choose("Yes, whole")
    officer.press("Show me how it will read")
    assert "This is what will be read" in officer.words
    officer.press("Keep it")
    officer.press("Answer it")
    officer.choose("Upheld")
    officer.type("Why?", "The request lay in a mailbox that nobody read.")
    officer.press("Publish and send the answer")
    assert officer.errors == [
        "Say what will be done; you found that something is wrong",
        "Enter the day by which it will be done",
    ]
    officer.type("What will be done?", "Two people read the mailbox from now on.")
    for label, value in (("Day", "1"), ("Month", "9"), ("Year", "2099")):
        officer.type(label, value)
    officer.press("Publish and send the answer")
    assert officer.heading == f"Concern {reference}"


def reply(visit: Visit, link: str) -> None:
    """From the private link to the last word, with the keyboard alone."""
    keyboard = Keyboard(visit)
    visit.open(link)
    assert "The request lay in a mailbox that nobody read." in visit.words
    keyboard.follow("Reply to our answer")
    keyboard.tab_to("What would you like to say to our answer?")
    keyboard.type("Thank you. Tell the others who waited.")
    keyboard.follow("Send the reply and close the concern")
    assert "Thank you. Tell the others who waited." in visit.words


def test_concern_is_raised_answered_and_replied_to(enter: Enter, house: House) -> None:
    somebody, officer, anybody, email = enter("visitor"), enter("officer"), enter("visitor"), an_address()

    reference = raise_it(somebody, email=email)
    link = link_in(house.mailbox.wait_for(email)[0])
    anybody.open(f"/strategy/{SLUG}/concerns/{reference}/")
    before = anybody.words
    answer_it(officer, reference)
    told = text_of(house.mailbox.wait_for(email, count=2)[1])
    reply(somebody, link)
    officer.open("/desk/concerns/")
    unread = officer.page.get_by_role("table", name="Replies to our answers that nobody has read")
    officer.go(unread.get_by_role("link", name=reference))
    officer.press("Read the reply")
    officer.choose("Yes, whole")
    officer.press("I have read it")
    anybody.open(f"/strategy/{SLUG}/commitments/C-005/")
    beside = anybody.words
    anybody.open(f"/strategy/{SLUG}/concerns/?state=answered")
    listed = anybody.page.locator("li.cw-results__result", has_text=reference).inner_text()
    anybody.go(anybody.page.locator("li.cw-results__result", has_text=reference).get_by_role("link"))

    assert "The request lay in a mailbox that nobody read." in told
    assert WORDS not in before
    assert "The communities team will answer by" in before
    assert reference in beside
    assert "on the day it came" in listed
    assert "Upheld" in listed
    for said in (WORDS, "Somebody waits for a document in large print.", "Thank you. Tell the others who waited."):
        assert said in anybody.words


def test_late_concern_is_late_without_anybody_typing_it(enter: Enter, council: dict[str, Any]) -> None:
    anybody, officer, reference = enter("visitor"), enter("officer"), council["late"]

    anybody.open(f"/strategy/{SLUG}/concerns/")
    anybody.page.get_by_label("Where they are").select_option("Waits, and is late")
    anybody.press("Show")
    listed = anybody.page.locator("li.cw-results__result").all_inner_texts()
    officer.open("/desk/concerns/")
    late = officer.page.get_by_role("table", name="Late").inner_text()
    officer.follow(reference)

    assert len(listed) == 1
    assert reference in listed[0]
    assert re.search(r"The answer was due by .* It is \d+ working days late\.", listed[0])
    assert reference in late
    assert "working days late" in officer.words
