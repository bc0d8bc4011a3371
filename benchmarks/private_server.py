"""A server of the benchmark's own: one web process on a fresh database, in a folder that goes afterwards."""

from __future__ import annotations

import contextlib
import http.client
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks import processes
from tools import assets, postgres
from tools.assets import ROOT

SECONDS_TO_START = 60
SECONDS_TO_STOP = 20


class NoAnswerError(Exception):
    """The server did not start; the message is the end of its log."""


@dataclass(frozen=True)
class PrivateServer:
    """A running server: its port, its settings, its web process and the database's processes that work for it."""

    port: int
    settings: dict[str, str]
    master: int

    def web_processes(self) -> list[int]:
        """The one web process."""
        return processes.children_of(self.master)

    def database_processes(self) -> list[int]:
        """PostgreSQL's processes that answer our connections; none for SQLite, which works inside the web process."""
        address = self.settings.get("COMMONWEAL_DATABASE_URL", "")
        if not address.startswith("postgresql"):
            return []
        import psycopg  # only where there is a server to ask

        with psycopg.connect(address) as connection:
            backend = connection.info.backend_pid
            siblings = processes.children_of(processes.parent_of(backend))
            return [pid for pid in siblings if pid != backend and "postgres: commonweal" in processes.command_of(pid)]


@contextmanager
def serving(*, with_postgres: bool) -> Iterator[PrivateServer]:
    """A server on SQLite, or on a PostgreSQL of its own; both go afterwards.

    Raises NoAnswerError when it does not start, and NoServerError when there is no PostgreSQL.
    """
    assets.build()
    folder = Path(tempfile.mkdtemp(prefix="commonweal-bench-"))
    try:
        with contextlib.ExitStack() as stack:
            database = {"COMMONWEAL_DATABASE_URL": stack.enter_context(postgres.server())} if with_postgres else {}
            yield stack.enter_context(_web_server(folder, database))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _web_server(folder: Path, database: dict[str, str]) -> Iterator[PrivateServer]:
    port = _free_port()
    settings = _settings(folder, port) | database
    log = folder / "web.log"
    with log.open("wb") as lines:
        # As an operator prepares and serves it, but with trial keys.
        words = [sys.executable, "-m", "tools.demo_parts"]
        done = subprocess.run([*words, "prepare"], cwd=ROOT, env=settings, stdout=lines, stderr=lines, check=False)
        if done.returncode:
            raise NoAnswerError(log.read_text()[-2000:])
        web = subprocess.Popen([*words, "web"], cwd=ROOT, env=settings, stdout=lines, stderr=lines)
    try:
        _wait_until_it_answers(web, port, log)
        yield PrivateServer(port, settings, web.pid)
    finally:
        web.terminate()
        try:
            web.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            web.kill()
            web.wait()


def _settings(folder: Path, port: int) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COMMONWEAL_")}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "commonweal.config.settings",
        # An invented county is what pages are measured on.
        "COMMONWEAL_DEMONSTRATION": "yes",
        "COMMONWEAL_DATA_DIR": str(folder),
        "COMMONWEAL_BASE_URL": f"http://127.0.0.1:{port}",
        "COMMONWEAL_WEB_PORT": str(port),
        "COMMONWEAL_WEB_PROCESSES": "1",
        # The process that is measured must not be replaced meanwhile.
        "COMMONWEAL_WEB_RENEWAL_REQUESTS": "0",
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_it_answers(web: subprocess.Popen[bytes], port: int, log: Path) -> None:
    give_up = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < give_up and web.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            connection.request("GET", "/health/live")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return
        finally:
            connection.close()
    raise NoAnswerError(log.read_text()[-2000:])
