"""Tables as an Excel workbook: one sheet, typed cells, written row by row.

Everything people typed is written as a string cell, which no program reads as a formula or a link. A cell holds
32,767 characters and no more; longer text is cut, ends in a note that says so, and is counted for the caller:
one long answer must not stop an export of thousands. CSV holds the whole of it.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO

import xlsxwriter
from django.utils.translation import gettext as _

from commonweal.core import invented
from commonweal.core.tabular.cells import writable
from commonweal.core.tabular.columns import Column, Kind, Written, marked, plain_text, read_cell

MOST_ROWS = 1_048_576 - 1
"""What a sheet holds beside its row of titles."""

MOST_CHARACTERS = 32_767
MOST_EXACT = 10**15
"""Excel keeps fifteen digits; a longer number is written as text, so that none of it is lost."""

FIRST_DAY = date(1900, 3, 1)
"""Excel believes in 29 February 1900; days before this one are written as text."""

_FORMATS = {Kind.PENCE: "#,##0.00", Kind.DAY: "d mmmm yyyy", Kind.INSTANT: "d mmmm yyyy hh:mm"}
_WIDTHS = {Kind.NUMBER: 12, Kind.PENCE: 14, Kind.DAY: 18, Kind.INSTANT: 24, Kind.YES_NO: 8}
_WIDTH_OF_WORDS = 30
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class TooManyRowsError(ValueError):
    """A table has more rows than a sheet holds; write it as CSV."""


def write_xlsx(
    columns: Sequence[Column],
    rows: Iterable[Sequence[object]],
    target: Path | BinaryIO,
    *,
    title: str,
    at: datetime,
) -> Written:
    """Write `rows`, their cells in the order of `columns`, to `target` under a row of titles; what was written.

    `title` names the sheet and the workbook; `at` is when it was made. Instants are shown as London clocks did.
    Raises CellError for a value that is not of its column's kind, ValueError for a row of another length, and
    TooManyRowsError; nothing is written to `target` then.
    """
    columns, rows = marked(columns, rows)
    # A folder of its own takes the half-written rows away with it, whatever happens.
    with tempfile.TemporaryDirectory() as folder:
        finished = Path(folder) / "finished.xlsx"
        book = xlsxwriter.Workbook(str(finished), _OPTIONS | {"tmpdir": folder})
        try:
            created = at.astimezone(UTC).replace(tzinfo=None)
            book.set_properties({"title": writable(title), "comments": invented.notice(), "created": created})
            written = _Sheet(book, columns, title=title).fill(rows)
        finally:
            book.close()
        _hand_over(finished, target)
    return written


class _Sheet:
    """The one sheet of a workbook, filled from the top; a row is out of memory once the next one begins."""

    def __init__(self, book: Any, columns: Sequence[Column], *, title: str) -> None:  # the library has no types
        self._columns = columns
        self._formats = {kind: book.add_format({"num_format": words}) for kind, words in _FORMATS.items()}
        self._cut_cells = 0
        self._sheet = book.add_worksheet(_sheet_name(title))
        self._sheet.freeze_panes(1, 0)
        bold = book.add_format({"bold": True})
        for index, column in enumerate(columns):
            self._sheet.set_column(index, index, _WIDTHS.get(column.kind, _WIDTH_OF_WORDS))
        for index, column in enumerate(columns):
            self._write_text(0, index, str(column.title), bold)

    def fill(self, rows: Iterable[Sequence[object]]) -> Written:
        count = 0
        for count, row in enumerate(rows, start=1):
            if count > MOST_ROWS:
                raise TooManyRowsError(f"a sheet holds {MOST_ROWS:,} rows and there are more; write it as CSV")
            for index, (value, column) in enumerate(zip(row, self._columns, strict=True)):
                self._write(count, index, read_cell(value, column, row=count), column.kind)
        return Written(count, self._cut_cells)

    def _write(self, row: int, index: int, content: Any, kind: Kind) -> None:  # whatever `read_cell` gave
        if content is None:
            return
        if isinstance(content, datetime):
            # Excel knows no time zones.
            self._sheet.write_datetime(row, index, content.replace(tzinfo=None), self._formats[kind])
        elif isinstance(content, date) and content >= FIRST_DAY:
            self._sheet.write_datetime(row, index, content, self._formats[kind])
        elif isinstance(content, int | float | Decimal) and abs(float(content)) < MOST_EXACT:
            self._sheet.write_number(row, index, float(content), self._formats.get(kind))
        else:
            self._write_text(row, index, plain_text(content))

    def _write_text(self, row: int, index: int, text: str, look: object = None) -> None:
        text = writable(text.replace("\r\n", "\n").replace("\r", "\n"))
        short = _cut(text)
        self._cut_cells += short != text
        if short.startswith("<r>") and short.endswith("</r>"):
            # XlsxWriter would take it for markup of its own, and write it as it stands.
            short += " "
        self._sheet.write_string(row, index, short, look)


def _cut(text: str) -> str:
    """`text` as it fits a cell, with a note at the end when it was cut."""
    if len(text) <= MOST_CHARACTERS // 2 or _length(text) <= MOST_CHARACTERS:
        return text
    note = _(" … (cut here: too long for a spreadsheet cell)")
    # Two bytes a character, as Excel counts; half of a pair at the end is dropped.
    kept = text.encode("utf-16-le")[: 2 * (MOST_CHARACTERS - _length(note))].decode("utf-16-le", errors="ignore")
    return kept + note


def _length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _sheet_name(title: str) -> str:
    """A name Excel takes for a sheet: at most 31 characters, none of those it keeps for itself."""
    name = " ".join(re.sub(r"[\[\]:*?/\\]", " ", writable(title)).split()).strip("' ")[:31].strip("' ")
    is_taken = name.lower() in {"", "history"}
    return _("Table") if is_taken else name


def _hand_over(finished: Path, target: Path | BinaryIO) -> None:
    if isinstance(target, Path):
        shutil.copyfile(finished, target)
        return
    with finished.open("rb") as content:
        shutil.copyfileobj(content, target)
