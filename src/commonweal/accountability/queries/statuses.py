"""Reading how it stands with commitments, and what that rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery

from commonweal.accountability.facts import FiledDocument, RecordedDecision, SideAnswered
from commonweal.accountability.models import (
    FINDS_FOR_RAISER,
    Attestation,
    CommitmentStatus,
    Concern,
    EvidenceReading,
    Filing,
    Obstacle,
    Shows,
    StatusStep,
)
from commonweal.accountability.states.filings import FilingStatus
from commonweal.core.days import end_of
from commonweal.decisions import queries as decisions
from commonweal.strategy.models import Commitment, Strategy, Succession
from commonweal.strategy.queries import strategies

COMMITMENT = "strategy.commitment"
"""The kind under which decisions are about commitments."""

DECIDES, REPLACES = "DECIDES", "REPLACES"
"""What a decision can do to a commitment that its status rests on."""


def commitments_of(strategy: Strategy) -> list[Commitment]:
    """Every commitment and sub-rule that the newest version of the pack has, in its order."""
    rows = strategy.commitments.filter(is_withdrawn=False)
    return list(rows.select_related("strategy", "section", "owner", "supplier", "parent"))


def current_of(commitments: Iterable[Commitment]) -> dict[int, CommitmentStatus]:
    """How it stands with these now, by the commitment's key."""
    rows = CommitmentStatus.objects.filter(commitment__in=[each.pk for each in commitments])
    return {row.commitment_id: row for row in rows}


def lock_current(commitments: Iterable[Commitment]) -> dict[int, CommitmentStatus]:
    """As `current_of`, locked for the rest of the transaction, so that two workers do not both write a step."""
    rows = CommitmentStatus.objects.select_for_update().filter(commitment__in=[each.pk for each in commitments])
    return {row.commitment_id: row for row in rows.order_by("pk")}


def newest_steps(commitments: Iterable[Commitment]) -> dict[int, datetime]:
    """When the newest step of each was taken, by the commitment's key."""
    rows = StatusStep.objects.filter(commitment__in=[each.pk for each in commitments])
    return dict(rows.order_by().values_list("commitment").annotate(Max("from_at")))


def challenged(commitments: Iterable[Commitment], at: datetime) -> set[int]:
    """The keys of commitments on which a document that still counts is challenged, and the matter is not settled.

    It is settled when the document is set aside, the concern is taken back, or it is closed without finding the person
    right: after the answer they have their time to reply, and one who was found right waits for something to be done.
    """
    is_set_aside = Q(filing__status=FilingStatus.SET_ASIDE, filing__set_aside_at__lte=at)
    is_over = Q(settled_at__lte=at) & ~Q(outcome__in=FINDS_FOR_RAISER)
    rows = Concern.objects.filter(
        commitment__in=[each.pk for each in commitments], filing__isnull=False, sent_at__lte=at
    )
    return set(rows.exclude(is_set_aside).exclude(is_over).values_list("commitment", flat=True))


def readings_of(commitments: Iterable[Commitment]) -> dict[tuple[int, str], EvidenceReading]:
    """What evidence queries answered last, by the commitment's key and the query's name."""
    rows = EvidenceReading.objects.filter(commitment__in=[each.pk for each in commitments])
    return {(row.commitment_id, row.query): row for row in rows}


def carried_to(commitments: Sequence[Commitment], on: date) -> dict[int, str]:
    """What took the place of each commitment whose strategy was taken over by a London day, in words."""
    rows = Succession.objects.filter(before__in=[each.pk for each in commitments]).select_related("strategy", "after")
    return {
        row.before_id: f"{row.after.code} ({row.strategy.title})" if row.after else row.strategy.title
        for row in rows
        if strategies.has_taken_over(row.strategy, on)
    }


def documents_for(commitments: Sequence[Commitment], at: datetime) -> Mapping[int, tuple[FiledDocument, ...]]:
    """What is filed for each commitment and was not returned, withdrawn or set aside, as it was at an instant."""
    found: dict[int, list[FiledDocument]] = defaultdict(list)
    is_over = Q(status__in=[FilingStatus.RETURNED, FilingStatus.WITHDRAWN], settled_at__lte=at)
    is_over |= Q(status=FilingStatus.SET_ASIDE, set_aside_at__lte=at)
    rows = Filing.objects.filter(commitment__in=[each.pk for each in commitments], filed_at__lte=at).exclude(is_over)
    for row in rows:
        was_accepted = row.status in {FilingStatus.ACCEPTED, FilingStatus.SET_ASIDE}
        is_accepted = was_accepted and row.settled_at is not None and row.settled_at <= at
        found[row.commitment_id].append(
            FiledDocument(str(row.reference), is_accepted, row.shows == Shows.WHOLE, row.dated_on)
        )
    return {key: tuple(documents) for key, documents in found.items()}


