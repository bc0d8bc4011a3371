"""Reading filed documents: what is accepted is public, what waits or was returned is the desk's."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.http import Http404

from commonweal.accountability.models import Concern, Filing
from commonweal.accountability.states.concerns import ConcernStatus
from commonweal.accountability.states.filings import FilingStatus
from commonweal.core.files import StoredFile
from commonweal.strategy.models import Commitment

PUBLIC = (FilingStatus.ACCEPTED, FilingStatus.SET_ASIDE)

_LISTED = ("id", "commitment", "reference", "status", "title", "shows", "words", "dated_on")

RETURNED_FOR = timedelta(days=60)
"""How long what was returned stays among the things to do of the one who filed it."""


def _whole() -> QuerySet[Filing]:
    return Filing.objects.select_related(
        "commitment__strategy",
        "commitment__owner__body",
        "commitment__owner__successor__body",
        "document",
        "filed_by",
        "settled_by",
        "set_aside_by",
        "exception",
    )


# What is public.


def public_for(commitment: Commitment) -> list[Filing]:
    """The documents that were accepted for a commitment, as lists show them, those that were set aside last."""
    rows = Filing.objects.filter(commitment=commitment, status__in=PUBLIC).order_by("status", "-dated_on", "-id")
    return list(rows.only(*_LISTED))


def get_public(slug: str, reference: str) -> Filing:
    """One document that was accepted for a commitment of a strategy, be it set aside since. Raises Http404."""
    found = _whole().filter(commitment__strategy__slug=slug, reference=reference, status__in=PUBLIC).first()
    if found is None:
        raise Http404
    return found


def get_public_document(slug: str, reference: str) -> StoredFile:
    """The file of an accepted document; what was set aside is no longer handed out. Raises Http404."""
    filing = get_public(slug, reference)
    if not filing.is_accepted or filing.document is None:
        raise Http404
    return filing.document


def challenges_of(filing: Filing) -> list[Concern]:
    """The concerns that challenge a document, the newest first. Pages print what each lets them."""
    rows = Concern.objects.filter(filing=filing).exclude(status=ConcernStatus.DRAFT)
    return list(rows.order_by("-sent_at", "-id"))


# The desk. Each list is for those whom its rule lets in.


def by_reference(reference: str) -> Filing | None:
    """The document that was filed under this reference, for jobs; None when there is none."""
    return _whole().filter(reference=reference).first()


def get(reference: str) -> Filing:
    """The document that was filed under this reference. Who may see it is the rules' to say. Raises Http404."""
    found = by_reference(reference)
    if found is None:
        raise Http404
    return found


def lock(filing: Filing) -> Filing:
    """The same document, read anew and held until the transaction ends."""
    rows = Filing.objects.select_for_update(of=("self",)).select_related("commitment__strategy", "filed_by")
    return rows.get(pk=filing.pk)


def waiting() -> QuerySet[Filing]:
    """The documents that wait for a second person, the oldest first."""
    return _whole().filter(status=FilingStatus.FILED).order_by("filed_at", "id")


def returned_to(key: str, *, at: datetime) -> list[Filing]:
    """What was returned to somebody lately, unless they filed something for the same commitment since."""
    rows = _whole().filter(filed_by__reference=key)
    newest = {each.commitment_id: each.pk for each in rows.order_by("id")}
    lately = rows.filter(status=FilingStatus.RETURNED, settled_at__gte=at - RETURNED_FOR)
    return [each for each in lately.order_by("-settled_at", "-id") if each.pk == newest[each.commitment_id]]


def accepted_since(at: datetime) -> QuerySet[Filing]:
    """The documents that were accepted or set aside since an instant, the latest first."""
    return _whole().filter(status__in=PUBLIC, settled_at__gte=at).order_by("-settled_at", "-id")


def not_public_for(commitment: Commitment) -> list[Filing]:
    """The documents for a commitment that wait, or came to nothing, the newest first."""
    return list(_whole().filter(commitment=commitment).exclude(status__in=PUBLIC).order_by("-filed_at", "-id"))


# What is kept of people.


def brought_by(key: str) -> list[Filing]:
    """What somebody filed, accepted, returned or set aside, the oldest first."""
    if not key:
        return []
    rows = _whole().filter(filed_by__reference=key) | _whole().filter(settled_by__reference=key)
    rows |= _whole().filter(set_aside_by__reference=key)
    return list(rows.order_by("id").distinct())


def done_with_before(at: datetime) -> list[Filing]:
    """What came to nothing, or was set aside, before an instant, and still has its document."""
    settled = _whole().filter(
        status__in=[FilingStatus.RETURNED, FilingStatus.WITHDRAWN], settled_at__lt=at, emptied_at__isnull=True
    )
    aside = _whole().filter(status=FilingStatus.SET_ASIDE, set_aside_at__lt=at, emptied_at__isnull=True)
    return sorted([*settled, *aside], key=lambda each: each.pk)
