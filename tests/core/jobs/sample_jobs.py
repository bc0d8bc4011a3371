"""Jobs that tests enqueue. What they leave behind are idempotency keys, because core has no simpler row."""

from __future__ import annotations

import os
import time
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from commonweal.core import idempotency, jobs
from commonweal.core.idempotency import IdempotencyKey

PATIENCE_SECONDS = 20.0


class OutOfOrderError(Exception):
    """What a sample job raises when it is told to fail."""


fails_until: dict[str, datetime] = {}
"""Samples that fail until an instant, by what they are called with."""


def leave_trace(name: str) -> None:
    """One more row that says that the sample called with `name` took effect."""
    IdempotencyKey.objects.create(purpose=name, key=idempotency.new_key(), claimed_at=timezone.now())


def traces(name: str) -> int:
    """How often the sample called with `name` took effect."""
    return IdempotencyKey.objects.filter(purpose=name).count()


@jobs.job("sample.trace", attempts=3)
def trace(*, name: str, at: datetime) -> None:
    leave_trace(name)
    if at < fails_until.get(name, at):
        raise OutOfOrderError("holds what somebody typed")


@jobs.job("sample.go_outside", attempts=3, outside=True)
def go_outside(*, name: str, at: datetime) -> None:
    leave_trace(f"{name} in a transaction" if transaction.get_connection().in_atomic_block else name)


@jobs.job("sample.enqueue_again")
def enqueue_again(*, name: str, at: datetime) -> None:
    """Ask for another job of the key under which this one waited."""
    leave_trace(name)
    if traces(name) == 1:
        jobs.enqueue("sample.enqueue_again", key=name, name=name)


@jobs.job("sample.linger")
def linger(*, name: str, at: datetime) -> None:
    """Take effect, say so with a file, and stay until told to go; the effect is committed after that."""
    leave_trace(name)
    folder = Path(os.environ["COMMONWEAL_DATA_DIR"])
    (folder / f"{name}.begun").touch()
    until = time.monotonic() + PATIENCE_SECONDS
    while not (folder / "go").exists() and time.monotonic() < until:
        time.sleep(0.05)


@jobs.job("sample.every_night", every="30 1 * * *")
def every_night(*, at: datetime) -> None:
    leave_trace("every night")
