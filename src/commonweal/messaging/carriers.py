"""What takes a letter away: a mail server, GOV.UK Notify (`notify.py`), or a folder that keeps letters as files.

A carrier does everything that can be undone first, then calls `before_last_word`, then says the one word after which
the letter is no longer ours. Every failure says which side of that word it fell on: not taken (try again), refused
(never try again) or in doubt.
"""

from __future__ import annotations

import os
import re
import smtplib
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from django.core.mail.backends.smtp import EmailBackend

from commonweal.messaging.envelopes import Envelope

PATIENCE_SECONDS = 30.0
LAST_PATIENCE_SECONDS = 300.0
"""How long the server may think about the whole letter: content filters are slow, and giving up leaves a doubt."""

SAYS_YES = range(200, 300)
SAYS_NO_FOR_NOW = range(400, 500)
SAYS_NO = range(500, 600)


class NotTakenError(Exception):
    """The letter was certainly not taken; another attempt may go better. `reply` is the server's code, if any."""

    def __init__(self, reply: str = "") -> None:
        super().__init__(reply or "no answer")
        self.reply = reply


class RefusedForGoodError(Exception):
    """The letter was certainly not taken, and never will be: no such mailbox, or not such a message."""

    def __init__(self, reply: str) -> None:
        super().__init__(reply)
        self.reply = reply


class InDoubtError(Exception):
    """The last word was said and no answer came: the letter may have been taken."""


class Server(Protocol):
    """Where letters go, as the settings name it."""

    @property
    def scheme(self) -> str:
        """`smtp`, `smtps`, `smtp+starttls`, `notify` or `folder`."""

    @property
    def host(self) -> str:
        """Its name or number; nothing for a folder."""

    @property
    def port(self) -> int | None:
        """None for the usual one."""

    @property
    def user(self) -> str:
        """Who we sign in as; nothing for nobody."""

    @property
    def password(self) -> str:
        """And with what."""

    @property
    def path(self) -> str:
        """The folder, below the data folder."""


class Carrier(Protocol):
    """Takes letters away, one at a time."""

    def carry(self, envelope: Envelope, *, before_last_word: Callable[[], None]) -> None:
        """Take the letter; return when it is certainly taken.

        Raises NotTakenError, RefusedForGoodError or InDoubtError. What `before_last_word` raises goes through, and the
        letter is then not taken.
        """

    def has_taken(self, envelope: Envelope) -> bool | None:
        """Whether an earlier attempt at the letter went through; None when this carrier can never know.

        Raises NotTakenError when it cannot tell just now and is to be asked again later.
        """


class SmtpCarrier:
    """Speaks SMTP. What it has handed over it can never ask about again."""

    def __init__(
        self, server: Server, *, patience: float = PATIENCE_SECONDS, last_patience: float = LAST_PATIENCE_SECONDS
    ) -> None:
        self.server = server
        self.patience = patience
        self.last_patience = last_patience

    def carry(self, envelope: Envelope, *, before_last_word: Callable[[], None]) -> None:
        """As Carrier says. The dot that ends the message is the last word: without it, a server keeps nothing."""
        try:
            line = self._open()
        except OSError as error:  # refused, unreachable, certificate, sign-in: all for the operator to mend
            raise NotTakenError(_code(error)) from error
        try:
            self._say_all_but_the_last_word(line, envelope)
            before_last_word()
            self._say_the_last_word(line)
        except BaseException:
            line.close()  # at once: a polite goodbye would be read as part of the message
            raise
        _say_goodbye(line)

    def has_taken(self, envelope: Envelope) -> None:  # noqa: ARG002  # as Carrier says
        """Nobody can ask a mail server that."""
        return

    def _open(self) -> smtplib.SMTP:
        default = 465 if self.server.scheme == "smtps" else 25
        opener = EmailBackend(
            host=self.server.host,
            port=self.server.port or default,
            username=self.server.user,
            password=self.server.password,
            use_tls=self.server.scheme == "smtp+starttls",
            use_ssl=self.server.scheme == "smtps",
            timeout=self.patience,
        )
        try:
            opener.open()
            line = opener.connection
            assert line is not None  # noqa: S101  # open() returned
            line.ehlo_or_helo_if_needed()
        except BaseException:
            opener.close()  # what was opened half-way
            raise
        return line

    def _say_all_but_the_last_word(self, line: smtplib.SMTP, envelope: Envelope) -> None:
        try:
            # A refusal of the sender is ours to mend, so it is tried again; one of the recipient is final.
            _expect(line.mail(envelope.sender), {250}, final=False)
            _expect(line.rcpt(envelope.recipient), {250, 251}, final=True)
            _expect(line.docmd("DATA"), {354}, final=True)
            line.send(_with_dots_doubled(envelope.content))
        except OSError as error:
            raise NotTakenError(_code(error)) from error

    def _say_the_last_word(self, line: smtplib.SMTP) -> None:
        try:
            if line.sock is not None:
                line.sock.settimeout(self.last_patience)
                # Else the dot waits until what came before it is acknowledged: 40 ms more of doubt for every letter.
                line.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            line.send(b".\r\n")
            code, _words = line.getreply()
        except OSError as error:
            raise InDoubtError from error
        if code in SAYS_NO_FOR_NOW or code in SAYS_NO:
            _expect((code, b""), set(), final=True)
        if code not in SAYS_YES:
            raise InDoubtError


class FolderCarrier:
    """Keeps each letter as a file named by its message id, for trials. A letter written twice is one file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def carry(self, envelope: Envelope, *, before_last_word: Callable[[], None]) -> None:
        """As Carrier says. The last word is the rename that makes the file appear, whole."""
        file = self._file(envelope)
        part = file.with_name(f".{file.name}.{os.getpid()}.part")
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
                stream.write(envelope.content)
                stream.flush()
                os.fsync(stream.fileno())
        except OSError as error:
            raise NotTakenError from error
        try:
            before_last_word()
            part.replace(file)
            self._keep_names()
        except OSError as error:
            raise InDoubtError from error
        finally:
            part.unlink(missing_ok=True)

    def has_taken(self, envelope: Envelope) -> bool:
        """Whether the file is there."""
        return self._file(envelope).is_file()

    def _file(self, envelope: Envelope) -> Path:
        return self.folder / f"{envelope.message_id}.eml"

    def _keep_names(self) -> None:
        folder = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _expect(answer: tuple[int, bytes], wanted: set[int], *, final: bool) -> None:
    """Go on if the server answered as wanted. The text of an answer may hold the address, so only its code is kept."""
    code = answer[0]
    if code in wanted:
        return
    if final and code in SAYS_NO:
        raise RefusedForGoodError(str(code))
    raise NotTakenError(str(code) if code > 0 else "")


def _code(error: OSError) -> str:
    code = getattr(error, "smtp_code", None)
    return str(code) if isinstance(code, int) and code > 0 else ""


def _with_dots_doubled(content: bytes) -> bytes:
    """The message as it goes over the line: a dot that begins a line is doubled, and the last line ends."""
    doubled = re.sub(rb"(?m)^\.", b"..", content)
    return doubled if doubled.endswith(b"\r\n") else doubled + b"\r\n"


def _say_goodbye(line: smtplib.SMTP) -> None:
    try:
        line.quit()
    except OSError:
        line.close()  # the letter is taken; how the server hangs up changes nothing
