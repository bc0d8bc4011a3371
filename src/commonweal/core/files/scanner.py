"""The virus scanner, when the operator names one: clamd, spoken to over TCP or a socket file.

A file is `CLEAN` only when clamd has said so. A scanner that is named but does not answer refuses files for the
moment; it never lets one pass.
"""

from __future__ import annotations

import logging
import socket
import struct
from contextlib import closing
from enum import StrEnum
from typing import Any, BinaryIO

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.core.files.refusals import UploadRefusedError

logger = logging.getLogger("commonweal.files")

SECONDS_TO_CONNECT = 5.0
SECONDS_TO_ANSWER = 60.0
_CHUNK = 64 * 1024
_LONGEST_ANSWER = 4096
_USUAL_PORT = 3310


class Verdict(models.TextChoices):
    """What is known about a file that was kept. There is no word for infected: such a file is never kept."""

    CLEAN = "CLEAN", gettext_lazy("Scanned, nothing found")
    NOT_SCANNED = "NOT_SCANNED", gettext_lazy("Not scanned")


class ScannerState(StrEnum):
    """How the scanner is, for the health page."""

    NOT_SET_UP = "NOT_SET_UP"
    READY = "READY"
    SILENT = "SILENT"


class ScannerSilentError(Exception):
    """The scanner could not be reached, or did not say whether a file is clean."""


def scan(source: BinaryIO) -> Verdict:
    """What the scanner says of the whole of `source`; NOT_SCANNED where no scanner is set up.

    Raises UploadRefusedError when it finds something, and also when it cannot say.
    """
    if settings.SCANNER is None:
        return Verdict.NOT_SCANNED
    source.seek(0)
    try:
        answer = _ask(b"zINSTREAM\0", source)
        if answer == "stream: OK":
            return Verdict.CLEAN
        if not answer.endswith(" FOUND"):
            raise ScannerSilentError(answer)
    except ScannerSilentError as error:
        logger.error("scanner did not answer", extra={"reason": str(error)})
        raise UploadRefusedError(_("We cannot check files for viruses just now. Try again in a few minutes")) from None
    logger.warning("upload refused by scanner", extra={"reason": answer})
    raise UploadRefusedError(
        _("Our virus scanner found something harmful in this file. Scan your device, then send a clean copy")
    )


def scanner_state() -> ScannerState:
    """Whether a scanner is set up and answers now."""
    if settings.SCANNER is None:
        return ScannerState.NOT_SET_UP
    try:
        return ScannerState.READY if _ask(b"zPING\0") == "PONG" else ScannerState.SILENT
    except ScannerSilentError:
        return ScannerState.SILENT


def _ask(command: bytes, content: BinaryIO | None = None) -> str:
    """clamd's answer to one command. Raises ScannerSilentError when there is none."""
    try:
        with closing(_connect()) as connection:
            connection.settimeout(SECONDS_TO_ANSWER if content else SECONDS_TO_CONNECT)
            connection.sendall(command)
            if content:
                _send(connection, content)
            return _answer(connection)
    except OSError as error:
        raise ScannerSilentError(type(error).__name__) from None


def _connect() -> socket.socket:
    server: Any = settings.SCANNER  # the callers have asked whether there is one
    if server.scheme == "tcp":
        return socket.create_connection((server.host, server.port or _USUAL_PORT), timeout=SECONDS_TO_CONNECT)
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(SECONDS_TO_CONNECT)
    try:
        connection.connect(server.path)
    except OSError:
        connection.close()
        raise
    return connection


def _send(connection: socket.socket, content: BinaryIO) -> None:
    while chunk := content.read(_CHUNK):
        connection.sendall(struct.pack(">L", len(chunk)) + chunk)
    connection.sendall(struct.pack(">L", 0))


def _answer(connection: socket.socket) -> str:
    received = b""
    while not received.endswith(b"\0"):
        part = connection.recv(_LONGEST_ANSWER)
        if not part or len(received) > _LONGEST_ANSWER:
            raise ScannerSilentError("no whole answer")
        received += part
    return received.rstrip(b"\0").decode(errors="replace").strip()
