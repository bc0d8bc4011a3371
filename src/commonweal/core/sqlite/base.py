"""Writers take turns in the order they came.

SQLite itself has no queue: whoever waits for the write lock sleeps and looks again, and on a busy machine the same
one can be unlucky for longer than its patience, while others come and go. Here a transaction first waits for a lock
on a small file beside the database, which the kernel hands on in order and takes back from a process that is killed,
and holds it only until it has begun. So at most one writer at a time sleeps and looks.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    """One connection. Threads have one each, and so each its own place in the queue."""

    _turn: int | None = None

    def close(self) -> None:
        """Close the connection, and with it the file that the queue stands on."""
        super().close()
        if self._turn is not None:
            os.close(self._turn)
            self._turn = None

    def _start_transaction_under_autocommit(self) -> None:
        with self._in_turn():
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # the stubs leave it out

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        name = str(self.settings_dict["NAME"])
        if self.is_in_memory_db() or self.transaction_mode is None:  # type: ignore[attr-defined]  # as above
            yield
            return
        if self._turn is None:
            self._turn = os.open(f"{name}-turn", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(self._turn, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(self._turn, fcntl.LOCK_UN)
