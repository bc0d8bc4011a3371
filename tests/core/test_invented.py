"""A demonstration says that it is one in every file that leaves it; a real service says nothing of the kind."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

import pytest
from django.conf import LazySettings

from commonweal.core import invented, tabular
from commonweal.core.tabular import Column
from tests.core.tabular.reading import csv_rows, xlsx_rows

TABLE = ((Column("name", "Name"),), [("Saltrey",), ("Ostenden",)])
NOTICE = "This is a demonstration: everything in it is invented."
TITLE = "Demonstration: everything here is invented"

each_kind = pytest.mark.parametrize("is_demonstration", [True, False])


def as_csv() -> list[list[str]]:
    stream = io.BytesIO()
    tabular.write_csv(*TABLE, stream)
    return csv_rows(stream.getvalue())


def as_xlsx(at: datetime) -> bytes:
    stream = io.BytesIO()
    tabular.write_xlsx(*TABLE, stream, title="Places", at=at)
    return stream.getvalue()


@each_kind
def test_csv_says_of_every_row_that_it_is_invented(is_demonstration: bool, settings: LazySettings) -> None:
    settings.IS_DEMONSTRATION = is_demonstration

    rows = as_csv()

    assert (
        rows
        == {
            True: [["Name", TITLE], ["Saltrey", "invented"], ["Ostenden", "invented"]],
            False: [["Name"], ["Saltrey"], ["Ostenden"]],
        }[is_demonstration]
    )


@each_kind
def test_workbook_says_of_every_row_and_in_its_properties(
    is_demonstration: bool, settings: LazySettings, at: datetime
) -> None:
    settings.IS_DEMONSTRATION = is_demonstration

    content = as_xlsx(at)
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        properties = book.read("docProps/core.xml").decode()

    assert [[cell and cell[1] for cell in row] for row in xlsx_rows(content)] == {
        True: [["Name", TITLE], ["Saltrey", "invented"], ["Ostenden", "invented"]],
        False: [["Name"], ["Saltrey"], ["Ostenden"]],
    }[is_demonstration]
    assert (NOTICE in properties) is is_demonstration


def test_row_of_another_length_is_still_refused(settings: LazySettings) -> None:
    settings.IS_DEMONSTRATION = True

    with pytest.raises(ValueError, match="zip"):
        tabular.write_csv(TABLE[0], [("Saltrey", "too much")], io.BytesIO())


@each_kind
def test_file_name_and_json_say_it(is_demonstration: bool, settings: LazySettings) -> None:
    settings.IS_DEMONSTRATION = is_demonstration

    said = (invented.notice(), invented.file_name("places.csv"), invented.marked({"places": 12}))

    assert (
        said
        == {
            True: (NOTICE, "demonstration-places.csv", {"demonstration": NOTICE, "places": 12}),
            False: ("", "places.csv", {"places": 12}),
        }[is_demonstration]
    )


def test_file_name_says_it_once(settings: LazySettings) -> None:
    settings.IS_DEMONSTRATION = True

    name = invented.file_name(invented.file_name("places.csv"))

    assert name == "demonstration-places.csv"
