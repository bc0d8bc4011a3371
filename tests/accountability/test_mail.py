"""Mail that people write for another format: what becomes a request, and what is left for a person."""

from __future__ import annotations

import imaplib
import mailbox
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from commonweal.accountability import mail as reading
from commonweal.accountability.models import FormatRequest
from commonweal.accountability.operations import format_line
from commonweal.accountability.rules import format_line as rules
from commonweal.accountability.tasks import formats as tasks
from commonweal.config.reading import mailbox_server
from commonweal.core.actors import Actor
from commonweal.core.rules import RefusedError
from commonweal.messaging.mailboxes import Maildir
from commonweal.messaging.models import Letter
from tests.accountability.test_operations import photo
from tests.factories import accountability as make
from tests.running import free_port

FETCHER = Actor.system("tests.fetcher")
SETTING = "COMMONWEAL_FORMATS_MAILBOX_URL"

pytestmark = pytest.mark.django_db


def written(**headers: str) -> EmailMessage:
    """A message by a person; a header that is empty is left away."""
    message = EmailMessage()
    usual = {
        "From": "Asha Gurung <asha@Example.org>",
        "To": "formats@weldmere.example",
        "Subject": "The strategy in large print",
        "Date": "Tue, 16 Jun 2026 18:20:00 +0100",
        "Message-ID": "<one@example.org>",
    }
    for name, value in (usual | {key.replace("_", "-"): value for key, value in headers.items()}).items():
        if value:
            message[name] = value
    message.set_content("Could you send it to me?\n\nAsha\n")
    return message


def with_file(content: bytes, name: str = "letter.jpg") -> EmailMessage:
    message = written()
    message.add_attachment(content, maintype="image", subtype="jpeg", filename=name)
    return message


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    mailbox.Maildir(str(tmp_path / "formats"), create=True)
    return tmp_path / "formats"


def deliver(folder: Path, *messages: EmailMessage | bytes) -> None:
    box = mailbox.Maildir(str(folder))
    for message in messages:
        box.add(message if isinstance(message, bytes) else message.as_bytes())


def left(folder: Path) -> list[str]:
    """The subjects of what is left, with a star where it is marked as seen."""
    return sorted(
        f"{message['Subject']}{'*' if 'S' in message.get_flags() else ''}" for message in mailbox.Maildir(str(folder))
    )


def fetch(folder: Path, at: datetime) -> tuple[int, int]:
    return tasks.fetch(Maildir(folder, setting=SETTING, largest=30_000_000), by=FETCHER, at=at)


def test_message_becomes_a_request_with_the_letter_and_the_clock(folder: Path, at: datetime) -> None:
    deliver(folder, written())

    done = fetch(folder, at)

    asked = FormatRequest.objects.get()
    assert (done, left(folder)) == ((1, 0), [])
    assert (asked.channel, asked.format, asked.contact, asked.name) == (
        "EMAIL",
        "UNSAID",
        "asha@example.org",
        "Asha Gurung",
    )
    assert asked.wanted == "The strategy in large print\n\nCould you send it to me?\n\nAsha"
    assert (asked.left_at, asked.asked_at) == (datetime(2026, 6, 16, 17, 20, tzinfo=UTC), at)
    assert [(letter.kind, letter.to) for letter in Letter.objects.order_by("id")] == [
        ("accountability.format_received", "asha@example.org"),
        ("accountability.format_for_the_team", "communities@weldmere.example"),
    ]


def test_message_that_comes_twice_is_one_request(folder: Path, at: datetime) -> None:
    deliver(folder, written())
    fetch(folder, at)
    deliver(folder, written(), written(Message_ID="<two@example.org>"))

    done = fetch(folder, at)

    assert (done, left(folder), FormatRequest.objects.count()) == ((2, 0), [], 2)


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Precedence": "bulk"},
        {"List_Id": "<news.example.org>"},
        {"Return_Path": "<>"},
        {"From": "MAILER-DAEMON@example.org"},
        {"From": "communities@weldmere.example"},
        {"From": "Commonweal <no-reply@commonweal.example>"},
        {"From": "not an address"},
        {"From": ""},
    ],
    ids=str,
)
def test_what_no_person_wrote_to_us_is_left(headers: dict[str, str], folder: Path, at: datetime) -> None:
    deliver(folder, written(**headers), written(Message_ID="<two@example.org>", Subject="A person"))

    done = fetch(folder, at)

    assert (done, left(folder)) == ((1, 1), ["The strategy in large print*"])
    assert FormatRequest.objects.get().wanted.startswith("A person")


def test_answer_to_a_letter_of_ours_is_left_for_a_person(folder: Path, at: datetime) -> None:
    make.sent(at=at)
    letter = Letter.objects.first()
    assert letter is not None
    deliver(folder, written(In_Reply_To=f"<{letter.message_id}>", Subject="Thank you"))

    done = fetch(folder, at)

    assert (done, left(folder), FormatRequest.objects.count()) == ((0, 1), ["Thank you*"], 1)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00" * 100,
        b"From: a@example.org\n\n",
        b"From: a@example.org\nContent-Type: text/plain; charset=klingon\n\nHello\n",
        b"From: a@example.org\nSubject: =?utf-8?b?4oCu?=\n\n",
        b"From: a@example.org\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: multipart/mixed\n\n",
        b"From: a@example.org, b@example.org\nDate: Tomorrow\nMessage-ID: \n\n\x00\x1b[2J",
    ],
)
def test_broken_message_is_left_and_harms_nothing(content: bytes, folder: Path, at: datetime) -> None:
    deliver(folder, content, written(Subject="A person"))

    fetch(folder, at)

    assert [asked.wanted.split("\n")[0] for asked in FormatRequest.objects.all()] == ["A person"]
    assert not any(entry.endswith("d") for entry in left(folder))


