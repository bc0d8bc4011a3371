"""Commitments as open data: how it stands with each, how it stood, and the public records behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date
from itertools import islice

from django.utils.translation import gettext_lazy as _

from commonweal.accountability.exports.declared import (
    KEYWORDS,
    OF_CODE,
    OF_STRATEGY,
    PAGE,
    STRATEGY,
    joined,
)
from commonweal.accountability.models import EvidenceReading
from commonweal.accountability.presenters.commitments_evidence import evidence_address, is_below_floor
from commonweal.accountability.presenters.strategy_words import commitment_address
from commonweal.accountability.queries import published as queries
from commonweal.accountability.queries import stamps
from commonweal.accountability.states.statuses import Standing
from commonweal.publishing import datasets, rows
from commonweal.publishing.columns import Column, Filter, Kind
from commonweal.publishing.datasets import Dataset, Query, Row
from commonweal.strategy import evidence
from commonweal.strategy.evidence import EvidenceQuery, Outcome
from commonweal.strategy.models import Commitment, EvidenceClass, Force, PartKind
from commonweal.strategy.models import Kind as CommitmentKind

STANDINGS = dict(Standing.choices)
OUTCOMES = {
    Outcome.MET.value: _("It shows that the promise was met."),
    Outcome.UNMET.value: _("It does not show that the promise was met, or shows it in part."),
    Outcome.BREACHED.value: _("It shows the opposite of what was promised."),
    Outcome.PENDING.value: _("Its time has not come."),
    Outcome.PROPOSED.value: _("It is a proposal that nobody has adopted, and counts for nothing yet."),
}
SOURCE = _("This service: worked out from records, documents, answers and decisions by one set of rules for all")
ON_CHANGE = _("Within ten minutes of a change to what a status rests on, and every night")
COMMITMENT_CODE = Column("code", _("The code of the commitment or sub-rule."), is_key=True)


# How it stands.


def _commitments(query: Query) -> Iterable[Row]:
    table = [_commitment(each) for each in queries.commitments()]
    return rows.of_table(table, query, key=(0, 1), filters={"strategy": 0, "code": 1, "standing": 12})


def _commitment(commitment: Commitment) -> Row:
    status = queries.status_of(commitment)
    serves = [(each.kind, each.code) for each in commitment.serves.all()]
    return (
        commitment.strategy.slug,
        commitment.code,
        commitment.parent.code if commitment.parent else None,
        commitment.title,
        commitment.words,
        commitment.kind,
        commitment.force,
        commitment.evidence_class,
        commitment.section.chapter.code if commitment.section.chapter else None,
        commitment.section.code,
        commitment.owner.key,
        commitment.owner.name,
        status.standing if status else None,
        status.reason if status else None,
        status.since_at if status else None,
        status.newest_on if status else None,
        status.lapses_on if status else None,
        status.overdue_since_on if status else None,
        (status.blocked_by or None) if status else None,
        status.is_proposed if status else None,
        status.is_filed_only if status else None,
        status.is_challenged if status else None,
        commitment.begins_on,
        commitment.due_on,
        commitment.target_at_least,
        commitment.target_of or None,
        *(joined(sorted(code for each, code in serves if each == kind)) for kind in _SERVED),
        commitment.shown_by,
        commitment.supplier.name,
        joined(commitment.gaps),
        commitment_address(commitment.strategy.slug, commitment.code),
    )


_SERVED = (PartKind.AIM, PartKind.USE, PartKind.OBJECTIVE, PartKind.OUTCOME)

datasets.publish(
    Dataset(
        slug="commitments",
        title=_("Commitments and how they stand"),
        summary=_("Every commitment and sub-rule of each strategy: its force and owner, how it stands now, and why."),
        columns=(
            STRATEGY,
            COMMITMENT_CODE,
            Column("parent", _("Of a sub-rule: the code of the commitment that it is a part of.")),
            Column("title", _("What it is called.")),
            Column("words", _("What is promised, told in our own words.")),
            Column("kind", _("What sort of sentence it is."), Kind.CODE, codes=dict(CommitmentKind.choices)),
            Column(
                "force",
                _("How strongly it was said. It decides what can be called broken."),
                Kind.CODE,
                codes=dict(Force.choices),
            ),
            Column("shown", _("How it can be shown."), Kind.CODE, codes=dict(EvidenceClass.choices)),
            Column("chapter", _("The code of the chapter that it stands in.")),
            Column("section", _("The code of the section that it stands in.")),
            Column("owner", _("The key of the body that owns it.")),
            Column("owner_name", _("What that body is called.")),
            Column(
                "standing", _("How it stands now; empty where it was not worked out yet."), Kind.CODE, codes=STANDINGS
            ),
            Column("reason", _("Why, in a sentence.")),
            Column("since", _("Since when it stands so."), Kind.INSTANT),
            Column("newest_evidence_on", _("The day of the newest evidence."), Kind.DAY),
            Column("lapses_on", _("The first day on which that evidence is too old to count."), Kind.DAY),
            Column("overdue_since", _("Its last day, where that is over and it is not kept."), Kind.DAY),
            Column("blocked_by", _("What stands in the way, and who can take it away.")),
            Column("is_proposed", _("Whether it rests on a proposal that nobody has adopted."), Kind.YES_NO),
            Column(
                "is_filed_only", _("Whether it rests on a document or on answers, proved by no record."), Kind.YES_NO
            ),
            Column(
                "is_challenged",
                _("Whether somebody challenges a document it rests on, and waits for an answer."),
                Kind.YES_NO,
            ),
            Column("begins_on", _("The day its time begins."), Kind.DAY),
            Column("due_on", _("The last day for it."), Kind.DAY),
            Column("target_at_least", _("How many are wanted, where the text says so."), Kind.NUMBER),
            Column("target_of", _("Of what.")),
            Column("aims", _("The codes of the aims that it serves; the linking is ours.")),
            Column("uses", _("The codes of the uses that it serves.")),
            Column("objectives", _("The codes of the objectives that it serves.")),
            Column("outcomes", _("The codes of the outcomes of the wider plan that it serves.")),
            Column("shown_by", _("What would show it.")),
            Column("supplied_by", _("Who can supply what would show it.")),
            Column("contradictions", _("The codes of contradictions in the text that are about it.")),
            PAGE,
        ),
        rows=_commitments,
        source=SOURCE,
        scope=_("Every commitment of the newest version of each strategy that was loaded here."),
        caveat=_("No current evidence means that nobody can tell. It does not mean that a promise is broken."),
        frequency=ON_CHANGE,
        changed_at=stamps.statuses_changed_at,
        version=stamps.statuses_version,
        filters=(OF_STRATEGY, OF_CODE, Filter("standing", "standing", _("Only what stands so."))),
        related=("status-history", "evidence-rows", "strategy-parts", "named-bodies"),
        keywords=KEYWORDS,
        order=10,
    )
)


# How it stood.


def _history(query: Query) -> Iterable[Row]:
    return rows.of_queryset(
        queries.changes_of_standing(),
        query,
        fields=(
            *("commitment__strategy__slug", "commitment__code", "from_at", "standing", "reason"),
            *("newest_on", "overdue_since_on", "blocked_by", "is_proposed", "is_filed_only", "is_challenged"),
        ),
        key=("commitment__strategy__slug", "commitment__code", "from_at"),
        filters={"strategy": "commitment__strategy__slug", "code": "commitment__code", "standing": "standing"},
        cells=_step,
    )


def _step(row: Row) -> Row:
    slug, code, from_at, standing, reason, newest_on, overdue_on, blocked_by, *flags = row
    in_utc = from_at.astimezone(UTC).isoformat(timespec="microseconds")
    page = commitment_address(slug, code)
    return (slug, code, in_utc, from_at, standing, reason, newest_on, overdue_on, blocked_by or None, *flags, page)


datasets.publish(
    Dataset(
        slug="status-history",
        title=_("How commitments stood over time"),
        summary=_("Every change of the standing of a commitment, with its reason. None is ever edited."),
        columns=(
            STRATEGY,
            COMMITMENT_CODE,
            Column("from_utc", _("From when on it stood so, to the microsecond, in universal time."), is_key=True),
            Column("from", _("The same in London time."), Kind.INSTANT),
            Column("standing", _("How it stood from then on."), Kind.CODE, codes=STANDINGS),
            Column("reason", _("Why, in a sentence.")),
            Column("newest_evidence_on", _("The day of the newest evidence then."), Kind.DAY),
            Column("overdue_since", _("Its last day, where that was over and it was not kept."), Kind.DAY),
            Column("blocked_by", _("What stood in the way, and who could take it away.")),
            Column("is_proposed", _("Whether it rested on a proposal that nobody had adopted."), Kind.YES_NO),
            Column("is_filed_only", _("Whether it rested on a document or on answers."), Kind.YES_NO),
            Column("is_challenged", _("Whether somebody challenged a document it rested on."), Kind.YES_NO),
            Column("page", _("The commitment’s page."), Kind.LINK),
        ),
        rows=_history,
        source=SOURCE,
        scope=_("Every change since statuses were first worked out here, the first of each commitment included."),
        caveat=_("How it stood before the first row of a commitment is not known here."),
        frequency=ON_CHANGE,
        changed_at=stamps.statuses_changed_at,
        version=stamps.statuses_version,
        filters=(OF_STRATEGY, OF_CODE, Filter("standing", "standing", _("Only changes to this standing."))),
        related=("commitments",),
        keywords=KEYWORDS,
        order=11,
    )
)


# The records behind it.


def _evidence(query: Query) -> Iterable[Row]:
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
    query = _query(commitment.code, reading.query)
    if query is None or reading.failure or is_below_floor(query, reading):
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


def _query(code: str, name: str) -> EvidenceQuery | None:
    return next((each for each in evidence.queries_for(code) if each.name == name), None)


datasets.publish(
    Dataset(
        slug="evidence-rows",
        title=_("Records behind the statuses"),
        summary=_("The public records that each status rests on: the record, its day, the fact, and what it says."),
        columns=(
            STRATEGY,
            COMMITMENT_CODE,
            Column("query", _("The name of what was counted."), is_key=True),
            Column("reference", _("The reference of the record."), is_key=True),
            Column("number", _("1; more where one record says several things."), Kind.NUMBER, is_key=True),
            Column("query_title", _("What was counted, in words.")),
            Column("day", _("The day of the fact."), Kind.DAY),
            Column("fact", _("The fact in a sentence, which names no person.")),
            Column("outcome", _("What the record says of the promise."), Kind.CODE, codes=OUTCOMES),
            Column("record", _("The record’s own page, if it has one."), Kind.LINK),
            Column("page", _("The page with every record of this kind."), Kind.LINK),
        ),
        rows=_evidence,
        source=SOURCE,
        scope=_(
            "The records that matter most to each current status, at most 200 of a kind. The page of each kind has all."
        ),
        caveat=_("Records that only some may see are counted in the status, and are not here."),
        frequency=ON_CHANGE,
        changed_at=stamps.statuses_changed_at,
        version=stamps.statuses_version,
        suppression=_(
            "Where there are so few records of a kind that they could tell of somebody, all of them are left out."
        ),
        filters=(
            OF_STRATEGY,
            OF_CODE,
            Filter("query", "query", _("Only records counted under this name.")),
            Filter("outcome", "outcome", _("Only records that say this.")),
        ),
        related=("commitments",),
        keywords=KEYWORDS,
        order=12,
    )
)
