"""Work that is done later, by a worker: letters, seals, imports. Enqueued by name, in the caller's transaction.

Nouns: Job (what is to be done, and the truth about whether it was), vehicle (the row of `django-tasks-db` that brings
a job to a worker; it may be lost, and is replaced), Schedule (when a job comes round), WorkerBeat (who is alive).
An area writes `@jobs.job("area.verb")` functions in its `tasks.py`; anybody may `jobs.enqueue("area.verb", …)`.
"""

from commonweal.core.jobs.definitions import (
    JobTakenError,
    UnknownJobError,
    WrongArgumentsError,
    WrongScheduleError,
    job,
)
from commonweal.core.jobs.overview import (
    NoSuchJobError,
    State,
    failed,
    find_unfinished,
    forget,
    prune,
    retry,
    show_age,
    state,
    waiting,
)
from commonweal.core.jobs.queue import Job, back_off, enqueue
from commonweal.core.jobs.schedules import Schedule, enqueue_due, next_run, sync_schedules
from commonweal.core.jobs.worker import drain
from commonweal.core.jobs.workers import WorkerBeat, reap

__all__ = [
    "Job",
    "JobTakenError",
    "NoSuchJobError",
    "Schedule",
    "State",
    "UnknownJobError",
    "WorkerBeat",
    "WrongArgumentsError",
    "WrongScheduleError",
    "back_off",
    "drain",
    "enqueue",
    "enqueue_due",
    "failed",
    "find_unfinished",
    "forget",
    "job",
    "next_run",
    "prune",
    "reap",
    "retry",
    "show_age",
    "state",
    "sync_schedules",
    "waiting",
]
