"""A service of its own for tests that kill: real processes on an empty database beside the one the tests run on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.db import connection

PATIENCE_SECONDS = 30.0


@dataclass
class Trial:
    """A service of its own: a folder, a database, and the processes that were started in it."""

    folder: Path
    environment: dict[str, str]
    started: list[subprocess.Popen[str]]

    def start(self, *words: str, script: str = "tests.core.jobs.trial_service") -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", script, *words],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.started.append(process)
        return process

    def run(self, *words: str, script: str = "tests.core.jobs.trial_service") -> str:
        process = self.start(*words, script=script)
        out, _ = process.communicate(timeout=PATIENCE_SECONDS)
        assert process.returncode == 0
        return out

    def report(self, *, script: str = "tests.core.jobs.trial_service") -> dict[str, Any]:
        report: dict[str, Any] = json.loads(self.run("report", script=script))
        return report

    def end(self) -> None:
        for process in self.started:
            if process.poll() is None:
                process.kill()
            process.communicate()


@contextmanager
def fresh_trial(folder: Path, **settings: str) -> Iterator[Trial]:
    """A migrated service of its own in `folder`, with `settings` beside those that make a worker quick to notice."""
    url, drop = _fresh_database()
    environment = os.environ | {
        "COMMONWEAL_DATA_DIR": str(folder),
        "COMMONWEAL_DATABASE_URL": url,
        "COMMONWEAL_WORKER_HEARTBEAT_SECONDS": "0.3",
        "COMMONWEAL_WORKER_PAUSE_SECONDS": "0.1",
        **settings,
    }
    trial = Trial(folder, environment, [])
    try:
        trial.run("migrate")
        yield trial
    finally:
        trial.end()
        drop()


def _fresh_database() -> tuple[str, Callable[[], None]]:
    """The address of an empty database beside the one the tests run on, and what drops it."""
    if connection.vendor == "sqlite":
        return "sqlite:///trial.sqlite3", lambda: None
    name = f"trial_{uuid.uuid4().hex[:12]}"
    settings = connection.settings_dict
    with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]  # how Django itself makes test databases
        cursor.execute(f"CREATE DATABASE {name}")

    def drop() -> None:
        with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]  # as above
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")

    user = quote(settings["USER"]) + (f":{quote(settings['PASSWORD'])}" if settings["PASSWORD"] else "")
    return f"postgresql://{user}@{settings['HOST']}:{settings['PORT']}/{name}", drop


def wait_for(file: Path) -> None:
    """Until `file` is there."""
    until = time.monotonic() + PATIENCE_SECONDS
    while not file.exists():
        assert time.monotonic() < until, f"{file.name} did not come"
        time.sleep(0.05)
