"""Asking the evidence queries that areas registered: each within a time limit, each apart from all others.

A query that raises, hangs or answers nonsense says so for its own commitments, and the rest go on.
"""

from __future__ import annotations

import ctypes
import logging
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import Error as DatabaseError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from commonweal.accountability.facts import Answer
from commonweal.strategy.evidence import MOST_ROWS, Asked, Evidence, EvidenceQuery, EvidenceRow, Outcome

log = logging.getLogger(__name__)


class TookTooLongError(Exception):
    """A query did not answer in time."""


class NonsenseError(Exception):
    """A query answered something that cannot be."""


def ask(query: EvidenceQuery, asked: Asked) -> Answer:
    """What a query answers for a commitment; where it fails, why in words, and the log has the rest."""
    title = str(query.title)
    try:
        with _apart(), _no_longer_than(settings.EVIDENCE_SECONDS):
            evidence = query.collect(asked)
        check(evidence, asked)
    except TookTooLongError:
        log.warning("evidence query %s took too long for %s", query.name, asked.commitment.reference)
        return Answer(title, failure=_("it took too long"))
    except NonsenseError as error:
        log.warning("evidence query %s answered nonsense for %s: %s", query.name, asked.commitment.reference, error)
        return Answer(title, failure=_("the answer makes no sense"))
    except Exception:  # whatever an area's query can raise is about its own commitments and no others
        log.exception("evidence query %s failed for %s", query.name, asked.commitment.reference)
        return Answer(title, failure=_("something went wrong in reading them"))
    return Answer(title, evidence)


def _apart() -> AbstractContextManager[object]:
    """Inside a transaction a savepoint, since a failed statement would spoil all that follows; outside one nothing.

    A transaction of its own would make a reading wait for writers, and hold them up.
    """
    return transaction.atomic() if connection.in_atomic_block else nullcontext()


@contextmanager
def _no_longer_than(seconds: float) -> Iterator[None]:
    """Break off what runs in this thread after so many seconds, be it in Python or in the database."""
    thread = ctypes.c_ulong(threading.get_ident())
    database: Any = connection.connection  # Any: sqlite3's or psycopg's
    lock, is_over, is_late = threading.Lock(), threading.Event(), threading.Event()

    def break_off() -> None:
        with lock:
            if is_over.is_set():
                return
            is_late.set()
            ctypes.pythonapi.PyThreadState_SetAsyncExc(thread, ctypes.py_object(TookTooLongError))
        with suppress(Exception):  # there may be no statement left to break off
            _interrupt(database)

    watch = threading.Timer(seconds, break_off)
    watch.daemon = True
    watch.start()
    try:
        yield
    except DatabaseError as error:
        if is_late.is_set():
            raise TookTooLongError from error
        raise
    finally:
        with lock:
            is_over.set()
        watch.cancel()
        watch.join()
        ctypes.pythonapi.PyThreadState_SetAsyncExc(thread, None)  # should it not have been raised yet


def _interrupt(database: Any) -> None:  # Any: sqlite3's or psycopg's connection
    """Stop the statement that the database works on; both drivers let another thread ask for it."""
    if hasattr(database, "interrupt"):
        database.interrupt()
    elif hasattr(database, "cancel"):
        database.cancel()


def check(evidence: Evidence, asked: Asked) -> None:
    """Refuse an answer that cannot be: wrong types, counts below nothing, days ahead. Raises NonsenseError."""
    if not isinstance(evidence, Evidence):
        raise NonsenseError(f"not evidence but {type(evidence).__name__}")
    counts = [getattr(evidence.tally, outcome.value.lower()) for outcome in Outcome] + [evidence.restricted]
    if any(not isinstance(count, int) or isinstance(count, bool) or not 0 <= count < 10**12 for count in counts):
        raise NonsenseError(f"counts {counts}")
    if len(evidence.rows) > MOST_ROWS or any(not isinstance(row, EvidenceRow) for row in evidence.rows):
        raise NonsenseError("rows are too many, or no rows")
    shown = Counter(row.outcome for row in evidence.rows)
    if any(shown[outcome] > getattr(evidence.tally, outcome.value.lower()) for outcome in Outcome):
        raise NonsenseError("more rows than were counted")
    if evidence.restricted > evidence.tally.population + evidence.tally.proposed:
        raise NonsenseError("more restricted rows than were counted")
    if evidence.tally.settled and evidence.newest_on is None:
        raise NonsenseError("settled records without a newest day")
    newest = [evidence.newest_on, *(row.on for row in evidence.rows if row.outcome is not Outcome.PENDING)]
    if any(on is not None and on > asked.on + timedelta(days=1) for on in newest):
        raise NonsenseError("a day that has not come")
