"""Answers that cannot be taken: the page says what to do, leads to the answer, and keeps what was typed."""

from __future__ import annotations

import pytest

from tests.journeys import asking
from tests.journeys.visits import Visit

pytestmark = [pytest.mark.browser, pytest.mark.real_time]

WANTED = "What would you like in another format?"


def test_first_question_left_empty(telephone: Visit) -> None:
    asking.begin(telephone)

    telephone.press("Save and go on")

    assert telephone.errors == ["Tell us what you would like in another format"]
    assert telephone.page.title().startswith("Error: ")


def test_error_summary_is_where_the_keyboard_is_and_its_link_leads_to_the_answer(visit: Visit) -> None:
    asking.begin(visit)
    visit.press("Save and go on")

    at_first = visit.page.evaluate("document.activeElement.className")
    visit.page.get_by_role("link", name="Tell us what you would like").click()

    assert "govuk-error-summary" in at_first
    assert visit.page.get_by_label(WANTED).evaluate("each => each === document.activeElement")


def test_page_that_calls_itself_a_picture_is_refused(visit: Visit) -> None:
    asking.begin(visit)
    visit.type(WANTED, "This letter.")
    visit.page.get_by_label("A photo or copy of it").set_input_files(
        {"name": "letter.jpg", "mimeType": "image/jpeg", "buffer": b"<!DOCTYPE html><script>alert(1)</script>"}
    )

    visit.press("Save and go on")

    assert len(visit.errors) == 1
    assert visit.errors[0].startswith("This is not a picture")
    assert visit.page.get_by_label(WANTED).input_value() == "This letter."


def test_empty_file_is_refused(visit: Visit) -> None:
    asking.begin(visit)
    visit.type(WANTED, "This letter.")
    visit.page.get_by_label("A photo or copy of it").set_input_files(
        {"name": "letter.jpg", "mimeType": "image/jpeg", "buffer": b""}
    )

    visit.press("Save and go on")

    assert visit.errors == ["The file is empty. Choose another, or go on without one"]
    assert visit.page.get_by_label(WANTED).input_value() == "This letter."


def test_no_format_chosen(telephone: Visit) -> None:
    base = asking.begin(telephone)
    telephone.open(base + "which/")

    telephone.press("Save and go on")

    assert telephone.errors == ["Choose the format you need"]


def test_language_chosen_and_not_named(telephone: Visit) -> None:
    base = asking.begin(telephone)
    telephone.open(base + "which/")
    telephone.choose("Another language")

    telephone.press("Save and go on")

    assert telephone.errors == ["Enter the language you need"]
    assert telephone.page.get_by_label("Another language", exact=True).is_checked()
    telephone.page.get_by_role("link", name="Enter the language you need").click()
    assert telephone.page.get_by_label("Which language?").evaluate("each => each === document.activeElement")


@pytest.mark.parametrize(
    ("way", "label", "typed", "error"),
    [
        ("E-mail", "E-mail address", "", "Enter an e-mail address in full, like name@example.com"),
        ("E-mail", "E-mail address", "ada at home", "Enter an e-mail address in full, like name@example.com"),
        ("Telephone", "Telephone number", "12", "Enter a telephone number with its area code, like 01632 960 001"),
        ("Post", "Name and address for the envelope", "Ada", "Enter a name and an address with its postcode"),
    ],
)
def test_contact_that_reaches_nobody(way: str, label: str, typed: str, error: str, visit: Visit) -> None:
    base = asking.begin(visit)
    visit.open(base + "reach/")
    visit.type("Your name (optional)", "Ada")
    visit.choose(way)
    visit.type(label, typed)

    visit.press("Save and go on")

    assert visit.errors == [error]
    assert visit.page.get_by_label(label).input_value() == typed
    assert visit.page.get_by_label("Your name (optional)").input_value() == "Ada"
    visit.page.get_by_role("link", name=error).click()
    assert visit.page.get_by_label(label).evaluate("each => each === document.activeElement")


def test_no_way_to_be_reached_chosen(visit: Visit) -> None:
    base = asking.begin(visit)
    visit.open(base + "reach/")

    visit.press("Save and go on")

    assert visit.errors == ["Choose how we can reach you"]
    visit.page.get_by_role("link", name="Choose how we can reach you").click()
    assert visit.page.get_by_label("E-mail", exact=True).evaluate("each => each === document.activeElement")
