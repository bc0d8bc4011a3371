"""The whole task with a keyboard alone, with scripts switched off, and what scripts add where they run."""

from __future__ import annotations

import pytest

from tests.journeys import asking
from tests.journeys.conftest import TELEPHONE, OpenWindow
from tests.journeys.keyboard import FOCUSED, Keyboard
from tests.journeys.visits import Visit
from tests.running import House

pytestmark = [pytest.mark.browser, pytest.mark.real_time]


def test_whole_task_with_the_keyboard_alone(visit: Visit, house: House) -> None:
    address = asking.an_address()
    keyboard = Keyboard(visit)
    visit.open("/another-format/")
    keyboard.tab_to("Start now")
    keyboard.go()
    keyboard.tab_to("What would you like in another format?")
    keyboard.type("The letter about our hall.")
    keyboard.tab_to("Save and go on")
    keyboard.go()
    keyboard.tab_to("Large print")
    for _down in range(6):
        keyboard.press("ArrowDown")
    keyboard.tab_to("Which language?")
    keyboard.type("Nepali")
    keyboard.go()
    keyboard.tab_to("E-mail")
    keyboard.press("Space")
    keyboard.tab_to("E-mail address")
    keyboard.type(address)
    keyboard.tab_to("Save and go on")
    keyboard.go("Space")
    keyboard.tab_to("Send the request")
    keyboard.go()

    assert visit.heading.startswith("We have your request")
    assert len(house.mailbox.wait_for(address)) == 1


def test_skip_link_comes_first_and_leads_past_the_header(visit: Visit) -> None:
    visit.open("/another-format/")

    visit.page.keyboard.press("Tab")
    first = visit.page.evaluate(FOCUSED)
    visit.page.keyboard.press("Enter")
    landed = visit.page.evaluate("document.activeElement.id")
    visit.page.keyboard.press("Tab")
    after = visit.page.evaluate(FOCUSED)

    assert (first["words"], first["is_in_sight"]) == ("Skip to main content", True)
    assert landed == "main-content"
    assert after["words"] == "Start now"


def test_error_is_mended_with_the_keyboard_alone(visit: Visit) -> None:
    asking.begin(visit)
    keyboard = Keyboard(visit)
    keyboard.tab_to("Save and go on")
    keyboard.go()

    keyboard.tab_to("Tell us what you would like in another format")
    keyboard.press("Enter")
    keyboard.type("The letter about our hall.")
    keyboard.tab_to("Save and go on")
    keyboard.go()

    assert visit.heading == "Which format do you need?"


def test_whole_task_without_scripts(open_window: OpenWindow, house: House) -> None:
    address = asking.an_address()
    visit = open_window(java_script_enabled=False, viewport=TELEPHONE)
    asking.begin(visit)
    visit.press("Save and go on")
    assert visit.errors == ["Tell us what you would like in another format"]
    visit.type("What would you like in another format?", "The letter about our hall.")
    visit.press("Save and go on")
    visit.choose("Something else")
    visit.press("Save and go on")
    assert visit.errors == ["Say what you need"]
    visit.type("What do you need?", "Yellow paper")
    visit.press("Save and go on")
    visit.choose("E-mail")
    visit.type("E-mail address", address)
    visit.press("Save and go on")
    visit.press("Send the request")

    assert visit.heading.startswith("We have your request")
    [letter] = house.mailbox.wait_for(address)
    visit.open(asking.link_in(letter))
    visit.press("I no longer need it")
    visit.press("Yes, withdraw it")
    assert "You withdrew this request" in visit.words


def test_every_question_is_open_without_scripts(open_window: OpenWindow) -> None:
    visit = open_window(java_script_enabled=False)
    base = asking.begin(visit)

    visit.open(base + "reach/")

    for label in ("E-mail address", "Telephone number", "Name and address for the envelope"):
        assert visit.page.get_by_label(label).is_visible()


def test_further_question_opens_and_closes_with_scripts(visit: Visit) -> None:
    base = asking.begin(visit)
    visit.open(base + "which/")
    language = visit.page.get_by_label("Which language?")

    seen = [language.is_visible()]
    for choice in ("Another language", "Braille", "Another language"):
        visit.choose(choice)
        visit.check()
        seen.append(language.is_visible())

    assert "govuk-frontend-supported" in (visit.page.locator("body").get_attribute("class") or "")
    assert seen == [False, True, False, True]
