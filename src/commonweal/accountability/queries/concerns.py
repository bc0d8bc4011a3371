"""Reading concerns. Anybody may know that there is one and how long it waits; its words are for whom they are for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from functools import lru_cache

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404
from django.urls import reverse

from commonweal.accountability.models import Concern, ConcernReply, Filing, MayPublish, ReachRaiserBy
from commonweal.accountability.states.concerns import ConcernStatus
from commonweal.accountability.states.filings import FilingStatus
from commonweal.core.actors import Actor
from commonweal.core.digests import keyed_digest
from commonweal.people.models import Body, Person, Role
from commonweal.people.queries import roles
from commonweal.people.role_kinds import KINDS
from commonweal.strategy.models import Commitment, Strategy

TOUCHED = "accountability.concern"
"""What evidence that reads concerns is told of when one changes."""


def digest_of_key(key: str) -> str:
    """What the database keeps of a private link's key."""
    return keyed_digest(key, purpose="concern key")


def _whole() -> QuerySet[Concern]:
    return Concern.objects.select_related("commitment__strategy", "commitment__owner__body", "filing", "handler")


def _sent() -> QuerySet[Concern]:
    return _whole().exclude(status=ConcernStatus.DRAFT)


# For whoever raised it.


def get_commitment(slug: str, code: str) -> Commitment:
    """The commitment on which a concern is raised. Raises Http404."""
    rows = Commitment.objects.select_related("strategy", "owner__body")
    found = rows.filter(strategy__slug=slug, code=code, is_withdrawn=False).first()
    if found is None:
        raise Http404
    return found


def challengeable(commitment: Commitment, reference: str) -> Filing | None:
    """The accepted document of this commitment that a concern names; None when there is no such."""
    rows = Filing.objects.filter(commitment=commitment, status=FilingStatus.ACCEPTED)
    return rows.filter(reference=reference).first() if reference else None


def get_by_key(key: str) -> Concern:
    """The concern that the private link with `key` opens. Raises Http404 when there is none."""
    found = _whole().filter(key_digest=digest_of_key(key)).first()
    if found is None:
        raise Http404
    return found


def holder(concern: Concern) -> Actor:
    """Who holds the private link: known by their contact, or where they gave none by the link itself."""
    return Actor.guest(concern.contact_digest or concern.key_digest, name=concern.name)


def lock(concern: Concern) -> Concern:
    """The same concern, read anew and held until the transaction ends."""
    return Concern.objects.select_for_update(of=("self",)).select_related("commitment__strategy").get(pk=concern.pk)


# For the public.


def of_strategy(strategy: Strategy) -> QuerySet[Concern]:
    """Every concern on a commitment of the strategy, in no order, and also those that were never sent."""
    # Not as a join, from whose other side SQLite would begin, and so sort all of them to give the newest few.
    return Concern.objects.filter(Exists(Commitment.objects.filter(pk=OuterRef("commitment"), strategy=strategy)))


def public_of(strategy: Strategy) -> QuerySet[Concern]:
    """Every concern that was sent on a commitment of the strategy, the newest first, with what the public may see."""
    rows = _sent().filter(commitment__strategy=strategy).order_by("-sent_at", "-id")
    return rows.prefetch_related(_replies())


def outcomes() -> QuerySet[Concern]:
    """Every concern that was answered, of every strategy, with what the public may see of it, the first first."""
    return _sent().filter(answered_at__isnull=False).order_by("id")


def public_address(concern: Concern) -> str:
    """The path of its public page."""
    return address_of(concern.commitment.strategy.slug, concern.reference)


def address_of(slug: str, reference: str) -> str:
    """The path of the public page of the concern on this strategy that has this reference."""
    return f"{_all_of(slug)}{reference}/"


@lru_cache(maxsize=64)  # each look-up of an address costs as much as its row
def _all_of(slug: str) -> str:
    return reverse("accountability:concern_list", kwargs={"slug": slug})


def get_public(strategy: Strategy, reference: str) -> Concern:
    """One concern on a commitment of the strategy that was sent. Raises Http404."""
    found = public_of(strategy).filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


