"""Every page there is, as different people meet it: those open to everybody, and those of each persona."""

from __future__ import annotations

import json
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.urls import reverse

from commonweal.portal.tested import TESTED
from tests.journeys.conftest import DESKTOP, TELEPHONE, OpenWindow
from tests.journeys.visits import PageNotFitError, Visit
from tests.platform.access_rows import no_words
from tests.platform.access_table import TABLE, V
from tests.platform.page_lint import PageFaultError
from tests.platform.personas import Persona
from tests.running import House

pytestmark = [pytest.mark.browser, pytest.mark.real_time]

WORDLESS = [row.name for row in TABLE if row.words is no_words and row.answers.get("GET", {}).get(V) == 200]

NO_PAGES = {
    *("portal:robots", "core:health_live", "core:health_ready"),
    *("publishing:catalogue_download", "publishing:changes_feed", "publishing:api_list", "publishing:api_description"),
    *("accountability:changes_feed", "decisions:decision_feed"),
}
"""What answers machines, or sends a file."""


def addresses() -> list[str]:
    """Every address without a variable part that a visitor may read."""
    return sorted(reverse(name) for name in WORDLESS if name not in NO_PAGES)


# What has the colour of the ground it stands on.
UNSEEN = """
() => {
  const ground = getComputedStyle(document.body).backgroundColor;
  return [...document.querySelectorAll("main a, main button, header a")]
    .filter((each) => each.checkVisibility() && getComputedStyle(each).color === ground)
    .map((each) => each.outerHTML);
}
"""

EVERY_PAGE = pytest.mark.parametrize("address", addresses())


@EVERY_PAGE
@pytest.mark.parametrize("window", [TELEPHONE, DESKTOP], ids=["320", "1280"])
def test_page_at_each_width(address: str, window: dict[str, int], open_window: OpenWindow) -> None:
    visit = open_window(viewport=window)

    status = visit.open(address)

    assert status == 200


def test_checker_is_the_one_the_statement_names(visit: Visit) -> None:
    visit.open("/accessibility/")

    visit.page.evaluate(AXE_SCRIPT)
    version = visit.page.evaluate("axe.version")

    assert TESTED.checker_version == version
    assert f"{TESTED.checker} {version}" in visit.words


@EVERY_PAGE
def test_page_in_forced_colours_without_motion(address: str, open_window: OpenWindow) -> None:
    visit = open_window(forced_colors="active", reduced_motion="reduce", color_scheme="dark")

    status = visit.open(address)
    moving = visit.page.evaluate("document.getAnimations().length")
    unseen = visit.page.evaluate(UNSEEN)

    assert (status, moving, unseen) == (200, 0, [])


@EVERY_PAGE
def test_page_at_four_times_the_size(address: str, open_window: OpenWindow) -> None:
    wide = open_window()
    zoomed = open_window(viewport={"width": 320, "height": 256}, device_scale_factor=4)
    wide.open(address)

    zoomed.open(address)

    assert zoomed.words.split() == wide.words.split()
    assert zoomed.page.locator("footer").inner_text().split() == wide.page.locator("footer").inner_text().split()


EVERY_PERSONA = pytest.mark.parametrize("persona", Persona, ids=lambda persona: persona.name.lower())


@pytest.fixture(scope="session")
def pages(house: House) -> list[dict[str, Any]]:
    """Everybody of the guards has moved into the house; the pages they can read."""
    found: list[dict[str, Any]] = json.loads(house.run("-m", "tests.journeys.everybody"))
    return found


@EVERY_PERSONA
@pytest.mark.parametrize("runs_scripts", [True, False], ids=["scripts", "no-scripts"])
def test_pages_of_each_persona(
    persona: Persona, runs_scripts: bool, pages: list[dict[str, Any]], open_window: OpenWindow
) -> None:
    theirs = [page for page in pages if page["reader"] == persona.name]
    window = open_window(viewport=TELEPHONE, java_script_enabled=runs_scripts)
    faults = []
    for page in theirs:
        window.page.context.clear_cookies()
        window.page.context.add_cookies(
            [{"name": name, "value": value, "url": window.address} for name, value in page["cookies"].items()]
        )
        try:
            if (status := window.open(page["address"])) != 200:
                faults.append(f"{page['name']} answers {status}")
        except (PageNotFitError, PageFaultError) as error:
            faults.append(f"{page['name']}: {error}")
        window.troubles.clear()

    assert faults == []


def test_menu_on_a_telephone_opens_to_every_section(telephone: Visit) -> None:
    telephone.open("/")
    sections = telephone.page.get_by_role("navigation", name="Sections")

    before = sections.get_by_role("link").count()
    telephone.page.get_by_role("button", name="Menu").click()
    telephone.check()

    assert before == 0
    assert sections.get_by_role("link").all_inner_texts() == [
        "Our strategy",
        "Places",
        "Ask for another format",
        "Take the data",
        "Ask us",
    ]


def test_way_in_is_in_the_header_without_the_menu(telephone: Visit) -> None:
    telephone.open("/about/")

    telephone.page.get_by_role("navigation", name="Your account").get_by_role("link", name="Sign in").click()
    telephone.page.wait_for_url("**/sign-in/")
    telephone.check()

    assert telephone.heading == "Sign in"


def test_page_on_paper_has_its_words_and_no_navigation(visit: Visit) -> None:
    visit.open("/accessibility/")
    words = visit.words

    visit.page.emulate_media(media="print")

    assert visit.page.get_by_role("navigation").all() == []
    assert not visit.page.locator(".govuk-skip-link").is_visible()
    assert visit.page.get_by_role("heading", level=1).is_visible()
    assert visit.words == words


def test_search_finds_what_was_misspelt(visit: Visit) -> None:
    visit.open("/")

    visit.type("Search this website", "acessibilty")
    visit.press("Search")

    assert "Nothing says “acessibilty”" in visit.words
    visit.follow("Accessibility statement")
    assert visit.heading == "Accessibility statement"


def test_search_that_finds_nothing_says_what_to_do(telephone: Visit) -> None:
    telephone.open("/search/?q=xylophone")

    assert "Nothing found for “xylophone”" in telephone.words
    assert "Try fewer words" in telephone.words


def test_address_that_leads_nowhere(telephone: Visit) -> None:
    status = telephone.open("/no-such-page/")

    assert status == 404
    assert telephone.heading == "There is no page here"
    telephone.follow("Search this website")
    assert telephone.heading == "Search"


def test_form_whose_cookie_is_gone_says_what_to_do(visit: Visit) -> None:
    visit.open("/another-format/")
    visit.page.context.clear_cookies()

    visit.press("Start now")

    assert visit.heading == "The form needs to be sent again"
    visit.go_back()
    visit.page.reload()
    visit.check()
    visit.press("Start now")
    assert visit.heading == "What would you like in another format?"


def test_visit_sets_one_cookie_and_only_with_a_form(visit: Visit) -> None:
    visit.open("/about/")
    before = visit.page.context.cookies()

    visit.open("/another-format/")

    assert before == []
    assert [cookie["name"] for cookie in visit.page.context.cookies()] == ["csrftoken"]
