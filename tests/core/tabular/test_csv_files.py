"""Tables as CSV: what a reader gets, and what can never be a formula."""

from __future__ import annotations

import csv
import io
import tracemalloc
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.core import tabular
from commonweal.core.tabular import Column, Kind, Written
from tests.core.tabular.reading import csv_rows

WHO = Column("who", "Who")
COLUMNS = (
    WHO,
    Column("hours", "Hours", Kind.NUMBER),
    Column("award", "Award (pounds)", Kind.PENCE),
    Column("decided_on", "Decided on", Kind.DAY),
    Column("paid_at", "Paid at", Kind.INSTANT),
    Column("is_open", "Open", Kind.YES_NO),
)


def written(columns: tuple[Column, ...], rows: list[tuple[object, ...]], **options: bool) -> bytes:
    stream = io.BytesIO()
    tabular.write_csv(columns, rows, stream, **options)
    return stream.getvalue()


def text_written(text: str) -> str:
    return csv_rows(written((WHO,), [(text,)]))[1][0]


def test_write_csv_every_kind() -> None:
    paid_at = datetime(2026, 6, 17, 8, 30, tzinfo=UTC)
    stream = io.BytesIO()

    done = tabular.write_csv(
        COLUMNS,
        [
            ("Rosa, of “Łódź”", 7, 125_050, date(2026, 6, 4), paid_at, True),
            ('He said "no"\r\nand left', Decimal("-0.50"), -300, None, None, False),
            (None, 1.5, 0, date(1066, 10, 14), None, None),
        ],
        stream,
    )

    assert done == Written(rows=3)
    assert stream.getvalue().decode() == (
        "\ufeffWho,Hours,Award (pounds),Decided on,Paid at,Open\r\n"
        '"Rosa, of “Łódź”",7,1250.50,2026-06-04,2026-06-17T09:30:00+01:00,Yes\r\n'
        '"He said ""no""\r\nand left",-0.50,-3.00,,,No\r\n'
        ",1.5,0.00,1066-10-14,,\r\n"
    )


def test_write_csv_without_mark() -> None:
    assert written((WHO,), [("Rosa",)], has_bom=False) == b"Who\r\nRosa\r\n"


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1+1",
        "-1+1",
        "@SUM(A1)",
        "=cmd|' /C calc'!A0",
        "\t=1+1",
        "\tRosa",
        "\rRosa",
        "\nRosa",
        "  =1+1",
        "\u00a0=1+1",
        '"=1+1"',
        "'=1+1",
        "“=1+1",
        "\u200b=1+1",
        "\ufeff=1+1",
        "＝1+1",
        "＋1",
        "－1+1",
        "＠SUM(A1)",
        "\0=1+1",
        "-",
        "--5",
        "-5-5",
        "+44 1632 960000",
        "-٣",
    ],
)
def test_write_csv_formula_is_guarded(text: str) -> None:
    expected = "'" + text.replace("\0", "\ufffd")

    assert text_written(text) == expected


@pytest.mark.parametrize("text", ["-5", "+5", "-12.50", "5-5", "a=b", "Rosa's", "'tis", " Rosa", "", "1@b.example"])
def test_write_csv_plain_text_is_left(text: str) -> None:
    assert text_written(text) == text


def test_write_csv_title_is_guarded() -> None:
    assert csv_rows(written((Column("a", "=1+1"),), [])) == [["'=1+1"]]


def test_write_csv_half_characters() -> None:
    assert text_written("a\ud800b\x00c\ufffed") == "a\ufffdb\ufffdc\ufffdd"


@pytest.mark.parametrize(
    ("column", "value"),
    [
        (WHO, 7),
        (WHO, b"Rosa"),
        (Column("hours", "Hours", Kind.NUMBER), "=1+1"),
        (Column("hours", "Hours", Kind.NUMBER), True),
        (Column("hours", "Hours", Kind.NUMBER), float("nan")),
        (Column("hours", "Hours", Kind.NUMBER), Decimal("Infinity")),
        (Column("award", "Award", Kind.PENCE), 12.5),
        (Column("award", "Award", Kind.PENCE), Decimal(12)),
        (Column("on", "On", Kind.DAY), datetime(2026, 6, 17, tzinfo=UTC)),
        (Column("on", "On", Kind.DAY), "2026-06-17"),
        (Column("at", "At", Kind.INSTANT), datetime(2026, 6, 17)),  # noqa: DTZ001  # without a zone on purpose
        (Column("at", "At", Kind.INSTANT), date(2026, 6, 17)),
        (Column("open", "Open", Kind.YES_NO), 1),
    ],
)
def test_write_csv_value_of_another_kind(column: Column, value: object) -> None:
    with pytest.raises(tabular.CellError) as refused:
        written((column,), [(None,), (value,)])

    assert str(refused.value) == f"row 2 has something in {column.name!r} that is not {column.kind.name}"


@pytest.mark.parametrize("row", [(), ("a", "b")])
def test_write_csv_row_of_another_length(row: tuple[object, ...]) -> None:
    with pytest.raises(ValueError, match="zip"):
        written((WHO,), [row])


def test_write_csv_leaves_the_stream_open() -> None:
    stream = io.BytesIO()
    with pytest.raises(tabular.CellError):
        tabular.write_csv((WHO,), [("Rosa",), (1,)], stream)

    assert csv_rows(stream.getvalue()) == [["Who"], ["Rosa"]]


WRITABLE = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
ANY_TEXT = st.text(alphabet=WRITABLE, max_size=30) | st.text(alphabet="=+-@\t\r\n '\"＝;,0١", max_size=8)


def without_guard(cell: str) -> str:
    """What a reader who knows of the guard makes of a cell."""
    is_guarded = cell[:1] == "'" and text_written(cell[1:]) == cell
    return cell[1:] if is_guarded else cell


@settings(max_examples=60, deadline=None)
@given(row=st.tuples(ANY_TEXT, ANY_TEXT, ANY_TEXT))
def test_write_csv_any_text_comes_back(row: tuple[str, ...]) -> None:
    cells = csv_rows(written((WHO, WHO, WHO), [row]))[1]

    assert [without_guard(cell) for cell in cells] == list(row)
    for cell in cells:
        is_number = cell.lstrip("+-").replace(".", "", 1).isdigit()
        assert is_number or cell[:1] not in set("=+-@\t\r\n＝＋－＠")


def test_write_csv_memory_does_not_grow() -> None:
    class Nowhere(io.RawIOBase):
        def writable(self) -> bool:
            return True

        def write(self, content: object) -> int:
            return len(memoryview(content))  # type: ignore[arg-type]  # bytes, always

    def peak(count: int) -> int:
        tracemalloc.start()
        tabular.write_csv((WHO, WHO), ((f"Rosa {number}", "x" * 50) for number in range(count)), Nowhere())
        _now, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(10)  # what is loaded once

    assert peak(5_000) < peak(500) + 100_000


def test_written_csv_is_csv_to_strict_readers() -> None:
    content = written((WHO, WHO), [('a"b', "c\nd"), ("", ""), (None, "e,f")])

    strict = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
    assert list(strict) == [["Who", "Who"], ['a"b', "c\nd"], ["", ""], ["", "e,f"]]
