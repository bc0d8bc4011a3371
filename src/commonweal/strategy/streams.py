"""Evidence of very many records, the newest first, read only as far as somebody looks.

What a record proves, and of which day, its judge says in Python, once. The database cannot sort by that; but the day is
always that of one of a few columns (answered on, due on, sent on …), and by each of these it has an index. So the
records are read once by each column, in chunks, and judged; each stays where the column gave its day, and the streams
are merged.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from itertools import groupby
from operator import or_
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from commonweal.core.days import london_day
from commonweal.strategy.evidence import EvidenceRow, Outcome

Record = TypeVar("Record", bound=Model)

FIRST_CHUNK, LARGEST_CHUNK, GROWTH = 50, 2_000, 8


class StrayRowError(Exception):
    """A row has a day that no column gives it, or an outcome that its stream does not name: it would be left out."""


@dataclass(frozen=True)
class Stream:
    """The column that gives some rows their day, up to when it does, and what such rows' records meet, by outcome.

    A condition may let others through, since each record is judged; it saves reading those that it keeps out.
    """

    column: str
    until: date | datetime
    outcomes: Mapping[Outcome, Q]


_Key = tuple[int, str]
_Item = tuple[_Key, EvidenceRow | None]


def stream_rows(
    records: QuerySet[Record],
    judge: Callable[[Record], EvidenceRow | None],
    streams: Sequence[Stream],
    *,
    outcome: Outcome | None,
) -> Iterator[EvidenceRow]:
    """The rows of these records, by day and then by reference; with `outcome`, only those of that.

    Raises StrayRowError.
    """
    read = [place for place, stream in enumerate(streams) if outcome is None or outcome in stream.outcomes]
    merged = heapq.merge(*(_items(records, judge, streams, place, outcome) for place in read), key=lambda item: item[0])
    return (row for _key, row in merged if row is not None and outcome in {None, row.outcome})


def _items(
    records: QuerySet[Record],
    judge: Callable[[Record], EvidenceRow | None],
    streams: Sequence[Stream],
    place: int,
    outcome: Outcome | None,
) -> Iterator[_Item]:
    """The rows of one stream, each day's by reference. A day without any is told too, lest the merge waits for more."""
    column = streams[place].column
    for on, of_day in groupby(_read(records, streams[place], outcome), key=lambda record: _day(record, column)):
        assert on is not None  # noqa: S101  # what has no day in this column was not read
        rows = [row for record in of_day if (row := judge(record)) and _place(row, record, streams) == place]
        items: list[_Item] = [((-on.toordinal(), row.reference), row) for row in rows]
        yield from sorted(items, key=lambda item: item[0]) or [((-on.toordinal(), ""), None)]


def _read(records: QuerySet[Record], stream: Stream, outcome: Outcome | None) -> Iterator[Record]:
    """Every record with a day in the column, newest first, that could have a row of the outcome, or of any."""
    rows = records.filter(**{f"{stream.column}__lte": stream.until}).order_by(f"-{stream.column}", "-pk")
    could_be = [stream.outcomes[outcome]] if outcome else [*stream.outcomes.values()]
    fitting = reduce(or_, could_be) if all(could_be) else Q()  # Q() | condition would be the condition
    # All are read at first where every outcome is wanted: to look for few among many takes longer than to read some.
    after, size = fitting if outcome else Q(), FIRST_CHUNK
    while True:
        chunk = list(rows.filter(after)[:size])
        yield from chunk
        if len(chunk) < size:
            return
        last = getattr(chunk[-1], stream.column)
        is_before = Q(**{f"{stream.column}__lt": last}) | Q(pk__lt=chunk[-1].pk)
        after, size = fitting & Q(**{f"{stream.column}__lte": last}) & is_before, min(size * GROWTH, LARGEST_CHUNK)


def _place(row: EvidenceRow, record: Model, streams: Sequence[Stream]) -> int:
    """The first stream whose column gave the row its day. Raises StrayRowError."""
    for place, stream in enumerate(streams):
        if _day(record, stream.column) == row.on and row.outcome in stream.outcomes:
            return place
    raise StrayRowError(f"{row.reference} of {row.on}, {row.outcome}")


def _day(record: Model, column: str) -> date | None:
    value: date | datetime | None = getattr(record, column)
    return london_day(value) if isinstance(value, datetime) else value
