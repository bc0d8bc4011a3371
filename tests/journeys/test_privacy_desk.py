"""What a privacy officer does besides answering for a copy, at a desk and on a telephone; every page is looked at."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.utils import timezone

from commonweal.core.days import london_day
from tests.journeys.conftest import DESKTOP, TELEPHONE, OpenWindow
from tests.journeys.visits import Visit
from tests.running import House, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.real_time]


@pytest.fixture(params=[DESKTOP, TELEPHONE], ids=["1280", "320"])
def desk(request: pytest.FixtureRequest, open_window: OpenWindow, house: House) -> Visit:
    """A window in which a privacy officer is signed in."""
    cookies: dict[str, str] = json.loads(house.run("-m", "tests.journeys.privacy_desk"))
    window = open_window(viewport=request.param)
    jar = [{"name": name, "value": value, "url": window.address} for name, value in cookies.items()]
    window.page.context.add_cookies(jar)  # type: ignore[arg-type]  # as Playwright has them
    return window


@pytest.fixture
def things(house: House) -> dict[str, str]:
    """The references of what there is to do."""
    made: dict[str, str] = json.loads(house.run("-m", "tests.journeys.privacy_things"))
    return made


def type_day(visit: Visit, day: date) -> None:
    visit.type("Day", str(day.day))
    visit.type("Month", str(day.month))
    visit.type("Year", str(day.year))


def test_deletion_is_confirmed_and_certified(desk: Visit, things: dict[str, str]) -> None:
    desk.open(f"/desk/privacy/deletions/{things['proposal']}/")
    desk.press("Go on to confirm")
    asked = desk.heading
    desk.press("Yes, delete")

    def is_done() -> bool:
        desk.open(f"/desk/privacy/deletions/{things['proposal']}/")
        return "No record is left to delete" in desk.words

    wait_until(is_done, seconds=30, what="the deletion to be done")
    desk.open("/desk/privacy/certificates/")
    desk.page.locator("tbody a").first.click()
    desk.page.wait_for_url("**/certificates/DC-**")
    desk.check()

    assert asked == "Delete 2 records for good?"
    assert "How many records 2" in " ".join(desk.words.split())


def test_hold_keeps_somebody_from_being_erased_until_it_is_lifted(desk: Visit, things: dict[str, str]) -> None:
    desk.open("/desk/privacy/holds/new/")
    desk.choose("Everything about one person")
    desk.type("Their e-mail address, or the reference of their account", things["address"])
    desk.type("Why?", "A claim against the council")
    type_day(desk, date(london_day(timezone.now()).year + 1, 6, 17))
    desk.check()
    desk.press("Place the hold")
    desk.open(f"/desk/privacy/requests/{things['erasure']}/erase/")
    held = desk.words
    desk.open("/desk/privacy/holds/")
    desk.page.locator(".govuk-summary-card", has_text=things["address"]).get_by_role("link").click()
    desk.page.wait_for_url("**/lift/")
    desk.check()
    desk.type("Why does it end?", "The claim is settled")
    desk.press("Lift the hold")
    desk.open(f"/desk/privacy/requests/{things['erasure']}/")
    desk.press("See what would be erased")
    preview = desk.words
    desk.press("Erase it and tell the person")

    assert "keeps everything about this person until" in held
    assert things["case"] in preview
    assert "Answered" in desk.words


def test_case_goes_out_with_words_blacked_out(desk: Visit, things: dict[str, str]) -> None:
    today = london_day(timezone.now())
    desk.open("/desk/privacy/disclosures/new/")
    desk.choose("Freedom of Information Act 2000")
    desk.page.get_by_label("What kind of case is it?").select_option(label="Request for another format")
    desk.type("Reference of the case", things["case"])
    desk.type("What do they ask for?", "All letters about the hall")
    type_day(desk, today)
    desk.press("Go on")
    desk.follow("Black words out everywhere")
    desk.type("Which words?", "Bob Carter")
    desk.page.get_by_label("Which exemption?").select_option("s.40(2)")
    desk.press("Black them out")
    desk.press("Look it over and send")
    looked = desk.words
    desk.press("It is sent: close it")
    with desk.page.expect_download():
        desk.page.get_by_role("button", name="Download what was sent").click()

    assert "A letter of [redacted: s.40(2)], larger" in looked
    assert "Carter" not in looked
    assert "Answered on" in desk.words


def test_somebody_without_email_gets_the_copy_on_paper(desk: Visit) -> None:
    desk.open("/desk/privacy/paper/")
    desk.choose("A copy of what is kept about you")
    desk.type("Their name", "Ada Wood")
    desk.choose("By telephone")
    desk.type("Their telephone number", "01632 960 001")
    type_day(desk, london_day(timezone.now()))
    desk.type("How did you make sure who they are?", "Rang back on the number we had")
    desk.check()
    desk.press("Save the request")
    told = desk.words
    desk.press("Look through what we keep")
    desk.press("Look for what we keep")
    desk.follow("Black words out in the whole copy")
    desk.type("Which words?", "Bob Carter")
    desk.type("Why?", "It is about somebody else")
    desk.press("Black them out")
    desk.page.get_by_role("link", name="Decide").first.wait_for()
    for _time in range(desk.page.get_by_text("To be decided").count()):
        desk.page.locator(".govuk-summary-list__row", has_text="To be decided").first.get_by_role("link").click()
        desk.page.wait_for_url("**/found/FD-**")
        desk.check()
        desk.choose("Given")
        desk.press("Save")
    desk.press("Go on to check and send")
    desk.press("Go on to print it")
    desk.press("Print the copy")
    printed = desk.words
    desk.press("Note that it was handed over")
    desk.type("How was it handed over?", "Posted today, signed for")
    desk.press("Save the note")

    assert "Ring them when something happens: 01632960001" in told
    assert "What we keep about you" in printed
    assert "Posted today, signed for" in desk.words


def test_how_long_things_are_kept_is_public(desk: Visit) -> None:
    desk.open("/your-data/how-long/")
    desk.follow("Legal holds")

    assert "1 year from the day the hold was to end" in desk.words
