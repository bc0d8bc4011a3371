"""The columns of a dataset: what each means, what may stand in it, and how that is written in JSON.

Kinds of cell, and how CSV and XLSX write them, are those of `core.tabular`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from commonweal.core import tabular
from commonweal.core.tabular.cells import writable
from commonweal.core.tabular.columns import WORDS, CellError, Kind, is_of_kind, plain_text, read_cell
from commonweal.ui.site import SITE, Words

__all__ = ["Column", "Filter", "Kind", "OddCellError", "checked", "in_json", "schema_of", "text_in_json"]


@dataclass(frozen=True, eq=False)
class Column:
    """One column. `name` heads it in every form; `meaning` says in a sentence what stands in it.

    Whole pence (PENCE) go out as pounds. A link is an address of ours (`/places/…`) or a whole one. `codes` gives the
    words of each code. The columns with `is_key` tell a row from all others, and rows come in their order. A column
    about people says in `why_personal` why it is published. `standard` is the term of a standard it stands for.
    """

    name: str
    meaning: Words
    kind: Kind = Kind.TEXT
    unit: Words = ""
    codes: Mapping[str, Words] | None = None
    why_personal: Words = ""
    is_key: bool = False
    standard: str = ""

    @cached_property
    def tabular(self) -> tabular.Column:
        """The same column, as writers of CSV and XLSX know it."""
        return tabular.Column(self.name, self.name, self.kind)


@dataclass(frozen=True)
class Filter:
    """A way to ask the API for some of the rows: those whose `column` has the value given as `name`."""

    name: str
    column: str
    meaning: Words


class OddCellError(ValueError):
    """A cell holds what its column does not allow; the message names the column and the row, never the value."""


def checked(value: Any, column: Column, *, row: int) -> Any:  # a cell may be of any type
    """`value` as files and pages take it: a link is whole, a code is one of the column's.

    Raises OddCellError, or CellError when it is not of the column's kind.
    """
    if value is None:
        if column.is_key:
            raise OddCellError(f"row {row} has nothing in {column.name!r}, which is a part of its key")
        return None
    if not is_of_kind(value, column.kind):
        raise CellError(column.tabular, row)
    if column.kind is Kind.LINK:
        return _whole(str(value), column, row)
    if column.kind is Kind.CODE and str(value) not in (column.codes or {}):
        raise OddCellError(f"row {row} has a code in {column.name!r} that the column does not list")
    return value


def _whole(address: str, column: Column, row: int) -> str:
    if address.startswith("/") and not address.startswith("//"):
        return SITE.base_url + address
    if address.startswith(("https://", "http://")):
        return address
    raise OddCellError(f"row {row} has something in {column.name!r} that is not an address")


def in_json(value: Any, column: Column, *, row: int) -> str:  # as above
    """A cell as JSON text. Numbers are written with all their digits, days and instants as in CSV."""
    if value is None:
        return "null"
    if column.kind is Kind.YES_NO:
        return "true" if value else "false"
    content = read_cell(value, column.tabular, row=row)
    if isinstance(content, date):  # an instant is one, too
        return text_in_json(plain_text(content))
    if isinstance(content, Decimal):
        return plain_text(content)
    return text_in_json(writable(content) if column.kind in WORDS else content)


def text_in_json(value: Any) -> str:  # whatever JSON can say
    """`value` as JSON text, every letter as people write it."""
    return json.dumps(value, ensure_ascii=False)


_SCHEMAS: dict[Kind, Callable[[Column], dict[str, Any]]] = {
    Kind.TEXT: lambda _column: {"type": "string"},
    Kind.NUMBER: lambda _column: {"type": "number"},
    Kind.PENCE: lambda _column: {"type": "number"},
    Kind.DAY: lambda _column: {"type": "string", "format": "date"},
    Kind.INSTANT: lambda _column: {"type": "string", "format": "date-time"},
    Kind.YES_NO: lambda _column: {"type": "boolean"},
    Kind.LINK: lambda _column: {"type": "string", "format": "uri"},
    Kind.CODE: lambda column: {"type": "string", "enum": list(column.codes or {})},
}


def schema_of(column: Column) -> dict[str, Any]:
    """What JSON Schema says of a cell of this column."""
    schema = _SCHEMAS[column.kind](column)
    if not column.is_key:
        schema["type"] = [schema["type"], "null"]
        if "enum" in schema:
            schema["enum"] = [*schema["enum"], None]
    unit = "£" if column.kind is Kind.PENCE else str(column.unit)
    return schema | {"description": str(column.meaning)} | ({"x-unit": unit} if unit else {})
