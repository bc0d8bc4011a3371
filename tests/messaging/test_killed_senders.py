"""Workers that are killed while they send: every letter is sent once, still waits, or is held for a person."""

from __future__ import annotations

import random
import signal
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.core.jobs.trials import fresh_trial
from tests.messaging.conftest import PostOffice

SCRIPT = "tests.messaging.letter_service"
LETTERS = 40
KILLS = 4

pytestmark = [pytest.mark.kill, pytest.mark.slow, pytest.mark.real_time]


@pytest.mark.parametrize("scheme", ["smtp", "folder"])
def test_killed_workers_send_no_letter_twice_and_lose_none(
    scheme: str, post_office: PostOffice, tmp_path: Path, django_db_blocker: Any
) -> None:
    url = f"smtp://127.0.0.1:{post_office.port}" if scheme == "smtp" else "folder:///letters"
    with django_db_blocker.unblock(), fresh_trial(tmp_path, COMMONWEAL_MAIL_URL=url) as trial:
        trial.run("add", str(LETTERS), script=SCRIPT)

        for _ in range(KILLS):
            worker = trial.start("worker")
            _wait_until_one_more_has_left(post_office, tmp_path)
            time.sleep(random.uniform(0, 0.3))
            worker.send_signal(signal.SIGKILL)
            worker.wait()
        time.sleep(1.2)  # three beats
        trial.run("worker", "--once-empty")

        letters = trial.report(script=SCRIPT)
        arrived = Counter(str(message["Message-ID"]).strip("<>") for message in post_office.messages)
        arrived += Counter(file.stem for file in tmp_path.glob("letters/[!.]*.eml"))
        sent = {message_id for message_id, status in letters.items() if status == "SENT"}
        held = {message_id for message_id, status in letters.items() if status == "HELD"}

        assert len(letters) == LETTERS
        assert sent | held == set(letters)
        assert len(held) <= (KILLS if scheme == "smtp" else 0)
        assert {message_id: arrived[message_id] for message_id in sent} == dict.fromkeys(sent, 1)
        assert all(arrived[message_id] <= 1 for message_id in held)


def _wait_until_one_more_has_left(post_office: PostOffice, folder: Path) -> None:
    def left() -> int:
        return len(post_office.bodies) + len(list(folder.glob("letters/*.eml")))

    before = left()
    until = time.monotonic() + 15
    while left() == before and time.monotonic() < until:
        time.sleep(0.005)
