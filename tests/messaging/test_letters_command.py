"""`./run manage letters`: what an operator reads about letters in doubt, and decides."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.core.management import CommandError, call_command

from commonweal.core import jobs
from commonweal.core.actors import Actor
from commonweal.core.audit import AuditEvent
from commonweal.core.jobs import Job
from commonweal.messaging import health, operations, queries
from commonweal.messaging.models import Letter
from commonweal.messaging.queries import State
from commonweal.messaging.states import JOURNEY, Status

WORKER = Actor.system("tests.worker")


@pytest.fixture
def held(letter: Letter, at: datetime) -> Letter:
    operations.hand_over(letter=letter, by=WORKER, at=at)
    operations.hold(letter=letter, by=WORKER, at=at)
    Job.objects.all().delete()
    return queries.get(letter.reference)


def test_list_tells_of_letters_that_need_a_person_and_of_nobody(
    held: Letter, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("letters")

    story = "Held, because it may have been sent; written 17 June 2026, 9:30am; 0 attempts; last answer none"
    assert capsys.readouterr().out.splitlines() == [
        "0 wait to be sent (the oldest for: none), 1 held, 0 failed.",
        f"  {held.reference}  tests.greeting  {story}",
    ]


def test_resend_puts_a_held_letter_back_in_the_queue(held: Letter, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("letters", "resend", held.reference.lower().replace("-", ""))

    held.refresh_from_db()
    job = Job.objects.get()
    assert (held.status, job.name, job.arguments) == ("QUEUED", "messaging.send_letter", {"letter": held.reference})
    assert capsys.readouterr().out == f"{held.reference} will be sent again now.\n"
    assert AuditEvent.objects.get().verb == "messaging.letter.resend"


@pytest.mark.parametrize(("outcome", "status"), [("--sent", "SENT"), ("--dropped", "DROPPED")])
def test_settle_closes_a_held_letter(outcome: str, status: str, held: Letter, at: datetime) -> None:
    call_command("letters", "settle", held.reference, outcome)

    held.refresh_from_db()
    assert (held.status, Job.objects.count()) == (status, 0)
    assert queries.state(at) == State(queued=0, oldest_queued_age=None, handing_over=0, held=0, failed=0)


@pytest.mark.parametrize("words", [["resend"], ["settle", "--sent"], ["settle", "--dropped"]])
def test_letter_that_needs_no_decision_is_refused_with_the_reason(words: list[str], letter: Letter) -> None:
    action, *options = words

    with pytest.raises(CommandError, match=rf"^{letter.reference} is n"):
        call_command("letters", action, letter.reference, *options)

    letter.refresh_from_db()
    assert letter.status == "QUEUED"


@pytest.mark.parametrize(
    ("words", "answer"),
    [(["resend", "LT-NONE"], "There is no letter with that reference"), (["settle", "REF"], "Say how it is settled")],
)
def test_command_that_cannot_be_followed_says_what_to_do(words: list[str], answer: str, held: Letter) -> None:
    with pytest.raises(CommandError, match=answer):
        call_command("letters", *[held.reference if word == "REF" else word for word in words])


def test_health_sees_what_waits_too_long_and_what_is_held(letter: Letter, at: datetime) -> None:
    well = health.outbox(at + timedelta(hours=1))
    late = health.outbox(at + timedelta(hours=1, seconds=1))
    operations.hand_over(letter=letter, by=WORKER, at=at)
    operations.hold(letter=letter, by=WORKER, at=at)

    held = health.outbox(at)

    assert (well.is_well, late.words) == (True, "letters wait too long")
    assert held.words == "letters are held or failed: see /desk/messages/outbox/"
    assert held.figures == {"queued": 0, "oldest_queued_seconds": 0, "held": 1, "failed": 0}


@pytest.mark.parametrize(
    ("status", "moves"),
    [
        ("QUEUED", ["attempt", "hand_over", "give_up"]),
        ("HANDING_OVER", ["confirm", "take_back", "hold", "give_up"]),
        ("SENT", []),
        ("HELD", ["confirm", "settle", "resend", "drop"]),
        ("FAILED", ["resend", "drop"]),
        ("DROPPED", []),
    ],
)
def test_moves_that_are_open_from_each_state(status: str, moves: list[str]) -> None:
    assert JOURNEY.moves_from(status) == moves
    assert {status.value for status in Status} >= {status}


def test_newest_letters_come_first(letter: Letter) -> None:
    jobs.drain()

    assert queries.newest(limit=5) == [letter]