def sides_for(commitments: Sequence[Commitment], at: datetime) -> Mapping[int, tuple[SideAnswered, ...]]:
    """The newest answers of each side for each commitment, as they were known at an instant.

    Newer answers that are too few to count do not take the place of older ones that are enough.
    """
    newest: dict[tuple[int, str], Attestation] = {}
    rows = Attestation.objects.filter(
        commitment__in=[each.pk for each in commitments], recorded_at__lte=at, withdrawn_at__isnull=True
    )
    for row in rows.order_by("asked_on", "id"):
        before = newest.get((row.commitment_id, row.side))
        if before is None or before.is_too_few or not row.is_too_few:
            newest[row.commitment_id, row.side] = row
    found: dict[int, list[SideAnswered]] = defaultdict(list)
    for (key, side), row in sorted(newest.items()):
        found[key].append(SideAnswered(side, row.asked_on, row.answered, row.agreed))
    return {key: tuple(sides) for key, sides in found.items()}


def decisions_for(commitments: Sequence[Commitment], at: datetime) -> Mapping[int, tuple[RecordedDecision, ...]]:
    """The public decisions that decide on, or replace, each commitment, as they were at an instant."""
    by_reference = {each.reference: each.pk for each in commitments}
    found: dict[int, tuple[RecordedDecision, ...]] = {}
    for reference, made in decisions.about(COMMITMENT, by_reference, at=at).items():
        recorded = []
        for decision in made:
            if any(later.recorded_at and later.recorded_at <= at for later in decision.replacements.all()):
                continue  # a later decision took its place
            effects = {each.effect for each in decision.subjects.all() if each.reference == reference}
            if effects & {DECIDES, REPLACES} and decision.decided_on:
                replaces = decision.title if REPLACES in effects else ""
                recorded.append(RecordedDecision(str(decision.reference), decision.decided_on, replaces))
        found[by_reference[reference]] = tuple(recorded)
    return found


def obstacles_for(commitments: Sequence[Commitment]) -> Mapping[int, tuple[str, ...]]:
    """What stands in the way of each commitment, with who can take it away, in words."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = Obstacle.objects.filter(commitment__in=[each.pk for each in commitments], gone_at__isnull=True)
    for row in rows.order_by("found_at", "id"):
        found[row.commitment_id].append(f"{row.what} ({row.unblocker})")
    return {key: tuple(words) for key, words in found.items()}


def steps_of(commitment: Commitment) -> QuerySet[StatusStep]:
    """How it stood with a commitment, the newest first."""
    return commitment.status_steps.order_by("-from_at", "-id")


def standings_on(strategy: Strategy, day: date) -> dict[str, StatusStep]:
    """How it stood with every commitment at the end of a London day, by code, where anything was known."""
    newest = StatusStep.objects.filter(commitment=OuterRef("commitment"), from_at__lt=end_of(day))
    rows = StatusStep.objects.filter(
        commitment__strategy=strategy, pk=Subquery(newest.order_by("-from_at", "-id").values("pk")[:1])
    )
    return {row.commitment.code: row for row in rows.select_related("commitment")}


def changes_since(strategy: Strategy, *, limit: int) -> list[StatusStep]:
    """The last changes of standing, the newest first."""
    rows = StatusStep.objects.filter(commitment__strategy=strategy, is_change_of_standing=True)
    return list(rows.select_related("commitment__strategy").order_by("-from_at", "-id")[:limit])


def last_checked(strategy: Strategy) -> datetime | None:
    """When statuses of a strategy were worked out last."""
    rows = CommitmentStatus.objects.filter(commitment__strategy=strategy)
    return rows.order_by("-checked_at").values_list("checked_at", flat=True).first()


def touched(commitments: Sequence[Commitment], names: Collection[str], reads: Mapping[str, frozenset[str]]) -> set[str]:
    """The codes of commitments that rest on something of these names; `reads` says what each code's queries read."""
    wanted = frozenset(names)
    return {
        each.code
        for each in commitments
        if reads.get(each.code, frozenset()) & wanted or f"{COMMITMENT}/{each.reference}" in wanted
    }
