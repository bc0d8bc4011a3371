"""A real house for a test: its own folder and database, the web server, workers and a mail server.

All of it listens on this machine alone, on ports that were free, and is stopped by the ids of the processes that were
started. What the processes say is kept in the house's folder, and goes with the error when something fails.
"""

from __future__ import annotations

import asyncio
import email
import email.policy
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

ROOT = Path(__file__).resolve().parents[1]
HOST = "127.0.0.1"

START_SECONDS = 180.0
STOP_SECONDS = 20.0
LOOK_SECONDS = 0.05
LOG_LINES_SHOWN = 12

IS_UP = {"serve": b"web process ready", "worker": b"worker started"}
"""What each command writes into its log when it begins to do what it is for."""


class HouseError(RuntimeError):
    """The house did not come up, or a command in it failed; the message ends with what it said."""


@dataclass
class Mailbox:
    """A mail server that takes every letter, and remembers each one it said yes to."""

    port: int
    _taken: list[bytes] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, content: bytes) -> None:
        """Note a letter that is accepted, whether or not its sender will hear so."""
        with self._lock:
            self._taken.append(content)

    @property
    def letters(self) -> list[EmailMessage]:
        """Every letter that was accepted, in order."""
        with self._lock:
            return [_parsed(content) for content in self._taken]

    def to(self, address: str) -> list[EmailMessage]:
        """The letters that were accepted for `address`."""
        return [letter for letter in self.letters if letter["To"] == address]

    def wait_for(self, address: str, *, count: int = 1, seconds: float = 20.0) -> list[EmailMessage]:
        """The letters for `address` once there are `count`. Raises TimeoutError when they do not come."""
        wait_until(lambda: len(self.to(address)) >= count, seconds=seconds, what=f"{count} letters for {address}")
        return self.to(address)


class _Clerk:
    """What aiosmtpd asks about each letter. Apart from the mailbox, since aiosmtpd looks at all that its asker has."""

    def __init__(self, mailbox: Mailbox, delay_seconds: float) -> None:
        self._mailbox = mailbox
        self._delay_seconds = delay_seconds

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802  # aiosmtpd's name
        """Take the letter, and think before answering: a moment in which a sender may be killed in doubt."""
        self._mailbox.take(envelope.original_content or b"")
        await asyncio.sleep(self._delay_seconds)
        return "250 OK"


def _parsed(content: bytes) -> EmailMessage:
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


