"""Reading proposals to delete, and certificates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from commonweal.core.digests import keyed_digest
from commonweal.people.standing import Standing
from commonweal.privacy import abilities
from commonweal.privacy.models import Certificate, Outcome, Proposal, ProposedRecord
from commonweal.privacy.states import ProposalStatus


def waiting(standing: Standing) -> QuerySet[Proposal]:
    """Proposals that wait for a person or are under way, each with `left`, how many records are still to be deleted.

    Raises Http404 for who may not confirm them.
    """
    rows = _all(standing).filter(status__in=[ProposalStatus.PROPOSED, ProposalStatus.CONFIRMED])
    return rows.annotate(left=Count("records", filter=Q(records__outcome=Outcome.PROPOSED)))


def get(standing: Standing, reference: str) -> Proposal:
    """A proposal by its reference. Raises Http404."""
    found = _all(standing).filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


def _all(standing: Standing) -> QuerySet[Proposal]:
    if not standing.may(abilities.DELETE):
        raise Http404
    return Proposal.objects.all()


def by_reference(reference: str) -> Proposal | None:
    """The proposal called `reference`, for the job; None when there is none."""
    return Proposal.objects.filter(reference=reference).first()


def lock(proposal: Proposal) -> Proposal:
    """The same proposal, read anew and held until the transaction ends."""
    return Proposal.objects.select_for_update().get(pk=proposal.pk)


def records_of(proposal: Proposal) -> QuerySet[ProposedRecord]:
    """Every record of the proposal."""
    return ProposedRecord.objects.filter(proposal=proposal)


def get_record(proposal: Proposal, reference: str) -> ProposedRecord:
    """One record of the proposal by its own reference. Raises Http404."""
    found = records_of(proposal).filter(record_reference=reference).first()
    if found is None:
        raise Http404
    return found


def records_called(proposal: Proposal, reference: str) -> list[ProposedRecord]:
    """The record called `reference` in the proposal, for operations; none where it is not in it."""
    return list(records_of(proposal).filter(record_reference=reference))


def lock_left(proposal: Proposal, *, limit: int) -> list[ProposedRecord]:
    """The next records that are still to be deleted, held until the transaction ends."""
    return list(records_of(proposal).filter(outcome=Outcome.PROPOSED).select_for_update()[:limit])


def count_left(proposal: Proposal) -> int:
    """How many records are still to be deleted."""
    return records_of(proposal).filter(outcome=Outcome.PROPOSED).count()


def not_to_propose(holding: str, *, on: date) -> frozenset[str]:
    """References in the holding that are proposed already, or were taken out and are not to be looked at again yet."""
    rows = ProposedRecord.objects.filter(holding=holding)
    stay = Q(outcome=Outcome.PROPOSED) | Q(outcome=Outcome.TAKEN_OUT, again_on__gt=on)
    return frozenset(rows.filter(stay).values_list("record_reference", flat=True))


def certificates(standing: Standing) -> QuerySet[Certificate]:
    """Every certificate, newest first. Raises Http404 for who may not confirm deletions."""
    _all(standing)
    return Certificate.objects.select_related("proposal")


def get_certificate(standing: Standing, reference: str) -> Certificate:
    """A certificate by its reference. Raises Http404."""
    found = certificates(standing).filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


def disposed_references(proposal: Proposal) -> Sequence[str]:
    """The references of the records that were deleted."""
    return list(records_of(proposal).filter(outcome=Outcome.DISPOSED).values_list("record_reference", flat=True))


def records_that_went(proposal: Proposal) -> QuerySet[ProposedRecord]:
    """The records of the proposal that were deleted, or were no longer due."""
    return records_of(proposal).filter(outcome__in=[Outcome.DISPOSED, Outcome.GONE])


def digest_of_reference(reference: str) -> str:
    """What a certificate keeps of a deleted record's reference."""
    return keyed_digest(reference, purpose="deleted record")


def count_waiting() -> int:
    """How many proposals wait for a person."""
    return Proposal.objects.filter(status=ProposalStatus.PROPOSED).count()


def taken_out_before(day: date) -> QuerySet[ProposedRecord]:
    """Records that were taken out of a proposal whose day to look again was before the day, and that still say why."""
    return ProposedRecord.objects.filter(outcome=Outcome.TAKEN_OUT, again_on__lt=day).select_related("proposal")
