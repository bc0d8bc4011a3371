"""Reading what stands in the way of commitments. All of it is public."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet
from django.http import Http404

from commonweal.accountability.models import Obstacle
from commonweal.strategy.models import Commitment


def open_for(commitment: Commitment) -> list[Obstacle]:
    """What stands in the way of a commitment now, the oldest first; one query."""
    rows = Obstacle.objects.filter(commitment=commitment, gone_at__isnull=True)
    return list(rows.select_related("unblocking_body").order_by("found_at", "id"))


def gone_for(commitment: Commitment) -> list[Obstacle]:
    """What stood in the way of a commitment and went away, the latest first."""
    return list(Obstacle.objects.filter(commitment=commitment, gone_at__isnull=False).order_by("-gone_at", "-id"))


def _whole() -> QuerySet[Obstacle]:
    return Obstacle.objects.select_related(
        "commitment__strategy", "commitment__owner__body", "commitment__owner__successor__body", "unblocking_body"
    )


def get(reference: str) -> Obstacle:
    """The obstacle with this reference. Raises Http404."""
    found = _whole().filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


def lock(obstacle: Obstacle) -> Obstacle:
    """The same obstacle, read anew and held until the transaction ends."""
    rows = Obstacle.objects.select_for_update(of=("self",)).select_related("commitment__strategy", "unblocking_body")
    return rows.get(pk=obstacle.pk)


def standing() -> QuerySet[Obstacle]:
    """Everything that stands in the way of some commitment, the oldest first."""
    return _whole().filter(gone_at__isnull=True).order_by("found_at", "id")


def to_remind_of(*, before: datetime) -> list[Obstacle]:
    """What still stands, and of which nobody was written to since an instant."""
    is_due = Q(reminded_at__isnull=True, found_at__lte=before) | Q(reminded_at__lte=before)
    return list(standing().filter(is_due))
