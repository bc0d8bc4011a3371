"""`./run demo` from outside: it starts, says where it is, keeps what it has, and leaves nothing running."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 180
IS_READY = "To stop it: Ctrl-C."

pytestmark = [pytest.mark.slow, pytest.mark.real_time]


@dataclass
class Started:
    """A demonstration that was started, and what it has said so far."""

    process: subprocess.Popen[bytes]
    folder: Path
    said_in: Path
    port: int

    @property
    def said(self) -> str:
        return self.said_in.read_text()

    def wait_for(self, words: str) -> None:
        wait_until(lambda: words in self.said or self.process.poll() is not None)
        assert words in self.said

    def stop(self, name: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(name)
        return self.process.wait(PATIENCE_SECONDS)

    def status(self, address: str) -> int:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)) as connection:
            connection.request("GET", address)
            return connection.getresponse().status


Start = Callable[..., Started]


@contextmanager
def starting_in(data_folder: Path) -> Iterator[Start]:
    """Starts demonstrations in `data_folder`; all are stopped when it ends."""
    started: list[Started] = []

    def start_one(*arguments: str, port: int | None = None, **settings: str) -> Started:
        port = port or free_port()
        said_in = data_folder / f"said-{port}-{len(started)}"
        with said_in.open("wb") as said:
            process = subprocess.Popen(
                [sys.executable, "-m", "tools", "demo", "--port", str(port), *arguments],
                cwd=ROOT,
                env=os.environ | settings | {"COMMONWEAL_DATA_DIR": str(data_folder), "PYTHONUNBUFFERED": "1"},
                stdout=said,
                stderr=subprocess.STDOUT,
            )
        started.append(Started(process, data_folder / "demo", said_in, port))
        return started[-1]

    yield start_one
    for one in started:
        if one.process.poll() is None:
            one.stop()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts demonstrations in a folder of the test's own."""
    with starting_in(tmp_path) as start_one:
        yield start_one


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    """One that runs, started from a shell that has an operator's settings. Nothing is changed in it."""
    with starting_in(tmp_path_factory.mktemp("running")) as start_one:
        one = start_one(
            COMMONWEAL_DATABASE_URL="postgresql://nobody@127.0.0.1:1/real",
            COMMONWEAL_MAIL_URL="smtp://127.0.0.1:1",
            COMMONWEAL_SECRET_KEY="an operator's key",
        )
        one.wait_for(IS_READY)
        yield one


def wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_so() and time.monotonic() < deadline:
        time.sleep(0.05)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def processes_on(folder: Path) -> list[int]:
    """The processes whose settings name `folder`."""
    wanted = f"COMMONWEAL_DATA_DIR={folder}".encode()
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if wanted in (process / "environ").read_bytes().split(b"\0"):
                found.append(int(process.name))
        except OSError:  # it ended while we looked
            continue
    return sorted(found)


def test_demo_says_where_it_is_and_how_to_stop_it(running: Started) -> None:
    assert f"Commonweal is at http://127.0.0.1:{running.port}\n" in running.said
    assert "Everything in it is invented" in running.said
    assert f"The data is in {running.folder} and stays there" in running.said
    for address in ("/", "/demonstration/people/", "/demonstration/letters/", "/places/"):
        assert running.status(address) == 200, address


def test_demo_says_who_one_can_be_and_where_the_codes_are(running: Started) -> None:
    assert f"http://127.0.0.1:{running.port}/demonstration/people/\n" in running.said
    assert f"http://127.0.0.1:{running.port}/demonstration/letters/\n" in running.said


def test_demo_leaves_the_settings_of_the_shell_alone(running: Started) -> None:
    settings = (running.folder / "secrets.env").read_text()

    assert (running.folder / "commonweal.sqlite3").is_file()
    assert "an operator's key" not in settings


def test_demo_keeps_its_secrets_to_its_owner(running: Started) -> None:
    assert (running.folder / "secrets.env").stat().st_mode & 0o777 == 0o600
    assert running.folder.stat().st_mode & 0o777 == 0o700


def test_demo_says_that_it_is_running_already(running: Started) -> None:
    with starting_in(running.folder.parent) as start:
        second = start("--fresh")
        code = second.process.wait(PATIENCE_SECONDS)

    assert code == 1
    assert f"A demonstration is running already (started as process {running.process.pid})." in second.said
    assert running.status("/") == 200


def test_demo_names_a_port_that_is_busy_and_another_that_is_free(start: Start) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        refused = start(port=port)
        code = refused.process.wait(PATIENCE_SECONDS)

    assert code == 1
    assert refused.said.startswith(f"Port {port} cannot be used (Address already in use).")
    assert "./run demo --port " in refused.said
    assert not refused.folder.exists()


@pytest.mark.kill
def test_demo_that_is_started_again_keeps_its_data(start: Start) -> None:
    first = start()
    first.wait_for(IS_READY)
    kept = (first.folder / "secrets.env").read_text()

    code = first.stop(signal.SIGINT)
    again = start(port=first.port)
    again.wait_for(IS_READY)

    assert (code, again.said.count("Preparing")) == (0, 0)
    assert (first.folder / "secrets.env").read_text() == kept
    assert again.stop(signal.SIGTERM) == 0
    assert processes_on(first.folder) == []


@pytest.mark.kill
def test_demo_fresh_says_what_it_deletes_and_begins_again(start: Start) -> None:
    first = start()
    first.wait_for(IS_READY)
    first.stop()
    kept = (first.folder / "secrets.env").read_text()

    again = start("--fresh")
    again.wait_for(IS_READY)

    assert again.said.startswith(f"Deleting {first.folder} and everything in it ...\n")
    assert (first.folder / "secrets.env").read_text() != kept


@pytest.mark.kill
@pytest.mark.parametrize("name", ["web", "worker"])
def test_demo_ends_with_the_reason_when_a_part_is_killed(start: Start, name: str) -> None:
    one = start()
    one.wait_for(IS_READY)
    parts = [pid for pid in processes_on(one.folder) if name in Path(f"/proc/{pid}/cmdline").read_text().split("\0")]

    os.kill(parts[0], signal.SIGKILL)
    code = one.process.wait(PATIENCE_SECONDS)

    assert code == 1
    assert f"its {name} process ended by itself (killed by SIGKILL)" in one.said
    wait_until(lambda: processes_on(one.folder) == [])
    assert processes_on(one.folder) == []


@pytest.mark.kill
def test_demo_that_is_killed_leaves_nothing_running(start: Start) -> None:
    one = start()
    one.wait_for(IS_READY)

    one.stop(signal.SIGKILL)

    wait_until(lambda: processes_on(one.folder) == [])
    assert processes_on(one.folder) == []
