"""Reading the outbox: one letter, those that need a person, and the figures that health shows.

Letters are shown to operators, and in a demonstration; whoever opens one to other people asks for the viewer here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q, QuerySet

from commonweal.core import references
from commonweal.messaging.models import Letter
from commonweal.messaging.states import OPEN, Status


class NoSuchLetterError(LookupError):
    """No letter has this reference."""


@dataclass(frozen=True)
class State:
    """The outbox in five figures; `oldest_queued_age` is how long the letter that was written first has waited."""

    queued: int
    oldest_queued_age: timedelta | None
    handing_over: int
    held: int
    failed: int


def get(reference: str) -> Letter:
    """The letter that a person means by `reference`, however they typed it. Raises NoSuchLetterError."""
    letter = Letter.objects.filter(reference=references.tidy(reference) or "").first()
    if letter is None:
        raise NoSuchLetterError(reference)
    return letter


def lock(letter: Letter) -> Letter:
    """The letter as it stands now, for the caller's transaction to change."""
    return Letter.objects.select_for_update().get(pk=letter.pk)


def needing_attention() -> QuerySet[Letter]:
    """The letters that are held or failed and wait for a person, the oldest first."""
    return Letter.objects.filter(status__in=[Status.HELD, Status.FAILED]).order_by("added_at", "id")


def queued() -> QuerySet[Letter]:
    """The letters that the worker has yet to send, the oldest first."""
    return Letter.objects.filter(status__in=[Status.QUEUED, Status.HANDING_OVER]).order_by("added_at", "id")


def newest(*, limit: int) -> list[Letter]:
    """The letters written last, the newest first; for a demonstration, where all of them are invented."""
    return list(Letter.objects.order_by("-added_at", "-id")[:limit])


def state(at: datetime) -> State:
    """How the outbox stands at the instant `at`."""
    figures = Letter.objects.filter(status__in=list(OPEN)).aggregate(
        queued=Count("pk", filter=Q(status=Status.QUEUED)),
        oldest=Min("added_at", filter=Q(status=Status.QUEUED)),
        handing_over=Count("pk", filter=Q(status=Status.HANDING_OVER)),
        held=Count("pk", filter=Q(status=Status.HELD)),
        failed=Count("pk", filter=Q(status=Status.FAILED)),
    )
    oldest = figures.pop("oldest")
    return State(oldest_queued_age=at - oldest if oldest else None, **figures)
