"""From an aim to the single record behind a status in three clicks, and the record as a file."""

from __future__ import annotations

import csv
import io

import pytest

from tests.journeys.conftest import TELEPHONE, OpenWindow
from tests.journeys.visits import Visit
from tests.running import House

pytestmark = [pytest.mark.browser, pytest.mark.real_time]

MAKE = """
import django
django.setup()
from datetime import timedelta
from django.utils import timezone

from commonweal.accountability.operations import statuses
from commonweal.core.actors import Actor
from tests.factories import accountability as make
from tests.factories import concerns
from tests.factories.strategy import a_strategy
now = timezone.now()
strategy = a_strategy(at=now - timedelta(days=30))
for number in range(6):
    make.supplied(at=now - timedelta(days=20 - number), contact=f"asker{number}@example.org")
concerns.answered(at=now - timedelta(days=9))
statuses.renew(strategy=strategy, by=Actor.system("tests"), at=now)
"""

HOME = "/strategy/small-2021/"


@pytest.fixture(scope="module", autouse=True)
def _strategy(house: House) -> None:
    """The small strategy with records behind it, made from beside the house as an operator would."""
    house.run("-c", MAKE)


def test_an_aim_leads_to_a_record_in_three_clicks(telephone: Visit) -> None:
    telephone.open(f"{HOME}aims/aim-1/")

    telephone.follow("C-005 Another format")
    promised = telephone.words
    telephone.follow("All 6 records of “Requests for another format or language”")

    assert "supplies this in another format to anybody who asks" in promised
    assert telephone.heading == "Requests for another format or language"
    assert telephone.page.locator(".cw-records li").count() == 6


def test_the_records_are_taken_as_files_that_say_the_same(visit: Visit) -> None:
    visit.open(f"{HOME}commitments/C-005/evidence/accountability.formats_supplied/")
    shown = visit.page.locator(".cw-records__head [data-given]").all_inner_texts()

    with visit.page.expect_download() as begun:
        visit.page.get_by_role("link", name="Download all of them (CSV)").click()
    for_programs = visit.page.get_by_role("link", name="Those that the status rests on, for programs (JSON)")
    answer = visit.page.request.get(visit.address + str(for_programs.get_attribute("href")))

    head, *lines = csv.reader(io.StringIO(begun.value.path().read_text("utf-8-sig")))
    assert begun.value.suggested_filename.startswith("small-2021-c-005-formats_supplied-")
    assert len(shown) == 6
    assert sorted(line[head.index("Reference")] for line in lines) == sorted(shown)
    assert sorted(row["reference"] for row in answer.json()["rows"]) == sorted(shown)


def test_the_glance_leads_everywhere_without_scripts(open_window: OpenWindow) -> None:
    visit = open_window(java_script_enabled=False, viewport=TELEPHONE)
    visit.open("/strategy/")

    visit.follow("All commitments")
    visit.type("Search the commitments", "C5")
    visit.press("Search")
    found = visit.words
    visit.follow("C-005 Another format")

    assert "1 commitment" in found
    assert visit.heading == "Another format"


def test_a_strategy_is_walked_with_the_keyboard_alone(visit: Visit) -> None:
    visit.open(HOME)

    visit.page.get_by_label("Find a commitment").focus()
    visit.page.keyboard.type("pilot")
    with visit.page.expect_navigation():
        visit.page.keyboard.press("Enter")
    visit.check()
    visit.page.get_by_role("link", name="C-145 Pilot").focus()
    with visit.page.expect_navigation():
        visit.page.keyboard.press("Enter")
    visit.check()

    assert visit.heading == "Pilot"


@pytest.mark.parametrize(
    "page", ["", "how/", "history/", "compare/", "commitments/C-155/", "chapters/start/", "owners/"]
)
def test_pages_on_paper_and_at_four_times_the_size(open_window: OpenWindow, page: str) -> None:
    zoomed = open_window(viewport={"width": 320, "height": 256}, device_scale_factor=4)
    zoomed.open(f"{HOME}{page}")

    zoomed.page.emulate_media(media="print")

    assert zoomed.page.locator("h1").is_visible()
    assert not zoomed.page.locator(".govuk-breadcrumbs").is_visible()


def test_a_day_that_cannot_be_is_mended(visit: Visit) -> None:
    visit.open(f"{HOME}compare/")

    visit.type("First day", "31/2/2026")
    visit.press("Compare")
    told = visit.errors
    visit.type("First day", "28/2/2026")
    visit.press("Compare")

    assert told == ["Enter the first day as a day that exists, for example 17/6/2026"]
    assert visit.errors == []
