"""Reading requests for another format. A request is found by its key, or by staff in the queue; no other way."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q, QuerySet, Sum
from django.http import Http404

from commonweal.accountability.models import Channel, Enclosure, FormatRequest
from commonweal.accountability.states.formats import Status
from commonweal.core.actors import Actor, Kind
from commonweal.core.digests import keyed_digest
from commonweal.core.files import StoredFile
from commonweal.people.models import Person

TOUCHED = "accountability.format_request"
"""What operations touch, so that the statuses which rest on requests are worked out anew."""


def digest_of_key(key: str) -> str:
    """What the database keeps of a private link's key."""
    return keyed_digest(key, purpose="format request key")


def digest_of_mail(identity: str) -> str:
    """What the database keeps of a message's own number, so that one that is fetched twice is one request."""
    return keyed_digest(identity, purpose="format mail")


def get_by_key(key: str) -> FormatRequest:
    """The request that the private link with `key` opens. Raises Http404 when there is none."""
    rows = FormatRequest.objects.select_related("document").prefetch_related("enclosures__document")
    found = rows.filter(key_digest=digest_of_key(key)).first()
    if found is None:
        raise Http404
    return found


def get_file(asked: FormatRequest, number: int) -> StoredFile:
    """The file with this number, from one, of those that came with the request. Raises Http404 when there is none."""
    every = asked.files
    if not 1 <= number <= len(every):
        raise Http404
    return every[number - 1]


def lock_files(asked: FormatRequest) -> list[StoredFile]:
    """Every file that came with a request, its rows held until the transaction ends."""
    enclosures = Enclosure.objects.select_for_update(of=("self",)).select_related("document").filter(request=asked)
    first = [asked.document] if asked.document else []
    return [*first, *(each.document for each in enclosures)]


def get_by_reference(reference: str) -> FormatRequest | None:
    """The request that was sent under `reference`, for staff; None when there is none."""
    return FormatRequest.objects.exclude(status=Status.DRAFT).filter(reference=reference).first()


def holder(asked: FormatRequest) -> Actor:
    """Who holds the private link: the guest whose contact the request carries, a visitor before one was given."""
    if not asked.contact_digest:
        return Actor.visitor()
    return Actor.guest(asked.contact_digest, name=asked.name)


def of_guest(actor: Actor) -> QuerySet[FormatRequest]:
    """What a guest asked for under the contact that is shown to be theirs, the newest first; nothing for others."""
    mine = FormatRequest.objects.filter(contact_digest=actor.key) if actor.kind is Kind.GUEST else None
    return mine.exclude(status=Status.DRAFT) if mine is not None else FormatRequest.objects.none()


def lock(asked: FormatRequest) -> FormatRequest:
    """The same request, read anew and held until the transaction ends."""
    return FormatRequest.objects.select_for_update().get(pk=asked.pk)


def held_by(person: Person) -> QuerySet[FormatRequest]:
    """The waiting requests that the officer has taken on, the most urgent first."""
    return waiting().filter(handler=person)


def taken_on() -> QuerySet[FormatRequest]:
    """The waiting requests that some officer has taken on, with the officer."""
    return waiting().filter(handler__isnull=False).select_related("handler")


def for_desk() -> QuerySet[FormatRequest]:
    """The waiting requests with who has taken them on, the most urgent first. For staff."""
    return waiting().select_related("handler")


def lately_settled(*, since: datetime) -> QuerySet[FormatRequest]:
    """The requests that were supplied or withdrawn since the instant, the latest first. For staff."""
    return FormatRequest.objects.filter(settled_at__gte=since).order_by("-settled_at", "-id")


def get_for_desk(reference: str) -> FormatRequest:
    """The request that was sent under `reference`, with its file and officer. Raises Http404."""
    rows = FormatRequest.objects.select_related("document", "handler").prefetch_related("enclosures__document")
    found = rows.exclude(status=Status.DRAFT).filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


def waiting() -> QuerySet[FormatRequest]:
    """Requests that wait for an answer, the most urgent first. For staff."""
    return FormatRequest.objects.filter(status=Status.RECEIVED).order_by("answer_by_on", "id")