def test_picture_is_kept_by_its_content(folder: Path, at: datetime) -> None:
    deliver(folder, with_file(photo().read()))

    done = fetch(folder, at)

    document = FormatRequest.objects.get().document
    assert (done, left(folder)) == ((1, 0), [])
    assert document is not None
    assert document.name == "letter.jpg"


def test_message_whose_file_cannot_be_kept_stays_for_a_person(folder: Path, at: datetime) -> None:
    deliver(folder, with_file(b"MZ\x90\x00 a program", "letter.jpg"))

    first = fetch(folder, at)
    second = fetch(folder, at)

    assert (first, second, left(folder)) == ((1, 1), (0, 0), ["The strategy in large print*"])
    assert FormatRequest.objects.get().document is None


def test_long_message_is_cut_and_stays_for_a_person(folder: Path, at: datetime) -> None:
    message = written()
    message.set_content("word " * 2000)
    deliver(folder, message)

    done = fetch(folder, at)

    assert (done, len(FormatRequest.objects.get().wanted)) == ((1, 1), reading.MOST_WORDS)


def test_message_in_html_alone_is_read_as_words() -> None:
    message = written()
    message.set_content(
        "<head><style>p {color: red}</style></head><p>Please send <b>tape</b> &amp; braille</p><script>go()</script>",
        subtype="html",
    )

    mail = reading.read(message.as_bytes(), at=datetime(2026, 6, 17, tzinfo=UTC))

    assert mail is not None
    assert mail.words == "The strategy in large print\n\nPlease send tape & braille"


@pytest.mark.parametrize("said", ["Fri, 19 Jun 2026 10:00:00 +0100", "Mon, 1 Jan 2024 10:00:00 +0000", "soon", ""])
def test_clock_that_is_wrong_at_home_does_not_start_ours(said: str, at: datetime) -> None:
    mail = reading.read(written(Date=said).as_bytes(), at=at)

    assert mail is not None
    assert mail.left_at == at


def test_sixth_message_of_one_mailbox_in_a_day_is_left_for_a_person(folder: Path, at: datetime) -> None:
    deliver(folder, *(written(Message_ID=f"<{number}@example.org>") for number in range(6)))

    done = fetch(folder, at)

    assert (done, FormatRequest.objects.count(), len(left(folder))) == ((5, 1), 5, 1)


def test_flood_waits_in_the_mailbox(folder: Path, at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "MOST_MAILED_AN_HOUR", 2)
    deliver(
        folder,
        *(written(Message_ID=f"<{number}@example.org>", From=f"asker{number}@example.org") for number in range(3)),
    )

    first, later = fetch(folder, at), fetch(folder, at + timedelta(hours=2))

    assert (first, later, left(folder)) == ((2, 0), (1, 0), [])


def test_only_the_job_takes_mail(at: datetime) -> None:
    mail = reading.read(written().as_bytes(), at=at)
    assert mail is not None

    with pytest.raises(RefusedError, match="Only the job that reads the mailbox"):
        format_line.take_mail(mail=mail, by=Actor.visitor(), at=at)

    assert format_line.take_mail(mail=mail, by=FETCHER, at=at)


def test_job_reads_the_mailbox_that_is_named(folder: Path, at: datetime, settings: LazySettings) -> None:
    deliver(folder, written())
    tasks.fetch_requests(at=at)
    before = FormatRequest.objects.count()

    settings.FORMATS_MAILBOX = mailbox_server(f"maildir://{folder}")
    tasks.fetch_requests(at=at)

    assert (before, FormatRequest.objects.count()) == (0, 1)


# A real IMAP server: pymap, a process of its own with a mailbox in memory.

USER, PASSWORD = "formats", "a/b@c"


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
        until = time.monotonic() + 20
        while not _answers(number):
            assert time.monotonic() < until
            time.sleep(0.05)
        yield number
    finally:
        server.terminate()
        server.wait()


def _answers(port: int) -> bool:
    try:
        imaplib.IMAP4("127.0.0.1", port, timeout=2).logout()
    except OSError:
        return False
    return True


@pytest.mark.real_time
@pytest.mark.slow
@pytest.mark.skipif(find_spec("pymap") is None, reason="pymap is not installed: pip install pymap")
def test_mailbox_on_an_imap_server(port: int, at: datetime, settings: LazySettings) -> None:
    settings.FORMATS_MAILBOX = mailbox_server(f"imap://{USER}:a%2Fb%40c@127.0.0.1:{port}/Requests")
    with imaplib.IMAP4("127.0.0.1", port) as line:
        line.login(USER, PASSWORD)
        line.create("Requests")
        for message in (with_file(photo().read()), written(), written(Auto_Submitted="auto-replied")):
            content = message.as_bytes().replace(b"\n", b"\r\n")
            assert line.append("Requests", "", "", content)[0] == "OK"

    tasks.fetch_requests(at=at)
    tasks.fetch_requests(at=at)

    with imaplib.IMAP4("127.0.0.1", port) as line:
        line.login(USER, PASSWORD)
        line.select("Requests", readonly=True)
        numbers = line.search(None, "ALL")[1][0].split()
        flags: list[Any] = [str(line.fetch(number, "(FLAGS)")[1][0]) for number in numbers]
    asked = FormatRequest.objects.get()  # the second has the number of the first
    assert asked.document is not None
    assert ["Seen" in each for each in flags] == [True]
