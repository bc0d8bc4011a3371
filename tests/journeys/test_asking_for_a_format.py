"""People who need something in another format, from the first page to the answer."""

from __future__ import annotations

import re

import pytest

from tests.journeys import asking
from tests.journeys.conftest import OpenWindow
from tests.journeys.visits import Visit
from tests.running import House

pytestmark = [pytest.mark.browser, pytest.mark.real_time]


def test_resident_asks_for_nepali_on_a_telephone_then_withdraws(telephone: Visit, house: House) -> None:
    address = asking.an_address()
    telephone.open("/")
    telephone.page.get_by_role("main").get_by_role("link", name="Ask for another format").tap()
    telephone.page.wait_for_url("**/another-format/")
    telephone.check()
    telephone.press("Start now")
    telephone.type("What would you like in another format?", "The page about grants under £500.")
    telephone.press("Save and go on")
    telephone.choose("Another language")
    telephone.type("Which language?", "Nepali")
    telephone.check()
    telephone.press("Save and go on")
    telephone.type("Your name (optional)", "Sunita Rai")
    telephone.choose("E-mail")
    telephone.type("E-mail address", address)
    telephone.check()
    telephone.press("Save and go on")
    assert telephone.heading == "Check your answers before you send them"
    assert "Another language: Nepali" in telephone.words
    telephone.press("Send the request")

    assert telephone.heading.startswith("We have your request")
    found = re.search(r"AF-\w{4}-\w{4}", telephone.words)
    assert found is not None
    reference = found[0]
    [letter] = house.mailbox.wait_for(address)
    assert letter["Subject"] == f"We have your request {reference}"
    [for_the_team] = asking.letters_about(reference, house)
    assert "Another language: Nepali" in asking.text_of(for_the_team)

    telephone.open(asking.link_in(letter))
    assert telephone.heading == f"Your request {reference}"
    telephone.press("I no longer need it")
    telephone.press("Yes, withdraw it")

    assert "You withdrew this request" in telephone.words
    assert "You withdrew it" in telephone.page.get_by_role("table").inner_text()
    assert telephone.page.get_by_role("button", name="I no longer need it").all() == []
    assert [letter["Subject"] for letter in asking.letters_about(reference, house)] == [
        f"Another format is needed: {reference}",
        f"No longer needed: {reference}",
    ]


def test_caller_without_email_asks_for_braille_by_post(visit: Visit, house: House) -> None:
    asking.begin(visit)
    visit.type("What would you like in another format?", "The strategy, the part about volunteering.")
    visit.press("Save and go on")
    visit.choose("Braille")
    visit.press("Save and go on")
    visit.choose("Post")
    visit.type("Name and address for the envelope", "Ada Wood\n3 Mill Lane\nWeldmere WM1 2AB")
    visit.press("Save and go on")
    visit.press("Send the request")

    assert "Write the reference down" in visit.words
    found = re.search(r"AF-\w{4}-\w{4}", visit.words)
    assert found is not None
    [letter] = asking.letters_about(found[0], house)
    assert "3 Mill Lane" in asking.text_of(letter)
    visit.follow("See how your request is going")
    assert "The communities team will answer by" in visit.words


def test_photo_is_sent_seen_removed_and_replaced(visit: Visit, photo: bytes) -> None:
    asking.begin(visit)
    visit.type("What would you like in another format?", "This letter.")
    visit.page.get_by_label("A photo or copy of it").set_input_files(
        {"name": "letter from the council.jpg", "mimeType": "image/jpeg", "buffer": photo}
    )
    visit.press("Save and go on")
    visit.choose("Audio")
    visit.press("Save and go on")
    visit.choose("Telephone")
    visit.type("Telephone number", "01632 960 001")
    visit.press("Save and go on")

    assert "letter from the council" in visit.words
    with visit.page.expect_download() as download:
        visit.page.get_by_role("link", name=re.compile("letter from the council")).first.click()
    assert download.value.suggested_filename.endswith(".jpg")
    visit.follow("Remove the file")
    visit.press("Yes, remove it")
    assert visit.heading == "What would you like in another format?"
    assert visit.page.get_by_text("You have sent the file").all() == []
    visit.press("Save and go on")
    assert "letter from the council" not in visit.words


def test_change_keeps_the_other_answers(visit: Visit) -> None:
    asking.answer_all(visit, email="first@resident.example")

    visit.page.get_by_role("link", name=re.compile("^Change how to reach you")).click()
    visit.page.wait_for_url("**/reach/")
    visit.check()
    kept = visit.page.get_by_label("E-mail address").input_value()
    visit.type("E-mail address", "second@resident.example")
    visit.press("Save and go on")

    assert kept == "first@resident.example"
    assert "second@resident.example" in visit.words
    assert "The letter about our hall." in visit.words


def test_two_tabs_send_one_request(visit: Visit, open_window: OpenWindow, house: House) -> None:
    address = asking.an_address()
    base = asking.answer_all(visit, email=address)
    other = open_window()
    other.open(base + "check/")

    visit.press("Send the request")
    other.press("Send the request")

    assert (visit.path, other.path) == (base + "sent/", base + "sent/")
    assert visit.words == other.words
    assert len(asking.letters_in_the_end(house, address)) == 1


@pytest.mark.parametrize("runs_scripts", [True, False], ids=["with script", "without script"])
def test_double_click_sends_one_request(runs_scripts: bool, open_window: OpenWindow, house: House) -> None:
    address = asking.an_address()
    visit = open_window(java_script_enabled=runs_scripts)
    base = asking.answer_all(visit, email=address)

    visit.page.get_by_role("button", name="Send the request").dblclick()
    visit.page.wait_for_url("**/sent/")
    visit.check()

    assert visit.path == base + "sent/"
    assert len(asking.letters_in_the_end(house, address)) == 1


def test_back_by_the_link_and_by_the_browser_keeps_answers(visit: Visit) -> None:
    base = asking.answer_all(visit, email="back@resident.example")

    visit.follow("Back")
    by_link = (visit.path, visit.page.get_by_label("E-mail address").input_value())
    visit.follow("Back")
    visit.follow("Back")
    first = (visit.path, visit.page.get_by_label("What would you like in another format?").input_value())
    visit.go_back()
    by_browser = (visit.path, visit.page.get_by_label("Large print").is_checked())

    assert by_link == (base + "reach/", "back@resident.example")
    assert first == (base + "what/", "The letter about our hall.")
    assert by_browser == (base + "which/", True)


def test_back_after_sending_shows_the_request_and_sends_nothing(visit: Visit, house: House) -> None:
    address = asking.an_address()
    base = asking.answer_all(visit, email=address)
    visit.press("Send the request")

    visit.go_back()
    stale = visit.path
    visit.open(base + "what/")

    assert stale in {base + "check/", base + "sent/"}
    assert visit.path == base
    assert len(asking.letters_in_the_end(house, address)) == 1


def test_unfinished_request_leads_to_the_question_that_is_open(visit: Visit) -> None:
    base = asking.begin(visit)
    visit.type("What would you like in another format?", "The letter about our hall.")
    visit.press("Save and go on")

    visit.open(base + "check/")

    assert visit.path == base + "which/"


def test_somebody_elses_key_opens_nothing(visit: Visit) -> None:
    status = visit.open("/another-format/not-a-key-that-anybody-has/")

    assert status == 404
    assert visit.heading == "There is no page here"
