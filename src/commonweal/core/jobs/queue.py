"""The life of a job: enqueued, carried to a worker, tried, done or failed.

A Job row is the truth; the vehicle, a row of `django-tasks-db`, only carries its id to a worker. Every attempt is
counted in a transaction of its own before it begins, so that a job which kills its worker is not tried for ever.
"""

from __future__ import annotations

import logging
import secrets
import time
import uuid
from datetime import datetime, timedelta

from django.db import models, transaction
from django.utils import timezone
from django_tasks import TaskContext, task

from commonweal.core import logs
from commonweal.core.jobs import definitions
from commonweal.core.jobs.definitions import Argument

logger = logging.getLogger("commonweal.jobs")

WAITS = (
    timedelta(seconds=10),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=3),
    timedelta(hours=6),
)
"""How long after the first, second, … failed attempt the next one comes; the last is for all that follow."""

JITTER = 0.2

AHEAD = 10  # of the others, in the queue's order of priority

WORKER_LOST = "(the worker ended before the job did)"


class JobState(models.TextChoices):
    """Where a job stands."""

    WAITING = "WAITING"
    DONE = "DONE"
    FAILED = "FAILED"


class Job(models.Model):
    """One thing to be done: by which function, with which arguments, when, and what came of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=100)
    key = models.CharField(max_length=120, blank=True)
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=JobState, default=JobState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    vehicle = models.UUIDField(null=True)
    error = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=500, blank=True)
    run_at = models.DateTimeField()
    enqueued_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("run_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["key"], condition=models.Q(state="WAITING") & ~models.Q(key=""), name="core_job_one_waiting"
            ),
            models.CheckConstraint(
                condition=models.Q(state="WAITING", finished_at=None)
                | models.Q(state__in=["DONE", "FAILED"], finished_at__isnull=False),
                name="core_job_finished_at",
            ),
        )
        indexes = (
            models.Index(fields=["run_at"], condition=models.Q(state="WAITING"), name="core_job_waiting"),
            models.Index(fields=["state", "finished_at"], name="core_job_finished"),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.id}"


def enqueue(name: str, /, *, key: str | None = None, run_at: datetime | None = None, **arguments: Argument) -> Job:
    """Have the job `name` done with `arguments`, not before `run_at`, if the caller's transaction is committed.

    With a `key`, only one job of that key waits at a time: when one does that has not begun, it is returned instead,
    brought forward if need be. One that has begun does not count, since it may have read what has changed since.
    Raises UnknownJobError or WrongArgumentsError.
    """
    definitions.find(name).check(arguments)
    now = timezone.now()  # when it was asked for; no rule leans on it
    job = Job(name=name, key=key or "", arguments=arguments, run_at=run_at or now, enqueued_at=now)
    with transaction.atomic():
        if key is None:
            job.save(force_insert=True)
        elif (other := _wait_with_key(job)) is not job:
            if other.run_at > job.run_at:
                other.run_at = job.run_at
                place_vehicle(other)
            return other
        place_vehicle(job)
    return job


def _wait_with_key(job: Job) -> Job:
    """The job that waits under `job.key`, locked so that it cannot begin before the caller's transaction ends."""
    while True:
        Job.objects.bulk_create([job], ignore_conflicts=True)
        found = Job.objects.select_for_update().filter(key=job.key, state=JobState.WAITING).first()
        if found is not None:
            return job if found.pk == job.pk else found
        # It began while we waited for its lock, and has let go of the key: now ours goes in.


def place_vehicle(job: Job) -> None:
    """Give `job` a new vehicle for `job.run_at`, inside the caller's transaction; an earlier one no longer counts."""
    # What comes round goes first, so that a thousand letters to a slow mail server hold up no seal.
    priority = AHEAD if job.name in definitions.scheduled() else 0
    vehicle = carry.using(run_after=job.run_at, priority=priority).enqueue(str(job.pk))
    job.vehicle = uuid.UUID(vehicle.id)
    job.save()


@task(takes_context=True)
def carry(context: TaskContext, job_id: str) -> None:
    """What `django-tasks` runs: one attempt at one job. Never raises for what the job did."""
    at = timezone.now()
    began = time.perf_counter()
    job = _begin(uuid.UUID(job_id), vehicle=uuid.UUID(str(context.task_result.id)), at=at)
    if job is None:
        return
    try:
        _perform(job, at=at)
    except Exception as error:  # noqa: BLE001  # whatever it was, it is noted on the job and logged
        _note_failure(job, error)
    else:
        milliseconds = round((time.perf_counter() - began) * 1000, 1)
        logger.info("job done", extra={**_about(job), "milliseconds": milliseconds})


def _lock_waiting(job_id: uuid.UUID) -> Job | None:
    return Job.objects.select_for_update().filter(pk=job_id, state=JobState.WAITING).first()


def _begin(job_id: uuid.UUID, *, vehicle: uuid.UUID, at: datetime) -> Job | None:
    """Count the attempt and let go of the key. None when there is nothing (more) to do for this vehicle."""
    with transaction.atomic():
        job = _lock_waiting(job_id)
        if job is None or job.vehicle != vehicle:
            return None
        if job.attempts >= _attempts_allowed(job):
            # Only workers that died in the middle of it leave a job with all its attempts used.
            _fail(job, error=job.error or WORKER_LOST, place=job.place)
            return None
        job.attempts += 1
        job.key = ""
        job.started_at = at
        job.save(update_fields=["attempts", "key", "started_at"])
        return job


def _perform(job: Job, *, at: datetime) -> None:
    definition = definitions.find(job.name)
    if definition.is_outside:
        definition.function(at=at, **job.arguments)
        _finish(job)
        return
    with transaction.atomic():
        # A worker that was taken for dead may be at it still: whoever comes second waits here, and finds it done.
        if _lock_waiting(job.pk) is not None:
            definition.function(at=at, **job.arguments)
            _finish(job)


def _finish(job: Job) -> None:
    Job.objects.filter(pk=job.pk, state=JobState.WAITING).update(state=JobState.DONE, finished_at=timezone.now())


def _note_failure(job: Job, error: Exception) -> None:
    about = logs.about_exception(error)
    with transaction.atomic():
        locked = _lock_waiting(job.pk)
        if locked is None:
            return
        locked.error = about["exception"][:200]
        locked.place = about["place"][:500]
        if locked.attempts >= _attempts_allowed(locked):
            _fail(locked, error=locked.error, place=locked.place)
            return
        locked.run_at = timezone.now() + back_off(locked.attempts)
        place_vehicle(locked)
    logger.warning("job will be tried again", extra={**_about(job), **about})


def _fail(job: Job, *, error: str, place: str) -> None:
    job.state = JobState.FAILED
    job.error, job.place = error, place
    job.finished_at = timezone.now()
    job.save()
    logger.error("job failed for good", extra={**_about(job), "exception": error, "place": place})


def _attempts_allowed(job: Job) -> int:
    try:
        return definitions.find(job.name).attempts
    except definitions.UnknownJobError:
        # Enqueued by a newer or an older version of the code; it is tried for as long as any other job.
        return len(WAITS) + 1


def back_off(attempt: int) -> timedelta:
    """How long to wait after the failed attempt number `attempt` (from 1), a fifth more or less so that jobs spread."""
    wait = WAITS[min(attempt, len(WAITS)) - 1]
    return wait * secrets.SystemRandom().uniform(1 - JITTER, 1 + JITTER)


def _about(job: Job) -> dict[str, object]:
    return {"job": job.name, "job_id": str(job.pk), "attempt": job.attempts}
