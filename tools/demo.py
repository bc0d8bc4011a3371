"""`./run demo`: an invented county on this machine: a web server, a worker and an embedded database, nothing to set up.

The first start builds, migrates and fills; a later one does only what changed since. Data stays until `--fresh`.
The settings of the surrounding shell are left out, so that it never touches a real database or mail server.
"""

from __future__ import annotations

import argparse
import fcntl
import hashlib
import http.client
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from commonweal.config import environment
from tools import assets
from tools.assets import ROOT

HOST = "127.0.0.1"
DEFAULT_PORT = 8000
START_SECONDS = 60.0
STOP_SECONDS = 15.0
LOOK_SECONDS = 0.1
LOG_LINES_SHOWN = 12

# What decides whether a start has anything to prepare.
PREPARED_FROM = ("uv.lock", "src", "packs", "tools/demo_parts.py")


class DemoError(Exception):
    """The demonstration cannot start or go on; the message says why and what to do."""


@dataclass
class Part:
    """One process of the demonstration, and the file its lines go to."""

    name: str
    log: Path
    process: subprocess.Popen[bytes]

    @property
    def last_lines(self) -> str:
        """The end of its log."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-LOG_LINES_SHOWN:])


@dataclass
class Demonstration:
    """A folder with everything in it, and the processes that were started on it."""

    folder: Path
    port: int
    lock: IO[str]
    parts: list[Part] = field(default_factory=list)
    stopping: threading.Event = field(default_factory=threading.Event)

    @property
    def address(self) -> str:
        """Where it is to be seen."""
        return f"http://{HOST}:{self.port}"

    @property
    def settings(self) -> dict[str, str]:
        """The environment of its processes: this shell's without our own settings, and ours for a demonstration."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("COMMONWEAL_")}
        return kept | {
            "DJANGO_SETTINGS_MODULE": "commonweal.config.settings",
            "PYTHONUNBUFFERED": "1",
            "COMMONWEAL_DEMONSTRATION": "yes",
            "COMMONWEAL_COUNTY_CODE": "Q10000001",
            "COMMONWEAL_DATA_DIR": str(self.folder),
            "COMMONWEAL_BASE_URL": self.address,
            "COMMONWEAL_WEB_PORT": str(self.port),
            "COMMONWEAL_WEB_PROCESSES": "1",
            "COMMONWEAL_LOG_FORMAT": "text",
            "COMMONWEAL_REFERENCE_DATA": str(environment.reference_data()),
            **_secrets(self.folder / "secrets.env"),
        }

    def start(self, name: str, *command: str) -> Part:
        """Start one process; its lines go to its log and not to the terminal."""
        log = self.folder / "log" / f"{name}.log"
        log.parent.mkdir(exist_ok=True)
        with log.open("wb") as lines:
            process = subprocess.Popen(
                [sys.executable, *command],
                cwd=ROOT,
                env=self.settings,
                stdin=subprocess.DEVNULL,
                stdout=lines,
                stderr=subprocess.STDOUT,
                # A session of its own: Ctrl-C reaches us alone, and we end the parts in order.
                start_new_session=True,
                # A part that has not ended yet still holds the lock, and so nothing starts beside it.
                pass_fds=[self.lock.fileno()],
            )
        part = Part(name, log, process)
        self.parts.append(part)
        return part

    def prepare(self) -> None:
        """Make what the start needs, unless it was made from the same before. Raises DemoError when a step fails."""
        stamp_file = self.folder / "prepared-from"
        stamp = _digest_of(PREPARED_FROM)
        if stamp_file.is_file() and stamp_file.read_text() == stamp:
            return
        print("Preparing the demonstration: a county with a year of life in it ...", file=sys.stderr)
        part = self.start("prepare", "-m", "tools.demo_parts", "prepare")
        while part.process.poll() is None and not self.stopping.wait(LOOK_SECONDS):
            pass
        if part.process.returncode:
            raise DemoError(
                f"The demonstration could not be prepared. To begin again from nothing: ./run demo --fresh\n\n"
                f"{part.last_lines}\n\nAll of it is in {part.log}"
            )
        if not self.stopping.is_set():
            self.parts.remove(part)
            stamp_file.write_text(stamp)

    def serve(self) -> None:
        """Start the web server and the worker; return when a page can be had. Raises DemoError when none can."""
        self.start("web", "-m", "tools.demo_parts", "web")
        self.start("worker", "-m", "tools.demo_parts", "worker")
        deadline = time.monotonic() + START_SECONDS
        while not self.stopping.wait(LOOK_SECONDS):
            self.look()
            if _answers(self.port):
                return
            if time.monotonic() > deadline:
                raise DemoError(f"The web server did not answer within {START_SECONDS:.0f} seconds.")

    def look(self) -> None:
        """Raises DemoError when a process has ended by itself."""
        for part in self.parts:
            if part.process.poll() is not None:
                raise DemoError(
                    f"The demonstration stopped, because its {part.name} process ended by itself"
                    f" ({_how_it_ended(part.process.returncode)}). The last it said:\n\n"
                    f"{part.last_lines}\n\nAll of it is in {part.log}"
                )

    def stop(self) -> None:
        """Ask every process to end, wait for all of them, and end those that do not."""
        for part in self.parts:
            if part.process.poll() is None:
                part.process.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        for part in self.parts:
            try:
                part.process.wait(max(deadline - time.monotonic(), 0))
            except subprocess.TimeoutExpired:
                os.killpg(part.process.pid, signal.SIGKILL)
                part.process.wait()


