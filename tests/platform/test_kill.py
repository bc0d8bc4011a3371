"""The web server and the workers are killed at random instants while people use them: nothing is lost, half or double.

The seed is printed; `COMMONWEAL_KILL_SEED` repeats it, as nearly as processes repeat anything.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests import running
from tests.platform.askers import Crowd
from tests.running import House

pytestmark = [pytest.mark.kill, pytest.mark.real_time]

KILLS = 50
PEOPLE = 6
PAUSE_SECONDS = 0.2  # the most that a person rests between two requests
MOST_ANSWERS = 24  # between two kills: pages, not seconds, so that a slow machine is killed at work and not at rest
MOST_SECONDS = 0.1
DRAIN_SECONDS = 120.0
MAIL_DELAY_SECONDS = 0.1  # how long the mail server thinks: a moment in which a worker can die in doubt

SETTINGS = {
    "COMMONWEAL_WEB_PROCESSES": "2",
    "COMMONWEAL_WORKER_HEARTBEAT_SECONDS": "1",
    "COMMONWEAL_WORKER_PAUSE_SECONDS": "0.1",
}

# What each request that was sent must have brought about, by how its asker is reached.
LETTERS = {
    "EMAIL": Counter({"accountability.format_received": 1, "accountability.format_for_the_team": 1}),
    "PHONE": Counter({"accountability.format_for_the_team": 1}),
}

# How often the mail server can have taken a letter, by how it stands when all is quiet.
TAKEN = {"SENT": {1}, "QUEUED": {0}, "HELD": {0, 1}}


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_killed_at_random_instants_nothing_is_lost_or_done_twice(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    postgres = running.named_postgres() if kind == "postgresql" else None
    if kind == "postgresql" and postgres is None:
        pytest.skip("No PostgreSQL was named: set COMMONWEAL_TEST_POSTGRES_URL, or run ./run test --all.")
    seed = int(os.environ.get("COMMONWEAL_KILL_SEED") or time.time_ns() % 1_000_000)

    with running.started(
        tmp_path, workers=2, postgres=postgres, mail_delay_seconds=MAIL_DELAY_SECONDS, **SETTINGS
    ) as house:
        sent, faults = _kill_under_load(house, seed)
        _wait_until_quiet(house)
        verdict = house.manage("verify_audit")
        account = _ask(house, "account", sent)
        taken = Counter(str(letter["Message-ID"]).strip("<>") for letter in house.mailbox.letters)
        given_back = sum(part.log.read_text().count("its job is given back") for part in house.parts.values())
        summary = _summary(kind, seed, account, taken)
        with capsys.disabled():
            print(f"\n{summary}; {given_back} jobs were given back")

        assert sent
        assert faults == []
        assert verdict.startswith("The audit trail is whole")
        assert ", 0 waiting for a seal" in verdict
        assert _faults_of_requests(account, sent) == []
        assert _faults_of_letters(account, taken) == []
        assert set(account["jobs"]) <= {"DONE", "WAITING"}
        assert account["files"] | {"kept": 0, "swept": 0} == {
            "kept": 0,
            "unlinked": 0,
            "swept": 0,
            "without_row": 0,
            "without_bytes": 0,
        }


def _kill_under_load(house: House, seed: int) -> tuple[list[str], list[str]]:
    """The keys of the requests that were answered as sent, and what should not have been answered so."""
    chance = random.Random(seed)
    names = sorted(house.parts)
    with Crowd(house.port, seed, PEOPLE, PAUSE_SECONDS) as crowd:
        for _kill in range(KILLS):
            name = chance.choice(names)
            house.wait_until_up(name)  # what has not begun cannot be killed in the middle of something
            crowd.wait_for_answers(chance.randrange(MOST_ANSWERS))
            time.sleep(chance.uniform(0, MOST_SECONDS))
            house.kill(name)
            house.restart(name)
        house.wait_until_open()
    return crowd.sent, crowd.faults


def _wait_until_quiet(house: House) -> None:
    _ask(house, "seal")
    deadline = time.monotonic() + DRAIN_SECONDS
    while any((left := _ask(house, "quiet")).values()):
        assert time.monotonic() < deadline, f"after {DRAIN_SECONDS:g} seconds there is still {left}"
        time.sleep(1)


def _ask(house: House, verb: str, keys: list[str] | None = None) -> Any:  # each verb answers with what it has
    done = subprocess.run(
        [sys.executable, "-m", "tests.platform.house_account", verb],
        cwd=running.ROOT,
        env=house.environment,
        input=json.dumps(keys or []),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def _faults_of_requests(account: dict[str, Any], sent: list[str]) -> list[str]:
    """Requests that were said to be sent and are not, and those of which something is missing or double."""
    requests = account["requests"]
    faults = [
        f"{reference} was answered as sent and is {requests[reference]['status']}"
        for reference in map(account["opened_by"].__getitem__, sent)
        if requests[reference]["status"] != "RECEIVED"
    ]
    written = {reference: Counter[str]() for reference in requests}
    for letter in account["letters"]:
        written[letter["subject"].split()[-1]][letter["kind"]] += 1
    for reference, asked in requests.items():
        is_sent = asked["status"] == "RECEIVED"
        found = (asked["steps"], asked["audited"], written[reference])
        wanted = (["send"], 1, LETTERS[asked["reach_by"]]) if is_sent else ([], 0, Counter())
        if found != wanted:
            faults.append(f"{reference} is {asked['status']} and has {found}")
    return faults


def _faults_of_letters(account: dict[str, Any], taken: Counter[str]) -> list[str]:
    """Letters that the mail server took too often or too seldom, that no job sends, or that are nobody's."""
    letters = account["letters"]
    faults = [
        f"{letter['reference']} is {letter['status']} and was taken {times} times after {letter['steps']}"
        for letter in letters
        if (times := taken[letter["message_id"]]) not in TAKEN.get(letter["status"], set())
    ]
    faults += [
        f"a letter {unknown} was taken that was never written"
        for unknown in taken.keys() - {letter["message_id"] for letter in letters}
    ]
    if account["letters_of_jobs"] != {letter["reference"]: 1 for letter in letters}:
        faults.append("letters and the jobs that send them are not one to one")
    return faults


def _summary(kind: str, seed: int, account: dict[str, Any], taken: Counter[str]) -> str:
    requests = Counter(asked["status"] for asked in account["requests"].values())
    letters = Counter(letter["status"] for letter in account["letters"])
    held = [letter["reference"] for letter in account["letters"] if letter["status"] == "HELD"]
    return (
        f"kill run on {kind}, seed {seed}: {KILLS} kills; requests {dict(requests)}; letters {dict(letters)},"
        f" {taken.total()} taken by the mail server, held {held}; jobs {account['jobs']}; files {account['files']}"
    )
