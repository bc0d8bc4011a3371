"""Jobs: enqueued with the transaction, done once, tried again, given up."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django_tasks_db.models import DBTaskResult

from commonweal.core import jobs
from commonweal.core.jobs import Job
from tests.core.jobs import sample_jobs
from tests.core.jobs.sample_jobs import traces

pytestmark = pytest.mark.django_db


def test_job_is_done_once(at: datetime) -> None:
    job = jobs.enqueue("sample.trace", name="a")

    jobs.drain()
    jobs.drain()

    job.refresh_from_db()
    assert (job.state, job.attempts, job.finished_at, traces("a")) == ("DONE", 1, at, 1)


def test_job_waits_for_its_time(at: datetime) -> None:
    jobs.enqueue("sample.trace", name="a", run_at=at + timedelta(minutes=5))

    jobs.drain()
    before = traces("a")
    with time_machine.travel(at + timedelta(minutes=5), tick=False):
        jobs.drain()

    assert (before, traces("a")) == (0, 1)


def test_job_of_a_transaction_that_is_rolled_back_is_not_done() -> None:
    with transaction.atomic():
        jobs.enqueue("sample.trace", name="a")
        transaction.set_rollback(True)
    jobs.enqueue("sample.trace", name="b")

    jobs.drain()

    assert (traces("a"), traces("b"), Job.objects.count(), DBTaskResult.objects.count()) == (0, 1, 1, 1)


def test_second_vehicle_of_a_done_job_does_nothing() -> None:
    job = jobs.enqueue("sample.trace", name="a")
    jobs.drain()
    DBTaskResult.objects.filter(pk=job.vehicle).update(status="READY")

    jobs.drain()

    assert traces("a") == 1


@pytest.mark.django_db(transaction=True)
def test_outside_job_holds_no_transaction_open() -> None:
    jobs.enqueue("sample.go_outside", name="a")

    jobs.drain()

    assert (traces("a"), traces("a in a transaction")) == (1, 0)


def test_job_that_comes_round_goes_before_the_others(caplog: pytest.LogCaptureFixture) -> None:
    jobs.enqueue("sample.trace", name="a")
    jobs.enqueue("sample.every_night")

    with caplog.at_level(logging.INFO, logger="commonweal.jobs"):
        jobs.drain()

    done = [line.__dict__["job"] for line in caplog.records if line.getMessage() == "job done"]
    assert done == ["sample.every_night", "sample.trace"]


# Asking wrongly.


@pytest.mark.parametrize(
    ("name", "arguments", "error"),
    [
        ("sample.unheard_of", {"name": "a"}, jobs.UnknownJobError),
        ("sample.trace", {}, jobs.WrongArgumentsError),
        ("sample.trace", {"name": "a", "colour": "red"}, jobs.WrongArgumentsError),
        ("sample.trace", {"name": ["a"]}, jobs.WrongArgumentsError),
        ("sample.trace", {"name": "ann@example.org"}, jobs.WrongArgumentsError),
        ("sample.trace", {"name": "a" * 201}, jobs.WrongArgumentsError),
    ],
)
def test_job_that_cannot_be_done_is_refused_at_once(
    name: str, arguments: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        jobs.enqueue(name, **arguments)

    assert Job.objects.count() == 0


def test_job_name_that_is_taken_is_refused() -> None:
    with pytest.raises(jobs.JobTakenError):

        @jobs.job("sample.trace")
        def another(*, at: datetime) -> None:
            return


def test_job_with_a_line_that_is_no_cron_line_is_refused() -> None:
    with pytest.raises(jobs.WrongScheduleError):
        jobs.job("sample.at_noon", every="at noon")


# Only one waiting.


def test_key_lets_one_job_wait() -> None:
    first = jobs.enqueue("sample.trace", key="k", name="a")

    second = jobs.enqueue("sample.trace", key="k", name="a")
    other = jobs.enqueue("sample.trace", key="l", name="a")

    assert (second.pk == first.pk, other.pk == first.pk) == (True, False)


def test_key_of_a_later_job_brings_it_forward(at: datetime) -> None:
    jobs.enqueue("sample.trace", key="k", name="a", run_at=at + timedelta(days=1))

    jobs.enqueue("sample.trace", key="k", name="a")
    jobs.drain()

    assert traces("a") == 1


def test_key_of_a_job_that_has_begun_is_free_again() -> None:
    jobs.enqueue("sample.enqueue_again", key="k", name="k")

    jobs.drain()

    assert traces("k") == 2


# Failing.


def test_failed_attempt_leaves_nothing_and_is_made_again(at: datetime) -> None:
    sample_jobs.fails_until["a"] = at + timedelta(seconds=1)
    job = jobs.enqueue("sample.trace", name="a")

    jobs.drain()
    job.refresh_from_db()
    left, error, waits = traces("a"), job.error, job.run_at - at
    with time_machine.travel(at + timedelta(seconds=12), tick=False):
        jobs.drain()

    job.refresh_from_db()
    assert (left, error) == (0, "tests.core.jobs.sample_jobs.OutOfOrderError")
    assert timedelta(seconds=8) <= waits <= timedelta(seconds=12)
    assert (job.state, job.attempts, traces("a")) == ("DONE", 2, 1)


def test_job_that_used_its_attempts_fails_and_says_where_but_not_what(
    at: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    sample_jobs.fails_until["a"] = at + timedelta(days=9)
    job = jobs.enqueue("sample.trace", name="a")

    for day in range(4):
        with time_machine.travel(at + timedelta(days=day), tick=False), caplog.at_level(logging.WARNING):
            jobs.drain()

    job.refresh_from_db()
    assert (job.state, job.attempts, job.finished_at) == ("FAILED", 3, at + timedelta(days=2))
    assert job.error == "tests.core.jobs.sample_jobs.OutOfOrderError"
    assert job.place.startswith("commonweal/core/jobs/queue.py:")
    assert [line.levelname for line in caplog.records if line.name == "commonweal.jobs"] == ["WARNING"] * 2 + ["ERROR"]
    assert "typed" not in caplog.text + str(job.__dict__) + str(list(DBTaskResult.objects.values()))


@pytest.mark.parametrize(("attempt", "seconds"), [(1, 10), (2, 60), (3, 300), (5, 3600), (7, 21600), (40, 21600)])
def test_back_off_grows_to_six_hours(attempt: int, seconds: int) -> None:
    waits = [jobs.back_off(attempt).total_seconds() for _ in range(20)]

    assert all(seconds * 0.8 <= wait <= seconds * 1.2 for wait in waits)
    assert len(set(waits)) > 1


def test_failed_job_is_retried_when_an_operator_says_so(at: datetime) -> None:
    job = _failed_job("a", at)
    sample_jobs.fails_until.clear()

    with time_machine.travel(at + timedelta(days=3), tick=False):
        jobs.retry(job=job, at=at + timedelta(days=3))
        jobs.drain()

    job.refresh_from_db()
    assert (job.state, job.attempts, traces("a")) == ("DONE", 1, 1)


def test_done_job_is_not_retried(at: datetime) -> None:
    job = jobs.enqueue("sample.trace", name="a")
    jobs.drain()

    with pytest.raises(jobs.NoSuchJobError):
        jobs.retry(job=job, at=at)

    assert traces("a") == 1


def test_failed_job_is_forgotten_when_an_operator_says_so(at: datetime) -> None:
    job = _failed_job("a", at)
    waiting = jobs.enqueue("sample.trace", name="b")

    jobs.forget(job=job)
    with pytest.raises(jobs.NoSuchJobError):
        jobs.forget(job=waiting)

    assert list(Job.objects.all()) == [waiting]


def _failed_job(name: str, at: datetime) -> Job:
    sample_jobs.fails_until[name] = at + timedelta(days=9)
    job = jobs.enqueue("sample.trace", name=name)
    for day in range(3):
        with time_machine.travel(at + timedelta(days=day), tick=False):
            jobs.drain()
    job.refresh_from_db()
    assert job.state == "FAILED"
    return job


# The database has the last word.


@pytest.mark.parametrize(
    "breach",
    [
        {"state": "WAITING", "key": "k"},
        {"state": "DONE"},
        {"state": "WAITING", "finished": True},
        {"state": "ASLEEP"},
    ],
)
def test_database_refuses_a_job_that_cannot_be(breach: dict[str, Any], at: datetime) -> None:
    Job.objects.create(name="sample.trace", key="k", run_at=at, enqueued_at=at)
    finished_at = at if breach.pop("finished", False) else None

    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.create(name="sample.trace", run_at=at, enqueued_at=at, finished_at=finished_at, **breach)

    assert Job.objects.count() == 1
