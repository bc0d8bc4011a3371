"""Reading the signed notes beside statuses. All of them are public; of one that was withdrawn, only that it was."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.http import Http404

from commonweal.accountability.models import Note
from commonweal.strategy.models import Commitment


def public_for(commitment: Commitment) -> list[Note]:
    """The notes beside a commitment's status with their authors, the newest first; one query."""
    return list(Note.objects.filter(commitment=commitment).select_related("author").order_by("-written_at", "-id"))


def _whole() -> QuerySet[Note]:
    return Note.objects.select_related("commitment__strategy", "author")


def get(reference: str) -> Note:
    """The note with this reference. Raises Http404."""
    found = by_reference(reference)
    if found is None:
        raise Http404
    return found


def by_reference(reference: str) -> Note | None:
    """The note with this reference, for jobs; None when there is none."""
    return _whole().filter(reference=reference).first()


def lock(note: Note) -> Note:
    """The same note, read anew and held until the transaction ends."""
    rows = Note.objects.select_for_update(of=("self",)).select_related("commitment__strategy", "author")
    return rows.get(pk=note.pk)


def written_by(key: str) -> list[Note]:
    """What somebody wrote, the oldest first."""
    return list(_whole().filter(author__reference=key).order_by("id")) if key else []


def withdrawn_before(at: datetime) -> list[Note]:
    """The notes that were withdrawn before an instant and still hold their words."""
    return list(_whole().filter(withdrawn_at__lt=at, emptied_at__isnull=True).order_by("id"))
