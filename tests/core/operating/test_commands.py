"""Management commands as an operator runs them: which there are, what is refused, where files go, who may read them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from commonweal.config import commands
from commonweal.config.environment import ROOT
from tests.core.operating.conftest import command, environment

pytestmark = pytest.mark.slow


def ran(
    words: list[str], folder: Path, *, stdout: int = subprocess.PIPE, **changed: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        words,
        env=environment(folder, **changed),
        cwd=ROOT,
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        timeout=60,
    )


def managed(*words: str) -> list[str]:
    """The words of `./run …` without the shell before them."""
    return [sys.executable, "-m", "tools", *words]


def test_help_has_ours_first_and_none_that_pass_by_the_checks(tmp_path: Path) -> None:
    done = ran(managed("manage", "help"), tmp_path)

    ours, _, others = done.stdout.partition("Django's own, for programmers")
    listed = [line.split()[0] for line in ours.splitlines() if line.startswith("  ") and line[2] != " "]
    assert done.returncode == 0
    assert {"backup", "check_settings", "serve", "upgrade", "verify_audit"} <= set(listed)
    assert listed == sorted(listed)
    assert {"migrate", "shell"} <= set(others.replace(",", " ").split())
    assert set(done.stdout.replace(",", " ").split()) & (set(commands.NOT_OURS) - {"test"}) == set()


@pytest.mark.parametrize("name", ["runserver", "db_worker", "flush"])
def test_command_that_passes_by_the_checks(tmp_path: Path, name: str) -> None:
    installed, checked_out = ran(command(name), tmp_path), ran(managed("manage", name), tmp_path)

    assert (installed.returncode, installed.stderr) == (
        2,
        f"commonweal {name} is not used here. {commands.NOT_OURS[name]}\n",
    )
    assert (checked_out.returncode, checked_out.stderr) == (
        2,
        f"./run manage {name} is not used here. {commands.NOT_OURS[name]}\n",
    )


def test_database_is_for_its_owner_alone(prepared_folder: Path) -> None:
    mode = (prepared_folder / "commonweal.sqlite3").stat().st_mode

    assert oct(mode & 0o777) == oct(0o600)


@pytest.mark.parametrize("name", ["check_settings", "help"])
def test_command_whose_reader_has_read_enough(prepared_folder: Path, name: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)

    done = ran(command(name), prepared_folder, stdout=writing)

    os.close(writing)
    assert (done.returncode, done.stderr) == (commands.PIPE_CLOSED, "")


def test_file_is_named_from_where_the_person_stands(prepared_folder: Path, tmp_path: Path) -> None:
    made = ran(managed("backup", "-v", "1", "kept.commonweal"), prepared_folder, CALLED_FROM=str(tmp_path))
    found = ran(managed("restore", "other.commonweal", "--yes"), prepared_folder, CALLED_FROM=str(tmp_path))

    assert (made.returncode, [entry.name for entry in tmp_path.iterdir()]) == (0, ["kept.commonweal"])
    assert found.stderr == (
        f"CommandError: {tmp_path}/other.commonweal was not restored, and nothing was changed. There is no"
        f" {tmp_path}/other.commonweal: look for a slip in its name, or a disk that is not there.\n"
    )


@pytest.mark.parametrize("name", ["jobs", "verify_audit"])
def test_command_before_the_tables_are_there(tmp_path: Path, name: str) -> None:
    done = ran(command(name), tmp_path)

    assert done.returncode == 1
    assert re.fullmatch(
        r"The database is not ready for this version \(\d+ steps to go\): run \./run manage upgrade\."
        r" See docs/operators/upgrade\.md\.\n",
        done.stderr,
    )


def test_folder_that_is_named_from_where_the_person_stands(prepared_folder: Path, tmp_path: Path) -> None:
    done = ran(managed("backup", "nowhere/"), prepared_folder, CALLED_FROM=str(tmp_path))

    assert done.stderr == (
        f"CommandError: No backup was made. There is no folder {tmp_path}/nowhere: see that its disk is there, or make"
        " it.\n"
    )
