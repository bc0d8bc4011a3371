"""Reading disclosures of cases."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.http import Http404

from commonweal.people.standing import Standing
from commonweal.privacy import abilities
from commonweal.privacy.models import BlackedWords, Disclosure, WithheldPassage
from commonweal.privacy.states import DisclosureStatus


def all_open(standing: Standing) -> QuerySet[Disclosure]:
    """Disclosures that are being prepared, the most urgent first. Raises Http404 for who may not make them."""
    return _all(standing).filter(status=DisclosureStatus.OPEN).order_by("due_on", "id")


def all_settled(standing: Standing) -> QuerySet[Disclosure]:
    """Those that are closed, newest first. Raises Http404."""
    return _all(standing).exclude(status=DisclosureStatus.OPEN).order_by("-settled_at", "-id")


def get(standing: Standing, reference: str) -> Disclosure:
    """A disclosure by its reference. Raises Http404."""
    found = _all(standing).filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


def _all(standing: Standing) -> QuerySet[Disclosure]:
    if not standing.may(abilities.DISCLOSE):
        raise Http404
    return Disclosure.objects.all()


def lock(disclosure: Disclosure) -> Disclosure:
    """The same disclosure, read anew and held until the transaction ends."""
    return Disclosure.objects.select_for_update().get(pk=disclosure.pk)


def withheld_in(disclosure: Disclosure) -> list[WithheldPassage]:
    """The passages that do not go out."""
    return list(WithheldPassage.objects.filter(disclosure=disclosure))


def blacked_in(disclosure: Disclosure) -> list[BlackedWords]:
    """The words that are blacked out everywhere."""
    return list(BlackedWords.objects.filter(disclosure=disclosure))


def get_blacked(disclosure: Disclosure, reference: str) -> BlackedWords:
    """One of the words that are blacked out. Raises Http404."""
    found = BlackedWords.objects.filter(disclosure=disclosure, reference=reference).first()
    if found is None:
        raise Http404
    return found


def by_reference(reference: str) -> Disclosure | None:
    """The disclosure called `reference`, for operations; None when there is none."""
    return Disclosure.objects.filter(reference=reference).first()


def settled_before(day: date) -> QuerySet[Disclosure]:
    """Those that were closed before the day."""
    return Disclosure.objects.filter(settled_on__lt=day)
