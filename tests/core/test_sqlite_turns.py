"""Writers on SQLite take turns in the order they came."""

from __future__ import annotations

import fcntl
import threading
import time
from datetime import datetime
from pathlib import Path

import pytest
from django.db import connection, transaction

from commonweal.core.idempotency import IdempotencyKey

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.real_time,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has its own queue"),
]

ARRIVES_SECONDS = 0.15


def _turn_file() -> Path:
    return Path(f"{connection.settings_dict['NAME']}-turn")


def _write(name: str, at: datetime, order: list[str]) -> None:
    try:
        with transaction.atomic():
            IdempotencyKey.objects.create(purpose="turns", key=name, claimed_at=at)
            order.append(name)
    finally:
        connection.close()


def test_writers_write_in_the_order_they_came(at: datetime) -> None:
    order: list[str] = []
    writers: list[threading.Thread] = []

    with transaction.atomic():
        for name in ("first", "second", "third", "fourth"):
            writer = threading.Thread(target=_write, args=(name, at, order))
            writer.start()
            writers.append(writer)
            time.sleep(ARRIVES_SECONDS)
        waiting = list(order)
    for writer in writers:
        writer.join(timeout=20)

    assert waiting == []
    assert order == ["first", "second", "third", "fourth"]
    assert IdempotencyKey.objects.filter(purpose="turns").count() == 4


def test_turn_is_held_only_until_the_transaction_has_begun(at: datetime) -> None:
    with transaction.atomic():
        IdempotencyKey.objects.create(purpose="turns", key="one", claimed_at=at)
        with _turn_file().open("r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # raises BlockingIOError if it is held


def test_turn_is_given_back_when_the_transaction_cannot_begin(at: datetime) -> None:
    with transaction.atomic():
        IdempotencyKey.objects.create(purpose="turns", key="one", claimed_at=at)
        failed: list[Exception] = []

        def impatient() -> None:
            try:
                connection.ensure_connection()
                connection.cursor().execute("PRAGMA busy_timeout = 50")
                with transaction.atomic():
                    pass
            except Exception as error:  # noqa: BLE001  # handed to the test
                failed.append(error)
            finally:
                connection.close()

        thread = threading.Thread(target=impatient)
        thread.start()
        thread.join(timeout=20)

    with transaction.atomic():
        IdempotencyKey.objects.create(purpose="turns", key="two", claimed_at=at)
    assert [str(error) for error in failed] == ["database is locked"]
    assert IdempotencyKey.objects.filter(purpose="turns").count() == 2
