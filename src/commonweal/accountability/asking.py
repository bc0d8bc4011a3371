"""Asking the evidence queries that areas registered: each within a time limit, each apart from all others.

A query that raises, hangs or answers nonsense says so for its own commitments, and the rest go on.
"""

from __future__ import annotations

import ctypes
import logging
import select
import signal
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import chain, islice
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from django.db import Error as DatabaseError
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from commonweal.accountability.facts import Answer
from commonweal.strategy.evidence import (
    MOST_ROWS,
    Asked,
    Evidence,
    EvidenceQuery,
    EvidenceRow,
    Outcome,
    Reached,
    RestrictedRow,
    Tally,
)

log = logging.getLogger(__name__)

WAKE, WAKE_SECONDS = signal.SIGURG, 0.1
"""The signal that interrupts a sleep, and how often it is sent; programs that do not listen for it never notice it."""

ACTIVE = 1
"""What PostgreSQL's driver says of a connection whose statement has not ended (psycopg.pq.TransactionStatus)."""


class TookTooLongError(BaseException):
    """A query did not answer in time. No `Exception`, so that a query which catches those does not catch this."""


class NonsenseError(Exception):
    """A query answered something that cannot be."""


def ask(query: EvidenceQuery, asked: Asked) -> Answer:
    """What a query answers for a commitment; where it fails, why in words, and the log has the rest."""
    title = query.name
    try:
        title = str(query.title)
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
    return Answer(title, evidence, floor=query.floor)


def _apart() -> AbstractContextManager[object]:
    """Inside a transaction a savepoint, since a failed statement would spoil all that follows; outside one nothing.

    A transaction of its own would make a reading wait for writers, and hold them up.
    """
    return transaction.atomic() if connection.in_atomic_block else nullcontext()


@contextmanager
def _no_longer_than(seconds: float) -> Iterator[None]:
    """Break off what runs in this thread after so many seconds, be it in Python, in the database or asleep.

    What sleeps can be woken in the main thread alone, in which workers do their jobs.
    """
    watch = _Watch(threading.get_ident())
    timer = threading.Timer(seconds, watch.break_off)
    timer.daemon = True
    with _wakeable():
        timer.start()
        try:
            yield
        except DatabaseError as error:
            if watch.is_late.is_set():
                raise TookTooLongError from error
            raise
        finally:
            # It may be broken off in these very lines, but only once.
            try:
                watch.end(timer)
            except TookTooLongError:
                watch.end(timer)
                raise
            finally:
                if watch.is_late.is_set():
                    _settle(watch.database.connection)


class _Watch:
    """What breaks off the work of a thread when its time is over, and nothing that comes after that work."""

    def __init__(self, thread: int) -> None:
        self.thread = thread
        self.database = connections[DEFAULT_DB_ALIAS]  # this thread's, also when it connects later
        self.is_over, self.is_late = threading.Event(), threading.Event()
        self._lock = threading.Lock()

    def break_off(self) -> None:
        """Raise TookTooLongError in the thread, stop its statement, and wake it if it sleeps. In the timer's thread."""
        with self._lock:
            if self.is_over.is_set():
                return
            self.is_late.set()
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self.thread), ctypes.py_object(TookTooLongError))
        with suppress(Exception):  # there may be no statement left to break off
            _interrupt(self.database.connection)
        if self.thread == threading.main_thread().ident:
            while not self.is_over.wait(WAKE_SECONDS):
                signal.pthread_kill(self.thread, WAKE)

    def end(self, timer: threading.Timer) -> None:
        """From here on nothing is broken off; what was and has not been raised yet, is not."""
        with self._lock:
            self.is_over.set()
        timer.cancel()
        timer.join()
        if self.is_late.is_set():  # else there is nothing to take back, and to try leaves the interpreter on the watch
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self.thread), None)