def asked_until(at: datetime, *, not_over_before: datetime | None = None) -> QuerySet[FormatRequest]:
    """Requests that had been sent or written down by `at`, without what tells of anybody: for evidence.

    With `not_over_before`, without those to which nothing happened from that instant on.
    """
    clocks = ("left_at", "answer_by_on", "settled_at", "first_answer_by_at", "first_answered_at")
    rows = FormatRequest.objects.exclude(status=Status.DRAFT).filter(asked_at__lte=at)
    if not_over_before is not None:
        is_open = Q(settled_at__isnull=True) | Q(settled_at__gte=not_over_before)
        rows = rows.filter(is_open | Q(first_answered_at__gte=not_over_before))
    return rows.order_by("id").only("reference", "status", "channel", "first_answer_minutes", *clocks)


def is_any_settled_after(at: datetime) -> bool:
    """Whether a request was supplied or withdrawn after `at`: never where that is the present."""
    return FormatRequest.objects.filter(settled_at__gt=at).exists()


def left_since(at: datetime) -> QuerySet[FormatRequest]:
    """Requests by people who asked at `at` or later, the oldest first, without what tells of anybody: for figures."""
    counted = ("status", "channel", "left_at", "answer_by_on", "settled_at", "first_answer_minutes")
    return FormatRequest.objects.filter(left_at__gte=at).order_by("left_at", "id").only("id", *counted)


def late_on(day: date) -> QuerySet[FormatRequest]:
    """Those of the waiting that should have been answered before `day`."""
    return waiting().filter(answer_by_on__lt=day)


def count_sent_since(reach_digest: str, at: datetime) -> int:
    """How many requests that lead to this mailbox or telephone were sent since the instant `at`."""
    return FormatRequest.objects.filter(reach_digest=reach_digest, asked_at__gte=at).count()


def count_mailed_since(at: datetime) -> int:
    """How many requests became of mail since the instant `at`."""
    return FormatRequest.objects.filter(channel=Channel.EMAIL, asked_at__gte=at).exclude(mail_digest="").count()


def made_of_mail(mail_digest: str) -> FormatRequest | None:
    """The request that the message with this digest became before; None when it is a new one."""
    return FormatRequest.objects.filter(mail_digest=mail_digest).first()


def is_contact_kept(*, digest: str) -> bool:
    """Whether any request carries this contact."""
    return FormatRequest.objects.filter(contact_digest=digest).exists()


def count_drafts_since(at: datetime) -> int:
    """How many requests were begun since the instant `at` and are not sent yet."""
    return FormatRequest.objects.filter(status=Status.DRAFT, started_at__gte=at).count()


def bytes_held_by_drafts() -> int:
    """How much room the files of requests take that are not sent yet."""
    held = FormatRequest.objects.filter(status=Status.DRAFT).aggregate(held=Sum("document__size"))["held"]
    return held or 0


def settled_before(at: datetime) -> QuerySet[FormatRequest]:
    """Requests that were settled before the instant `at` and still hold what somebody wrote."""
    return FormatRequest.objects.filter(settled_at__lt=at, emptied_at=None)


def drafts_from_before(at: datetime) -> QuerySet[FormatRequest]:
    """Requests that were begun before the instant `at` and never sent."""
    return FormatRequest.objects.filter(status=Status.DRAFT, started_at__lt=at)


def sent_by(contact_digests: tuple[str, ...]) -> QuerySet[FormatRequest]:
    """Sent requests that carry one of these contacts, oldest first."""
    rows = FormatRequest.objects.exclude(status=Status.DRAFT).filter(contact_digest__in=contact_digests)
    return rows.select_related("document").prefetch_related("enclosures__document").order_by("id")


def drafts_of(contact_digests: tuple[str, ...]) -> QuerySet[FormatRequest]:
    """Requests that were begun with one of these contacts and never sent, oldest first."""
    rows = FormatRequest.objects.filter(status=Status.DRAFT, contact_digest__in=contact_digests)
    return rows.select_related("document").order_by("id")


def get_draft(reference: str) -> FormatRequest | None:
    """The request called `reference` that was never sent, for jobs; None when there is none."""
    return FormatRequest.objects.filter(status=Status.DRAFT, reference=reference).first()
