"""Jobs that come round: a cron line in London time for each, and one row that says when it is next due.

A day on which the clocks change neither skips nor doubles a job with a fixed hour: an hour that does not exist is
made up for as soon as it is over, and in the hour that comes twice only the first counts. Jobs without a fixed hour
(`*/5 * * * *`) run on through the second.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime

from croniter import croniter
from django.db import models, transaction

from commonweal.core.days import LONDON
from commonweal.core.jobs import definitions
from commonweal.core.jobs.queue import enqueue

logger = logging.getLogger("commonweal.jobs")


class Schedule(models.Model):
    """When one job comes round, and when it next and last did."""

    name = models.CharField(max_length=100, unique=True)
    line = models.CharField(max_length=100)
    next_run_at = models.DateTimeField()
    last_run_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return f"{self.name} {self.line}"


def next_run(line: str, *, after: datetime) -> datetime:
    """The first instant after `after` (aware) at which the cron line `line` comes round in London."""
    has_fixed_hour = not line.split()[1].startswith("*")
    run = after
    while True:
        following: datetime = croniter(line, run.astimezone(LONDON)).get_next(datetime)
        run = following.astimezone(UTC)
        # fold: the clock shows this hour for the second time.
        if not (has_fixed_hour and run.astimezone(LONDON).fold):
            return run


def sync_schedules(*, at: datetime) -> None:
    """Make the table say what the code says: new lines come in, changed ones are counted from `at`, gone ones go."""
    lines = definitions.scheduled()
    Schedule.objects.exclude(name__in=lines).delete()
    rows = [Schedule(name=name, line=line, next_run_at=next_run(line, after=at)) for name, line in lines.items()]
    Schedule.objects.bulk_create(rows, ignore_conflicts=True)
    for row in rows:
        Schedule.objects.filter(name=row.name).exclude(line=row.line).update(line=row.line, next_run_at=row.next_run_at)


def enqueue_due(*, at: datetime) -> int:
    """Enqueue every job whose time has come, once however many workers ask; how many. A missed round is made up."""
    count = 0
    for row in Schedule.objects.filter(next_run_at__lte=at):
        with transaction.atomic():
            following = next_run(row.line, after=at)
            # Claimed by the worker whose update finds the row as it was read; the others change nothing.
            unclaimed = Schedule.objects.filter(pk=row.pk, line=row.line, next_run_at=row.next_run_at)
            if not unclaimed.update(next_run_at=following, last_run_at=at):
                continue
            try:
                enqueue(row.name, key=f"schedule {row.name}")
            except definitions.UnknownJobError:
                # A newer worker wrote the row; it, or the next start, will see to it.
                logger.warning("a scheduled job is not known here", extra={"job": row.name})
                continue
            count += 1
    return count
