"""A measure of success from a proposal to a figure that counts: never met before it was adopted, and then as it is."""

from __future__ import annotations

import re

import pytest

from tests.journeys.commitments.conftest import Enter
from tests.journeys.visits import Visit

pytestmark = [pytest.mark.browser, pytest.mark.real_time]

VERDICTS = ("Met", "Not met yet", "Missed")


def date_in(visit: Visit, question: str, day: int, month: int, year: int) -> None:
    """Answer one of several dates of a page."""
    boxes = visit.page.get_by_role("group", name=question)
    for label, value in (("Day", day), ("Month", month), ("Year", year)):
        boxes.get_by_label(label).fill(str(value))


def propose(officer: Visit, title: str) -> str:
    """From the desk to a proposal, and all that a decision needs; its reference."""
    officer.open("/desk/measures/")
    officer.press("Propose a measure")
    officer.press("Propose it")
    assert len(officer.errors) == 4
    officer.type("What is it called?", title)
    officer.type("What exactly is counted?", "Of all village halls, how many are warm enough in winter.")
    officer.type("In which unit?", "%")
    officer.type("If it is a share: the number of what? (optional)", "Halls at 18 degrees in January")
    officer.type("Out of what? (optional)", "All village halls")
    officer.choose("Aim: Recognise")
    officer.press("Propose it")
    assert officer.heading == "Owner, start and target"
    officer.page.get_by_label("Who owns it?").select_option("Small County Council")
    officer.choose("Each year")
    officer.type("Where do the figures come from?", "The yearly look at halls")
    officer.type("How sure can one be of them?", "High: each is measured")
    officer.type("Which figure does it start from?", "52")
    date_in(officer, "Of which day is that?", 31, 3, 2024)
    officer.type("Where is it from?", "The look at halls of 2024")
    officer.choose("Yes")
    officer.press("Save")
    assert officer.errors == ["Choose which way is better", "Enter the target"]
    officer.choose("More is better")
    officer.page.get_by_label("The target", exact=True).fill("80")
    officer.press("Save")
    assert officer.heading == title
    return officer.path.rstrip("/").split("/")[-1]


def adopt(officer: Visit, second: Visit, reference: str, title: str) -> None:
    """One person records the decision that adopts it, another confirms the record."""
    officer.open(f"/desk/decisions/new/?about=accountability.measure/{reference}")
    officer.press("Start now")
    officer.choose("It adopts this measure of success")
    officer.press("Add it")
    officer.type("In one line", f"To adopt: {title}")
    officer.choose("To adopt something")
    officer.type("What was decided, in full", f"To measure the success of the strategy by: {title}.")
    officer.press("Save and go on")
    officer.choose("The cabinet")
    officer.press("Save and go on")
    for label, value in (("Day", "3"), ("Month", "6"), ("Year", "2025")):
        officer.type(label, value)
    officer.type("Under what power?", "Localism Act 2011, section 1")
    officer.press("Save and go on")
    officer.type("Why was it decided?", "Nobody comes to a hall that is cold.")
    officer.type("What else was considered, and why not?", "To count visitors: dearer, and no clearer.")
    officer.type("Did anybody declare an interest?", "None")
    officer.press("Save and go on")
    officer.press("Go on")
    officer.press("Go on to check everything")
    officer.press("Send it to a second person")
    second.open("/desk/decisions/")
    second.follow(f"To adopt: {title}")
    second.press("Confirm it")
    second.press("Yes, confirm it")


def enter_figure(officer: Visit, reference: str, *, warm: int) -> None:
    """Enter how many of a hundred halls are warm, for the last year that is over; one slip mended on the way."""
    officer.open(f"/desk/measures/{reference}/")
    officer.press("Enter a figure")
    officer.page.get_by_label("For which period?").select_option(index=1)
    officer.type("Halls at 18 degrees in January", f"{warm} halls")
    officer.type("All village halls", "100")
    officer.type("Where does it come from?", "The look at halls of this year")
    officer.type("Whom or what does it cover?", "All village halls of the county")
    officer.press("Send it to be confirmed")
    assert officer.errors == ["Enter a number for “Halls at 18 degrees in January”, like 1,250 or 62.5"]
    officer.type("Halls at 18 degrees in January", str(warm))
    officer.press("Send it to be confirmed")


def confirm_figure(second: Visit, title: str) -> None:
    """A second person looks the newest figure over, and confirms it."""
    second.open("/desk/measures/")
    row = second.page.get_by_role("table", name="To be confirmed by you").get_by_role("row").filter(has_text=title)
    second.go(row.get_by_role("link").first)
    second.press("Confirm it")


def verdict(visit: Visit, page: str) -> str:
    """The tag on the measure's public page."""
    visit.open(page)
    return visit.page.locator("main p.govuk-body-l .govuk-tag").inner_text().capitalize()


def test_measure_is_proposed_adopted_and_counted(enter: Enter) -> None:
    officer, second, anybody = enter("officer"), enter("accountable"), enter("visitor")
    width = (officer.page.viewport_size or {})["width"]
    title = f"Halls that are warm, told on {width} pixels"

    reference = propose(officer, title)
    officer.follow("What the public sees")
    public = officer.path
    found = [verdict(anybody, public)]
    early = anybody.words
    adopt(officer, second, reference, title)
    found.append(verdict(anybody, public))
    enter_figure(officer, reference, warm=61)
    found.append(verdict(anybody, public))
    confirm_figure(second, title)
    found.append(verdict(anybody, public))
    officer.open(f"/desk/measures/{reference}/")
    officer.follow("Correct it")
    officer.type("Halls at 18 degrees in January", "85")
    officer.type("What was wrong with the figure before?", "24 halls were left out.")
    officer.press("Send it to be confirmed")
    confirm_figure(second, title)
    found.append(verdict(anybody, public))

    assert found == ["Proposed, not adopted", "Adopted, no figure yet", "Adopted, no figure yet", "Not met yet", "Met"]
    assert not any(re.search(rf"\b{word}\b", early) for word in VERDICTS)
    for said in ("61 of 100", "85 of 100", "24 halls were left out."):
        assert said in anybody.words
