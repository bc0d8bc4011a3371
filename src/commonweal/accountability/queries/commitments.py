"""Reading how it stands with the commitments of a strategy, for pages that show many of them at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Exists, Max, OuterRef, QuerySet, Subquery
from django.http import Http404
from django.utils.translation import gettext as _

from commonweal.accountability.models import (
    Attestation,
    CommitmentStatus,
    Concern,
    EvidenceReading,
    Filing,
    Note,
    StatusStep,
)
from commonweal.accountability.queries.statuses import COMMITMENT
from commonweal.accountability.states.statuses import Standing
from commonweal.decisions.models import DecisionSubject
from commonweal.strategy import evidence
from commonweal.strategy.models import Commitment, NamedBody, Provision, ProvisionKind, Strategy

BESIDE = (EvidenceReading, Filing, Attestation, Note, Concern)
"""What hangs on a commitment, beside decisions about it."""


class Stands(NamedTuple):
    """How it stands with one commitment, as lists show it: the standing, why, and the flags beside it."""

    standing: Standing
    reason: str
    overdue_since_on: date | None
    blocked_by: str
    is_proposed: bool
    is_filed_only: bool
    is_challenged: bool


@dataclass(frozen=True)
class When:
    """Since when it stands so with one commitment, when that was checked, and until when its evidence counts."""

    since_at: datetime
    checked_at: datetime
    newest_on: date | None
    lapses_on: date | None


# Read as values, and no more of them than a list shows: there are hundreds, on pages that everybody reads.
COLUMNS = (
    *("standing", "reason", "overdue_since_on", "blocked_by"),
    *("is_proposed", "is_filed_only", "is_challenged"),
)


def standings_of(strategy: Strategy) -> dict[str, Stands]:
    """How it stands with every commitment and sub-rule now, by code, where it was worked out. One query."""
    return _by_code(CommitmentStatus.objects.filter(commitment__strategy=strategy, commitment__is_withdrawn=False))


def _by_code(rows: QuerySet[CommitmentStatus]) -> dict[str, Stands]:
    found = rows.order_by("commitment__position").values_list("commitment__code", *COLUMNS)
    return {code: Stands(_STANDINGS[standing], *rest) for code, standing, *rest in found}


_STANDINGS = {each.value: each for each in Standing}


def checked_at(strategy: Strategy) -> datetime | None:
    """When anything of a strategy was worked out last. One query."""
    rows = CommitmentStatus.objects.filter(commitment__strategy=strategy)
    newest: datetime | None = rows.aggregate(newest=Max("checked_at"))["newest"]
    return newest


@dataclass(frozen=True)
class Stood:
    """How it stood with a commitment at an instant: since when, and why."""

    standing: Standing
    reason: str
    from_at: datetime


def standings_before(strategy: Strategy, at: datetime) -> dict[str, Stood]:
    """How it stood with every commitment just before an instant, by code, where anything was known. One query."""
    newest = StatusStep.objects.filter(commitment=OuterRef("pk"), from_at__lt=at).order_by("-from_at", "-id")
    steps = Commitment.objects.filter(strategy=strategy).annotate(step=Subquery(newest.values("pk")[:1]))
    rows = StatusStep.objects.filter(pk__in=steps.values("step")).order_by("commitment__position", "commitment")
    return {
        code: Stood(Standing(standing), reason, from_at)
        for code, standing, reason, from_at in rows.values_list("commitment__code", "standing", "reason", "from_at")
    }


@dataclass(frozen=True)
class Change:
    """That the standing of a commitment changed, from what to what and why."""

    code: str
    before: Standing
    after: Standing
    reason: str
    from_at: datetime


def changes_of(strategy: Strategy) -> QuerySet[StatusStep]:
    """Every change of standing, the newest first; that a commitment was worked out first is none."""
    earlier = StatusStep.objects.filter(commitment=OuterRef("commitment"), from_at__lt=OuterRef("from_at"))
    rows = StatusStep.objects.filter(commitment__strategy=strategy, is_change_of_standing=True)
    return rows.filter(Exists(earlier)).order_by("-from_at", "-id")


def as_changes(steps: QuerySet[StatusStep]) -> list[Change]:
    """These steps with how it stood before each. One query."""
    earlier = StatusStep.objects.filter(commitment=OuterRef("commitment"), from_at__lt=OuterRef("from_at"))
    before = Subquery(earlier.order_by("-from_at", "-id").values("standing")[:1])
    rows = steps.annotate(before=before)
    return [
        Change(code, Standing(was), Standing(standing), reason, from_at)
        for code, was, standing, reason, from_at in rows.values_list(
            "commitment__code", "before", "standing", "reason", "from_at"
        )
    ]


def first_worked_out_at(strategy: Strategy) -> datetime | None:
    """When anything of a strategy was worked out first."""
    rows = StatusStep.objects.filter(commitment__strategy=strategy)
    return rows.order_by("from_at").values_list("from_at", flat=True).first()


def page_of_body(strategy: Strategy, key: str) -> str:
    """The slug of the page of a body that a strategy names, where it runs a part of this service; else nothing."""
    rows = NamedBody.objects.filter(strategy=strategy, key=key, body__isnull=False)
    return rows.values_list("body__slug", flat=True).first() or ""


def freshness_of(strategy: Strategy) -> list[dict[str, Any]]:  # Any: as the pack's table has it
    """How long evidence counts, as the pack has it."""
    rows = Provision.objects.filter(strategy=strategy, kind=ProvisionKind.FRESHNESS, is_withdrawn=False)
    return list(rows.order_by("position", "id").values_list("content", flat=True))


# One commitment.


def get(slug: str, code: str) -> Commitment:
    """One commitment, be it withdrawn or not, with its strategy and how it stands. One query. Raises Http404."""
    rows = Commitment.objects.filter(strategy__slug=slug, code=code)
    found = rows.select_related("strategy", "status").first()
    if found is None:
        raise Http404(_("The strategy has no such commitment."))
    return found


@dataclass(frozen=True)
class Beside:
    """Whether there is anything of each sort beside the status of a commitment."""

    readings: bool
    filings: bool
    attestations: bool
    notes: bool
    concerns: bool
    decisions: bool


_EXISTS = [f"EXISTS (SELECT 1 FROM {model._meta.db_table} WHERE commitment_id = %s)" for model in BESIDE]  # noqa: S608  # names of our own tables, and nothing that anybody sends
_DECIDED = f"EXISTS (SELECT 1 FROM {DecisionSubject._meta.db_table} WHERE kind = %s AND reference = %s)"  # noqa: S608  # as above
_BESIDE = f"SELECT {', '.join([*_EXISTS, _DECIDED])}"


def beside(commitment: Commitment) -> Beside:
    """What there may be beside a status; most commitments have nothing, and are not asked any further. One query."""
    with connection.cursor() as cursor:  # written out, as the page of every commitment asks it
        cursor.execute(_BESIDE, [*([commitment.pk] * len(BESIDE)), COMMITMENT, commitment.reference])
        row = cursor.fetchone()
    return Beside(*(bool(each) for each in row))


def standings_in(commitment: Commitment) -> dict[str, Stands]:
    """How it stands with the sub-rules of a commitment now, by code, where it was worked out. One query."""
    rows = CommitmentStatus.objects.filter(commitment__parent=commitment, commitment__is_withdrawn=False)
    return _by_code(rows)


def standing_with(commitment: Commitment, *, parts: Iterable[str] = ()) -> tuple[Stands, When] | None:
    """How it stands with a commitment that `get` gave, and that bundles sub-rules of these codes.

    None where it was not worked out yet. No days of so few records that they could tell of somebody.
    """
    status: CommitmentStatus | None = getattr(commitment, "status", None)
    if status is None:
        return None
    stands = Stands(Standing(status.standing), *(getattr(status, name) for name in COLUMNS[1:]))
    if evidence.floor_kept(commitment.code, status.basis, parts=parts):
        return stands, When(status.since_at, status.checked_at, None, None)
    return stands, When(status.since_at, status.checked_at, status.newest_on, status.lapses_on)


def steps_of(commitment: Commitment) -> list[Stood]:
    """The changes of standing of a commitment, the oldest first. One query."""
    rows = commitment.status_steps.filter(is_change_of_standing=True).order_by("from_at", "id")
    found = rows.values_list("standing", "reason", "from_at")
    return [Stood(Standing(standing), reason, from_at) for standing, reason, from_at in found]


def readings_of(commitment: Commitment) -> dict[str, EvidenceReading]:
    """What the evidence queries answered last, by their names. One query."""
    return {reading.query: reading for reading in commitment.readings.all()}
