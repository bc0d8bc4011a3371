"""The web server as an operator runs it: starts when it is fit, stops politely, writes no addresses."""

from __future__ import annotations

import http.client
import json
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.core.operating.conftest import command, environment
from tests.running import wait_until

pytestmark = [pytest.mark.slow, pytest.mark.real_time]

SECONDS_TO_START = 120
SECONDS_TO_READ = 30
INSTALLING = "See docs/operators/one-host.md."

# The cookie of a token makes the server read the form for the other half of it before it answers.
HALF_A_FORM = (
    b"POST /sign-in/?key=sesame HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 3\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\nCookie: csrftoken=abcdefghijklmnopqrstuvwxyz012345\r\n\r\na"
)


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def ask(port: int, address: str, **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", address, headers=headers)
    response = connection.getresponse()
    response.read()
    connection.close()
    return response


def is_read(line: socket.socket) -> bool:
    """Whether whoever is at the other end, on this machine, has read all that was sent on `line`."""
    port = f"{line.getsockname()[1]:04X}"
    rows = [row.split() for row in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    waiting = [
        queues.partition(":")[2]
        for _number, _local, remote, _state, queues, *_rest in rows
        if remote.endswith(f":{port}")
    ]
    return waiting == ["00000000"]


def serve(folder: Path, **changed: str) -> subprocess.CompletedProcess[str]:
    """`serve` where it ends by itself."""
    return subprocess.run(
        command("serve"), env=environment(folder, **changed), capture_output=True, text=True, timeout=60
    )


@contextmanager
def server(folder: Path, port: int, log: Path, **changed: str) -> Iterator[subprocess.Popen[bytes]]:
    """`serve` in a process of its own, answering; killed at the end if it is still there."""
    settings = {
        "COMMONWEAL_WEB_PORT": str(port),
        "COMMONWEAL_WEB_PROCESSES": "1",
        "COMMONWEAL_BASE_URL": f"http://127.0.0.1:{port}",
        **changed,
    }
    with log.open("wb") as stream:
        process = subprocess.Popen(command("serve"), env=environment(folder, **settings), stdout=stream, stderr=stream)
    try:
        until = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < until and process.poll() is None:
            try:
                ask(port, "/health/live")
                break
            except OSError:
                time.sleep(0.1)
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()


@pytest.fixture
def folder(prepared_folder: Path, tmp_path: Path) -> Path:
    copied = tmp_path / "data"
    shutil.copytree(prepared_folder, copied)
    return copied


def test_server_answers_then_finishes_what_it_has_begun(folder: Path, tmp_path: Path) -> None:
    port, log = free_port(), tmp_path / "log"
    with server(folder, port, log) as process, closing(socket.create_connection(("127.0.0.1", port), 20)) as line:
        statuses = [
            ask(port, address).status for address in ("/?key=sesame", "/static/commonweal/app.css", "/%00sesame")
        ]
        statuses.append(ask(port, "/", Host="sesame.example").status)
        # A form of which half has arrived when the stop comes; it is then refused for want of its token, not dropped.
        line.sendall(HALF_A_FORM)
        wait_until(lambda: is_read(line), seconds=SECONDS_TO_READ, what="the server to read half a form")

        process.send_signal(signal.SIGTERM)
        time.sleep(0.3)
        line.sendall(b"bc")
        answer = line.recv(200)
        code = process.wait(timeout=60)

    assert (statuses, answer[:13], code) == ([200, 200, 404, 400], b"HTTP/1.1 403 ", 0)
    assert "sesame" not in log.read_text()
    lines = [json.loads(written) for written in log.read_text().splitlines()]  # every line is one of ours
    assert [row["message"] for row in lines if row["logger"] == "commonweal.web"] == ["web process ready"]
    refused = [row["level"] for row in lines if row["logger"] == "django.security.DisallowedHost"]
    assert refused == ["WARNING"]  # anybody can cause it, so it is no error of ours


def test_server_on_a_port_that_is_in_use(folder: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        port = other.getsockname()[1]

        done = serve(folder, COMMONWEAL_WEB_PORT=str(port))

    assert (done.returncode, done.stderr) == (
        1,
        f"CommandError: Port {port} of 127.0.0.1 is in use: end what listens there, or set COMMONWEAL_WEB_PORT.\n",
    )


@pytest.mark.parametrize("address", ["192.0.2.7", "no such address"])
def test_server_at_an_address_that_is_not_this_machines(folder: Path, address: str) -> None:
    done = serve(folder, COMMONWEAL_WEB_ADDRESS=address)

    assert done.returncode == 1
    assert done.stderr == (
        f"CommandError: This machine has no address {address}: set COMMONWEAL_WEB_ADDRESS to one it has, such as"
        " 127.0.0.1.\n"
    )


def test_server_refuses_with_trial_keys(folder: Path) -> None:
    trial = {"COMMONWEAL_SECRET_KEY": "", "COMMONWEAL_MAIL_URL": ""}

    done = serve(folder, **trial)

    assert (done.returncode, done.stderr.splitlines()) == (
        2,
        [
            "CommandError: This is not fit to serve:",
            "COMMONWEAL_SECRET_KEY is the one for trying out, which everybody can read. See docs/operators/keys.md.",
            "COMMONWEAL_MAIL_URL names a folder: letters would reach nobody. Name a mail server. " + INSTALLING,
        ],
    )
