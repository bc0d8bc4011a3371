"""Jobs that come round: when, on ordinary days and on those when the clocks change, and once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from commonweal.core import jobs
from commonweal.core.days import LONDON
from commonweal.core.jobs import Job, Schedule
from tests.core.jobs import sample_jobs


def _rounds(line: str, *, after: datetime, count: int) -> list[str]:
    shown = []
    run = after
    for _ in range(count):
        run = jobs.next_run(line, after=run)
        shown.append(f"{run:%d %H:%M}")
    return shown


# In 2026 the clocks go forward on 29 March and back on 25 October, both at 01:00 UTC. Answers are in UTC.
@pytest.mark.parametrize(
    ("line", "after", "rounds"),
    [
        # Half past one does not exist on the 29th: made up for at two, which is when it would have been.
        ("30 1 * * *", datetime(2026, 3, 27, 12, tzinfo=UTC), ["28 01:30", "29 01:00", "30 00:30", "31 00:30"]),
        # Half past one comes twice on the 25th: only the first counts.
        ("30 1 * * *", datetime(2026, 10, 23, 12, tzinfo=UTC), ["24 00:30", "25 00:30", "26 01:30", "27 01:30"]),
        ("30 1 * * *", datetime(2026, 10, 25, 1, 10, tzinfo=UTC), ["26 01:30"]),
        ("15 3 * * *", datetime(2026, 3, 28, 12, tzinfo=UTC), ["29 02:15", "30 02:15"]),
        ("15 3 * * *", datetime(2026, 10, 24, 12, tzinfo=UTC), ["25 03:15", "26 03:15"]),
        # Without a fixed hour it goes on through the hour that comes twice.
        ("*/30 * * * *", datetime(2026, 10, 25, 0, 10, tzinfo=UTC), ["25 00:30", "25 01:00", "25 01:30", "25 02:00"]),
        ("*/30 * * * *", datetime(2026, 3, 29, 0, 10, tzinfo=UTC), ["29 00:30", "29 01:00", "29 01:30", "29 02:00"]),
    ],
)
def test_round_comes_neither_twice_nor_never_when_the_clocks_change(
    line: str, after: datetime, rounds: list[str]
) -> None:
    assert _rounds(line, after=after, count=len(rounds)) == rounds


@pytest.mark.django_db
def test_table_says_what_the_code_says(at: datetime) -> None:
    Schedule.objects.create(name="sample.dropped", line="* * * * *", next_run_at=at)
    Schedule.objects.create(name="core.prune_jobs", line="0 5 * * *", next_run_at=at)

    jobs.sync_schedules(at=at)
    jobs.sync_schedules(at=at + timedelta(days=1))

    rows = {row.name: (row.line, row.next_run_at.astimezone(LONDON)) for row in Schedule.objects.all()}
    assert "sample.dropped" not in rows
    assert rows["core.prune_jobs"] == ("15 3 * * *", datetime(2026, 6, 18, 3, 15, tzinfo=LONDON))
    assert rows["sample.every_night"] == ("30 1 * * *", datetime(2026, 6, 18, 1, 30, tzinfo=LONDON))


@pytest.mark.django_db
def test_due_job_is_enqueued_once_however_many_workers_ask(at: datetime) -> None:
    Schedule.objects.create(name="sample.every_night", line="30 1 * * *", next_run_at=at)
    Schedule.objects.create(name="core.prune_jobs", line="15 3 * * *", next_run_at=at + timedelta(seconds=1))

    enqueued = (jobs.enqueue_due(at=at), jobs.enqueue_due(at=at))

    row = Schedule.objects.get(name="sample.every_night")
    assert enqueued == (1, 0)
    assert list(Job.objects.values_list("name", flat=True)) == ["sample.every_night"]
    assert (row.last_run_at, row.next_run_at) == (at, datetime(2026, 6, 18, 1, 30, tzinfo=LONDON))


@pytest.mark.django_db
def test_rounds_that_were_missed_are_made_up_by_one(at: datetime) -> None:
    Schedule.objects.create(name="sample.every_night", line="30 1 * * *", next_run_at=at - timedelta(days=4))

    enqueued = (jobs.enqueue_due(at=at), jobs.enqueue_due(at=at))
    jobs.drain()

    assert (enqueued, sample_jobs.traces("every night")) == ((1, 0), 1)


@pytest.mark.django_db
def test_schedule_of_a_job_that_is_not_known_here_stops_no_other(at: datetime) -> None:
    Schedule.objects.create(name="newer.than_this", line="* * * * *", next_run_at=at)
    Schedule.objects.create(name="sample.every_night", line="30 1 * * *", next_run_at=at)

    assert jobs.enqueue_due(at=at) == 1
