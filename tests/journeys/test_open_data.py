"""Open data: from the catalogue to a file on one's own machine, with the keyboard alone, and on a telephone."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.core.tabular.reading import xlsx_rows
from tests.journeys.conftest import OpenWindow
from tests.journeys.visits import Visit

pytestmark = [pytest.mark.browser, pytest.mark.real_time]

HEADS = ["dataset", "title", "place", "column"]
"""How the data dictionary begins: a dataset that is there in every house."""


def take(visit: Visit, form: str) -> bytes:
    """The file that comes of pressing Enter on the link to it."""
    with visit.page.expect_download() as begun:
        visit.page.get_by_role("link", name=form, exact=True).press("Enter")
    file = begun.value
    assert file.suggested_filename == f"dictionary.{form.lower()}"
    return Path(file.path()).read_bytes()


def focus_on(visit: Visit, words: str) -> None:
    """Go to a link with the Tab key, as somebody does who has no mouse."""
    for _press in range(80):
        visit.page.keyboard.press("Tab")
        if visit.page.evaluate("document.activeElement.textContent.trim()") == words:
            return
    raise AssertionError(f"the Tab key does not come to {words!r}")


def enter(visit: Visit, words: str) -> None:
    """Follow a link with the keyboard."""
    focus_on(visit, words)
    with visit.page.expect_navigation():
        visit.page.keyboard.press("Enter")
    visit.check()


def test_dictionary_is_found_and_taken_in_every_form(visit: Visit) -> None:
    visit.open("/data/")
    visit.follow("Data dictionary")
    rows = {
        "CSV": list(csv.reader(io.StringIO(take(visit, "CSV").decode(), newline=""))),
        "XLSX": [[cell[1] if cell else "" for cell in row] for row in xlsx_rows(take(visit, "XLSX"))],
    }
    told = json.loads(take(visit, "JSON"))["rows"]

    assert [each[0][:4] for each in rows.values()] == [HEADS, HEADS]
    assert {len(each) - 1 for each in rows.values()} == {len(told)}
    assert (
        [row[3] for row in rows["CSV"][1:]] == [row[3] for row in rows["XLSX"][1:]] == [row["column"] for row in told]
    )


def test_catalogue_to_file_with_the_keyboard_alone(visit: Visit) -> None:
    visit.open("/data/")

    enter(visit, "How many people live where")
    focus_on(visit, "CSV")
    with visit.page.expect_download() as begun:
        visit.page.keyboard.press("Enter")

    assert begun.value.suggested_filename == "figures.csv"
    assert Path(begun.value.path()).read_bytes().startswith(b"series,")


def test_every_page_of_open_data_on_a_telephone(telephone: Visit) -> None:
    telephone.open("/data/")
    datasets = [link.get_attribute("href") or "" for link in telephone.page.locator(".cw-doors__link").all()]

    for address in (*datasets, "/api/"):
        assert telephone.open(address) == 200

    assert "/data/dictionary/" in datasets


def test_api_is_read_page_by_page_from_another_page(open_window: OpenWindow) -> None:
    visit = open_window()
    visit.open("/api/")
    told = visit.page.evaluate(
        """async () => {
          const first = await (await fetch("/api/v1/dictionary/?limit=3")).json();
          const second = await (await fetch(first.next)).json();
          return [first.rows.length, second.rows[0].place];
        }"""
    )

    assert told == [3, 4]
