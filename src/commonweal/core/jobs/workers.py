"""Which workers are alive, and what becomes of the job of one that is not.

Each worker notes every few seconds that it is alive. A job that was on its way under a worker whose beat has stopped
is given back, by whichever worker notices first.
"""

from __future__ import annotations

import logging
import os
import socket
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from commonweal.core.jobs.queue import Job, JobState, carry, place_vehicle

if TYPE_CHECKING:
    Vehicle = DBTaskResult[..., None]
else:
    Vehicle = DBTaskResult

logger = logging.getLogger("commonweal.jobs")

MISSED_BEATS = 3


class WorkerBeat(models.Model):
    """One worker that runs, or did: where, since when, and when it last said so."""

    id = models.CharField(primary_key=True, max_length=64)
    host = models.CharField(max_length=200)
    pid = models.PositiveIntegerField()
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ("started_at", "id")

    def __str__(self) -> str:
        return f"{self.host}:{self.pid}"


def beat(worker_id: str, *, at: datetime) -> None:
    """Note that the worker, which runs in this process, is alive."""
    if not WorkerBeat.objects.filter(pk=worker_id).update(seen_at=at):
        WorkerBeat.objects.create(pk=worker_id, host=socket.gethostname(), pid=os.getpid(), started_at=at, seen_at=at)


def leave(worker_id: str) -> None:
    """Note that the worker has ended, by its own doing."""
    WorkerBeat.objects.filter(pk=worker_id).delete()


def alive(*, at: datetime) -> models.QuerySet[WorkerBeat]:
    """The workers that missed fewer than three beats."""
    return WorkerBeat.objects.filter(
        seen_at__gte=at - timedelta(seconds=MISSED_BEATS * settings.WORKER_HEARTBEAT_SECONDS)
    )


def reap(*, at: datetime) -> int:
    """Give back the jobs of workers that are gone, and a vehicle to every waiting job that lost its own; how many."""
    living = set(alive(at=at).values_list("pk", flat=True))
    given_back = _give_back([vehicle for vehicle in _running() if vehicle.worker_ids[-1] not in living])
    return given_back + _replace_lost_vehicles()


def give_back_own(worker_id: str) -> int:
    """Give back what this worker had begun when the database went away under it; how many."""
    return _give_back([vehicle for vehicle in _running() if vehicle.worker_ids[-1] == worker_id])


def _running() -> list[Vehicle]:
    return list(DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, task_path=carry.module_path))


def _give_back(vehicles: list[Vehicle]) -> int:
    # The condition makes this safe beside other workers: only the one whose update changes the row gave it back.
    given = [
        vehicle
        for vehicle in vehicles
        if DBTaskResult.objects.filter(
            pk=vehicle.pk, status=TaskResultStatus.RUNNING, started_at=vehicle.started_at
        ).update(status=TaskResultStatus.READY)
    ]
    for vehicle in given:
        extra = {"worker": vehicle.worker_ids[-1], "job_id": vehicle.args_kwargs["args"][0]}
        logger.warning("a worker is gone; its job is given back", extra=extra)
    return len(given)


def _replace_lost_vehicles() -> int:
    under_way = [TaskResultStatus.READY, TaskResultStatus.RUNNING]
    lost = Job.objects.filter(state=JobState.WAITING).exclude(
        Exists(DBTaskResult.objects.filter(pk=OuterRef("vehicle"), status__in=under_way))
    )
    replaced = 0
    for job_id in list(lost.values_list("pk", flat=True)):
        with transaction.atomic():
            # Looked at again under its lock; a locked one is being worked on by somebody.
            job = lost.select_for_update(skip_locked=True).filter(pk=job_id).first()
            if job is not None:
                place_vehicle(job)
                replaced += 1
                logger.warning("a waiting job had lost its vehicle", extra={"job": job.name, "job_id": str(job.pk)})
    return replaced