def main(arguments: Sequence[str]) -> int:
    """Run the demonstration until it is told to stop; the exit code."""
    reader = argparse.ArgumentParser(prog="./run demo", description="An invented county on this machine.")
    reader.add_argument("--port", type=_port, default=DEFAULT_PORT, help=f"where it listens (default {DEFAULT_PORT})")
    reader.add_argument(
        "--fresh", action="store_true", help="delete what an earlier demonstration kept, and begin again"
    )
    chosen = reader.parse_args(arguments)
    folder = environment.data_dir() / "demo"
    try:
        with _locked(folder) as lock:
            _refuse_busy(chosen.port)
            if chosen.fresh and folder.exists():
                print(f"Deleting {folder} and everything in it ...", file=sys.stderr)
                shutil.rmtree(folder)
            assets.build()
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            return _run(Demonstration(folder, chosen.port, lock))
    except (DemoError, assets.BuildError) as error:
        print(error, file=sys.stderr)
        return 1


def _run(demonstration: Demonstration) -> int:
    def stop_soon(_signal: int, _frame: object) -> None:
        demonstration.stopping.set()

    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, stop_soon)
    try:
        demonstration.prepare()
        if not demonstration.stopping.is_set():
            demonstration.serve()
        if not demonstration.stopping.is_set():
            print(_welcome(demonstration), flush=True)
        while not demonstration.stopping.wait(LOOK_SECONDS):
            demonstration.look()
    finally:
        demonstration.stop()
    print("\nStopped. The data is kept.", file=sys.stderr)
    return 0


def _welcome(demonstration: Demonstration) -> str:
    return f"""
Commonweal is at {demonstration.address}

Everything in it is invented: the county, its people and its money.

Who you can be, and how each of them signs in:
{demonstration.address}/demonstration/people/

The letters it sends, with the codes to sign in:
{demonstration.address}/demonstration/letters/

The data is in {demonstration.folder} and stays there; to begin again: ./run demo --fresh
To stop it: Ctrl-C.
"""


@contextmanager
def _locked(folder: Path) -> Iterator[IO[str]]:
    """Hold the folder for one demonstration at a time. Raises DemoError when another has it."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with folder.with_name(f"{folder.name}.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise DemoError(
                f"A demonstration is running already (started as process {lock.read().strip() or 'unknown'})."
                " Stop it first, with Ctrl-C where it runs."
            ) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield lock


def _refuse_busy(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise DemoError(
                f"Port {port} cannot be used ({error.strerror})."
                f" Choose another, for example: ./run demo --port {_free_port()}"
            ) from None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _port(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError("write a number from 1 to 65535, for example 8001")
    return int(text)


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection(HOST, port, timeout=10)
    try:
        connection.request("GET", "/")
        connection.getresponse().read()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


def _secrets(kept: Path) -> dict[str, str]:
    """The demonstration's own keys, made at the first start and kept where only its owner can read them."""
    if not kept.is_file():
        made = {
            "COMMONWEAL_SECRET_KEY": secrets.token_urlsafe(48),
            "COMMONWEAL_FIELD_KEYS": f"demo:{secrets.token_urlsafe(32)}",
            "COMMONWEAL_AUDIT_KEY": secrets.token_urlsafe(32),
        }
        fresh = kept.with_suffix(".new")
        fresh.touch(mode=0o600)
        fresh.write_text("".join(f"{name}={value}\n" for name, value in made.items()))
        fresh.replace(kept)
    lines = (line.partition("=") for line in kept.read_text().splitlines())
    return {name: value for name, _equals, value in lines}


def _digest_of(names: Sequence[str]) -> str:
    digest = hashlib.sha256()
    for name in names:
        top = ROOT / name
        for file in [top] if top.is_file() else sorted(top.rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(f"{file.relative_to(ROOT)}\0".encode() + file.read_bytes())
    return digest.hexdigest()


def _how_it_ended(code: int) -> str:
    return f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
