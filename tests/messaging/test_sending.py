"""Letters against a real mail server: sent once, tried again, given up, or held; whatever the server does."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from commonweal.core import jobs
from commonweal.core.actors import Actor
from commonweal.core.days import LONDON
from commonweal.core.jobs import Job
from commonweal.core.journeys import steps_of
from commonweal.messaging import operations, outbox, sending
from commonweal.messaging.carriers import SmtpCarrier
from commonweal.messaging.letters import Draft
from commonweal.messaging.models import Letter
from tests.messaging.conftest import CLERK, STAGES, PostOffice, Server

WORKER = Actor.system("tests.worker")

# The mail server runs in a loop of its own, which needs a clock that goes on.
pytestmark = [pytest.mark.django_db, pytest.mark.real_time]


def _moves(letter: Letter) -> list[str]:
    return [step.move for step in steps_of(letter)]


def _drain_after(wait: timedelta) -> None:
    with time_machine.travel(datetime.now(tz=LONDON) + wait, tick=True):
        jobs.drain()


def test_letter_arrives_as_it_was_written(post_office: PostOffice, letter: Letter, draft: Draft) -> None:
    jobs.drain()

    letter.refresh_from_db()
    message = post_office.messages[0]
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None
    assert html is not None
    assert text.get_content().splitlines() == draft.text.splitlines()
    assert html.get_content().splitlines() == draft.html.splitlines()
    assert {name: message[name] for name in ("From", "To", "Reply-To", "Subject", "Auto-Submitted", "Message-ID")} == {
        "From": "Commonweal <no-reply@commonweal.example>",
        "To": "ann@example.org",
        "Reply-To": settings.CONTACT_EMAIL,
        "Subject": "We have your request – thank you",
        "Auto-Submitted": "auto-generated",
        "Message-ID": f"<{letter.message_id}>",
    }
    assert message["Date"] == "Wed, 17 Jun 2026 09:30:00 +0100"
    assert post_office.recipients == ["ann@example.org"]
    assert (letter.status, _moves(letter)) == ("SENT", ["begin", "attempt", "hand_over", "confirm"])


def test_letter_is_sent_once_however_often_its_job_runs(post_office: PostOffice, letter: Letter) -> None:
    jobs.drain()

    jobs.enqueue("messaging.send_letter", letter=letter.reference)
    jobs.drain()

    assert len(post_office.bodies) == 1


def test_letter_of_a_transaction_that_is_rolled_back_is_not_sent(
    post_office: PostOffice, draft: Draft, at: datetime
) -> None:
    with transaction.atomic():
        outbox.add(draft, at=at, by=CLERK)
        transaction.set_rollback(True)
    outbox.add(draft, at=at, by=CLERK)

    jobs.drain()

    assert (len(post_office.bodies), Letter.objects.count()) == (1, 1)


# A refused EHLO is followed by HELO, as the protocol has it, so the first that can be refused is MAIL.
@pytest.mark.parametrize("stage", STAGES[1:])
def test_letter_that_is_refused_for_now_is_tried_again(stage: str, post_office: PostOffice, letter: Letter) -> None:
    post_office.answers[stage] = "451 Try later, ann@example.org"

    jobs.drain()
    letter.refresh_from_db()
    first = (letter.status, letter.attempts, len(post_office.bodies))
    post_office.answers.clear()
    _drain_after(timedelta(seconds=12))

    letter.refresh_from_db()
    assert first == ("QUEUED", 1, 0)
    assert (letter.status, letter.attempts, len(post_office.bodies)) == ("SENT", 2, 1)


@pytest.mark.parametrize(
    ("stage", "status"),
    [("MAIL", "QUEUED"), ("RCPT", "FAILED"), ("DATA", "FAILED"), ("BODY", "FAILED")],
)
def test_letter_that_is_refused_for_good_is_given_up_unless_the_fault_is_ours(
    stage: str, status: str, post_office: PostOffice, letter: Letter
) -> None:
    post_office.answers[stage] = "550 No such person as ann@example.org"

    jobs.drain()

    letter.refresh_from_db()
    assert (letter.status, letter.attempts, letter.reply, len(post_office.bodies)) == (status, 1, "550", 0)


@pytest.mark.parametrize("stage", STAGES[:-1])
def test_letter_whose_server_hangs_up_before_the_last_word_is_tried_again(
    stage: str, post_office: PostOffice, letter: Letter
) -> None:
    post_office.hangs_up.add(stage)

    jobs.drain()
    letter.refresh_from_db()
    first = letter.status
    post_office.hangs_up.clear()
    _drain_after(timedelta(seconds=12))

    letter.refresh_from_db()
    assert (first, letter.status, len(post_office.bodies)) == ("QUEUED", "SENT", 1)


def test_letter_whose_server_hangs_up_after_the_last_word_is_held_and_stays_so(
    post_office: PostOffice, letter: Letter
) -> None:
    post_office.hangs_up.add("BODY")

    jobs.drain()
    post_office.hangs_up.clear()
    jobs.enqueue("messaging.send_letter", letter=letter.reference)
    _drain_after(timedelta(days=1))

    letter.refresh_from_db()
    assert (letter.status, _moves(letter)) == ("HELD", ["begin", "attempt", "hand_over", "hold"])
    assert post_office.attempts == 1


def test_letter_whose_server_is_too_slow_after_the_last_word_is_held(
    post_office: PostOffice, letter: Letter, at: datetime
) -> None:
    post_office.waits = threading.Event()
    carrier = SmtpCarrier(post_office.server, last_patience=0.2)

    sending.send(letter.reference, carrier=carrier, by=WORKER, at=at)

    letter.refresh_from_db()
    assert letter.status == "HELD"


def test_letter_without_a_server_waits(letter: Letter, settings: Any) -> None:
    settings.MAIL_SERVER = Server("smtp", "127.0.0.1", 1)

    jobs.drain()

    letter.refresh_from_db()
    job = Job.objects.get()
    assert (letter.status, letter.attempts, job.state, job.attempts) == ("QUEUED", 1, "WAITING", 1)


def test_letter_that_nobody_takes_for_too_long_is_given_up(letter: Letter, settings: Any) -> None:
    settings.MAIL_SERVER = Server("smtp", "127.0.0.1", 1)

    for day in range(sending.ATTEMPTS + 1):
        _drain_after(timedelta(days=day))

    letter.refresh_from_db()
    assert (letter.status, letter.attempts, Job.objects.get().state) == ("FAILED", sending.ATTEMPTS, "DONE")


def test_letter_that_no_envelope_takes_is_given_up_and_shown_to_the_operator(
    post_office: PostOffice, draft: Draft, at: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    # A dotless i passes for a letter in an address where capitals are overlooked, and no mail server has it.
    letter = outbox.add(replace(draft, to="v\u0131ctim@example.org"), at=at, by=CLERK)

    jobs.drain()
    call_command("letters")

    letter.refresh_from_db()
    assert (letter.status, _moves(letter)) == ("FAILED", ["begin", "give_up"])
    assert (Job.objects.get().state, post_office.attempts) == ("DONE", 0)
    assert f"{letter.reference}  tests.greeting  Could not be sent" in capsys.readouterr().out


def test_letter_in_doubt_that_no_envelope_takes_any_more_is_held(
    post_office: PostOffice, draft: Draft, at: datetime
) -> None:
    letter = outbox.add(replace(draft, to="v\u0131ctim@example.org"), at=at, by=CLERK)
    operations.hand_over(letter=letter, by=WORKER, at=at)

    jobs.drain()

    letter.refresh_from_db()
    assert letter.status == "HELD"


# What a worker leaves that is killed, at each place where it commits.


def test_letter_of_a_worker_killed_before_the_last_word_is_sent_by_the_next(
    post_office: PostOffice, letter: Letter, at: datetime
) -> None:
    operations.begin_attempt(letter=letter, by=WORKER, at=at)

    jobs.drain()

    letter.refresh_from_db()
    assert (letter.status, letter.attempts, len(post_office.bodies)) == ("SENT", 2, 1)


def test_letter_of_a_worker_killed_at_the_last_word_is_held(
    post_office: PostOffice, letter: Letter, at: datetime
) -> None:
    operations.hand_over(letter=letter, by=WORKER, at=at)

    jobs.drain()

    letter.refresh_from_db()
    assert (letter.status, post_office.attempts) == ("HELD", 0)


def test_answer_that_a_slow_worker_hears_after_all_settles_a_held_letter(
    post_office: PostOffice, letter: Letter, at: datetime
) -> None:
    class WithAnother(SmtpCarrier):
        """Between the last word and its answer, another worker takes up the letter."""

        def carry(self, envelope: Any, *, before_last_word: Any) -> None:
            def and_then_another() -> None:
                before_last_word()
                sending.send(letter.reference, carrier=SmtpCarrier(post_office.server), by=WORKER, at=at)

            super().carry(envelope, before_last_word=and_then_another)

    sending.send(letter.reference, carrier=WithAnother(post_office.server), by=WORKER, at=at)

    letter.refresh_from_db()
    assert (letter.status, len(post_office.bodies)) == ("SENT", 1)
    assert _moves(letter) == ["begin", "attempt", "hand_over", "hold", "confirm"]


def test_two_workers_at_one_letter_send_it_once(post_office: PostOffice, letter: Letter, at: datetime) -> None:
    class WithAnother(SmtpCarrier):
        """Just before the last word, another worker sends the whole letter."""

        def carry(self, envelope: Any, *, before_last_word: Any) -> None:
            def after_another() -> None:
                sending.send(letter.reference, carrier=SmtpCarrier(post_office.server), by=WORKER, at=at)
                before_last_word()

            super().carry(envelope, before_last_word=after_another)

    sending.send(letter.reference, carrier=WithAnother(post_office.server), by=WORKER, at=at)

    letter.refresh_from_db()
    assert (letter.status, len(post_office.bodies), post_office.attempts) == ("SENT", 1, 2)


# Letters as files.


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.DATA_DIR = tmp_path
    settings.MAIL_SERVER = Server("folder", path="/letters")
    return tmp_path / "letters"


def test_letter_to_a_folder_is_one_whole_file(folder: Path, letter: Letter) -> None:
    jobs.drain()

    letter.refresh_from_db()
    files = list(folder.iterdir())
    assert [file.name for file in files] == [f"{letter.message_id}.eml"]
    assert (files[0].stat().st_mode & 0o777, folder.stat().st_mode & 0o777) == (0o600, 0o700)
    assert files[0].read_bytes().endswith(b"--\r\n")
    assert letter.status == "SENT"


@pytest.mark.parametrize("was_written", [True, False])
def test_letter_of_a_worker_killed_at_the_folder_is_one_file_all_the_same(
    was_written: bool, folder: Path, letter: Letter, at: datetime
) -> None:
    operations.hand_over(letter=letter, by=WORKER, at=at)
    if was_written:
        folder.mkdir()
        (folder / f"{letter.message_id}.eml").write_bytes(b"as it was written")

    jobs.drain()

    letter.refresh_from_db()
    assert (letter.status, len(list(folder.iterdir()))) == ("SENT", 1)
    assert ((folder / f"{letter.message_id}.eml").read_bytes() == b"as it was written") is was_written


def test_folder_that_cannot_be_written_leaves_the_letter_queued(folder: Path, letter: Letter) -> None:
    folder.write_text("a file where the folder should be")

    jobs.drain()

    letter.refresh_from_db()
    assert letter.status == "QUEUED"
