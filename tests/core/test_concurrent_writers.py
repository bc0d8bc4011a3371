"""Eight processes that write to the embedded database at once: nothing lost, nothing double, nothing failed."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

WRITER = Path(__file__).with_name("concurrent_writer.py")
WRITERS = 8
TASKS = 800


@pytest.fixture
def environment(tmp_path):
    """A migrated SQLite file of our own, with a table for parcels; the environment that processes find it by."""
    environment = os.environ | {
        "COMMONWEAL_DATA_DIR": str(tmp_path),
        "COMMONWEAL_DATABASE_URL": "sqlite:///writers.sqlite3",
        "PYTHONPATH": os.pathsep.join(sys.path),
        "PYTHONWARNINGS": "error",
        "DJANGO_SETTINGS_MODULE": "commonweal.config.settings",
    }
    subprocess.run([sys.executable, "-m", "django", "migrate", "--verbosity=0"], env=environment, check=True)
    with closing(sqlite3.connect(tmp_path / "writers.sqlite3")) as database:
        database.execute("CREATE TABLE core_parcel (id integer PRIMARY KEY AUTOINCREMENT, status varchar(20) NOT NULL)")
    return environment


def start(environment, *words):
    return subprocess.Popen(
        [sys.executable, str(WRITER), *words],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(process):
    """What the process counted, after it was told to stop."""
    out, errors = process.communicate(timeout=400)
    assert process.returncode == 0, errors
    return int(out)


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.real_time
def test_eight_writers_at_once_lose_nothing_and_do_nothing_twice(environment, tmp_path):
    # Each share of the tasks goes to two writers, who race each other for every one of them.
    share = TASKS * 2 // WRITERS
    shares = [(str(first), str(first + share)) for first in range(0, TASKS, share)] * 2
    beside = [start(environment, "read"), start(environment, "seal")]
    writers = [start(environment, "write", *bounds) for bounds in shares]

    sent = [ended(writer) for writer in writers]
    rounds, sealed = [ended(process) for process in beside]

    assert sum(sent) == TASKS
    assert rounds > 0
    with closing(sqlite3.connect(tmp_path / "writers.sqlite3")) as database:
        tables = ("parcel", "journeystep", "auditevent", "idempotencykey", "auditname")
        counts = [database.execute(f"SELECT count(*) FROM core_{table}").fetchone()[0] for table in tables]
    assert counts == [TASKS, TASKS * 2, TASKS, TASKS, 50]
    verdict = subprocess.run(
        [sys.executable, "-m", "django", "verify_audit"], env=environment, check=True, capture_output=True, text=True
    )
    assert verdict.stdout.startswith(f"The audit trail is whole: {sealed} sealed, {TASKS - sealed} waiting for a seal.")
    assert sealed > 0
