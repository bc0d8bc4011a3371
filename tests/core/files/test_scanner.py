"""The virus scanner: a real clamd where the machine has one, and a small server that answers as clamd was seen to."""

from __future__ import annotations

import shutil
import socket
import socketserver
import struct
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from commonweal.config.reading import Server
from commonweal.core import files
from commonweal.core.files import Kind, ScannerState, StoredFile, UploadRefusedError, Verdict
from tests.core.files import samples

AT = datetime(2026, 6, 17, 9, 30, tzinfo=UTC)
HARMFUL = b"Dear council, here is our harmful-test-signature-of-our-own.\n"
FOUND = "Our virus scanner found something harmful in this file. Scan your device, then send a clean copy"
NOT_NOW = "We cannot check files for viruses just now. Try again in a few minutes"

pytestmark = pytest.mark.django_db


def tcp(port: int) -> Server:
    return Server.read(f"tcp://127.0.0.1:{port}", "tcp")


def unix(path: Path) -> Server:
    return Server.read(f"unix://{path}", "unix")


def accept(content: bytes) -> StoredFile:
    return files.accept(samples.upload(content), kinds=files.TEXTS | {Kind.PDF}, at=AT)


def words_of_refusal(content: bytes) -> str:
    with pytest.raises(UploadRefusedError) as refused:
        accept(content)
    return str(refused.value)


# A real clamd, with one signature of our own.


@pytest.fixture(scope="module")
def clamd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The socket file of a clamd of our own."""
    program = shutil.which("clamd")
    if program is None:
        pytest.skip("no clamd on this machine: apt install clamav-daemon")
    folder = tmp_path_factory.mktemp("clamd")
    signatures = folder / "signatures"
    signatures.mkdir()
    (signatures / "own.ndb").write_text(f"Own.Test:0:*:{b'harmful-test-signature-of-our-own'.hex()}\n")
    socket_file = folder / "clamd.socket"
    (folder / "clamd.conf").write_text(
        f"LocalSocket {socket_file}\nDatabaseDirectory {signatures}\nForeground yes\nStreamMaxLength 1M\n"
        f"LogFile {folder}/clamd.log\nConcurrentDatabaseReload no\n"
    )
    process = subprocess.Popen(
        [program, "--config-file", str(folder / "clamd.conf")], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    for _moment in range(200):
        if socket_file.exists() or process.poll() is not None:
            break
        time.sleep(0.05)
    if not socket_file.exists():
        process.kill()
        process.wait()
        pytest.skip("clamd does not start on this machine")
    yield socket_file
    process.terminate()
    process.wait()


@pytest.mark.slow
def test_clamd_clean_and_harmful(clamd: Path, store: Path, settings) -> None:
    settings.SCANNER = unix(clamd)

    stored = accept(samples.PDF)
    words = words_of_refusal(HARMFUL)

    assert (stored.verdict, words, list(StoredFile.objects.all())) == (Verdict.CLEAN, FOUND, [stored])
    assert files.scanner_state() is ScannerState.READY


@pytest.mark.slow
def test_clamd_in_a_document(clamd: Path, store: Path, settings) -> None:
    settings.SCANNER = unix(clamd)
    hidden = samples.archive(samples.docx(**{"word/media/note.xml": HARMFUL}))

    with pytest.raises(UploadRefusedError, match=FOUND):
        files.accept(samples.upload(hidden), kinds=files.DOCUMENTS, at=AT)


@pytest.mark.slow
def test_clamd_file_larger_than_it_takes(clamd: Path, store: Path, settings) -> None:
    settings.SCANNER = unix(clamd)

    assert words_of_refusal(b"a" * 3_000_000) == NOT_NOW
    assert accept(b"a" * 900_000).verdict == Verdict.CLEAN


# Answers as recorded from clamd, and ways a scanner can fail.


def heard_all(connection: socket.socket) -> bytes:
    """The command of a client, and the content it streamed, read as clamd reads it."""
    stream = connection.makefile("rb")
    command = b""
    while not command.endswith(b"\0"):
        command += stream.read(1)
    content = b""
    if command == b"zINSTREAM\0":
        while length := struct.unpack(">L", stream.read(4))[0]:
            content += stream.read(length)
    return content


Behaviour = Callable[[socket.socket], None]


def answering(answer: bytes) -> Behaviour:
    def behave(connection: socket.socket) -> None:
        heard_all(connection)
        connection.sendall(answer)

    return behave


def hanging_up(connection: socket.socket) -> None:
    connection.recv(4)


@contextmanager
def scanner_that(behave: Behaviour) -> Iterator[int]:
    """The port of a server on this machine that treats each client so."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            behave(self.request)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()


def test_scanner_says_ok(store: Path, settings) -> None:
    with scanner_that(answering(b"stream: OK\0")) as port:
        settings.SCANNER = tcp(port)
        stored = accept(samples.PDF)

    assert stored.verdict == Verdict.CLEAN


@pytest.mark.parametrize(
    ("behave", "words"),
    [
        (answering(b"stream: Win.Test.EICAR_HDB-1 FOUND\0"), FOUND),
        (answering(b"INSTREAM size limit exceeded. ERROR\0"), NOT_NOW),
        (answering(b"stream: Can't allocate memory ERROR\0"), NOT_NOW),
        (answering(b"stream: OK"), NOT_NOW),
        (answering(b""), NOT_NOW),
        (answering(b"HTTP/1.1 200 OK\r\n\r\nstream: OK\0"), NOT_NOW),
        (answering(b"x" * 10_000), NOT_NOW),
        (hanging_up, NOT_NOW),
    ],
    ids=["found", "too-long", "error", "unfinished", "nothing", "another-protocol", "endless", "hangs-up"],
)
def test_scanner_does_not_say_ok(behave: Behaviour, words: str, store: Path, settings) -> None:
    with scanner_that(behave) as port:
        settings.SCANNER = tcp(port)
        refusal = words_of_refusal(b"a" * 500_000)

    assert (refusal, StoredFile.objects.count()) == (words, 0)


def test_scanner_is_not_there(store: Path, settings, tmp_path: Path) -> None:
    with scanner_that(hanging_up) as port:
        pass  # closed again: nobody listens there now
    for server in (tcp(port), unix(tmp_path / "nobody")):
        settings.SCANNER = server

        assert (words_of_refusal(samples.PDF), files.scanner_state()) == (NOT_NOW, ScannerState.SILENT)


def test_scanner_is_not_set_up(store: Path, settings) -> None:
    settings.SCANNER = None

    stored = accept(HARMFUL)

    assert (stored.verdict, files.scanner_state()) == (Verdict.NOT_SCANNED, ScannerState.NOT_SET_UP)


@pytest.mark.parametrize(
    ("answer", "state"), [(b"PONG\0", ScannerState.READY), (b"UNKNOWN COMMAND\0", ScannerState.SILENT)]
)
def test_scanner_state(answer: bytes, state: ScannerState, settings) -> None:
    with scanner_that(answering(answer)) as port:
        settings.SCANNER = tcp(port)

        assert files.scanner_state() is state
