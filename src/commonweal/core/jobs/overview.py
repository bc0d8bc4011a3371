"""What stands in the queue, for health checks and operators; and what an operator can do about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models, transaction
from django.utils.translation import ngettext
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from commonweal.core.jobs import workers
from commonweal.core.jobs.queue import Job, JobState, place_vehicle
from commonweal.core.jobs.workers import WorkerBeat

KEPT = timedelta(days=7)
"""How long a job that is done is kept to be looked at. One that failed is kept until an operator has seen to it."""


class NoSuchJobError(LookupError):
    """No failed or waiting job has an id that begins so, or more than one has."""


@dataclass(frozen=True)
class State:
    """The queue in four figures. `oldest_waiting_age` is how late the job is that should have begun first."""

    waiting: int
    oldest_waiting_age: timedelta | None
    failed: int
    workers_alive: int


def state(at: datetime) -> State:
    """How the queue stands at the instant `at`."""
    due = Job.objects.filter(state=JobState.WAITING, run_at__lte=at)
    oldest = due.aggregate(oldest=models.Min("run_at"))["oldest"]
    return State(
        waiting=waiting().count(),
        oldest_waiting_age=at - oldest if oldest else None,
        failed=failed().count(),
        workers_alive=workers.alive(at=at).count(),
    )


def waiting() -> models.QuerySet[Job]:
    """The jobs that wait for their first or their next attempt, the next due first."""
    return Job.objects.filter(state=JobState.WAITING).order_by("run_at", "id")


def failed() -> models.QuerySet[Job]:
    """The jobs that used all their attempts, the oldest first."""
    return Job.objects.filter(state=JobState.FAILED).order_by("finished_at", "id")


def find_unfinished(text: str) -> Job:
    """The failed or waiting job whose id begins with `text`. Raises NoSuchJobError when not exactly one does."""
    wanted = text.strip().lower()
    unfinished = Job.objects.exclude(state=JobState.DONE)
    found = [pk for pk in unfinished.values_list("pk", flat=True) if wanted and str(pk).startswith(wanted)]
    if len(found) != 1:
        raise NoSuchJobError(text)
    return unfinished.get(pk=found[0])


@transaction.atomic
def retry(*, job: Job, at: datetime) -> Job:
    """Have a failed job tried anew, or a waiting one at once; its attempts are counted from nothing again."""
    locked = Job.objects.select_for_update().exclude(state=JobState.DONE).filter(pk=job.pk).first()
    if locked is None:
        raise NoSuchJobError(str(job.pk))
    locked.state = JobState.WAITING
    locked.attempts = 0
    locked.run_at = at
    locked.finished_at = None
    place_vehicle(locked)
    return locked


@transaction.atomic
def forget(*, job: Job) -> None:
    """Take a failed job out of the list without doing it. Raises NoSuchJobError unless it has failed."""
    deleted, _ = Job.objects.filter(pk=job.pk, state=JobState.FAILED).delete()
    if not deleted:
        raise NoSuchJobError(str(job.pk))


@transaction.atomic
def prune(*, at: datetime) -> int:
    """Delete what is done and older than a week: jobs, vehicles, and the beats of workers long gone; how many rows."""
    before = at - KEPT
    finished = [TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED]
    jobs, _ = Job.objects.filter(state=JobState.DONE, finished_at__lt=before).delete()
    vehicles, _ = DBTaskResult.objects.filter(status__in=finished, finished_at__lt=before).delete()
    beats, _ = WorkerBeat.objects.filter(seen_at__lt=before).delete()
    return int(jobs + vehicles + beats)


def show_age(age: timedelta) -> str:
    """About how long: `40 seconds`, `3 minutes`, `5 hours`, `2 days`."""
    seconds = max(0, int(age.total_seconds()))
    if seconds < 90:
        return ngettext("%(count)s second", "%(count)s seconds", seconds) % {"count": seconds}
    if seconds < 90 * 60:
        return ngettext("%(count)s minute", "%(count)s minutes", seconds // 60) % {"count": seconds // 60}
    if seconds < 48 * 3600:
        return ngettext("%(count)s hour", "%(count)s hours", seconds // 3600) % {"count": seconds // 3600}
    return ngettext("%(count)s day", "%(count)s days", seconds // 86400) % {"count": seconds // 86400}