@contextmanager
def _wakeable() -> Iterator[None]:
    """In the main thread, have a signal that does nothing but interrupt a sleep; the error waits to be raised then."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(WAKE, lambda _number, _frame: None)
    try:
        yield
    finally:
        signal.signal(WAKE, before)


def _interrupt(database: Any) -> None:  # Any: sqlite3's or psycopg's connection
    """Stop the statement that the database works on; both drivers let another thread ask for it."""
    if hasattr(database, "interrupt"):
        database.interrupt()
    elif hasattr(database, "cancel"):
        database.cancel()


def _settle(database: Any) -> None:  # Any: as above
    """See a statement that was broken off to its end, or PostgreSQL's driver would refuse every one after it.

    It is asked to end until it does: PostgreSQL takes no notice of being asked before the statement began.
    """
    if not hasattr(database, "pgconn"):
        return
    server, answer = database.pgconn, select.poll()  # not select.select, which knows a thousand open files and no more
    answer.register(server.socket, select.POLLIN)
    while server.transaction_status == ACTIVE:
        database.cancel()
        answer.poll(WAKE_SECONDS * 1000)
        server.consume_input()
        while not server.is_busy() and server.get_result() is not None:
            pass


MOST_COUNTED = 2**31 - 1
"""What a column of counts can hold."""

MOST_WORDS = 2_000


def check(evidence: Evidence, asked: Asked) -> None:
    """Refuse an answer that cannot be: wrong types, counts below nothing, days ahead. Raises NonsenseError."""
    if not isinstance(evidence, Evidence) or not isinstance(evidence.tally, Tally):
        raise NonsenseError(f"not evidence but {type(evidence).__name__}")
    _check_counts(evidence)
    if not isinstance(evidence.rows, tuple) or len(evidence.rows) > MOST_ROWS:
        raise NonsenseError("rows are too many, or no rows")
    for row in evidence.rows:
        _check_row(row)
    if not _are_words(evidence.blocked_by) or not isinstance(evidence.stands, bool):
        raise NonsenseError("flags that are none")
    _check_days(evidence, latest=asked.on + timedelta(days=1))
    if evidence.reached is not None:
        _check_reached(evidence.reached)


def _check_counts(evidence: Evidence) -> None:
    tally = evidence.tally
    counts = {outcome: getattr(tally, outcome.value.lower()) for outcome in Outcome}
    every = [*counts.values(), evidence.restricted]
    if any(not isinstance(count, int) or isinstance(count, bool) or not 0 <= count <= MOST_COUNTED for count in every):
        raise NonsenseError(f"counts {every}")
    shown = Counter(row.outcome for row in evidence.rows if isinstance(row, EvidenceRow))
    if any(shown[outcome] > count for outcome, count in counts.items()):
        raise NonsenseError("more rows than were counted")
    if evidence.restricted > tally.total:
        raise NonsenseError("more restricted rows than were counted")


def _check_row(row: EvidenceRow) -> None:
    if not isinstance(row, EvidenceRow) or not isinstance(row.outcome, Outcome) or not _is_day(row.on):
        raise NonsenseError("rows that are none")
    if not row.reference or not all(map(_are_words, (row.reference, row.fact, row.address))):
        raise NonsenseError("rows whose words are none")
    if row.address and not row.address.startswith("/"):
        raise NonsenseError("a row with an address that is not ours")


def _check_days(evidence: Evidence, *, latest: date) -> None:
    if not all(on is None or _is_day(on) for on in (evidence.newest_on, evidence.overdue_on)):
        raise NonsenseError("days that are none")
    if evidence.tally.settled and evidence.newest_on is None:
        raise NonsenseError("settled records without a newest day")
    days = [evidence.newest_on, *(row.on for row in evidence.rows if row.outcome is not Outcome.PENDING)]
    if any(on is not None and on > latest for on in days):
        raise NonsenseError("a day that has not come")


def _check_reached(reached: Reached) -> None:
    value = reached.value if isinstance(reached, Reached) else None
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value < MOST_COUNTED:
        raise NonsenseError("a target reached by no number")
    if not _are_words(reached.of) or len(reached.of) > 200:
        raise NonsenseError("a target of what has no words")


def _is_day(value: object) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _are_words(value: object) -> bool:
    """Words that can be kept and shown: text of a sensible length without the character 0 or half characters."""
    if not isinstance(value, str | Promise):
        return False
    words = str(value)
    return len(words) <= MOST_WORDS and "\0" not in words and not any("\ud800" <= each <= "\udfff" for each in words)


# For the pages that show the records themselves.


class UnreadableError(Exception):
    """The records of a query could not be read just now; its text says why, in words for the public."""


@dataclass(frozen=True)
class Shown:
    """Some of the public records of a query, and whether there are more; none where it `is_withheld` how many are."""

    rows: Sequence[EvidenceRow] = ()
    has_more: bool = False
    is_withheld: bool = False


def some_rows(query: EvidenceQuery, asked: Asked, *, start: int, size: int, outcome: Outcome | None = None) -> Shown:
    """`size` public records after the first `start`, newest first, all or those of one outcome. Reads no further.

    Raises UnreadableError.
    """
    with readable(query, asked):
        every = query.rows(replace(asked, outcome=outcome))
        fitting = (row for row in every if outcome is None or row.outcome is outcome)
        rows = list(islice(fitting, start + size + 1))
        if sum(map(asked.counts, rows)) < query.floor and _are_too_few(query, asked):
            return Shown(is_withheld=True)
        return Shown(rows[start : start + size], len(rows) > start + size)


def is_withheld(query: EvidenceQuery, asked: Asked) -> bool:
    """Whether there are records, but fewer than the public is told of. Raises UnreadableError."""
    with readable(query, asked):
        return bool(query.floor) and _are_too_few(query, asked)


def _are_too_few(query: EvidenceQuery, asked: Asked) -> bool:
    """Whether there are fewer, or fewer that still count: the days of many old ones would tell how many those are."""
    there = counted = 0
    for row in chain(query.rows(asked), query.restricted_rows(asked)):
        there, counted = there + 1, counted + asked.counts(row)
        if counted >= query.floor:
            return False
    return 0 < there < query.floor or 0 < counted < query.floor


def restricted_rows(query: EvidenceQuery, asked: Asked) -> list[RestrictedRow]:
    """The records that only some may see; who asks shows them to nobody else. Raises UnreadableError."""
    with readable(query, asked):
        return list(query.restricted_rows(asked))


@contextmanager
def readable(query: EvidenceQuery, asked: Asked) -> Iterator[None]:
    """Read records of a query within its time limit. Raises UnreadableError for whatever goes wrong with them."""
    try:
        with _apart(), _no_longer_than(settings.EVIDENCE_SECONDS):
            yield
    except TookTooLongError as error:
        log.warning("evidence query %s took too long for %s", query.name, asked.commitment.reference)
        raise UnreadableError(_("it took too long")) from error
    except Exception as error:  # as for readings: whatever an area's query can raise
        log.exception("evidence query %s failed for %s", query.name, asked.commitment.reference)
        raise UnreadableError(_("something went wrong in reading them")) from error
