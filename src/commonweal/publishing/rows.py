"""Answers to a Query, for the two ways an area has its rows: in the database, or worked out.

Paging goes by the key of the last row and never by counting, so that page a thousand costs as much as the first and
no row is left out or sent twice when others come in between.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from django.db.models import Model, Q, QuerySet

from commonweal.publishing.datasets import Key, Query, Row

AT_ONCE = 1000
"""How many rows of a database are in memory at a time."""


def of_queryset(
    rows: QuerySet[Model],
    query: Query,
    *,
    fields: Sequence[str],
    key: Sequence[str],
    filters: Mapping[str, str] | None = None,
    cells: Callable[[Row], Row] = tuple,
) -> Iterator[Row]:
    """The rows of a table that `query` wants: `fields` of each, made into cells by `cells`.

    `key` are the fields of the dataset's key columns, in their order, never empty; `filters` has the look-up for each
    filter's name, such as `{"year": "made_on__year"}`.
    """
    lookups = filters or {}
    chosen = rows.filter(**{lookups[name]: value for name, value in query.filters.items()}).order_by(*key)
    if query.after is not None:
        chosen = chosen.filter(_after(key, query.after))
    if query.limit is not None:
        chosen = chosen[: query.limit]
    for row in chosen.values_list(*fields).iterator(chunk_size=AT_ONCE):
        yield cells(row)


def _after(key: Sequence[str], last: Key) -> Q:
    """Whether a row comes after `last`: larger in the first part of the key, or like it and larger in the next."""
    condition, alike = Q(), Q()
    for name, value in zip(key, last, strict=True):
        condition |= alike & Q(**{f"{name}__gt": value})
        alike &= Q(**{name: value})
    return condition


def of_table(rows: Iterable[Row], query: Query, *, key: Sequence[int], filters: Mapping[str, int]) -> Iterator[Row]:
    """Those of `rows`, which come in any order, that `query` wants; for tables of hundreds, not of thousands.

    `key` are the places of the key columns, `filters` the place of the column that each filter looks at.
    """

    def key_of(row: Row) -> Key:
        return tuple(row[place] for place in key)

    chosen = (row for row in rows if all(_text(row[filters[name]]) == wanted for name, wanted in query.filters.items()))
    ordered = sorted(chosen, key=key_of)
    after = query.after
    return islice((row for row in ordered if after is None or key_of(row) > after), query.limit)


def _text(value: Any) -> str:  # a cell may be of any type
    """A cell as a filter's value is typed."""
    return str(value).lower() if isinstance(value, bool) else str(value)
