"""Reading privacy requests: one's own, or all of them for whoever may answer them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.http import Http404

from commonweal.core.actors import Actor, Kind
from commonweal.core.digests import contact_digest, keyed_digest
from commonweal.people.standing import Standing
from commonweal.privacy import abilities
from commonweal.privacy.models import PrivacyRequest, RequestContact, StaffNote
from commonweal.privacy.states import RequestStatus


def own(actor: Actor) -> QuerySet[PrivacyRequest]:
    """The requests that `actor` made, or that were made on paper with a contact of theirs; newest first."""
    rows = PrivacyRequest.objects.order_by("-asked_at", "-id")
    if actor.kind is Kind.PERSON:
        return rows.filter(person_key=actor.key)
    if actor.kind is Kind.GUEST:
        return rows.filter(contact_digest=actor.key)
    return rows.none()


def get_own(actor: Actor, reference: str) -> PrivacyRequest:
    """One of one's own requests. Raises Http404 for anybody else's."""
    found = own(actor).filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


def all_open(standing: Standing) -> QuerySet[PrivacyRequest]:
    """The requests that wait for an answer, the most urgent first. Raises Http404 for who may not answer them."""
    return _all(standing).filter(status=RequestStatus.RECEIVED).order_by("due_on", "id")


def all_settled(standing: Standing) -> QuerySet[PrivacyRequest]:
    """The requests that are closed, newest first. Raises Http404 for who may not answer them."""
    return _all(standing).exclude(status=RequestStatus.RECEIVED).order_by("-settled_at", "-id")


def get(standing: Standing, reference: str) -> PrivacyRequest:
    """A request by its reference. Raises Http404 for who may not answer it."""
    found = _all(standing).filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


def get_for_paper_copy(standing: Standing, reference: str) -> PrivacyRequest:
    """An answered request for a copy of somebody without an e-mail address. Raises Http404 for any other."""
    asked = get(standing, reference)
    if asked.is_reached_by_email or asked.collect_until_on is None or asked.is_emptied:
        raise Http404
    return asked


def _all(standing: Standing) -> QuerySet[PrivacyRequest]:
    if not standing.may(abilities.ANSWER):
        raise Http404
    return PrivacyRequest.objects.all()


def lock(asked: PrivacyRequest) -> PrivacyRequest:
    """The same request, read anew and held until the transaction ends."""
    return PrivacyRequest.objects.select_for_update().get(pk=asked.pk)


def contacts_of(asked: PrivacyRequest) -> list[RequestContact]:
    """The further contacts of the person, oldest first."""
    return list(RequestContact.objects.filter(request=asked))


def notes_of(asked: PrivacyRequest) -> list[StaffNote]:
    """What officers noted, oldest first."""
    return list(StaffNote.objects.filter(request=asked))


def count_open(actor: Actor) -> int:
    """How many requests of `actor` are open."""
    return own(actor).filter(status=RequestStatus.RECEIVED).count()


def count_late(on: date) -> int:
    """How many open requests should have been answered before the day."""
    return PrivacyRequest.objects.filter(status=RequestStatus.RECEIVED, due_on__lt=on).count()


def count_all_open() -> int:
    """How many requests are open."""
    return PrivacyRequest.objects.filter(status=RequestStatus.RECEIVED).count()


def is_digest_of(digest: str, contact: str) -> bool:
    """Whether `digest`, a guest's key, is the digest of this contact."""
    return digest == contact_digest(contact)


def is_contact_kept(*, digest: str) -> bool:
    """Whether any request carries the contact with this digest."""
    own_rows = PrivacyRequest.objects.filter(contact_digest=digest)
    return own_rows.exists() or RequestContact.objects.filter(contact_digest=digest).exists()


def digest_of_code(asked: PrivacyRequest, code: str) -> str:
    """What the database keeps of a collecting code."""
    return keyed_digest(f"{asked.reference} {code}", purpose="privacy collecting code")


def of_subject(person_key: str, digests: tuple[str, ...]) -> QuerySet[PrivacyRequest]:
    """Every request of somebody, by their account's key or the digests of their contacts."""
    mine = Q(contact_digest__in=digests) | (Q(person_key=person_key) if person_key else Q(pk__in=[]))
    return PrivacyRequest.objects.filter(mine, emptied_at=None).prefetch_related("notes", "contacts").order_by("id")


def settled_before(day: date) -> QuerySet[PrivacyRequest]:
    """Requests that were closed before the day and still hold what is about the person."""
    return PrivacyRequest.objects.filter(settled_on__lt=day, emptied_at=None)


def with_copies_from_before(day: date) -> QuerySet[PrivacyRequest]:
    """Closed requests for which something was frozen, where the copy could last be fetched before the day."""
    ended = Q(collect_until_on__lt=day) | Q(collect_until_on__isnull=True, settled_on__lt=day)
    return PrivacyRequest.objects.filter(ended, gathered_at__isnull=False, settled_at__isnull=False)


def by_reference(reference: str) -> PrivacyRequest | None:
    """The request called `reference`, for jobs and operations; None when there is none."""
    return PrivacyRequest.objects.filter(reference=reference).first()


def figures() -> list[dict[str, Any]]:
    """For each year and kind: how many were answered or refused, and how many of them by their day. For the public."""
    rows = PrivacyRequest.objects.filter(status__in=[RequestStatus.ANSWERED, RequestStatus.REFUSED])
    counted = (
        rows.values("kind", year=F("settled_on__year"))
        .annotate(count=Count("id"), in_time=Count("id", filter=Q(settled_on__lte=F("due_on"))))
        .order_by("-year", "kind")
    )
    return [dict(row) for row in counted]
