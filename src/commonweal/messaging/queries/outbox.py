"""Reading the outbox: one letter, those that need a person, those that wait, and the figures that health shows.

What a letter says and to whom is shown in a demonstration alone; the desk sees its kind, its state and its dates.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Min, Q, QuerySet
from django.http import Http404

from commonweal.core import references
from commonweal.core.actors import Actor
from commonweal.core.days import start_of
from commonweal.core.digests import contact_digest
from commonweal.messaging.models import DeliveryReport, Letter
from commonweal.messaging.states import OPEN, Delivery, Status
from commonweal.people.standing import standing_of
from commonweal.ui.site import SITE

LOOK_AFTER_OUTBOX = "messaging.look_after_outbox"
"""The ability to see which letters did not arrive, and to decide about them."""

WITHOUT_WORDS = ("to", "subject", "text", "html")
"""Columns that a list has no need to read, and so to decrypt."""


class NoSuchLetterError(LookupError):
    """No letter has this reference."""


@dataclass(frozen=True)
class State:
    """The outbox in six figures; `oldest_queued_age` is how long the letter that was written first has waited."""

    queued: int
    oldest_queued_age: timedelta | None
    handing_over: int
    held: int
    failed: int
    waiting: int = 0


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
    open_to_decide = Letter.objects.filter(status__in=[Status.HELD, Status.FAILED])
    return open_to_decide.defer(*WITHOUT_WORDS).order_by("added_at", "id")


def get_for(viewer: Actor, reference: str, *, at: datetime) -> Letter:
    """The letter with this reference, for somebody who looks after the outbox. Raises Http404."""
    if not standing_of(viewer, at=at).may(LOOK_AFTER_OUTBOX):
        raise Http404
    try:
        return get(reference)
    except NoSuchLetterError:
        raise Http404 from None


def by_message_id(message_id: str) -> Letter | None:
    """The letter with this message id; None when it is not one of ours."""
    return Letter.objects.filter(message_id=message_id).first()


def came_back() -> QuerySet[Letter]:
    """The letters that came back or were reported as unwanted, the newest first, without their words."""
    return (
        Letter.objects.filter(delivery__in=[Delivery.BOUNCED, Delivery.COMPLAINED])
        .defer(*WITHOUT_WORDS)
        .order_by("-added_at", "-id")
    )


def reports_of(letter: Letter) -> QuerySet[DeliveryReport]:
    """What was heard of `letter`, in the order it was heard."""
    return DeliveryReport.objects.filter(letter=letter)


def due(at: datetime, *, limit: int) -> list[Letter]:
    """Letters that waited for the morning or for a digest and whose instant has come, the oldest first."""
    waiting = Letter.objects.filter(status=Status.WAITING, due_at__lte=at)
    return list(waiting.select_for_update().order_by("to_digest", "added_at", "id")[:limit])


def to_contacts(digests: Iterable[str]) -> QuerySet[Letter]:
    """Every letter to one of these contacts, the oldest first."""
    return Letter.objects.filter(to_digest__in=list(digests)).exclude(to_digest="")


def to_us_about(contacts: Iterable[str]) -> list[Letter]:
    """Every letter to the council's own address in which one of these contacts stands, the oldest first.

    Words are encrypted, so each has to be read; there is one for each request that came.
    """
    wanted = [contact for contact in contacts if contact]
    ours = Letter.objects.filter(to_digest=contact_digest(SITE.email), emptied_at=None)
    return [letter for letter in ours.iterator() if any(contact in letter.text for contact in wanted)] if wanted else []


def settled_before(day: date) -> QuerySet[Letter]:
    """Letters that were added before the London day and are closed, and still hold their words."""
    return (
        Letter.objects.filter(added_at__lt=start_of(day), emptied_at=None)
        .exclude(status__in=list(OPEN))
        .defer(*WITHOUT_WORDS)
    )


def queued() -> QuerySet[Letter]:
    """The letters that the worker has yet to send, the oldest first."""
    return Letter.objects.filter(status__in=[Status.QUEUED, Status.HANDING_OVER]).order_by("added_at", "id")


def newest(*, limit: int, after: int = 0) -> list[Letter]:
    """The letters written last, the newest first, `after` so many; for a demonstration, where all are invented."""
    return list(Letter.objects.order_by("-added_at", "-id")[after : after + limit])


def count() -> int:
    """How many letters there are."""
    return Letter.objects.count()


def state(at: datetime) -> State:
    """How the outbox stands at the instant `at`."""
    figures = Letter.objects.filter(status__in=list(OPEN)).aggregate(
        queued=Count("pk", filter=Q(status=Status.QUEUED)),
        oldest=Min("added_at", filter=Q(status=Status.QUEUED)),
        handing_over=Count("pk", filter=Q(status=Status.HANDING_OVER)),
        held=Count("pk", filter=Q(status=Status.HELD)),
        failed=Count("pk", filter=Q(status=Status.FAILED)),
        waiting=Count("pk", filter=Q(status=Status.WAITING)),
    )
    oldest = figures.pop("oldest")
    return State(oldest_queued_age=at - oldest if oldest else None, **figures)


def written_since(kind: str, since: datetime, *, to: Iterable[str]) -> set[str]:
    """Those of the addresses `to` that a letter of this kind was written to since the instant `since`."""
    by_digest = {contact_digest(address): address for address in to}
    rows = Letter.objects.filter(kind=kind, added_at__gte=since).values_list("to_digest", flat=True)
    return {by_digest[digest] for digest in set(rows) & by_digest.keys()}


def next_due(before: datetime) -> datetime | None:
    """The first instant before `before` at which a waiting letter is due; None when none is."""
    waiting = Letter.objects.filter(status=Status.WAITING, due_at__lte=before)
    first: datetime | None = waiting.aggregate(first=Min("due_at"))["first"]
    return first
