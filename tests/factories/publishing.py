"""Datasets for tests: orchards, with a column of every kind. All of it is invented."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from commonweal.publishing import datasets, rows
from commonweal.publishing.columns import Column, Filter, Kind
from commonweal.publishing.datasets import Dataset, Query, Row

LONG_AGO = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)

FRUIT = {"APPLE": "Apples", "QUINCE": "Quinces"}

COLUMNS = (
    Column("code", "The orchard's short name.", is_key=True),
    Column("name", "What people call it."),
    Column("trees", "How many trees stand in it.", Kind.NUMBER, unit="trees"),
    Column("rent", "What it costs in a year.", Kind.PENCE),
    Column("planted_on", "The day it was planted.", Kind.DAY),
    Column("seen_at", "When somebody last looked.", Kind.INSTANT),
    Column("is_open", "Whether everybody may pick.", Kind.YES_NO),
    Column("page", "Its page.", Kind.LINK),
    Column("fruit", "What grows in it.", Kind.CODE, codes=FRUIT, standard="FruitCode"),
)

FILTERS = (
    Filter("fruit", "fruit", "Only orchards with this fruit."),
    Filter("trees", "trees", "Only orchards with so many trees."),
    Filter("planted_on", "planted_on", "Only orchards planted on this day."),
    Filter("is_open", "is_open", "Only orchards that are open, or only those that are not."),
    Filter("name", "name", "Only the orchard of this name."),
)

KEY, PLACES = (0,), {"fruit": 8, "trees": 2, "planted_on": 4, "is_open": 6, "name": 1}


def orchard(number: int, **cells: Any) -> Row:
    """A row; `cells` says what is otherwise."""
    usual = {
        "code": f"orchard-{number:05}",
        "name": f"Orchard {number}",
        "trees": number,
        "rent": 125_000 + number,
        "planted_on": date(2020, 2, 29),
        "seen_at": datetime(2026, 5, 31, 23, 30, tzinfo=UTC),
        "is_open": number % 2 == 0,
        "page": f"/orchards/{number}/",
        "fruit": "APPLE" if number % 3 else "QUINCE",
    }
    return tuple((usual | cells).values())


def orchards(
    rows_: Iterable[Row] | Callable[[Query], Iterable[Row]] = (),
    *,
    slug: str = "orchards",
    columns: Sequence[Column] = COLUMNS,
    **fields: Any,
) -> Dataset:
    """A dataset of these rows, or of what a function gives for a query; `fields` says what is otherwise."""
    table = tuple(rows_) if not callable(rows_) else ()
    return Dataset(
        **{
            "slug": slug,
            "title": "Orchards",
            "summary": "Where fruit grows.",
            "columns": columns,
            "rows": rows_ if callable(rows_) else lambda query: rows.of_table(table, query, key=KEY, filters=PLACES),
            "source": "The orchard survey",
            "scope": "Every orchard in the county.",
            "caveat": "Trees are counted from the road.",
            "frequency": "Every spring",
            "changed_at": lambda: LONG_AGO,
            "filters": FILTERS,
        }
        | fields
    )


def published(*args: Any, **fields: Any) -> Dataset:
    """The same, and published."""
    dataset = orchards(*args, **fields)
    datasets.publish(dataset)
    return dataset
