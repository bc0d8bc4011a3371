"""A worker: takes the next job that is due, does it, and goes on; beside it a thread that keeps house.

The thread says that the worker is alive, enqueues what has come round and gives back the jobs of workers that are
gone. Neither ends because the database is locked or away for a while: it says so in the log, waits and goes on.
"""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Callable
from types import FrameType, TracebackType

from django.conf import settings
from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.utils import timezone
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, DEFAULT_TASK_QUEUE_NAME
from django_tasks_db.management.commands.db_worker import Worker as QueueWorker
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from commonweal.core import logs
from commonweal.core.jobs import schedules, workers

logger = logging.getLogger("commonweal.jobs")

DATABASE_AWAY = (OperationalError, InterfaceError)
"""How both databases say that they are locked, restarting or out of reach."""

NAP_SECONDS = 0.2  # how soon a worker that has nothing to do notices that it was asked to end


class Worker(QueueWorker):
    """Takes jobs one by one until it is asked to end, or, `until_empty`, until none is due."""

    def __init__(self, *, until_empty: bool = False) -> None:
        super().__init__(
            queue_names=[DEFAULT_TASK_QUEUE_NAME],
            interval=settings.WORKER_PAUSE_SECONDS,
            batch=until_empty,
            backend_name=DEFAULT_TASK_BACKEND_ALIAS,
            startup_delay=False,
            max_tasks=None,
            worker_id=secrets.token_hex(8),
            excluded_queue_names=[],
        )
        self._has_unfinished = False

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """Asked once: end after the job in hand. Asked twice: end now; the job will be given back."""
        if not self.running:
            super().shutdown(signum, frame)
        self.running = False

    def run(self) -> None:
        """Work until the end."""
        logger.info("worker started", extra={"worker": self.worker_id})
        while self.running:
            try:
                has_worked = self.work_once()
            except DATABASE_AWAY as error:
                logger.warning("the database is away; waiting", extra=logs.about_exception(error))
                self._has_unfinished = True
                connection.close()
                self._nap()
                continue
            if not has_worked:
                if self.batch:
                    break
                self._nap()
        logger.info("worker ended", extra={"worker": self.worker_id})

    def work_once(self) -> bool:
        """Do the next job that is due; whether there was one."""
        if not connection.in_atomic_block:  # `drain` may be called inside a transaction
            close_old_connections()
        if self._has_unfinished:
            workers.give_back_own(self.worker_id)
            self._has_unfinished = False
        vehicle = self._claim()
        if vehicle is not None:
            self.run_task(vehicle)
        return vehicle is not None

    def _claim(self) -> workers.Vehicle | None:
        due = DBTaskResult.objects.ready().filter(backend_name=self.backend_name, queue_name__in=self.queue_names)
        if not due.exists():  # asked first, so that an idle worker never takes SQLite's one write lock
            return None
        with exclusive_transaction(due.db):
            vehicle = due.get_locked()
            if vehicle is not None:
                vehicle.claim(self.worker_id)
            return vehicle

    def _nap(self) -> None:
        until = time.monotonic() + self.interval
        while self.running and time.monotonic() < until:
            time.sleep(min(NAP_SECONDS, self.interval))


class Housekeeping:
    """The thread beside a worker. As a context: one round before the work begins, the others while it goes on."""

    def __init__(self, worker_id: str) -> None:
        self.worker_id = worker_id
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="housekeeping", daemon=True)

    def __enter__(self) -> None:
        _patiently(lambda: schedules.sync_schedules(at=timezone.now()))
        _patiently(self._round)
        self._thread.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join(timeout=settings.WORKER_HEARTBEAT_SECONDS)
        _patiently(lambda: workers.leave(self.worker_id))

    def _run(self) -> None:
        while not self._over.wait(settings.WORKER_HEARTBEAT_SECONDS):
            _patiently(self._round)
        connection.close()  # each thread has its own

    def _round(self) -> None:
        at = timezone.now()
        workers.beat(self.worker_id, at=at)  # first, so that a machine that slept does not reap its own jobs
        schedules.enqueue_due(at=at)
        workers.reap(at=at)


def _patiently(step: Callable[[], object]) -> None:
    """Do `step`; when it fails, say so in the log and leave it to the next round."""
    try:
        close_old_connections()
        step()
    except DATABASE_AWAY as error:
        logger.warning("the database is away; waiting", extra=logs.about_exception(error))
        connection.close()
    except Exception as error:  # noqa: BLE001  # one bad round must not stop the beat; it is logged as an error
        logger.error("housekeeping failed", extra=logs.about_exception(error))


def drain() -> None:
    """Do everything that is due, here and now, in this thread: for trials and tests. What comes later is left."""
    worker = Worker(until_empty=True)
    workers.beat(worker.worker_id, at=timezone.now())
    while worker.work_once():
        pass
    workers.leave(worker.worker_id)
