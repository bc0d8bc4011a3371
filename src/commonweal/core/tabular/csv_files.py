"""Tables as CSV: UTF-8, lines that end as RFC 4180 says, days and instants as ISO 8601, money in pounds."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO

from commonweal.core.tabular.cells import guarded, writable
from commonweal.core.tabular.columns import WORDS, Column, Written, marked, plain_text, read_cell


def write_csv(
    columns: Sequence[Column], rows: Iterable[Sequence[object]], stream: BinaryIO, *, has_bom: bool = True
) -> Written:
    """Write `rows`, their cells in the order of `columns`, to `stream` under a row of titles; what was written.

    `has_bom` puts the mark in front by which Excel knows UTF-8; leave it out for files that programs read.
    Raises CellError for a value that is not of its column's kind, and ValueError for a row of another length.
    """
    columns, rows = marked(columns, rows)
    text = io.TextIOWrapper(stream, encoding="utf-8-sig" if has_bom else "utf-8", newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    count = 0
    try:
        writer.writerow([guarded(writable(str(column.title))) for column in columns])
        for count, row in enumerate(rows, start=1):
            writer.writerow([_cell(value, column, row=count) for value, column in zip(row, columns, strict=True)])
    finally:
        text.detach()  # flushes, and leaves the stream open: it is the caller's
    return Written(count)


def _cell(value: object, column: Column, *, row: int) -> str:
    content: Any = read_cell(value, column, row=row)
    if content is None:
        return ""
    return guarded(writable(content)) if column.kind in WORDS else plain_text(content)
