"""What every area says its records prove: evidence queries, registered by name, found in each area's `evidence.py`.

A query answers for one commitment at an instant: how many records there are, how many meet it, which do not, how new
they are. Whether the commitment is kept is worked out from that, higher up, by one rule for all. Nothing here is typed
by anybody, and a query never answers with a status.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Any

from commonweal.core import days
from commonweal.strategy.models import Commitment
from commonweal.strategy.operations.touches import touch
from commonweal.ui.site import Words

__all__ = [
    "MOST_ROWS",
    "Asked",
    "Evidence",
    "EvidenceQuery",
    "EvidenceRow",
    "Outcome",
    "QueryTakenError",
    "Reached",
    "RestrictedRow",
    "Tally",
    "evidence_of",
    "queries",
    "queries_for",
    "query_for",
    "register",
    "touch",
]

MOST_ROWS = 200
"""How many rows are kept with a reading; all of them can be had, as they are now, from the query itself."""


class Outcome(StrEnum):
    """What one record says of a commitment, worst first."""

    BREACHED = "BREACHED"
    """It shows the opposite of what was promised: late, refused, without what it must have."""
    UNMET = "UNMET"
    """It does not show that the promise was met, or shows it in part."""
    PENDING = "PENDING"
    """Its time has not come: it is neither met nor missed."""
    PROPOSED = "PROPOSED"
    """It is a proposal that nobody has adopted, and counts for nothing yet."""
    MET = "MET"
    """It shows that the promise was met."""


WORST_FIRST = {outcome: place for place, outcome in enumerate(Outcome)}


@dataclass(frozen=True)
class EvidenceRow:
    """One public record: its reference, the London day of the fact, the fact in a sentence that names no person.

    `address` is the path of the record's public page, if it has one. One that `stands` is so still, however old its
    day: something that was due and is not done.
    """

    reference: str
    on: date
    fact: str
    outcome: Outcome
    address: str = ""
    stands: bool = False


@dataclass(frozen=True)
class RestrictedRow(EvidenceRow):
    """A record that counts, but that only those with `ability` may see."""

    ability: str = ""


@dataclass(frozen=True)
class Tally:
    """How many records there are of each outcome."""

    met: int = 0
    unmet: int = 0
    breached: int = 0
    pending: int = 0
    proposed: int = 0

    @property
    def population(self) -> int:
        """All of them but proposals."""
        return self.met + self.unmet + self.breached + self.pending

    @property
    def total(self) -> int:
        """All of them, proposals included."""
        return self.population + self.proposed

    @property
    def exceptions(self) -> int:
        """Those that do not meet the promise though their time has come."""
        return self.unmet + self.breached

    @property
    def settled(self) -> int:
        """Those whose time has come."""
        return self.met + self.exceptions

    def is_below(self, floor: int) -> bool:
        """Whether there are so few that the public is not told how many; none at all tells of nobody."""
        return 0 < self.total < floor


@dataclass(frozen=True)
class Reached:
    """How far a target of the pack is reached: the value that was counted, and in words what of."""

    value: float
    of: str


@dataclass(frozen=True)
class Asked:
    """What a query is asked about: a commitment, as things were known at an instant.

    Records of after `at` do not count. `setting` gives the strategy's own settings, such as a number of days. With
    `outcome`, rows of no other are wanted: a query over very many may leave those out, and need not.
    """

    commitment: Commitment
    at: datetime
    outcome: Outcome | None = None

    @cached_property
    def on(self) -> date:
        """The London day of `at`."""
        return days.london_day(self.at)

    @cached_property
    def counts_from(self) -> date | None:
        """The first London day whose records still count; None where what is shown does not lapse by days."""
        lasts = self.commitment.freshness_days
        return None if lasts is None else self.on - timedelta(days=lasts)

    @property
    def counts_from_at(self) -> datetime | None:
        """The first instant of that day: a query over very many can leave out what was over before."""
        return None if self.counts_from is None else days.start_of(self.counts_from)

    def is_current(self, newest_on: date | None) -> bool:
        """Whether records of this newest day still count."""
        return newest_on is not None and (self.counts_from is None or newest_on >= self.counts_from)

    def counts(self, row: EvidenceRow) -> bool:
        """Whether a record is new enough to count, stands still, or is not judged yet."""
        is_judged = row.outcome not in {Outcome.PENDING, Outcome.PROPOSED}
        return self.counts_from is None or row.stands or not is_judged or row.on >= self.counts_from

    def setting(self, name: str) -> Any:  # Any: numbers and words, as the pack has them
        """A setting of the strategy's pack. Raises KeyError for one that the pack does not have."""
        return self.commitment.strategy.settings[name]


