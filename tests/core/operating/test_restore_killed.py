"""A restore that is killed at any instant leaves the old database or the new one, and can be run again."""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.core.operating.conftest import command, environment

pytestmark = [pytest.mark.kill, pytest.mark.real_time]

TIMES = 8
OLD_ROWS, NEW_ROWS = 60_000, 40_000


def fill(folder: Path, purpose: str, rows: int) -> None:
    """So many rows that replacing the database takes long enough to be killed in the middle of."""
    with closing(sqlite3.connect(folder / "commonweal.sqlite3")) as database, database:
        database.execute("DELETE FROM core_idempotencykey")
        database.executemany(
            "INSERT INTO core_idempotencykey (purpose, key, outcome, claimed_at) VALUES (?, ?, '', '2026-06-17')",
            ((purpose, f"{number:040}") for number in range(rows)),
        )


def held(folder: Path) -> tuple[str, list[tuple[str, int]]]:
    """What SQLite says of the whole file, and how many rows of which purpose it holds."""
    with closing(sqlite3.connect(folder / "commonweal.sqlite3")) as database:
        rows = database.execute("SELECT purpose, count(*) FROM core_idempotencykey GROUP BY purpose").fetchall()
        return database.execute("PRAGMA integrity_check").fetchone()[0], rows


@pytest.fixture
def scene(prepared_folder: Path, tmp_path: Path) -> Path:
    """A folder with the old rows in its database, and beside it a backup of the new ones."""
    folder = tmp_path / "data"
    shutil.copytree(prepared_folder, folder)
    fill(folder, "new", NEW_ROWS)
    subprocess.run(
        command("backup", str(tmp_path / "new.commonweal")), env=environment(folder), check=True, capture_output=True
    )
    fill(folder, "old", OLD_ROWS)
    return folder


def test_restore_killed_at_any_instant(scene: Path, tmp_path: Path) -> None:
    backup = tmp_path / "new.commonweal"
    seen: set[str] = set()
    for attempt in range(TIMES):
        folder = tmp_path / f"attempt-{attempt}"
        shutil.copytree(scene, folder)
        restore = subprocess.Popen(
            command("restore", str(backup), "--yes"),
            env=environment(folder, PYTHONUNBUFFERED="1"),
            stdout=subprocess.PIPE,
            text=True,
        )
        assert restore.stdout is not None
        for line in restore.stdout:
            if line.startswith("Replacing the database"):
                break
        time.sleep(random.uniform(0, 0.4))

        restore.kill()
        restore.stdout.close()
        restore.wait()

        health, rows = held(folder)
        assert health == "ok"
        assert rows in ([("old", OLD_ROWS)], [("new", NEW_ROWS)])
        seen.add(rows[0][0])
        shutil.rmtree(folder)
    print(f"left behind: {', '.join(sorted(seen))}")


def test_restore_again_after_it_was_killed(scene: Path, tmp_path: Path) -> None:
    backup = tmp_path / "new.commonweal"
    words = command("restore", str(backup), "--yes")
    broken_off = subprocess.Popen(
        words, env=environment(scene, PYTHONUNBUFFERED="1"), stdout=subprocess.PIPE, text=True
    )
    assert broken_off.stdout is not None
    next(line for line in broken_off.stdout if line.startswith("Replacing the database"))
    broken_off.kill()
    broken_off.stdout.close()
    broken_off.wait()
    closed = subprocess.run(command("maintenance", "state"), env=environment(scene), capture_output=True, text=True)

    again = subprocess.run(words, env=environment(scene), capture_output=True, text=True)

    opened = subprocess.run(command("maintenance", "state"), env=environment(scene), capture_output=True, text=True)
    assert closed.stdout == "Closed. We are putting the service back from a backup.\n"
    assert (again.returncode, again.stderr) == (0, "")
    assert held(scene) == ("ok", [("new", NEW_ROWS)])
    assert opened.stdout == "Open.\n"
