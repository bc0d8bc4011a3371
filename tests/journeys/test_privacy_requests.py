"""Somebody asks what is kept about them; an officer answers from the pages alone; the person fetches the copy."""

from __future__ import annotations

import json
import re
import zipfile

import pytest

from tests.journeys.asking import an_address, answer_all, text_of
from tests.journeys.conftest import OpenWindow
from tests.journeys.test_signing_in import code_for
from tests.journeys.visits import Visit
from tests.running import House

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.real_time]


@pytest.fixture
def desk(open_window: OpenWindow, house: House) -> Visit:
    """A window in which a privacy officer is signed in."""
    cookies: dict[str, str] = json.loads(house.run("-m", "tests.journeys.privacy_desk"))
    window = open_window()
    jar = [{"name": name, "value": value, "url": window.address} for name, value in cookies.items()]
    window.page.context.add_cookies(jar)  # type: ignore[arg-type]  # as Playwright has them
    return window


def ask_for_a_copy(visit: Visit, house: House, address: str) -> str:
    visit.open("/your-data/")
    visit.follow("Get a copy of what is kept about you")
    visit.type("Your e-mail address", address)
    visit.press("Send me a code")
    visit.type("What is the code?", code_for(house, address))
    visit.press("Sign in")
    visit.type("Your name", "Asha Gurung")
    visit.type("Your e-mail address", address)
    visit.press("Send the request")
    found = re.search(r"PR-\w{4}-\w{4}", visit.words)
    assert found is not None
    return found[0]


def test_officer_answers_a_subject_access_request_from_the_pages_alone(
    telephone: Visit, desk: Visit, open_window: OpenWindow, house: House
) -> None:
    address = an_address()
    earlier = open_window()
    answer_all(earlier, email=address)
    earlier.press("Send the request")
    reference = ask_for_a_copy(telephone, house, address)

    desk.open("/desk/privacy/")
    desk.follow(reference)
    desk.follow("Leave a note")
    warned = desk.words
    desk.type("Your note", "Bob Carter rang for her on Monday")
    desk.press("Save")
    desk.press("Look through what we keep")
    desk.press("Look for what we keep")
    found = desk.words
    desk.page.get_by_role("link", name=re.compile("^Decide A note of an officer")).click()
    desk.page.wait_for_url("**/found/FD-**")
    desk.check()
    desk.choose("Given with words blacked out")
    desk.type("Which words are blacked out?", "Bob Carter")
    desk.type("Why?", "It is about somebody else")
    desk.check()
    desk.press("Save")
    desk.press("Go on to check and send")
    left_out = desk.words
    desk.press("Send the copy")

    telephone.open(f"/your-data/requests/{reference}/")
    seen = telephone.words
    telephone.press("Fetch your copy")
    telephone.press("Send me a code")
    telephone.type("The six figures from our e-mail", copy_code(house, address))
    telephone.press("Go on")
    with telephone.page.expect_download() as download:
        telephone.page.get_by_role("button", name="Download the copy").click()
    copy = zipfile.ZipFile(download.value.path())

    page = copy.read("your-data.html").decode()
    assert "The person can ask to read this" in warned
    assert "The letter about our hall." in found
    assert "It is about somebody else" in left_out
    assert "Privacy officer" in seen
    assert "The letter about our hall." in page
    assert "[redacted: somebody else] rang for her on Monday" in page
    assert "Bob Carter" not in page
    assert "fetched" in answered(desk, reference)


def copy_code(house: House, address: str) -> str:
    house.mailbox.wait_for(address, count=5)
    codes = [re.search(r"^([0-9]{6})\s*$", text_of(letter), re.MULTILINE) for letter in house.mailbox.to(address)]
    return [found[1] for found in codes if found][-1]


def answered(desk: Visit, reference: str) -> str:
    desk.open(f"/desk/privacy/requests/{reference}/")
    return desk.words
