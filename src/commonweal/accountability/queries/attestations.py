"""Reading what each side of the relationship answered. All of it is public."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404

from commonweal.accountability.models import Attestation
from commonweal.strategy.models import Commitment


def public_for(commitment: Commitment) -> list[Attestation]:
    """What both sides answered about a commitment, the newest first and what was withdrawn last; one query.

    Pages show it by `presenters.attestations`, which keeps quiet about answers of fewer than five.
    """
    rows = list(Attestation.objects.filter(commitment=commitment).order_by("-asked_on", "-id"))
    return sorted(rows, key=lambda each: each.is_withdrawn)


def _whole() -> QuerySet[Attestation]:
    return Attestation.objects.select_related("commitment__strategy")


def get(reference: str) -> Attestation:
    """The answers recorded under this reference. Raises Http404."""
    found = _whole().filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


def lock(attestation: Attestation) -> Attestation:
    """The same answers, read anew and held until the transaction ends."""
    rows = Attestation.objects.select_for_update(of=("self",)).select_related("commitment__strategy")
    return rows.get(pk=attestation.pk)
