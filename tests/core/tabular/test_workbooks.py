"""Tables as Excel workbooks, read back from the XML that Excel reads."""

from __future__ import annotations

import io
import tempfile
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.core import tabular
from commonweal.core.tabular import Column, Kind, Written, workbooks
from tests.core.tabular.reading import xlsx_rows

AT = datetime(2026, 6, 17, 8, 30, tzinfo=UTC)
WHO = Column("who", "Who")


def written(columns: tuple[Column, ...], rows: Any, *, title: str = "Awards") -> bytes:
    stream = io.BytesIO()
    tabular.write_xlsx(columns, rows, stream, title=title, at=AT)
    return stream.getvalue()


def text_written(text: str) -> tuple[str, str] | None:
    (cell,) = xlsx_rows(written((WHO,), [(text,)]))[1]
    return cell


def test_write_xlsx_every_kind() -> None:
    columns = (
        WHO,
        Column("hours", "Hours", Kind.NUMBER),
        Column("award", "Award", Kind.PENCE),
        Column("decided_on", "Decided on", Kind.DAY),
        Column("paid_at", "Paid at", Kind.INSTANT),
        Column("is_open", "Open", Kind.YES_NO),
    )

    rows = xlsx_rows(
        written(
            columns,
            [
                ("Rosa", 7, 125_050, date(2026, 6, 4), AT, True),
                (None, Decimal("-0.50"), -300, date(1066, 10, 14), None, False),
                ("Łódź", 10**18, 0, date(1900, 3, 1), None, None),
            ],
        )
    )

    assert rows == [
        [("text", words) for words in ("Who", "Hours", "Award", "Decided on", "Paid at", "Open")],
        [
            ("text", "Rosa"),
            ("number", "7"),
            ("number", "1250.5"),
            ("number", "46177"),
            ("number", "46190.39583333334"),  # half past nine in London, where it was summer
            ("text", "Yes"),
        ],
        [None, ("number", "-0.5"), ("number", "-3"), ("text", "1066-10-14"), None, ("text", "No")],
        [("text", "Łódź"), ("text", "1000000000000000000"), ("number", "0"), ("number", "61")],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "{=1+1}",
        "+1",
        "-1",
        "@SUM(A1)",
        "http://x.example",
        "mailto:a@b.example",
        "007",
        "1e5",
        "TRUE",
        "_x0041_",
        "<r><t>a</t></r></is></c><c r='B2'><f>1+1</f></c><c><is><r></r>",
        "]]>&amp;<f>1</f>",
        " a ",
        "a\tb\nc",
    ],
)
def test_write_xlsx_text_stays_text(text: str) -> None:
    expected = f"{text} " if text.startswith("<r>") else text

    assert text_written(text) == ("text", expected)


def test_write_xlsx_line_ends_and_unwritable_characters() -> None:
    assert text_written("a\r\nb\rc\0d\ud800e\uffff") == ("text", "a\nb\nc\ufffdd\ufffde\ufffd")


@pytest.mark.parametrize("character", ["a", "😀"])
def test_write_xlsx_long_text_is_cut_with_a_note(character: str) -> None:
    size = len(character.encode("utf-16-le")) // 2
    fits, long = character * (32_767 // size), character * (40_000 // size)
    stream = io.BytesIO()

    done = tabular.write_xlsx((WHO,), [(fits,), (long,)], stream, title="Awards", at=AT)

    note = " … (cut here: too long for a spreadsheet cell)"
    kept = character * ((32_767 - len(note)) // size)
    assert done == Written(rows=2, cut_cells=1)
    assert xlsx_rows(stream.getvalue())[1:] == [[("text", fits)], [("text", kept + note)]]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Awards 2026", "Awards 2026"),
        ("Awards: [2026/27]?*\\", "Awards 2026 27"),
        ("'Awards'", "Awards"),
        ("A" * 40, "A" * 31),
        ("history", "Table"),
        ("//", "Table"),
        ("A & B <C>", "A & B <C>"),
    ],
)
def test_write_xlsx_sheet_name(title: str, expected: str) -> None:
    with zipfile.ZipFile(io.BytesIO(written((WHO,), [], title=title))) as book:
        sheets = ElementTree.fromstring(book.read("xl/workbook.xml"))

    assert [sheet.attrib["name"] for sheet in sheets.iter() if sheet.tag.endswith("}sheet")] == [expected]


def test_write_xlsx_to_a_path(tmp_path: Path) -> None:
    path = tmp_path / "awards.xlsx"

    done = tabular.write_xlsx((WHO,), [("Rosa",)], path, title="Awards", at=AT)

    assert (done, path.read_bytes()) == (Written(1), written((WHO,), [("Rosa",)]))


def test_write_xlsx_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    stream = io.BytesIO()

    with pytest.raises(tabular.CellError):
        tabular.write_xlsx((WHO,), [("Rosa",), (1,)], stream, title="Awards", at=AT)

    assert (stream.getvalue(), list(tmp_path.iterdir())) == (b"", [])


def test_write_xlsx_more_rows_than_a_sheet_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "MOST_ROWS", 3)
    at_most = xlsx_rows(written((WHO,), [("Rosa",)] * 3))

    with pytest.raises(tabular.TooManyRowsError):
        written((WHO,), [("Rosa",)] * 4)

    assert len(at_most) == 4


ANY_TEXT = st.text(alphabet=st.characters(), max_size=30) | st.text(alphabet="=+-@\t\r\n '<r>/&_x0", max_size=10)


@settings(max_examples=10, deadline=None)
@given(rows=st.lists(st.tuples(ANY_TEXT, ANY_TEXT), max_size=8))
def test_write_xlsx_any_text_is_text(rows: list[tuple[str, str]]) -> None:
    expect_text(rows)


@pytest.mark.fuzz
@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(rows=st.lists(st.tuples(ANY_TEXT, ANY_TEXT), max_size=8))
def test_write_xlsx_any_text_is_text_at_length(rows: list[tuple[str, str]]) -> None:
    expect_text(rows)


def expect_text(rows: list[tuple[str, str]]) -> None:
    cells = [cell for row in xlsx_rows(written((WHO, WHO), rows))[1:] for cell in row]

    assert len(cells) == 2 * len(rows)
    for cell, text in zip(cells, (text for row in rows for text in row), strict=True):
        assert cell is not None
        assert cell[0] == "text"
        kept = "".join(character for character in text if character.isprintable() and character not in "\ufffd ")
        assert "".join(each for each in cell[1] if each.isprintable() and each not in "\ufffd ") == kept
