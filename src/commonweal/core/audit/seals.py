"""Sealing: each event is chained to all before it, so that none can be altered or taken out unnoticed.

A seal is an HMAC under the audit key of the seal before it and of the event's own words. Sealing runs behind the
operations, so that they never wait for one another: one sealer at a time holds the head of the chain.

A chain that was cut short looks whole from inside. Each time events are sealed a line `audit sealed` is logged, with
`count`, `seal` (the last number) and `digest`. Logs leave the host, so that line is the anchor outside the database:
`verify_audit --expect NUMBER:DIGEST` holds the trail against it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q

from commonweal.core.audit.events import AuditEvent, UnsealedEvent

logger = logging.getLogger(__name__)

# Short, so that on SQLite those who write wait for one batch only.
BATCH = 500


@dataclass(frozen=True)
class Anchor:
    """A seal's number and digest: what is noted outside the database to hold the chain against."""

    number: int
    digest: str

    def __str__(self) -> str:
        return f"{self.number}:{self.digest}"


NOTHING_SEALED = Anchor(0, "")


class AuditSeal(models.Model):
    """The seal over one event and all sealed before it; numbers have no gaps."""

    number = models.PositiveBigIntegerField(primary_key=True)
    event_id = models.BigIntegerField(unique=True)
    sealed_at = models.DateTimeField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(number__gte=1), name="core_seal_from_one"),)

    def __str__(self) -> str:
        return str(Anchor(self.number, self.digest))


class SealHead(models.Model):
    """The one row that says where the chain ends; whoever holds its lock may add to the chain."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(id=1), name="core_one_seal_head"),)

    def __str__(self) -> str:
        return str(self.anchor)

    @property
    def anchor(self) -> Anchor:
        """The last seal's number and digest."""
        return Anchor(self.number, self.digest)


def seal_events(*, at: datetime, limit: int = 20_000) -> int:
    """Seal up to `limit` of the events that wait, and say how many were sealed.

    Any number of workers may call it at once: each batch is one transaction that holds the head of the chain.
    """
    sealed = 0
    while sealed < limit:
        size = min(BATCH, limit - sealed)
        count = _seal_batch(size, at=at)
        sealed += count
        if count < size:
            break
    return sealed


def seal_lag(at: datetime) -> timedelta | None:
    """How long the event that was recorded first has waited for its seal at the instant `at`; None if none waits."""
    first = UnsealedEvent.objects.order_by("event_id").first()
    return at - first.happened_at if first else None


def seal_digest(event: AuditEvent, *, number: int, sealed_at: datetime, after: str) -> str:
    """The digest of seal `number` over `event`, following the seal whose digest is `after`."""
    words = {
        "number": number,
        "sealed_at": _instant(sealed_at),
        "event": event.pk,
        "happened_at": _instant(event.happened_at),
        "verb": event.verb,
        "subject_kind": event.subject_kind,
        "subject_reference": event.subject_reference,
        "by": event.by,
        "on_behalf_of": event.on_behalf_of,
        "request_id": event.request_id,
        "facts": event.facts,
        "reason": event.reason,
    }
    text = json.dumps(words, sort_keys=True, separators=(",", ":"))
    message = f"audit seal\0{after}\0{text}".encode()
    return hmac.new(settings.AUDIT_KEY.encode(), message, hashlib.sha256).hexdigest()


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


@transaction.atomic
def _seal_batch(size: int, *, at: datetime) -> int:
    head = _lock_head()
    # Ids first: one query over both tables lets PostgreSQL choose to walk every event there ever was.
    waiting = list(UnsealedEvent.objects.order_by("event_id").values_list("event_id", flat=True)[:size])
    events = AuditEvent.objects.in_bulk(waiting)
    seals: list[AuditSeal] = []
    last = head.anchor
    for event_id in waiting:
        # An event that was torn out while it waited must not stop the rest from being sealed; `verify` tells of it.
        if event_id in events:
            digest = seal_digest(events[event_id], number=last.number + 1, sealed_at=at, after=last.digest)
            last = Anchor(last.number + 1, digest)
            seals.append(AuditSeal(number=last.number, event_id=event_id, sealed_at=at, digest=digest))
    if seals:
        AuditSeal.objects.bulk_create(seals)
        UnsealedEvent.objects.filter(event_id__in=list(events)).delete()
        SealHead.objects.filter(pk=head.pk).update(number=last.number, digest=last.digest)
        transaction.on_commit(lambda: _tell(len(seals), last))
    return len(seals)


def _lock_head() -> SealHead:
    # Made when first wanted rather than by a migration, so that an emptied database can be sealed too.
    SealHead.objects.bulk_create([SealHead()], ignore_conflicts=True)
    return SealHead.objects.select_for_update().get()


def _tell(count: int, last: Anchor) -> None:
    logger.info("audit sealed", extra={"count": count, "seal": last.number, "digest": last.digest})
