"""What the audit trail holds: an event for each thing done, and apart from it the names that can be erased.

An event has no foreign keys, so that nothing done to other rows can touch it, and no personal values: actors are
pseudonymous, and a personal value is kept as a keyed digest. The value itself is encrypted in a table of names;
erasing a name leaves every event, and every seal over it, as it was. The database refuses to change or delete an
event: on SQLite a later migration that rebuilds the table must put the triggers back, and a test says so.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime
from enum import Enum
from typing import TypeAlias

from django.db import models, transaction

from commonweal.core import logs
from commonweal.core.actors import Actor
from commonweal.core.announcements import Announcement
from commonweal.core.digests import contact_digest
from commonweal.core.encryption import EncryptedTextField

Fact: TypeAlias = "str | int | date | Sequence[Fact] | Mapping[str, Fact] | None"
"""What a fact can be. A change is told as `[before, after]`; money is pence, so there are no fractions."""

_VERB = re.compile(r"[a-z_]+\.[a-z_]+\.[a-z_]+")


class AuditEvent(models.Model):
    """One thing that was done."""

    happened_at = models.DateTimeField()
    verb = models.CharField(max_length=120)
    subject_kind = models.CharField(max_length=60)
    subject_reference = models.CharField(max_length=80)
    by = models.CharField(max_length=160)
    on_behalf_of = models.CharField(max_length=160, blank=True)
    request_id = models.CharField(max_length=64, blank=True)
    facts = models.JSONField()
    reason = models.TextField(blank=True)

    class Meta:
        indexes = (models.Index(fields=["subject_kind", "subject_reference"], name="core_audit_subject"),)

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_reference}"


class UnsealedEvent(models.Model):
    """An event that waits for its seal; added with the event, taken away when it is sealed.

    PostgreSQL commits events out of the order of their ids, so "everything after the last one sealed" would miss some.
    """

    event_id = models.BigIntegerField(primary_key=True)
    happened_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.event_id)


class AuditName(models.Model):
    """The personal value behind a digest, until it is erased."""

    digest = models.CharField(max_length=32, primary_key=True)
    value = EncryptedTextField()

    def __str__(self) -> str:
        return self.digest


def record(
    verb: str,
    subject: models.Model,
    *,
    by: Actor,
    at: datetime,
    facts: Mapping[str, Fact] | None = None,
    personal: Mapping[str, str] | None = None,
    reason: str = "",
) -> AuditEvent:
    """Add to the trail that `by` did `verb` (`area.noun.verb`) to `subject`, in the operation's own transaction.

    `facts` are the fields that tell what changed and are about nobody; `personal` are fields about somebody, of which
    the trail keeps digests. `reason` is kept as it is and for ever: the council's words, with no names in it.

    Raises RuntimeError outside a transaction, ValueError for a verb that is not three words or a subject that is not
    saved, TypeError for a fact that could not be read back as it was.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("record an audit event inside the transaction that makes the change")
    if not _VERB.fullmatch(verb):
        raise ValueError(f"{verb!r} is not of the form area.noun.verb")
    if subject.pk is None:
        raise ValueError("record what was done to a thing after it is saved")
    digests = {name: digest_of(value) if value else None for name, value in (personal or {}).items()}
    event = AuditEvent.objects.create(
        happened_at=at,
        verb=verb,
        subject_kind=subject._meta.label_lower,
        subject_reference=str(getattr(subject, "reference", None) or subject.pk),
        by=by.label,
        on_behalf_of=by.on_behalf_of.label if by.on_behalf_of else "",
        request_id=logs.current_request_id(),
        facts=_plain({**(facts or {}), **{name: {"digest": digest} for name, digest in digests.items()}}),
        reason=reason,
    )
    UnsealedEvent.objects.create(event_id=event.pk, happened_at=at)
    _keep_names({digest: (personal or {})[name] for name, digest in digests.items() if digest})
    return event


def digest_of(value: str) -> str:
    """The digest that stands for a personal value in the trail, however it was spaced and capitalised.

    For a contact it is also the key of the guest whose contact it is, so that `names_for` tells who a guest was.
    """
    return contact_digest(value)


def names_for(digests: Collection[str]) -> dict[str, str]:
    """The values behind `digests`, by digest; those that were erased are left out."""
    return {row.digest: row.value for row in AuditName.objects.filter(digest__in=set(digests))}


def erase_name(digest: str) -> bool:
    """Forget the value behind `digest` for good; events keep only the digest. False if there was none to forget.

    A value that is recorded again later is known again: erase when nothing more will be done in its name.
    """
    erased, _by_model = AuditName.objects.filter(digest=digest).delete()
    return erased > 0


def _is_kept(*, digest: str) -> bool:
    raise NotImplementedError  # only shows what is asked


NAME_KEPT = Announcement("core.name_kept", _is_kept)
"""Asked before a name is forgotten: an area that gives the trail names says whether a record of its own carries it."""


def forget_name(digest: str) -> bool:
    """Erase the name behind `digest` once no record of any area carries it; False when there was nothing to erase.

    For an operation that empties one record of somebody. Who asks to be erased altogether is, by `erase_name`.
    """
    return bool(digest) and not any(NAME_KEPT.ask(digest=digest).values()) and erase_name(digest)


def _keep_names(values: Mapping[str, str]) -> None:
    # In order of digest, so that two operations that keep the same names never wait for each other.
    rows = [AuditName(digest=digest, value=values[digest]) for digest in sorted(values)]
    AuditName.objects.bulk_create(rows, ignore_conflicts=True)


def _plain(value: object) -> object:
    """`value` as JSON gives it back from either database. Raises TypeError for what would come back different."""
    if isinstance(value, Enum):
        return _plain(value.value)
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(name): _plain(inside) for name, inside in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        return [_plain(inside) for inside in value]
    raise TypeError(
        f"an audit fact cannot be a {type(value).__name__}: give words, whole numbers, days or lists of them"
    )
