"""Workers that are gone, jobs that lost their way, and what is left of old ones."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django_tasks_db.models import DBTaskResult

from commonweal.core import jobs
from commonweal.core.jobs import Job, State, WorkerBeat
from tests.core.jobs.sample_jobs import traces

pytestmark = pytest.mark.django_db

BEAT = timedelta(seconds=settings.WORKER_HEARTBEAT_SECONDS)


def _begun_by(worker_id: str, *, name: str, seen_at: datetime) -> Job:
    """A job as a worker leaves it that was killed in the middle: begun, counted, and nothing more."""
    WorkerBeat.objects.get_or_create(
        pk=worker_id, defaults={"host": "elsewhere", "pid": 1, "started_at": seen_at, "seen_at": seen_at}
    )
    job = jobs.enqueue("sample.trace", name=name)
    DBTaskResult.objects.get(pk=job.vehicle).claim(worker_id)
    Job.objects.filter(pk=job.pk).update(attempts=1)
    return job


def test_job_of_a_dead_worker_is_done_by_another(at: datetime) -> None:
    dead = _begun_by("dead", name="a", seen_at=at - 3.1 * BEAT)
    alive = _begun_by("alive", name="b", seen_at=at - 2.9 * BEAT)

    given_back = jobs.reap(at=at)
    jobs.drain()

    dead.refresh_from_db()
    alive.refresh_from_db()
    assert given_back == 1
    assert (dead.state, dead.attempts, traces("a")) == ("DONE", 2, 1)
    assert (alive.state, alive.attempts, traces("b")) == ("WAITING", 1, 0)


def test_job_of_a_worker_that_left_no_beat_is_given_back(at: datetime) -> None:
    _begun_by("gone", name="a", seen_at=at)
    WorkerBeat.objects.all().delete()

    assert (jobs.reap(at=at), jobs.reap(at=at)) == (1, 0)


@pytest.mark.parametrize("fate", ["deleted", "FAILED", "SUCCESSFUL"])
def test_waiting_job_that_lost_its_vehicle_gets_another(fate: str, at: datetime) -> None:
    job = jobs.enqueue("sample.trace", name="a")
    vehicle = DBTaskResult.objects.filter(pk=job.vehicle)
    if fate == "deleted":
        vehicle.delete()
    else:
        vehicle.update(status=fate)

    replaced = (jobs.reap(at=at), jobs.reap(at=at))
    jobs.drain()

    assert (replaced, traces("a")) == ((1, 0), 1)


def test_job_that_keeps_killing_its_workers_fails(at: datetime) -> None:
    job = _begun_by("dead", name="a", seen_at=at - 10 * BEAT)
    Job.objects.filter(pk=job.pk).update(attempts=3)

    jobs.reap(at=at)
    jobs.drain()

    job.refresh_from_db()
    assert (job.state, job.error, traces("a")) == ("FAILED", "(the worker ended before the job did)", 0)


def test_state_counts_what_waits_failed_and_lives(at: datetime) -> None:
    _begun_by("dead", name="a", seen_at=at - 10 * BEAT)
    _begun_by("alive", name="b", seen_at=at)
    jobs.enqueue("sample.trace", name="late", run_at=at - timedelta(minutes=7))
    jobs.enqueue("sample.trace", name="later", run_at=at + timedelta(days=1))
    Job.objects.create(name="sample.trace", state="FAILED", run_at=at, enqueued_at=at, finished_at=at)

    state = jobs.state(at)

    assert state == State(waiting=4, oldest_waiting_age=timedelta(minutes=7), failed=1, workers_alive=1)


def test_state_of_an_empty_queue(at: datetime) -> None:
    assert jobs.state(at) == State(waiting=0, oldest_waiting_age=None, failed=0, workers_alive=0)


def test_prune_deletes_what_was_done_long_ago_and_nothing_else(at: datetime) -> None:
    jobs.enqueue("sample.trace", name="a")
    jobs.drain()
    waiting = jobs.enqueue("sample.trace", name="b", run_at=at + timedelta(days=30))
    failed = Job.objects.create(name="sample.trace", state="FAILED", run_at=at, enqueued_at=at, finished_at=at)
    WorkerBeat.objects.create(pk="gone", host="elsewhere", pid=1, started_at=at, seen_at=at)

    early = jobs.prune(at=at + timedelta(days=7))
    late = jobs.prune(at=at + timedelta(days=8))

    assert (early, late) == (0, 3)
    assert set(Job.objects.all()) == {waiting, failed}
    assert list(DBTaskResult.objects.values_list("pk", flat=True)) == [waiting.vehicle]
