"""Where a page of the API ended, as a short word in an address: the key of its last row.

Nothing in it is secret, and nothing leans on it being ours: whatever comes back is held against the key's columns
before any database is asked.
"""

from __future__ import annotations

import base64
import binascii
import json
from datetime import date
from decimal import Decimal
from typing import Any

from commonweal.publishing.columns import Column, Kind
from commonweal.publishing.datasets import Dataset, Key

LONGEST = 2000
LONGEST_TEXT = 500
LARGEST = 2**63 - 1
"""The largest whole number that both databases can compare."""


class OddCursorError(ValueError):
    """What came back is no place in this dataset."""


def write(key: Key) -> str:
    """The key of a row as a word for an address."""
    text = json.dumps([_plain(value) for value in key], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read(word: str, dataset: Dataset) -> Key:
    """The key that `word` stands for. Raises OddCursorError when it stands for none of `dataset`."""
    if len(word) > LONGEST or not word.isascii():
        raise OddCursorError
    try:
        values = json.loads(base64.b64decode(word + "=" * (-len(word) % 4), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, RecursionError) as error:
        raise OddCursorError from error
    columns = [dataset.columns[place] for place in dataset.key]
    if not isinstance(values, list) or len(values) != len(columns):
        raise OddCursorError
    return tuple(_cell(value, column) for value, column in zip(values, columns, strict=True))


def _plain(value: Any) -> int | str:  # a cell of a key column
    if isinstance(value, date):
        return value.isoformat()
    return int(value) if isinstance(value, int | Decimal) else str(value)


def _cell(value: Any, column: Column) -> Any:  # whatever JSON can say
    if column.kind is Kind.NUMBER:
        if isinstance(value, int) and not isinstance(value, bool) and -LARGEST <= value <= LARGEST:
            return value
        raise OddCursorError
    if not isinstance(value, str) or len(value) > LONGEST_TEXT or not is_fit(value):
        raise OddCursorError
    if column.kind is Kind.DAY:
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise OddCursorError from error
    return value


def is_fit(text: str) -> bool:
    """Whether every database can look for `text`: no halves of characters, and nothing that PostgreSQL refuses."""
    return "\0" not in text and not any("\ud800" <= character <= "\udfff" for character in text)
