"""Every page that is open to everybody, as different people meet it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.urls import URLPattern, URLResolver, get_resolver

from commonweal.portal.tested import TESTED
from tests.journeys.conftest import DESKTOP, TELEPHONE, OpenWindow
from tests.journeys.visits import Visit

pytestmark = [pytest.mark.browser, pytest.mark.real_time]

NO_PAGES = {"core", "portal:robots", "portal:demonstration_letters"}
"""What answers machines only, and what is there in a demonstration only."""


def addresses(resolver: URLResolver | None = None, before: str = "/", area: str = "") -> Iterator[str]:
    """Every address without a variable part."""
    resolver = resolver or get_resolver()
    for entry in resolver.url_patterns:
        address = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            if entry.app_name not in NO_PAGES:
                yield from addresses(entry, address, entry.app_name or "")
        elif isinstance(entry, URLPattern) and "<" not in address and f"{area}:{entry.name}" not in NO_PAGES:
            yield address


# What has the colour of the ground it stands on.
UNSEEN = """
() => {
  const ground = getComputedStyle(document.body).backgroundColor;
  return [...document.querySelectorAll("main a, main button, header a")]
    .filter((each) => each.checkVisibility() && getComputedStyle(each).color === ground)
    .map((each) => each.outerHTML);
}
"""

EVERY_PAGE = pytest.mark.parametrize("address", sorted(addresses()))


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


def test_menu_on_a_telephone_opens_to_every_section(telephone: Visit) -> None:
    telephone.open("/")
    sections = telephone.page.get_by_role("navigation", name="Sections")

    before = sections.get_by_role("link").count()
    telephone.page.get_by_role("button", name="Menu").click()
    telephone.check()

    assert before == 0
    assert sections.get_by_role("link").all_inner_texts() == ["Ask for another format", "Take the data", "Ask us"]


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
