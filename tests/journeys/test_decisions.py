"""A decision from what it is about to the public page: an officer records it, another confirms, everybody reads."""

from __future__ import annotations

import json

import pytest

from tests.journeys.conftest import DESKTOP, TELEPHONE, OpenWindow
from tests.journeys.visits import Visit
from tests.running import House

pytestmark = [pytest.mark.browser, pytest.mark.real_time]

ABOUT = "strategy.commitment/small-2021/C-155"
DOES = "It puts something else in the place of this commitment"

Windows = dict[str, Visit]


@pytest.fixture(scope="module")
def made(house: House) -> dict[str, dict[str, str]]:
    """The cookies of who records and of who confirms; they are there once in a house."""
    cookies: dict[str, dict[str, str]] = json.loads(house.run("-m", "tests.journeys.decision_desk"))
    return cookies


@pytest.fixture(params=[DESKTOP, TELEPHONE], ids=["1280", "320"])
def windows(
    request: pytest.FixtureRequest, open_window: OpenWindow, house: House, made: dict[str, dict[str, str]]
) -> Windows:
    """A window each for who records, for who confirms, and for a visitor."""
    opened = {"visitor": open_window(viewport=request.param)}
    for who, cookies in made.items():
        opened[who] = open_window(viewport=request.param)
        jar = [{"name": name, "value": value, "url": house.address} for name, value in cookies.items()]
        opened[who].page.context.add_cookies(jar)  # type: ignore[arg-type]  # as Playwright has them
    return opened


def begin(officer: Visit) -> None:
    """From the commitment to the first question."""
    officer.open(f"/desk/decisions/new/?about={ABOUT}")
    assert "It will be about:" in officer.words
    officer.press("Start now")
    assert officer.heading == "What does the decision do to small-2021/C-155?"
    officer.press("Add it")
    assert officer.errors == ["Choose what the decision does to it"]
    officer.choose(DOES)
    officer.press("Add it")


def answer(officer: Visit, title: str) -> None:
    """Every question up to the papers, one of them wrong at first."""
    officer.type("In one line", title)
    officer.press("Save and go on")
    assert len(officer.errors) == 2
    officer.choose("To replace something")
    officer.type("What was decided, in full", "To hold the meetings online, and to stop the trial.")
    officer.press("Save and go on")
    officer.choose("A cabinet member")
    officer.press("Save and go on")
    assert officer.heading == "Which cabinet member decided?"
    officer.press("Save and go on")
    assert officer.errors == ["Say which office, committee or board decided"]
    officer.type("Which cabinet member decided?", "Cabinet Member for Communities")
    officer.type("The member’s name (optional)", "Jean Makepeace")
    officer.press("Save and go on")
    for label, value in (("Day", "3"), ("Month", "6"), ("Year", "2025")):
        officer.type(label, value)
    officer.type("Under what power?", "Localism Act 2011, section 1")
    officer.press("Save and go on")
    officer.type("Why was it decided?", "More people came to the meetings that were online.")
    officer.type("What else was considered, and why not?", "To go on as before: fewer could come.")
    officer.type("Did anybody declare an interest?", "None")
    officer.press("Save and go on")


def take_away_and_add_again(officer: Visit) -> None:
    """What it is about, and a paper: taken away, and added again."""
    officer.follow("Remove small-2021/C-155")
    officer.press("Yes, remove it")
    officer.type("What is the decision about?", "C-155")
    officer.press("Search")
    officer.follow("small-2021/C-155")
    officer.choose(DOES)
    officer.press("Add it")
    officer.press("Go on")
    for paper in ("Report to the cabinet", "A draft"):
        officer.type("What is the paper called?", paper)
        officer.type("Or its address", "www.example.org/report")
        officer.press("Add this paper")
        assert officer.errors == ["Enter the address in full, like https://www.example.org/report.pdf"]
        officer.type("Or its address", "https://www.example.org/report")
        officer.press("Add this paper")
    officer.go(officer.page.get_by_role("link", name="Remove Report to the cabinet").first)
    officer.press("Yes, remove it")
    officer.press("Go on to check everything")


def test_adoption_is_recorded_confirmed_and_read(windows: Windows) -> None:
    officer, second, visitor = windows["officer"], windows["second"], windows["visitor"]
    title = f"Meetings online at {officer.page.viewport_size}"
    begin(officer)
    answer(officer, title)
    take_away_and_add_again(officer)
    assert "a second person confirms it" in officer.words
    officer.press("Send it to a second person")
    assert "The record is sent" in officer.heading
    reference = officer.page.url.rstrip("/").split("/")[-2]

    visitor.open(f"/decisions/{reference}/")
    assert visitor.heading == "There is no page here"
    second.open("/desk/decisions/")
    second.follow(title)
    second.press("Return it")
    second.press("Return it")
    assert second.errors == ["Enter why you return it"]
    second.type("Why do you return it?", "The minutes say 4 June.")
    second.press("Return it")

    officer.open(f"/desk/decisions/{reference}/")
    assert "The minutes say 4 June." in officer.words
    officer.open(f"/desk/decisions/{reference}/when/?then=check")
    officer.type("Day", "4")
    officer.press("Save and go on")
    officer.press("Send it to a second person")
    second.open(f"/desk/decisions/{reference}/")
    second.press("Confirm it")
    second.press("Yes, confirm it")
    assert second.heading.startswith("The decision is public")

    visitor.open("/decisions/")
    visitor.follow(title)
    assert "4 June 2025" in visitor.words
    assert "Cabinet Member for Communities (Jean Makepeace)" in visitor.words
    assert "One person recorded it and another confirmed it" in visitor.words
    visitor.go(visitor.page.get_by_role("main").get_by_role("link", name="C-155 "))
    assert "C-155" in visitor.words


def test_slip_is_corrected_beside_the_words(windows: Windows) -> None:
    officer, visitor = windows["officer"], windows["visitor"]
    officer.open("/desk/decisions/new/?about=nobody.nothing/1")
    officer.press("Start now")
    officer.type("In one line", "A grant for the hall")
    officer.choose("To go ahead")
    officer.type("What was decided, in full", "To give the hall £285.")
    officer.press("Save and go on")
    officer.choose("The cabinet")
    officer.press("Save and go on")
    for label, value in (("Day", "3"), ("Month", "6"), ("Year", "2025")):
        officer.type(label, value)
    officer.type("Under what power?", "Localism Act 2011")
    officer.press("Save and go on")
    officer.open(f"{officer.path.replace('/why/', '/check/')}")
    officer.press("Make it public")
    assert officer.errors == ["Say why it was decided"]
    officer.follow("Answer Why")
    officer.type("Why was it decided?", "The roof.")
    officer.type("What else was considered, and why not?", "None, because it rains.")
    officer.type("Did anybody declare an interest?", "None")
    officer.press("Save and go on")
    officer.press("Make it public")
    officer.follow("See the public page")
    public = officer.path
    officer.open(f"/desk{public}correct/")
    officer.press("Publish the correction")
    assert len(officer.errors) == 2
    officer.type("What does the record say that is wrong?", "£285")
    officer.type("What is right?", "£258")
    officer.press("Publish the correction")

    visitor.open(public)

    assert "There is a correction" in visitor.words
    assert "To give the hall £285." in visitor.words