def sent_until(strategy: Strategy, at: datetime, *, not_over_before: datetime | None = None) -> QuerySet[Concern]:
    """The concerns that had been sent by an instant, the oldest first, without what tells of anybody: for evidence.

    With `not_over_before`, without those to which nothing happened from that instant on.
    """
    counted = ("reference", "status", "sent_on", "answer_by_on", "answered_at", "answered_on", "settled_at", "outcome")
    rows = of_strategy(strategy).filter(sent_at__lte=at).order_by("sent_at", "id")
    if not_over_before is not None:
        is_open = Q(settled_at__isnull=True) | Q(settled_at__gte=not_over_before)
        rows = rows.filter(is_open | Q(answered_at__gte=not_over_before))
    return rows.only("id", *counted)


def _replies() -> Prefetch[str, QuerySet[ConcernReply], str]:
    return Prefetch("replies", queryset=ConcernReply.objects.select_related("body", "replied_by"))


# For the council's desk.


def waiting() -> QuerySet[Concern]:
    """Concerns that wait for an answer, the most urgent first. For staff."""
    return _sent().filter(status=ConcernStatus.WAITING).order_by("answer_by_on", "id").prefetch_related(_replies())


def to_look_at() -> QuerySet[Concern]:
    """Concerns whose person replied to the answer and agreed to be printed, and nobody has looked at the reply."""
    rows = _sent().filter(status=ConcernStatus.CLOSED, replied_at__isnull=False, emptied_at__isnull=True)
    return rows.filter(is_reply_seen=False).order_by("replied_at", "id")


def lately_answered(*, since: datetime) -> QuerySet[Concern]:
    """The concerns that were answered or withdrawn since the instant, the latest first. For staff."""
    lately = Q(answered_at__gte=since) | Q(settled_at__gte=since)
    return _sent().exclude(status=ConcernStatus.WAITING).filter(lately).order_by("-answered_at", "-id")


def get_for_desk(reference: str) -> Concern:
    """The concern that was sent under `reference`, with its replies and officer. Raises Http404."""
    found = _sent().prefetch_related(_replies()).filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


def get_by_reference(reference: str) -> Concern | None:
    """The concern that was sent under `reference`, for staff; None when there is none."""
    return _sent().prefetch_related(_replies()).filter(reference=reference).first()


def held_by(person: Person) -> QuerySet[Concern]:
    """The waiting concerns that the officer has taken on, the most urgent first."""
    return waiting().filter(handler=person)


def taken_on() -> QuerySet[Concern]:
    """The waiting concerns that some officer has taken on."""
    return waiting().filter(handler__isnull=False)


def in_question(concern: Concern) -> list[Filing]:
    """The documents a concern is about: the one it names, or else all that stand for its commitment."""
    rows = Filing.objects.select_related("filed_by", "settled_by")
    if concern.filing_id is not None:
        return list(rows.filter(pk=concern.filing_id))
    return list(rows.filter(commitment=concern.commitment_id, status=FilingStatus.ACCEPTED))


# For the bodies that may reply.


def replies_of(concern: Concern) -> list[ConcernReply]:
    """The replies that were asked for, in the order they were asked."""
    return list(ConcernReply.objects.filter(concern=concern).select_related("body", "replied_by"))


def asked_of(bodies: Collection[Body]) -> list[ConcernReply]:
    """What these bodies were asked to reply to, what waits first, then the newest."""
    rows = ConcernReply.objects.filter(body__in=bodies).select_related("concern__commitment__strategy", "body")
    return sorted(rows, key=lambda each: (each.is_written, each.reply_by_on, each.pk))


def get_asked(bodies: Collection[Body], reference: str, slug: str) -> ConcernReply:
    """What the body of this address, one of `bodies`, was asked to reply to. Raises Http404."""
    rows = ConcernReply.objects.filter(body__in=bodies, concern__reference=reference, body__slug=slug)
    found = rows.select_related("concern__commitment__strategy", "concern__filing", "body").first()
    if found is None:
        raise Http404
    return found


def lock_reply(reply: ConcernReply) -> ConcernReply:
    """The same right of reply, read anew and held until the transaction ends."""
    return ConcernReply.objects.select_for_update(of=("self",)).select_related("body").get(pk=reply.pk)


