"""One import at a time: whoever imports holds a lock that the system takes back when the process ends, however."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.utils.translation import gettext as _

from commonweal.core.rules import Refused, RefusedError

LOCK_NUMBER = 0x706C6163
"""What PostgreSQL knows the lock by."""


class ImportBusyError(RefusedError):
    """Another import is at work."""

    def __init__(self) -> None:
        super().__init__(Refused(_("Another import is running. Wait until it is done, then try again")))


@contextmanager
def held() -> Iterator[None]:
    """Hold the one lock for imports. Raises ImportBusyError while another process holds it."""
    with _held_on_postgresql() if connection.vendor == "postgresql" else _held_beside_the_file():
        yield


@contextmanager
def _held_on_postgresql() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK_NUMBER])
        if cursor.fetchone() != (True,):
            raise ImportBusyError
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK_NUMBER])


@contextmanager
def _held_beside_the_file() -> Iterator[None]:
    lock = os.open(f"{connection.settings_dict['NAME']}-import", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ImportBusyError from None
        yield
    finally:
        os.close(lock)
