"""Reading what was found about somebody for their request."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet
from django.http import Http404

from commonweal.core.files import StoredFile
from commonweal.privacy.models import Decision, FoundItem, HiddenWords, PrivacyRequest


def items_of(asked: PrivacyRequest) -> QuerySet[FoundItem]:
    """Everything that was found, in its order. The caller has the request, and so may see it."""
    return FoundItem.objects.filter(request=asked).order_by("place")


def get_item(asked: PrivacyRequest, reference: str) -> FoundItem:
    """One item of the request. Raises Http404."""
    found = FoundItem.objects.filter(request=asked, reference=reference).first()
    if found is None:
        raise Http404
    return found


def lock(item: FoundItem) -> FoundItem:
    """The same item, read anew and held until the transaction ends."""
    return FoundItem.objects.select_for_update().get(pk=item.pk)


def count_undecided(asked: PrivacyRequest) -> int:
    """How many items still need a decision."""
    return FoundItem.objects.filter(request=asked, decision=Decision.OPEN).count()


def hidden_in(asked: PrivacyRequest) -> list[HiddenWords]:
    """The words that are blacked out everywhere in the copy."""
    return list(HiddenWords.objects.filter(request=asked))


def get_hidden(asked: PrivacyRequest, reference: str) -> HiddenWords:
    """One of the words that are blacked out everywhere. Raises Http404."""
    found = HiddenWords.objects.filter(request=asked, reference=reference).first()
    if found is None:
        raise Http404
    return found


def stored_files(keys: Iterable[int]) -> dict[int, StoredFile]:
    """The files with these keys, by key; those that were deleted since are left out."""
    wanted = list(keys)
    return {stored.pk: stored for stored in StoredFile.objects.filter(pk__in=wanted)} if wanted else {}


def of_requests(asked: Iterable[PrivacyRequest]) -> QuerySet[FoundItem]:
    """What was found for any of these requests."""
    return FoundItem.objects.filter(request__in=list(asked))
