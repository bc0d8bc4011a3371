"""What statuses rest on as open data: how many records of each kind there are, and the public ones themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import astuple
from datetime import date
from itertools import islice

from django.utils.translation import gettext_lazy as _

from commonweal.accountability.exports.declared import (
    COMMITMENT_CODE,
    KEYWORDS,
    OF_CODE,
    OF_STRATEGY,
    ON_CHANGE,
    STRATEGY,
    WITHHELD,
    WORKED_OUT,
    withheld,
)
from commonweal.accountability.models import EvidenceReading
from commonweal.accountability.presenters.commitments_evidence import evidence_address
from commonweal.accountability.queries import published as queries
from commonweal.accountability.queries import stamps
from commonweal.publishing import datasets, rows
from commonweal.publishing.columns import Column, Filter, Kind
from commonweal.publishing.datasets import Dataset, Query, Row
from commonweal.strategy.evidence import EvidenceQuery, Outcome, query_for

OUTCOMES = {
    Outcome.MET.value: _("It shows that the promise was met."),
    Outcome.UNMET.value: _("It does not show that the promise was met, or shows it in part."),
    Outcome.BREACHED.value: _("It shows the opposite of what was promised."),
    Outcome.PENDING.value: _("Its time has not come."),
    Outcome.PROPOSED.value: _("It is a proposal that nobody has adopted, and counts for nothing yet."),
}
COUNTED = {
    Outcome.MET: _("How many show that the promise was met."),
    Outcome.UNMET: _("How many do not show that it was met, or show it in part."),
    Outcome.BREACHED: _("How many show the opposite of what was promised."),
    Outcome.PENDING: _("How many are not judged, because their time has not come."),
    Outcome.PROPOSED: _("How many are proposals that nobody has adopted, and count for nothing yet."),
}
QUERY = Column("query", _("The name of what was counted."), is_key=True)
QUERY_TITLE = Column("query_title", _("What was counted, in words."))
ALL_RECORDS = Column("page", _("The page with every record of this kind."), Kind.LINK)
OF_QUERY = Filter("query", "query", _("Only records counted under this name."))


# How many there are.


def _counts(query: Query) -> Iterable[Row]:
    table = [
        _counted(reading, asked)
        for reading in queries.counted_readings()
        if (asked := query_for(reading.commitment.code, reading.query))
    ]
    return rows.of_table(table, query, key=(0, 1, 2), filters={"strategy": 0, "code": 1, "query": 2})


def _counted(reading: EvidenceReading, asked: EvidenceQuery) -> Row:
    """One kind of record: all counts, or none where they are so few; one alone could be worked out from the others."""
    commitment = reading.commitment
    is_few = reading.tally.is_below(asked.floor)
    counts = (reading.tally.total, *astuple(reading.tally), reading.restricted)
    is_left_out = is_few or bool(reading.failure)
    return (
        *(commitment.strategy.slug, commitment.code, reading.query, str(asked.title)),
        *(None if is_left_out else count for count in counts),
        None if is_left_out else reading.newest_on,
        withheld(asked.floor if is_few else 0),
        reading.failure or None,
        evidence_address(commitment, reading.query),
    )


datasets.publish(
    Dataset(
        slug="evidence-counts",
        title=_("Counts of records behind the statuses"),
        summary=_("How many records of each kind every status rests on, and how many of them meet the promise."),
        columns=(
            STRATEGY,
            COMMITMENT_CODE,
            QUERY,
            QUERY_TITLE,
            Column("records", _("How many records count."), Kind.NUMBER),
            *(Column(outcome.lower(), meaning, Kind.NUMBER) for outcome, meaning in COUNTED.items()),
            Column("not_public", _("How many of all these records only some may see."), Kind.NUMBER),
            Column("newest_on", _("The day of the newest record."), Kind.DAY),
            WITHHELD,
            Column("unreadable", _("Why the records could not be read when they were last asked for; else empty.")),
            ALL_RECORDS,
        ),
        rows=_counts,
        source=WORKED_OUT,
        scope=_("Every kind of record that speaks for a commitment; those that are too old are not counted."),
        caveat=_("A commitment can rest on documents, answers or decisions, too, which are not counted here."),
        frequency=ON_CHANGE,
        changed_at=stamps.statuses_changed_at,
        version=stamps.statuses_version,
        suppression=_(
            "Where there are so few records of a kind that they could tell of somebody, every number and the day are "
            "left out, and the column “withheld” says so."
        ),
        filters=(OF_STRATEGY, OF_CODE, OF_QUERY),
        related=("evidence-rows", "commitments"),
        keywords=KEYWORDS,
        order=12,
    )
)


# The records themselves.


def _records(query: Query) -> Iterable[Row]:
    wanted = [(key, number) for key, number in queries.reading_keys() if _is_wanted(key, query)]
    after = query.after
    found = (
        row
        for reading in queries.readings([number for _key, number in wanted])
        for row in _rows_of(reading)
        if after is None or row[:5] > tuple(after)
    )
    return islice(_with_outcome(found, query.filters.get("outcome", "")), query.limit)


def _is_wanted(key: queries.ReadingKey, query: Query) -> bool:
    slug, code, name = key
    filters = query.filters
    fits = filters.get("strategy", slug) == slug and filters.get("code", code) == code
    return fits and filters.get("query", name) == name and (query.after is None or key >= tuple(query.after[:3]))


def _with_outcome(found: Iterable[Row], outcome: str) -> Iterator[Row]:
    return (row for row in found if not outcome or row[8] == outcome)


def _rows_of(reading: EvidenceReading) -> list[tuple[object, ...]]:
    """The public records of a reading, by reference; none where there are so few that they could tell of somebody."""
    commitment = reading.commitment
    query = query_for(commitment.code, reading.query)
    if query is None or reading.failure or reading.tally.is_below(query.floor):
        return []
    seen: dict[str, int] = {}
    found: list[tuple[object, ...]] = []
    page = evidence_address(commitment, reading.query)
    for row in sorted(reading.rows, key=lambda each: (each["reference"], each["on"], each["outcome"], each["fact"])):
        number = seen[row["reference"]] = seen.get(row["reference"], 0) + 1
        found.append(
            (
                *(commitment.strategy.slug, commitment.code, reading.query, row["reference"], number),
                str(query.title),
                date.fromisoformat(row["on"]),
                row["fact"],
                row["outcome"],
                row["address"] or None,
                page,
            )
        )
    return found


datasets.publish(
    Dataset(
        slug="evidence-rows",
        title=_("Records behind the statuses"),
        summary=_("The public records that each status rests on: the record, its day, the fact, and what it says."),
        columns=(
            STRATEGY,
            COMMITMENT_CODE,
            QUERY,
            Column("reference", _("The reference of the record."), is_key=True),
            Column("number", _("1; more where one record says several things."), Kind.NUMBER, is_key=True),
            QUERY_TITLE,
            Column("day", _("The day of the fact."), Kind.DAY),
            Column("fact", _("The fact in a sentence, which names no person.")),
            Column("outcome", _("What the record says of the promise."), Kind.CODE, codes=OUTCOMES),
            Column("record", _("The record’s own page, if it has one."), Kind.LINK),
            ALL_RECORDS,
        ),
        rows=_records,
        source=WORKED_OUT,
        scope=_(
            "The records that matter most to each current status, at most 200 of a kind. The page of each kind has all."
        ),
        caveat=_("Records that only some may see are counted in the status, and are not here."),
        frequency=ON_CHANGE,
        changed_at=stamps.statuses_changed_at,
        version=stamps.statuses_version,
        suppression=_(
            "Where there are so few records of a kind that they could tell of somebody, all of them are left out; the "
            "counts of records say where."
        ),
        filters=(
            OF_STRATEGY,
            OF_CODE,
            OF_QUERY,
            Filter("outcome", "outcome", _("Only records that say this.")),
        ),
        related=("evidence-counts", "commitments"),
        keywords=KEYWORDS,
        order=13,
    )
)