@dataclass(frozen=True)
class Evidence:
    """What a query found. `rows` are public, the worst and then the newest first, and at most `MOST_ROWS`.

    `restricted` is how many more rows there are that only some may see. `overdue_on` is the oldest day that passed with
    nothing done about it. `blocked_by` says in words who can take away what stands in the way. Evidence that `stands`
    has something in it that is so still, and so does not lapse. Where a record shows that the commitment's last day was
    put off (`is_put_off`), its having passed does not make it overdue.
    """

    tally: Tally = field(default_factory=Tally)
    newest_on: date | None = None
    rows: tuple[EvidenceRow, ...] = ()
    restricted: int = 0
    reached: Reached | None = None
    overdue_on: date | None = None
    blocked_by: str = ""
    stands: bool = False
    is_put_off: bool = False


def evidence_of(
    rows: Iterable[EvidenceRow],
    *,
    asked: Asked,
    reached: Reached | None = None,
    overdue_on: date | None = None,
    blocked_by: str = "",
    is_put_off: bool = False,
) -> Evidence:
    """Count rows of a small population, public and restricted, and keep the public ones that matter most.

    Records that are too old to count are left out, but for what stands still; the newest day is that of any record. The
    cost grows with the rows: a query over very many counts in the database and hands over the worst itself.
    """
    counted: Counter[Outcome] = Counter()
    newest: date | None = None
    restricted, stands = 0, False
    public: list[EvidenceRow] = []
    for row in rows:
        if row.outcome not in {Outcome.PENDING, Outcome.PROPOSED}:
            newest = max(newest, row.on) if newest else row.on
        if not asked.counts(row):
            continue
        counted[row.outcome] += 1
        stands = stands or row.stands
        if isinstance(row, RestrictedRow):
            restricted += 1
        else:
            public.append(row)
    tally = Tally(**{outcome.value.lower(): counted[outcome] for outcome in Outcome})
    rows_shown = tuple(worst_first(public))
    return Evidence(tally, newest, rows_shown, restricted, reached, overdue_on, blocked_by, stands, is_put_off)


def worst_first(rows: Iterable[EvidenceRow], *, most: int = MOST_ROWS) -> list[EvidenceRow]:
    """The first `most` rows: the worst, then the newest, then by reference, so that two readings agree to the byte."""
    return heapq.nsmallest(most, rows, key=lambda row: (WORST_FIRST[row.outcome], -row.on.toordinal(), row.reference))


@dataclass(frozen=True)
class EvidenceQuery:
    """One question to an area's records: its name `area.noun`, the codes of the commitments it speaks for.

    `title` is what is counted ("Requests for another format"); `method` says in a few sentences which records there
    are, what counts as met, and what does not. `reads` are the names that operations `touch` when they change what it
    reads. `collect` answers for a reading; `rows` yields every public row for the page and the download, newest first;
    `restricted_rows` those that only some may see. `supplied_by` says who can supply what is missing, and how.
    Where fewer than `floor` records exist, the public is not told how many: they could tell of somebody.
    """

    name: str
    commitments: tuple[str, ...]
    title: Words
    method: Words
    reads: frozenset[str]
    collect: Callable[[Asked], Evidence]
    rows: Callable[[Asked], Iterable[EvidenceRow]]
    restricted_rows: Callable[[Asked], Iterable[RestrictedRow]] = lambda _asked: ()
    supplied_by: Words = ""
    floor: int = 0


class QueryTakenError(Exception):
    """Two evidence queries were given the same name."""


_queries: dict[str, EvidenceQuery] = {}


def register(*new: EvidenceQuery) -> None:
    """Have queries asked from now on. Raises QueryTakenError when another has the name."""
    for query in new:
        if _queries.get(query.name, query) != query:
            raise QueryTakenError(query.name)
        _queries[query.name] = query


def forget(name: str) -> None:
    """Take a query away again; for tests that bring their own."""
    _queries.pop(name, None)


def queries() -> Iterator[EvidenceQuery]:
    """Every query, by name."""
    return (_queries[name] for name in sorted(_queries))


def queries_for(code: str) -> list[EvidenceQuery]:
    """The queries that speak for the commitment of this code, by name."""
    return [query for query in queries() if code in query.commitments]


def query_for(code: str, name: str) -> EvidenceQuery | None:
    """The query of this name that speaks for the commitment of this code; None where there is no such."""
    return next((query for query in queries_for(code) if query.name == name), None)


def floor_kept(code: str, counted: Iterable[Mapping[str, Any]], *, parts: Iterable[str] = ()) -> int:
    """The floor below which a query for a commitment counted; 0 where none did. The public is then told no day either.

    `counted` has the name of each query as `query` and its counts, by the names of `Tally`. What bundles sub-rules of
    these codes (`parts`) keeps theirs whatever they counted: its days are theirs.
    """
    tallies = {each["query"]: Tally(**{name: each[name] for name in _COUNTS}) for each in counted}
    kept = [query.floor for query in queries_for(code) if tallies.get(query.name, Tally()).is_below(query.floor)]
    return max([*kept, *(query.floor for part in parts for query in queries_for(part))], default=0)


_COUNTS = tuple(outcome.value.lower() for outcome in Outcome)
