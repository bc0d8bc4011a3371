"""An officer changes what a letter says and decides about one in doubt; a reader stops letters they do not want."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from tests.journeys.asking import an_address, answer_all, text_of
from tests.journeys.conftest import OpenWindow
from tests.journeys.visits import Visit
from tests.running import House

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.real_time]

KIND = "We have your request for another format"


@pytest.fixture(scope="module")
def reader() -> str:
    return an_address()


@pytest.fixture(scope="module")
def made(house: House, reader: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(house.run("-m", "tests.journeys.letter_desk", reader))
    return found


@pytest.fixture
def desk(visit: Visit, made: dict[str, Any]) -> Visit:
    """A window in which the officer is signed in."""
    cookies = [{"name": name, "value": value, "url": visit.address} for name, value in made["cookies"].items()]
    visit.page.context.add_cookies(cookies)  # type: ignore[arg-type]  # as Playwright has them
    return visit


def test_officer_changes_a_letter_and_the_next_one_says_so(desk: Visit, house: House, open_window: OpenWindow) -> None:
    somebody, email = open_window(), an_address()
    desk.open("/desk/messages/")
    desk.follow(KIND)
    desk.press("Change the words")
    body = desk.page.get_by_label("Letter", exact=True).input_value()
    desk.type("Letter", f"Thank you for asking.\n\n{body}")
    desk.press("Look at it first")
    looked = desk.words
    desk.type("Why do you change it?", "Friendlier")
    desk.press("Save the new words")

    answer_all(somebody, email=email)
    somebody.press("Send the request")
    letter = house.mailbox.wait_for(email)[0]

    assert "Nothing is changed yet" in looked
    assert desk.heading == KIND
    assert "Friendlier" in desk.words
    assert "Thank you for asking." in text_of(letter).splitlines()


def test_officer_is_told_what_is_missing_and_goes_back_to_the_original(desk: Visit) -> None:
    desk.open("/desk/messages/accountability.format_withdrawn/change/")
    desk.type("Letter", "It is over.")
    desk.type("Subject", "It is over")
    desk.type("Why do you change it?", "Shorter")
    desk.press("Save the new words")
    errors = desk.errors
    desk.type("Letter", "((reference)) is over.")
    desk.press("Save the new words")
    desk.follow("Compare with the original")
    desk.press("Use these words again")
    desk.type("Why do you go back?", "It was kinder")
    desk.press("Use these words")

    assert errors == ["Put ((reference)) back: whoever gets this letter needs it"]
    assert "Back to the original: It was kinder" in desk.words


def test_officer_decides_about_a_letter_in_doubt(desk: Visit, made: dict[str, Any]) -> None:
    desk.open("/desk/messages/outbox/")
    desk.follow(made["held"])
    desk.press("It did arrive")
    desk.press("It did arrive")

    assert desk.heading == f"Letter {made['held']}"
    assert "It turned out to have been sent" in desk.words


def test_reader_stops_letters_from_the_link_in_one_without_scripts(
    made: dict[str, Any], reader: str, house: House, open_window: OpenWindow
) -> None:
    window = open_window(java_script_enabled=False)
    letter = house.mailbox.wait_for(reader)[0]
    link = re.search(r"http://\S+/account/messages/stop/\S+", text_of(letter))

    assert link is not None
    assert letter["List-Unsubscribe"] == f"<{link[0]}>"
    window.open(link[0])
    asked = window.heading
    window.press("Stop these letters")

    assert (asked, window.heading) == ("Do you want to stop these letters?", "You get no more of these letters")
