"""Where messages are fetched from: a mailbox on an IMAP server, or a maildir that a mail server on this machine fills.

A message is put away only after what it says was noted; one that was fetched twice says the same twice, which must
change nothing. What is done with is deleted, for it holds an address. All else stays, marked as seen, for a person to
read. Whoever fetches names the setting in which the mailbox stands, for what is said when it cannot be opened.
"""

from __future__ import annotations

import contextlib
import imaplib
import mailbox
import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from commonweal.messaging.carriers import Server

PATIENCE_SECONDS = 30.0
MOST_AT_ONCE = 200
LARGEST_BYTES = 1_000_000
"""Larger is left where it is, unless whoever fetches says another limit: a report holds the letter at most."""


class CannotFetchError(Exception):
    """The mailbox cannot be reached or opened just now; the message says at which step, without its password."""


class Message(Protocol):
    """One message in a mailbox."""

    content: bytes

    def put_away(self, *, is_done: bool) -> None:
        """Delete what is done with; mark anything else as seen."""


class Mailbox(Protocol):
    """Gives its unseen messages, the oldest first."""

    def unseen(self) -> contextlib.AbstractContextManager[Iterator[Message]]:
        """The messages, while the mailbox is open. Raises CannotFetchError."""


REPORTS = "COMMONWEAL_BOUNCES_URL"


def mailbox_for(server: Server, *, setting: str = REPORTS, largest: int = LARGEST_BYTES) -> Mailbox:
    """The mailbox that `setting` names; messages of more than `largest` bytes are left where they are."""
    if server.scheme == "maildir":
        return Maildir(Path(server.path), setting=setting, largest=largest)
    return ImapMailbox(server, setting=setting, largest=largest)


class _FiledMessage:
    """A message that is a file of a maildir."""

    def __init__(self, box: mailbox.Maildir, key: str) -> None:
        self.box, self.key = box, key
        self.content = box.get_bytes(key)

    def put_away(self, *, is_done: bool) -> None:
        """As Message says."""
        if is_done:
            self.box.discard(self.key)
            return
        message = self.box.get_message(self.key)
        message.set_subdir("cur")
        message.add_flag("S")
        self.box[self.key] = message


class Maildir:
    """A folder with `new`, `cur` and `tmp` in it, as Postfix, Exim and Dovecot fill them."""

    def __init__(self, folder: Path, *, setting: str = REPORTS, largest: int = LARGEST_BYTES) -> None:
        self.folder, self.setting, self.largest = folder, setting, largest

    @contextlib.contextmanager
    def unseen(self) -> Iterator[Iterator[Message]]:
        """As Mailbox says."""
        if not (self.folder / "new").is_dir():
            raise CannotFetchError(f"there is no maildir at the path in {self.setting}")
        box = mailbox.Maildir(str(self.folder), create=False)
        try:
            yield (_FiledMessage(box, key) for key in self._keys(box))
        finally:
            box.close()

    def _keys(self, box: mailbox.Maildir) -> list[str]:
        keys = sorted(key for key in box.iterkeys() if len(box.get_bytes(key)) <= self.largest)
        return [key for key in keys if "S" not in box.get_message(key).get_flags()][:MOST_AT_ONCE]


class _ServedMessage:
    """A message on an IMAP server, by its number that does not change."""

    def __init__(self, line: imaplib.IMAP4, number: str, content: bytes) -> None:
        self.line, self.number, self.content = line, number, content

    def put_away(self, *, is_done: bool) -> None:
        """As Message says."""
        flags = r"(\Seen \Deleted)" if is_done else r"(\Seen)"
        self.line.uid("STORE", self.number, "+FLAGS", flags)


class ImapMailbox:
    """A folder of a mailbox on an IMAP server; `imaps` is encrypted from the start, `imap` after STARTTLS or never."""

    def __init__(self, server: Server, *, setting: str = REPORTS, largest: int = LARGEST_BYTES) -> None:
        self.server, self.setting, self.largest = server, setting, largest

    @contextlib.contextmanager
    def unseen(self) -> Iterator[Iterator[Message]]:
        """As Mailbox says. Deleted messages are expunged when the mailbox is closed."""
        try:
            line = self._open()
        except (OSError, imaplib.IMAP4.error) as error:
            # The server's own words may repeat the user or the password.
            raise CannotFetchError(f"the mailbox in {self.setting}: {type(error).__name__}") from None
        try:
            yield self._messages(line)
            line.expunge()
        except (OSError, imaplib.IMAP4.error) as error:
            raise CannotFetchError(f"the mailbox in {self.setting}: {type(error).__name__}") from None
        finally:
            with contextlib.suppress(OSError, imaplib.IMAP4.error):
                line.logout()

    def _open(self) -> imaplib.IMAP4:
        server = self.server
        if server.scheme == "imaps":
            context = ssl.create_default_context()
            line: imaplib.IMAP4 = imaplib.IMAP4_SSL(
                server.host, server.port or 993, ssl_context=context, timeout=PATIENCE_SECONDS
            )
        else:
            line = imaplib.IMAP4(server.host, server.port or 143, timeout=PATIENCE_SECONDS)
        try:
            if server.scheme == "imap+starttls":
                line.starttls(ssl.create_default_context())
            line.login(server.user, server.password)
            answer, _count = line.select(f'"{server.path.strip("/") or "INBOX"}"')
            if answer != "OK":
                raise imaplib.IMAP4.error("no such folder")
        except BaseException:
            line.shutdown()
            raise
        return line

    def _messages(self, line: imaplib.IMAP4) -> Iterator[Message]:
        _answer, found = line.uid("SEARCH", f"UNSEEN UNDELETED SMALLER {self.largest}")
        numbers = found[0].decode().split() if found and found[0] else []
        for number in numbers[:MOST_AT_ONCE]:
            # PEEK: reading alone marks nothing, so that a worker that is killed here has lost nothing.
            _answer, parts = line.uid("FETCH", number, "(BODY.PEEK[])")
            content = next((part[1] for part in parts if isinstance(part, tuple)), None)
            if content is not None:
                yield _ServedMessage(line, number, content)
