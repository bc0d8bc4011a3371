"""Changing the words of a kind of letter. Each change is a new version; letters already written stay as they are."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from commonweal.core import audit
from commonweal.core.actors import Actor
from commonweal.core.rules import require
from commonweal.messaging import rules
from commonweal.messaging.kinds import LetterKind
from commonweal.messaging.models import Wording
from commonweal.messaging.queries import wordings


@transaction.atomic
def change_words(
    *, kind: LetterKind, subject: str, body: str, reason: str, seen: int, by: Actor, at: datetime
) -> Wording:
    """Have the next letters of this kind say `subject` and `body`; `seen` is the version that was changed.

    Raises RefusedError when a field is missing, unknown or cannot be read, or somebody else was faster.
    """
    require(
        rules.can_change_words(by, at=at),
        rules.can_replace(kind, seen=seen),
        rules.can_use_words(kind, subject=subject, body=body),
    )
    return _put(kind, subject=subject, body=body, is_original=False, reason=reason, seen=seen, by=by, at=at)


@transaction.atomic
def go_back(*, kind: LetterKind, to: int, reason: str, seen: int, by: Actor, at: datetime) -> Wording:
    """Go back to an earlier version, or with 0 to the original, also as a later release mends it. Raises RefusedError.

    An earlier version that lacks a field which the letter needs by now is refused.
    """
    earlier = wordings.version(kind, to)
    require(
        rules.can_change_words(by, at=at),
        rules.can_replace(kind, seen=seen),
        rules.can_use_words(kind, subject=earlier.subject, body=earlier.body),
    )
    is_original = not earlier.is_changed
    subject, body = ("", "") if is_original else (earlier.subject, earlier.body)
    return _put(kind, subject=subject, body=body, is_original=is_original, reason=reason, seen=seen, by=by, at=at)


def _put(
    kind: LetterKind, *, subject: str, body: str, is_original: bool, reason: str, seen: int, by: Actor, at: datetime
) -> Wording:
    # Two who change a letter at the same moment get the same number, and the database refuses the second.
    wording = Wording.objects.create(
        kind=kind.name,
        number=seen + 1,
        subject=subject,
        body=body,
        is_original=is_original,
        original_digest=kind.original_digest,
        reason=reason,
        written_by=by.label,
        written_at=at,
    )
    facts: dict[str, audit.Fact] = {"kind": kind.name, "number": wording.number, "is_original": is_original}
    audit.record("messaging.wording.put", wording, by=by, at=at, facts=facts, reason=reason)
    return wording