@dataclass
class Part:
    """One process of the house: the web server or a worker. It is started anew under the same name."""

    name: str
    command: tuple[str, ...]
    log: Path
    said_before: int
    process: subprocess.Popen[bytes]

    @property
    def is_up(self) -> bool:
        """Whether it does what it is for since it was last started."""
        with self.log.open("rb") as lines:
            lines.seek(self.said_before)
            return IS_UP[self.command[0]] in lines.read()

    @property
    def last_lines(self) -> str:
        """The end of what it said."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-LOG_LINES_SHOWN:])


@dataclass
class House:
    """The house and its parts. Made by `started`."""

    folder: Path
    mailbox: Mailbox
    database: str
    settings: dict[str, str]
    port: int = field(default_factory=lambda: free_port())
    parts: dict[str, Part] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """Where it is to be seen."""
        return f"http://{HOST}:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """The environment of its processes: no setting of whoever runs the tests, and keys that are its own."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("COMMONWEAL_")}
        return kept | {
            "PYTHONUNBUFFERED": "1",
            "DJANGO_SETTINGS_MODULE": "commonweal.config.settings",
            "COMMONWEAL_DATA_DIR": str(self.folder),
            "COMMONWEAL_BASE_URL": self.address,
            "COMMONWEAL_WEB_PORT": str(self.port),
            "COMMONWEAL_WEB_PROCESSES": "1",
            "COMMONWEAL_DATABASE_URL": self.database,
            "COMMONWEAL_MAIL_URL": f"smtp://{HOST}:{self.mailbox.port}",
            "COMMONWEAL_SECRET_KEY": "a-signing-key-of-a-house-that-lives-as-long-as-its-test",
            "COMMONWEAL_FIELD_KEYS": "test:a-field-key-of-a-house-that-lives-as-long",
            "COMMONWEAL_AUDIT_KEY": "an-audit-key-of-a-house-that-lives-as-long",
            "COMMONWEAL_CHECKS_COMPONENTS": "yes",
            "COMMONWEAL_WORKER_PAUSE_SECONDS": "0.1",
            **self.settings,
        }

    def run(self, *words: str) -> str:
        """What a Python command in the house's environment prints. Raises HouseError when it fails."""
        done = subprocess.run(
            [sys.executable, *words], cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise HouseError(f"{' '.join(words)} failed:\n{done.stdout}{done.stderr}")
        return done.stdout

    def manage(self, *words: str) -> str:
        """What a management command prints. Raises HouseError when it fails."""
        return self.run("-m", "commonweal.config.commands", *words)

    def prepare(self) -> None:
        """Tables, static files and the search index."""
        self.manage("migrate", "--verbosity", "0")
        self.manage("collectstatic", "--no-input", "--verbosity", "0")
        self.manage("index_search")

    def start(self, name: str, *words: str) -> None:
        """Start the part `name` with a management command, in a session of its own."""
        log = self.folder / "log" / f"{name}.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        said_before = log.stat().st_size if log.exists() else 0
        command = (sys.executable, "-m", "commonweal.config.commands", *words)
        with log.open("ab") as lines:
            process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=lines,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.parts[name] = Part(name, words, log, said_before, process)

    def wait_until_open(self) -> None:
        """Return when a page can be had. Raises HouseError when none can."""
        try:
            wait_until(self.answers, seconds=START_SECONDS, what="the first page")
        except TimeoutError as error:
            raise HouseError(f"The house did not open.\n{self.last_lines}") from error

    def answers(self) -> bool:
        """Whether the web server answers."""
        try:
            with closing(http.client.HTTPConnection(HOST, self.port, timeout=10)) as connection:
                connection.request("GET", "/health/live")
                return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False

    def wait_until_up(self, name: str) -> None:
        """Return when the part `name` does what it is for. Raises TimeoutError."""
        wait_until(lambda: self.parts[name].is_up, seconds=START_SECONDS, what=name)

    def kill(self, name: str) -> None:
        """Kill the part `name` and every process it made, without a word of warning."""
        process = self.parts[name].process
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def restart(self, name: str) -> None:
        """Start a part again that was killed."""
        self.start(name, *self.parts[name].command)

    def stop(self) -> None:
        """Ask every part to end and wait for it; kill what does not."""
        for part in self.parts.values():
            if part.process.poll() is None:
                part.process.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        for part in self.parts.values():
            try:
                part.process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(part.process.pid, signal.SIGKILL)
                part.process.wait()

    @property
    def last_lines(self) -> str:
        """The end of what every part said."""
        return "\n\n".join(f"--- {part.name} ---\n{part.last_lines}" for part in self.parts.values())

    @property
    def errors(self) -> list[str]:
        """Every line of a log that tells of an error, and every line that is no log line at all."""
        return [
            f"{part.name}: {line}"
            for part in self.parts.values()
            for line in part.log.read_text(errors="replace").splitlines()
            if not _is_quiet(line)
        ]


def _is_quiet(line: str) -> bool:
    try:
        said: dict[str, Any] = json.loads(line)
    except ValueError:
        return False
    return str(said.get("level", "")).upper() not in {"ERROR", "CRITICAL"}


@contextmanager
def started(
    folder: Path, *, workers: int = 1, postgres: str | None = None, mail_delay_seconds: float = 0.0, **settings: str
) -> Iterator[House]:
    """A house in `folder` with a web server and `workers` workers; stopped when the block ends.

    `postgres` is the address of a server to make a database on; without it the database is a file in the folder.
    `settings` are further COMMONWEAL_… names. An error in the block carries the end of every log.
    """
    with _mailbox(mail_delay_seconds) as mailbox, made_database(postgres) as database:
        house = House(folder, mailbox, database, settings)
        try:
            house.prepare()
            house.start("web", "serve")
            for number in range(1, workers + 1):
                house.start(f"worker-{number}", "worker")
            house.wait_until_open()
            yield house
        except BaseException as error:
            error.add_note(house.last_lines)
            raise
        finally:
            house.stop()


@contextmanager
def _mailbox(delay_seconds: float) -> Iterator[Mailbox]:
    mailbox = Mailbox(free_port())
    controller = Controller(_Clerk(mailbox, delay_seconds), hostname=HOST, port=mailbox.port)
    controller.start()
    try:
        yield mailbox
    finally:
        controller.stop()


@contextmanager
def made_database(postgres: str | None) -> Iterator[str]:
    """The address of an empty database: a file in the house's folder, or one on this server, dropped afterwards."""
    if postgres is None:
        yield "sqlite:///house.sqlite3"
        return
    name = f"commonweal_house_{uuid.uuid4().hex[:12]}"
    with closing(psycopg.connect(postgres, autocommit=True)) as server:
        server.execute(f"CREATE DATABASE {name}".encode())
        try:
            yield urlsplit(postgres)._replace(path=f"/{name}").geturl()
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def chosen_postgres() -> str | None:
    """The PostgreSQL server on which the whole run was started, if it was."""
    chosen = os.environ.get("COMMONWEAL_DATABASE_URL", "")
    return chosen if chosen.startswith("postgresql://") else None


def named_postgres() -> str | None:
    """The PostgreSQL server that tests may use beside SQLite, if there is one."""
    return os.environ.get("COMMONWEAL_TEST_POSTGRES_URL") or chosen_postgres()


def free_port() -> int:
    """A port on which nothing listened a moment ago."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def wait_until(is_so: Callable[[], bool], *, seconds: float, what: str) -> None:
    """Look again and again until it is so. Raises TimeoutError naming `what` when it never is."""
    deadline = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > deadline:
            raise TimeoutError(f"waited {seconds:g} seconds for {what}")
        time.sleep(LOOK_SECONDS)