def who_may(ability: str, body: Body, *, on: date) -> list[Person]:
    """The people who may do something for a body on a London day."""
    kinds = [kind.name for kind in KINDS.kinds_with(ability)]
    held = roles.held_on(on).filter(body=body, kind__in=kinds, person__is_active=True)
    return list({role.person_id: role.person for role in held.select_related("person")}.values())


def bodies_of(held: Sequence[Role], ability: str) -> list[Body]:
    """The bodies for which these roles give an ability."""
    found = {role.body_id: role.body for role in held if KINDS.may(role.kind, ability)}
    return list(found.values())


# For limits, and for what is kept of people.


def count_begun_since(at: datetime) -> int:
    """How many concerns were begun since the instant `at`, sent or not."""
    return Concern.objects.filter(started_at__gte=at).count()


def count_sent_since(reach_digest: str, at: datetime) -> int:
    """How many concerns that lead to this mailbox or telephone were sent since the instant `at`."""
    return Concern.objects.filter(reach_digest=reach_digest, sent_at__gte=at).count()


def count_unreachable_since(at: datetime) -> int:
    """How many concerns without any contact were sent since the instant `at`."""
    return Concern.objects.filter(reach_by=ReachRaiserBy.NOTHING, sent_at__gte=at).count()


def is_contact_kept(*, digest: str) -> bool:
    """Whether any concern carries this contact."""
    return Concern.objects.filter(contact_digest=digest).exists()


def unreplied(*, before: date) -> list[Concern]:
    """Answered concerns whose time for a reply was over before a London day."""
    rows = Concern.objects.filter(status=ConcernStatus.ANSWERED, held_until_on__lt=before)
    return list(rows.order_by("held_until_on", "id"))


def settled_before(at: datetime) -> QuerySet[Concern]:
    """Concerns that were closed before the instant `at` and still hold what somebody wrote."""
    return Concern.objects.filter(settled_at__lt=at, emptied_at=None)


def drafts_from_before(at: datetime) -> QuerySet[Concern]:
    """Concerns that were begun before the instant `at` and never sent."""
    return Concern.objects.filter(status=ConcernStatus.DRAFT, started_at__lt=at)


def sent_by(contact_digests: tuple[str, ...]) -> QuerySet[Concern]:
    """Sent concerns that carry one of these contacts, oldest first."""
    return _sent().filter(contact_digest__in=contact_digests).order_by("id")


def drafts_of(contact_digests: tuple[str, ...]) -> QuerySet[Concern]:
    """Concerns that were begun with one of these contacts and never sent, oldest first."""
    return _whole().filter(status=ConcernStatus.DRAFT, contact_digest__in=contact_digests).order_by("id")


def get_draft(reference: str) -> Concern | None:
    """The concern called `reference` that was never sent, for jobs; None when there is none."""
    return _whole().filter(status=ConcernStatus.DRAFT, reference=reference).first()


def replies_by(person_key: str) -> list[ConcernReply]:
    """What somebody wrote for a body, oldest first."""
    rows = ConcernReply.objects.filter(replied_by__reference=person_key, emptied_at__isnull=True)
    return list(rows.select_related("concern", "body").order_by("id")) if person_key else []


def unprinted_replies(before: datetime) -> QuerySet[ConcernReply]:
    """What bodies wrote on concerns that were closed before an instant and of which nothing is printed."""
    not_printed = Q(concern__may_publish=MayPublish.NOTHING) | Q(concern__status=ConcernStatus.WITHDRAWN)
    rows = ConcernReply.objects.filter(not_printed, concern__settled_at__lt=before, emptied_at__isnull=True)
    return rows.filter(replied_at__isnull=False).select_related("concern", "body").order_by("id")


def get_reply(reference: str, slug: str) -> ConcernReply | None:
    """The right of reply of one body to one concern, for jobs; None when there is none."""
    rows = ConcernReply.objects.filter(concern__reference=reference, body__slug=slug)
    return rows.select_related("concern__commitment__strategy", "concern__filing", "body").first()
