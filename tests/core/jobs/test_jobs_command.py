"""`./run manage jobs`: what an operator reads and does."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.core.management import CommandError, call_command

from commonweal.core import jobs
from commonweal.core.jobs import Job
from tests.core.jobs.sample_jobs import traces

pytestmark = pytest.mark.django_db


def _failed(at: datetime) -> Job:
    return Job.objects.create(
        name="sample.trace",
        arguments={"name": "a"},
        state="FAILED",
        attempts=3,
        error="builtins.KeyError",
        place="x.py:1:f",
        run_at=at,
        enqueued_at=at,
        finished_at=at - timedelta(hours=5),
    )


def test_list_tells_what_waits_and_what_failed(at: datetime, capsys: pytest.CaptureFixture[str]) -> None:
    failed = _failed(at)
    late = jobs.enqueue("sample.trace", name="b", run_at=at - timedelta(minutes=3))
    later = jobs.enqueue("sample.trace", name="c", run_at=at + timedelta(days=2))

    call_command("jobs")

    assert capsys.readouterr().out.splitlines() == [
        "0 workers are running, 2 jobs wait, 1 failed.",
        f"  {str(failed.pk)[:8]}  sample.trace  failed 5 hours ago after 3 attempts: builtins.KeyError at x.py:1:f",
        f"  {str(late.pk)[:8]}  sample.trace  has waited for 3 minutes",
        f"  {str(later.pk)[:8]}  sample.trace  due in 2 days",
    ]


def test_retry_does_a_failed_job_by_the_start_of_its_id(at: datetime, capsys: pytest.CaptureFixture[str]) -> None:
    failed = _failed(at)

    call_command("jobs", "retry", str(failed.pk)[:8])
    jobs.drain()

    assert (capsys.readouterr().out, traces("a")) == ("sample.trace will be tried again now.\n", 1)


def test_forget_drops_a_failed_job(at: datetime, capsys: pytest.CaptureFixture[str]) -> None:
    failed = _failed(at)

    call_command("jobs", "forget", str(failed.pk)[:8])

    assert capsys.readouterr().out == "sample.trace is forgotten. It was not done.\n"
    assert Job.objects.count() == 0


@pytest.mark.parametrize("typed", ["", "zz", "not-an-id"])
def test_id_that_names_no_job_is_refused_with_what_to_do(typed: str, at: datetime) -> None:
    _failed(at)

    with pytest.raises(CommandError, match=r"^Give the id of one job from the list"):
        call_command("jobs", "retry", typed)


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (timedelta(seconds=1), "1 second"),
        (timedelta(seconds=89), "89 seconds"),
        (timedelta(minutes=2), "2 minutes"),
        (timedelta(minutes=90), "1 hour"),
        (timedelta(hours=47), "47 hours"),
        (timedelta(days=3), "3 days"),
        (timedelta(seconds=-5), "0 seconds"),
    ],
)
def test_age_is_told_roughly(age: timedelta, words: str) -> None:
    assert jobs.show_age(age) == words
