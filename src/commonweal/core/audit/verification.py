"""Reading the whole trail to see whether it is as it was written, in batches and so in constant memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from commonweal.core.audit.events import AuditEvent, UnsealedEvent
from commonweal.core.audit.seals import BATCH, NOTHING_SEALED, Anchor, AuditSeal, SealHead, seal_digest


class BrokenTrailError(Exception):
    """The audit trail is not as it was written; the message tells the first break, in a sentence."""


@dataclass(frozen=True)
class Whole:
    """The trail is whole: where its chain of seals ends, and how many events wait for a seal."""

    head: Anchor
    waiting: int


def verify(*, expect: Anchor | None = None) -> Whole:
    """Check every seal against its event, then every event for a seal or a place among those that wait.

    `expect` is a seal noted elsewhere that the chain must still contain. Events may be recorded and sealed meanwhile.
    Raises BrokenTrailError at the first break.
    """
    head = _head()
    last = NOTHING_SEALED
    for seal, event in _seals_up_to(head.number):
        _check(seal, event, after=last)
        last = Anchor(seal.number, seal.digest)
        if expect and expect.number == last.number and expect.digest != last.digest:
            raise BrokenTrailError(
                _("Seal %(number)d is not the one that was noted: the trail was written anew.")
                % {"number": expect.number}
            )
    if last.number < head.number:
        raise BrokenTrailError(
            _("Seal %(number)d is missing: the chain should go on to %(last)d.")
            % {"number": last.number + 1, "last": head.number}
        )
    if last != head:
        raise BrokenTrailError(
            _("The head of the chain was altered: it does not name the last seal, %(last)s.") % {"last": last}
        )
    if expect and expect.number > last.number:
        raise BrokenTrailError(
            _("The trail was cut short: seal %(number)d was noted, but the chain ends at %(last)d.")
            % {"number": expect.number, "last": last.number}
        )
    _check_unsealed()
    return Whole(head, UnsealedEvent.objects.count())


def _head() -> Anchor:
    # The last seal first: a sealer may move both on in between, but never leaves the head behind.
    last = AuditSeal.objects.order_by("-number").first()
    head = SealHead.objects.first()
    anchor = head.anchor if head else NOTHING_SEALED
    if last and last.number > anchor.number:
        raise BrokenTrailError(
            _("The head of the chain was altered: it ends at %(number)d, but there is a seal %(last)d.")
            % {"number": anchor.number, "last": last.number}
        )
    return anchor


def _seals_up_to(number: int) -> Iterator[tuple[AuditSeal, AuditEvent | None]]:
    done = 0
    while seals := list(AuditSeal.objects.filter(number__gt=done, number__lte=number).order_by("number")[:BATCH]):
        events = AuditEvent.objects.in_bulk([seal.event_id for seal in seals])
        for seal in seals:
            yield seal, events.get(seal.event_id)
        done = seals[-1].number


def _check(seal: AuditSeal, event: AuditEvent | None, *, after: Anchor) -> None:
    if seal.number != after.number + 1:
        raise BrokenTrailError(
            _("Seal %(number)d is missing: after seal %(last)d comes %(next)d.")
            % {"number": after.number + 1, "last": after.number, "next": seal.number}
        )
    names = {"number": seal.number, "event": seal.event_id}
    if event is None:
        raise BrokenTrailError(_("Event %(event)d is missing: it was sealed as number %(number)d.") % names)
    if seal.digest != seal_digest(event, number=seal.number, sealed_at=seal.sealed_at, after=after.digest):
        if seal.number == 1:
            raise BrokenTrailError(
                _("Event %(event)d or its seal, the first, was altered, or the audit key is not its own.") % names
            )
        raise BrokenTrailError(_("Event %(event)d or its seal, number %(number)d, was altered.") % names)


def _check_unsealed() -> None:
    # Each is one query, and so one moment: an event is never seen between waiting and sealed.
    is_sealed = Exists(AuditSeal.objects.filter(event_id=OuterRef("pk")))
    is_waiting = Exists(UnsealedEvent.objects.filter(event_id=OuterRef("pk")))
    stray = AuditEvent.objects.filter(~is_sealed, ~is_waiting).order_by("pk").first()
    if stray:
        raise BrokenTrailError(
            _("Event %(event)d neither has a seal nor waits for one: another hand added it, or took its seal away.")
            % {"event": stray.pk}
        )
    is_kept = Exists(AuditEvent.objects.filter(pk=OuterRef("pk")))
    torn = UnsealedEvent.objects.filter(~is_kept).order_by("pk").first()
    if torn:
        raise BrokenTrailError(_("Event %(event)d is missing: it was waiting to be sealed.") % {"event": torn.event_id})
