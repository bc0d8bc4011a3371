"""The columns of a table that goes out as a file: what they are called, and what stands in them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.core.days import LONDON


class Kind(StrEnum):
    """What stands in the cells of a column. An empty cell (None) may stand in any.

    In a file a LINK and a CODE are text; whoever declares such a column says which addresses and codes there are.
    """

    TEXT = "TEXT"
    NUMBER = "NUMBER"
    PENCE = "PENCE"
    DAY = "DAY"
    INSTANT = "INSTANT"
    YES_NO = "YES_NO"
    LINK = "LINK"
    CODE = "CODE"


WORDS = frozenset({Kind.TEXT, Kind.LINK, Kind.CODE})
"""The kinds whose cells are text."""


@dataclass(frozen=True)
class Column:
    """One column: its name in code, its title in the first row, and what stands in it."""

    name: str
    title: str | Promise
    kind: Kind = Kind.TEXT


@dataclass(frozen=True)
class Written:
    """What became of a table: how many rows were written, and how many cells were too long and were cut."""

    rows: int
    cut_cells: int = 0


class CellError(TypeError):
    """A value is not of its column's kind; the message names the column and the row, never the value."""

    def __init__(self, column: Column, row: int) -> None:
        super().__init__(f"row {row} has something in {column.name!r} that is not {column.kind.name}")


def is_of_kind(value: object, kind: Kind) -> bool:
    """Whether `value` may stand in a cell of this kind."""
    return value is None or _FITS[kind](value)


def read_cell(value: Any, column: Column, *, row: int) -> Any:  # a cell may be of any type; it leaves as its kind's
    """`value` as its column's kind: str, int, float or Decimal, date, aware datetime in London, or None.

    Pence become pounds (a Decimal with two places). Raises CellError when it is of another type.
    """
    if value is None:
        return None
    if not _FITS[column.kind](value):
        raise CellError(column, row)
    if column.kind is Kind.PENCE:
        return Decimal(value).scaleb(-2)
    if column.kind is Kind.INSTANT:
        return value.astimezone(LONDON)
    if column.kind is Kind.YES_NO:
        return _("Yes") if value else _("No")
    return str(value) if column.kind in WORDS else value


def plain_text(content: Any) -> str:  # whatever `read_cell` gave
    """What `read_cell` gave, as CSV and JSON write it: days and instants as ISO 8601, money with all its digits."""
    if isinstance(content, datetime):
        return content.isoformat(timespec="seconds")
    if isinstance(content, date):
        return content.isoformat()
    return format(content, "f") if isinstance(content, Decimal) else str(content)


INVENTED = Column("demonstration", gettext_lazy("Demonstration: everything here is invented"))


def marked(
    columns: Sequence[Column], rows: Iterable[Sequence[object]]
) -> tuple[Sequence[Column], Iterable[Sequence[object]]]:
    """The table as it goes out: in a demonstration with a last column that says of every row that it is invented.

    A column, and not a line above the titles: programs still read the file, and a row that is copied out keeps it.
    """
    if not settings.IS_DEMONSTRATION:
        return columns, rows
    return (*columns, INVENTED), _marked(rows)


def _marked(rows: Iterable[Sequence[object]]) -> Iterator[Sequence[object]]:
    for row in rows:
        yield (*row, _("invented"))


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: object) -> bool:
    if isinstance(value, float | Decimal):
        return math.isfinite(value)
    return _is_whole(value)


def _is_day(value: object) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _is_instant(value: object) -> bool:
    return isinstance(value, datetime) and value.tzinfo is not None


def _is_text(value: object) -> bool:
    return isinstance(value, str | Promise)


_FITS: dict[Kind, Callable[[object], bool]] = {
    **dict.fromkeys(WORDS, _is_text),
    Kind.NUMBER: _is_number,
    Kind.PENCE: _is_whole,
    Kind.DAY: _is_day,
    Kind.INSTANT: _is_instant,
    Kind.YES_NO: lambda value: isinstance(value, bool),
}
