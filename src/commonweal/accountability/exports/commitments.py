"""Commitments as open data: how it stands with each, and how it stood. The records behind it: `evidence`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC

from django.utils.translation import gettext_lazy as _

from commonweal.accountability.exports.declared import (
    COMMITMENT_CODE,
    KEYWORDS,
    OF_CODE,
    OF_STRATEGY,
    ON_CHANGE,
    PAGE,
    STRATEGY,
    WITHHELD,
    WORKED_OUT,
    joined,
    withheld,
)
from commonweal.accountability.presenters.strategy_words import commitment_address
from commonweal.accountability.queries import published as queries
from commonweal.accountability.queries import stamps
from commonweal.accountability.states.statuses import Standing
from commonweal.publishing import datasets, rows
from commonweal.publishing.columns import Column, Filter, Kind
from commonweal.publishing.datasets import Dataset, Query, Row
from commonweal.strategy.evidence import floor_kept
from commonweal.strategy.models import Commitment, EvidenceClass, Force, PartKind
from commonweal.strategy.models import Kind as CommitmentKind

STANDINGS = dict(Standing.choices)
DAYS_WITHHELD = _(
    "Where a status rests on so few records that they could tell of somebody, their number and their days are left out."
)


# How it stands.


def _commitments(query: Query) -> Iterable[Row]:
    table = [_commitment(each) for each in queries.commitments()]
    return rows.of_table(table, query, key=(0, 1), filters={"strategy": 0, "code": 1, "standing": 12})


def _commitment(commitment: Commitment) -> Row:
    status = queries.status_of(commitment)
    parts = [each.code for each in commitment.sub_rules.all()]
    floor = floor_kept(commitment.code, status.basis, parts=parts) if status else 0
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
        status.newest_on if status and not floor else None,
        status.lapses_on if status and not floor else None,
        withheld(floor),
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
            WITHHELD,
            Column("overdue_since", _("Its last day, where that is over and it is not kept."), Kind.DAY),
            Column("blocked_by", _("What stands in the way, and who can take it away.")),
            Column("is_proposed", _("Whether it rests on a proposal that nobody has adopted."), Kind.YES_NO),
            Column(
                "is_filed_only", _("Whether it rests on a document or on answers, proved by no record."), Kind.YES_NO
            ),
            Column(
                "is_challenged",
                _("Whether somebody challenges a document it rests on, and that is not settled yet."),
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
        source=WORKED_OUT,
        scope=_("Every commitment of the newest version of each strategy that was loaded here."),
        caveat=_("No current evidence means that nobody can tell. It does not mean that a promise is broken."),
        frequency=ON_CHANGE,
        changed_at=stamps.statuses_changed_at,
        version=stamps.statuses_version,
        suppression=DAYS_WITHHELD,
        filters=(OF_STRATEGY, OF_CODE, Filter("standing", "standing", _("Only what stands so."))),
        related=("status-history", "evidence-counts", "evidence-rows", "strategy-parts", "named-bodies"),
        keywords=KEYWORDS,
        order=10,
    )
)


# How it stood.


def _history(query: Query) -> Iterable[Row]:
    parts = queries.parts_of_bundles()
    return rows.of_queryset(
        queries.changes_of_standing(),
        query,
        fields=(
            *("commitment__strategy__slug", "commitment__code", "from_at", "standing", "reason"),
            *("newest_on", "basis", "overdue_since_on", "blocked_by"),
            *("is_proposed", "is_filed_only", "is_challenged"),
        ),
        key=("commitment__strategy__slug", "commitment__code", "from_at"),
        filters={"strategy": "commitment__strategy__slug", "code": "commitment__code", "standing": "standing"},
        cells=lambda row: _step(row, parts.get((row[0], row[1]), ())),
    )


def _step(row: Row, parts: Iterable[str]) -> Row:
    slug, code, from_at, standing, reason, newest_on, basis, overdue_on, blocked_by, *flags = row
    in_utc = from_at.astimezone(UTC).isoformat(timespec="microseconds")
    floor = floor_kept(code, basis, parts=parts)
    days = (None if floor else newest_on, withheld(floor), overdue_on)
    page = commitment_address(slug, code)
    return (slug, code, in_utc, from_at, standing, reason, *days, blocked_by or None, *flags, page)


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
            WITHHELD,
            Column("overdue_since", _("Its last day, where that was over and it was not kept."), Kind.DAY),
            Column("blocked_by", _("What stood in the way, and who could take it away.")),
            Column("is_proposed", _("Whether it rested on a proposal that nobody had adopted."), Kind.YES_NO),
            Column("is_filed_only", _("Whether it rested on a document or on answers."), Kind.YES_NO),
            Column("is_challenged", _("Whether somebody challenged a document it rested on."), Kind.YES_NO),
            Column("page", _("The commitment’s page."), Kind.LINK),
        ),
        rows=_history,
        source=WORKED_OUT,
        scope=_("Every change since statuses were first worked out here, the first of each commitment included."),
        caveat=_("How it stood before the first row of a commitment is not known here."),
        frequency=ON_CHANGE,
        changed_at=stamps.statuses_changed_at,
        version=stamps.statuses_version,
        suppression=DAYS_WITHHELD,
        filters=(OF_STRATEGY, OF_CODE, Filter("standing", "standing", _("Only changes to this standing."))),
        related=("commitments",),
        keywords=KEYWORDS,
        order=11,
    )
)
