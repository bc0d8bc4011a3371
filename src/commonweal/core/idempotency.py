"""Doing a thing once, however often it is asked for: a double click, a retry, a replayed message.

The asker sends a key with the request. The first transaction to claim it does the work and notes what came of it;
any other waits for that one, then gets the same answer.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from datetime import datetime

from django.db import models, transaction

_KEPT_AS_IT_IS = re.compile(r"[A-Za-z0-9_-]{1,64}")


class IdempotencyKey(models.Model):
    """One key that was used for one purpose, and the reference of what came of it."""

    purpose = models.CharField(max_length=80)
    key = models.CharField(max_length=80)
    outcome = models.CharField(max_length=80, blank=True)
    claimed_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["purpose", "key"], name="core_idempotency_once"),)

    def __str__(self) -> str:
        return f"{self.purpose} {self.key}"

    def finish(self, outcome: str) -> None:
        """Note what came of it; the next to claim the key is answered with this."""
        self.outcome = outcome
        self.save(update_fields=["outcome"])


def new_key() -> str:
    """A key for a form that is about to be shown."""
    return secrets.token_urlsafe(18)


def claim(purpose: str, key: str, *, at: datetime) -> IdempotencyKey:
    """Claim `key` for `purpose` inside the caller's transaction; `outcome` is set when it was done before.

    Waits for another transaction that is using the same key. Raises RuntimeError outside a transaction, and
    ValueError for an empty key, which all who send none would share: a form asks for its key to be there.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("claim an idempotency key inside the transaction that does the work")
    if not key:
        raise ValueError("an idempotency key cannot be empty")
    key = _as_kept(key)
    row = IdempotencyKey(purpose=purpose, key=key, claimed_at=at)
    # ON CONFLICT DO NOTHING waits on PostgreSQL for whoever holds the key; SQLite has one writer at a time.
    IdempotencyKey.objects.bulk_create([row], ignore_conflicts=True)
    return IdempotencyKey.objects.select_for_update().get(purpose=purpose, key=key)


def _as_kept(key: str) -> str:
    # Keys come back from browsers and providers: one that no column holds must be a key like any other, not an error.
    return key if _KEPT_AS_IT_IS.fullmatch(key) else f"sha256:{hashlib.sha256(key.encode()).hexdigest()}"
