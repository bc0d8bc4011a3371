"""Files made on asking: their headers, and their names in a demonstration."""

from __future__ import annotations

from io import BytesIO

from django.conf import LazySettings
from django.http import FileResponse

from commonweal.core.tabular import Column, Kind
from commonweal.ui.downloads import csv_file, zip_file

COLUMNS = (Column("name", "Name", Kind.TEXT), Column("count", "Count", Kind.NUMBER))


def test_csv_file() -> None:
    answer = csv_file(COLUMNS, [("Marsh", 3)], name="places.csv")

    assert (answer["Content-Type"], answer["Content-Disposition"]) == (
        "text/csv; charset=utf-8",
        'attachment; filename="places.csv"',
    )


def test_csv_file_of_a_demonstration(settings: LazySettings) -> None:
    settings.IS_DEMONSTRATION = True

    answer = csv_file(COLUMNS, [("Marsh", 3)], name="places.csv")

    assert answer["Content-Disposition"] == 'attachment; filename="demonstration-places.csv"'


def test_zip_file() -> None:
    answer = zip_file(BytesIO(b"the bytes"), name="copy.zip")

    assert isinstance(answer, FileResponse)
    assert b"".join(answer.streaming_content) == b"the bytes"  # type: ignore[arg-type]  # it is read in step
    assert {name: answer[name] for name in ("Content-Type", "Content-Disposition", "Content-Encoding")} == {
        "Content-Type": "application/zip",
        "Content-Disposition": 'attachment; filename="copy.zip"',
        "Content-Encoding": "identity",
    }


def test_zip_file_of_a_demonstration(settings: LazySettings) -> None:
    settings.IS_DEMONSTRATION = True

    answer = zip_file(BytesIO(b"the bytes"), name="copy.zip")

    assert answer["Content-Disposition"] == 'attachment; filename="demonstration-copy.zip"'
