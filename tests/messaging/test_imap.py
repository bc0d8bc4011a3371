"""Reports fetched from a real IMAP server on loopback: pymap, a process of its own with a mailbox in memory."""

from __future__ import annotations

import imaplib
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from importlib.util import find_spec

import pytest

from commonweal.core.actors import Actor
from commonweal.messaging import fetching
from commonweal.messaging.mailboxes import CannotFetchError, ImapMailbox
from tests.factories import messaging as make
from tests.messaging.conftest import Server
from tests.messaging.test_reports import bounce, complaint
from tests.running import free_port

FETCHER = Actor.system("tests.fetcher")
USER, PASSWORD = "bounces", "a/b@c"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.real_time,
    pytest.mark.slow,
    pytest.mark.skipif(find_spec("pymap") is None, reason="pymap is not installed: pip install pymap"),
]


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    number = free_port()
    words = ["--host", "127.0.0.1", "--port", str(number), "--no-tls", "dict", "--demo-data"]
    start = "from pymap.main import main; main()"
    server = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", start, *words, "--demo-user", USER, "--demo-password", PASSWORD],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(number)
        yield number
    finally:
        server.terminate()
        server.wait()


def _wait_for(number: int) -> None:
    until = time.monotonic() + 20
    while True:
        try:
            imaplib.IMAP4("127.0.0.1", number, timeout=2).logout()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return


@pytest.fixture
def folder(port: int, request: pytest.FixtureRequest) -> str:
    """A folder of the mailbox with nothing in it."""
    name = f"Reports {request.node.name[:30]}"
    with imaplib.IMAP4("127.0.0.1", port) as line:
        line.login(USER, PASSWORD)
        line.create(f'"{name}"')
    return name


def _deliver(port: int, folder: str, *contents: bytes) -> None:
    with imaplib.IMAP4("127.0.0.1", port) as line:
        line.login(USER, PASSWORD)
        for content in contents:
            assert line.append(f'"{folder}"', "", "", content.replace(b"\n", b"\r\n"))[0] == "OK"


def _left(port: int, folder: str) -> list[str]:
    """The flags of what is left in the folder."""
    with imaplib.IMAP4("127.0.0.1", port) as line:
        line.login(USER, PASSWORD)
        line.select(f'"{folder}"', readonly=True)
        numbers = line.search(None, "ALL")[1][0].split()
        return [str(line.fetch(number, "(FLAGS)")[1][0]) for number in numbers]


def _box(port: int, folder: str, *, password: str = PASSWORD) -> ImapMailbox:
    return ImapMailbox(Server("imap", "127.0.0.1", port, user=USER, password=password, path=f"/{folder}"))


def test_reports_are_noted_and_deleted_and_the_rest_is_left_as_seen(port: int, folder: str, at: datetime) -> None:
    returned, complained = make.sent(at=at), make.sent(at=at, draft=make.news())
    question = b"Subject: When is the hall open?\n\nHello\n"
    _deliver(port, folder, bounce(returned.message_id), question, complaint(complained.message_id))

    first = fetching.fetch(_box(port, folder), by=FETCHER, at=at)
    second = fetching.fetch(_box(port, folder), by=FETCHER, at=at)

    returned.refresh_from_db()
    complained.refresh_from_db()
    assert (first, second) == ((2, 1), (0, 0))
    assert (returned.delivery, complained.delivery) == ("BOUNCED", "COMPLAINED")
    assert ["Seen" in flags for flags in _left(port, folder)] == [True]


def test_folder_that_is_not_there_or_password_that_is_wrong_says_so_without_the_password(
    port: int, folder: str, at: datetime
) -> None:
    for box in (_box(port, "Nowhere"), _box(port, folder, password="wrong")):
        with pytest.raises(CannotFetchError, match="COMMONWEAL_BOUNCES_URL") as error:
            fetching.fetch(box, by=FETCHER, at=at)
        assert PASSWORD not in str(error.value)
        assert "wrong" not in str(error.value)

    assert fetching.fetch(_box(port, folder), by=FETCHER, at=at) == (0, 0)


def test_server_that_is_not_there_says_so(at: datetime) -> None:
    with pytest.raises(CannotFetchError, match="COMMONWEAL_BOUNCES_URL"):
        fetching.fetch(ImapMailbox(Server("imap", "127.0.0.1", 1, user=USER, password=PASSWORD)), by=FETCHER, at=at)
