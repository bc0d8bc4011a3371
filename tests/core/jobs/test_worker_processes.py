"""Real workers in processes of their own, killed and asked to end; on the database that the tests run on."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.core.jobs.trials import PATIENCE_SECONDS, Trial, fresh_trial, wait_for

pytestmark = [pytest.mark.kill, pytest.mark.slow, pytest.mark.real_time]


@pytest.fixture
def trial(tmp_path: Path, django_db_blocker: Any) -> Iterator[Trial]:
    with django_db_blocker.unblock(), fresh_trial(tmp_path) as trial:
        yield trial


def test_job_of_a_killed_worker_is_done_once_by_another(trial: Trial) -> None:
    trial.run("enqueue", "sample.linger", "a")
    killed = trial.start("worker")
    wait_for(trial.folder / "a.begun")

    killed.send_signal(signal.SIGKILL)
    killed.wait(PATIENCE_SECONDS)
    left = trial.report()
    (trial.folder / "go").touch()
    time.sleep(1.2)  # more than three beats
    trial.run("worker", "--once-empty")

    assert left == {"effects": {}, "states": {"WAITING": 1}, "beats": 1}
    assert trial.report() == {"effects": {"a": 1}, "states": {"DONE": 1}, "beats": 1}


def test_worker_that_is_asked_to_end_finishes_the_job_in_hand(trial: Trial) -> None:
    trial.run("enqueue", "sample.linger", "a")
    trial.run("enqueue", "sample.linger", "b")
    worker = trial.start("worker")
    wait_for(trial.folder / "a.begun")

    worker.send_signal(signal.SIGTERM)
    time.sleep(0.3)
    (trial.folder / "go").touch()
    worker.wait(PATIENCE_SECONDS)

    assert worker.returncode == 0
    assert trial.report() == {"effects": {"a": 1}, "states": {"DONE": 1, "WAITING": 1}, "beats": 0}


def test_worker_with_nothing_to_do_ends_when_it_is_asked(trial: Trial) -> None:
    worker = trial.start("worker")
    until = time.monotonic() + PATIENCE_SECONDS
    while trial.report()["beats"] == 0 and time.monotonic() < until:
        time.sleep(0.05)

    worker.send_signal(signal.SIGTERM)

    assert worker.wait(PATIENCE_SECONDS) == 0
    assert trial.report()["beats"] == 0


def test_workers_side_by_side_do_every_job_once(trial: Trial) -> None:
    names = [f"job {number}" for number in range(40)]
    trial.run("enqueue", "sample.trace", *names)

    workers = [trial.start("worker", "--once-empty") for _ in range(3)]
    codes = [worker.wait(PATIENCE_SECONDS) for worker in workers]

    assert codes == [0, 0, 0]
    assert trial.report() == {"effects": dict.fromkeys(names, 1), "states": {"DONE": 40}, "beats": 0}


@pytest.mark.skipif("sqlite" in connection.vendor, reason="nobody else can end a connection to SQLite")
def test_worker_outlives_the_connections_that_the_database_ends(trial: Trial) -> None:
    trial.run("enqueue", "sample.linger", "a")
    worker = trial.start("worker")
    wait_for(trial.folder / "a.begun")

    with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]  # a connection beside the tests' own
        name = trial.environment["COMMONWEAL_DATABASE_URL"].rpartition("/")[2]
        cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
    (trial.folder / "go").touch()
    until = time.monotonic() + PATIENCE_SECONDS
    while trial.report()["states"] != {"DONE": 1} and time.monotonic() < until:
        time.sleep(0.2)

    assert worker.poll() is None
    assert (trial.report()["effects"], trial.report()["states"]) == ({"a": 1}, {"DONE": 1})
