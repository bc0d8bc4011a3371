"""How the text of a setting is read: each reader gives the value, or raises ValueError with what to write instead.

The words of a ValueError are always ours. A library's would quote the text, and with it part of a password.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from email.utils import getaddresses
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from commonweal.core.days import OfficeHours

MOST = 1_000_000_000


def text(text: str) -> str:
    """The text as it is."""
    return text


def yes_or_no(text: str) -> bool:
    """Whether it says yes. Raises ValueError when it says neither yes nor no."""
    if text.lower() not in {"yes", "no"}:
        raise ValueError("write yes or no")
    return text.lower() == "yes"


def one_of(*words: str) -> Callable[[str], str]:
    """A reader that takes one of `words`, and raises ValueError for any other."""

    def read(text: str) -> str:
        if text not in words:
            raise ValueError(f"write {', '.join(words[:-1])} or {words[-1]}")
        return text

    return read


def whole_number(*, least: int = 0, most: int = MOST) -> Callable[[str], int]:
    """A reader of whole numbers from `least` to `most`, which raises ValueError for anything else."""

    def read(text: str) -> int:
        # Longer ones Python itself would refuse to turn into a number.
        is_number = text.isascii() and text.isdigit() and len(text) <= len(str(MOST))
        if not is_number or not least <= int(text) <= most:
            raise ValueError(f"write a whole number from {least} to {most}")
        return int(text)

    return read


def area_code(text: str) -> str:
    """An official code of an area, or nothing. Raises ValueError for anything else."""
    is_code = len(text) == 9 and text.isascii() and text[0].isalpha() and text[1:].isdigit()
    if text and not is_code:
        raise ValueError("write a letter and eight digits, as in E10000016, or nothing")
    return text.upper()


def seconds(text: str) -> float:
    """A number of seconds. Raises ValueError when it is none, or not above nothing."""
    is_number = text.isascii() and text.replace(".", "", 1).isdigit()
    value = float(text) if is_number else 0.0
    if not 0 < value < math.inf:
        raise ValueError("write a number of seconds above nothing, for example 30")
    return value


def words(text: str) -> list[str]:
    """The words between commas."""
    return [word for word in (part.strip() for part in text.split(",")) if word]


def issuer(text: str) -> str:
    """The address of an OpenID Connect issuer, or nothing. Raises ValueError unless it is https, or on this machine."""
    address = urlsplit(text)
    is_near = address.scheme == "http" and address.hostname in {"127.0.0.1", "localhost"}
    if text and not (address.hostname and (address.scheme == "https" or is_near) and not address.query):
        raise ValueError("write the issuer's whole address with https://, as the directory gives it, or nothing")
    return text


def origin_of(address: str) -> list[str]:
    """Scheme, host and port of `address` as the Content-Security-Policy names them; none for no address."""
    parts = urlsplit(address)
    return [f"{parts.scheme}://{parts.netloc}"] if parts.netloc else []


def folder(text: str) -> Path:
    """A folder, wherever it is named from. Raises ValueError when it is the home of somebody who has none here."""
    try:
        return Path(text).expanduser().absolute()
    except RuntimeError:
        raise ValueError("there is no such person on this machine: write the whole path") from None


def web_address(text: str) -> str:
    """An address without a path, as people type it. Raises ValueError when it is none."""
    wrong = ValueError("write the address without a path, for example https://communities.example.gov.uk")
    parts = _split(text, wrong)
    is_plain = parts.path in {"", "/"} and not parts.query and not parts.fragment and "@" not in parts.netloc
    if parts.scheme not in {"http", "https"} or not parts.hostname or not is_plain:
        raise wrong
    return text.rstrip("/")


def email_address(text: str) -> str:
    """An e-mail address, alone. Raises ValueError when it is none."""
    if not _is_email_address(text):
        raise ValueError("write one e-mail address and nothing else, for example communities@example.gov.uk")
    return text


def sender(text: str) -> str:
    """A name with an address, or an address alone. Raises ValueError when that is not one sender."""
    found = getaddresses([text])
    if len(found) != 1 or not _is_email_address(found[0][1]):
        raise ValueError(
            "write one name with its address, for example Communities <no-reply@example.gov.uk>; a name with a comma"
            " in it needs quotation marks of its own"
        )
    return text


def _is_email_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


@dataclass(frozen=True)
class Server:
    """A server or a place named in a setting: `scheme://user:password@host:port/path`."""

    scheme: str
    host: str
    port: int | None
    user: str
    password: str
    path: str

    @classmethod
    def read(cls, text: str, *schemes: str) -> Server:
        """The server that `text` names. Raises ValueError when its scheme is none of `schemes` or it has odd parts."""
        wrong = ValueError(
            "percent-encode @ : / ? # [ ] and % in the user and the password (@ is %40), write the port as a number,"
            " and nothing after the path"
        )
        parts = _split(text, wrong)
        if parts.scheme not in schemes:
            raise ValueError(f"begin it with {' or '.join(f'{scheme}://' for scheme in schemes)}")
        # An @ that is left in the path is the end of a password with a stroke in it.
        if parts.query or parts.fragment or ("@" in parts.path and "@" not in parts.netloc):
            raise wrong
        return cls(
            scheme=parts.scheme,
            host=parts.hostname or "",
            port=parts.port,
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            path=unquote(parts.path),
        )

    @property
    def has_only_a_path(self) -> bool:
        """Whether it names a path on this machine, and no host."""
        return not self.host and bool(self.path.strip("/"))


def database(text: str) -> Server:
    """A database. Raises ValueError when neither a file nor a database of a server is named."""
    server = Server.read(text, "sqlite", "postgresql")
    if server.scheme == "sqlite" and not server.has_only_a_path:
        raise ValueError("name the file after three strokes, for example sqlite:///commonweal.sqlite3")
    if server.scheme == "postgresql" and not server.path.strip("/"):
        raise ValueError("name the database at the end, for example postgresql://USER:PASSWORD@HOST:5432/NAME")
    return server


def mail_server(text: str) -> Server:
    """A mail server, GOV.UK Notify, or a folder for letters. Raises ValueError when none of them is named."""
    server = Server.read(text, "smtp", "smtps", "smtp+starttls", "notify", "folder")
    if server.scheme == "notify" and not (_NOTIFY_KEY.fullmatch(server.user) and _UUID.fullmatch(server.host)):
        raise ValueError("write Notify's API key and the id of the template, as in notify://KEY@TEMPLATE-ID")
    if server.scheme != "folder" and not server.host:
        raise ValueError(f"name the mail server, for example {server.scheme}://mail.example.gov.uk:587")
    return _with_a_folder(server)


_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NOTIFY_KEY = re.compile(rf".+-{_UUID.pattern}-{_UUID.pattern}")


def mailbox_server(text: str) -> Server | None:
    """A mailbox that messages are fetched from; none for no text. Raises ValueError when none can be read from it."""
    if not text:
        return None
    server = Server.read(text, "imaps", "imap+starttls", "imap", "maildir")
    if server.scheme == "maildir" and not server.has_only_a_path:
        raise ValueError("name the maildir after three strokes, for example maildir:///var/mail/commonweal")
    if server.scheme != "maildir" and not (server.host and server.user):
        raise ValueError(
            f"name who signs in and where, as in {server.scheme}://USER:PASSWORD@mail.example.gov.uk/INBOX"
        )
    return server


_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_OFFICE_HOURS = re.compile(r"(\w{3})-(\w{3}) ([0-2]\d:[0-5]\d)-([0-2]\d:[0-5]\d)")


def office_hours(text: str) -> OfficeHours:
    """Weekdays and times of the day, as in Mon-Fri 09:00-17:00. Raises ValueError when they cannot be read."""
    found = _OFFICE_HOURS.fullmatch(text)
    try:
        if not found:
            raise ValueError
        first, last = (_DAYS.index(day.lower()) for day in found.group(1, 2))
        opens, closes = (time.fromisoformat(at) for at in found.group(3, 4))
        return OfficeHours(opens, closes, frozenset(range(first, last + 1)))
    except ValueError:
        raise ValueError("write the days and the times of one day, for example Mon-Fri 09:00-17:00") from None


def days(text: str) -> frozenset[date]:
    """Days with commas between; none for no text. Raises ValueError for one that does not exist."""
    try:
        return frozenset(date.fromisoformat(word) for word in words(text))
    except ValueError:
        raise ValueError("write days with commas between, for example 2026-12-29,2026-12-30") from None


def file_store(text: str) -> Server:
    """A folder, or a bucket of an S3-compatible store. Raises ValueError when neither is named."""
    server = Server.read(text, "folder", "s3")
    bucket = server.path.strip("/")
    if server.scheme == "s3" and (not server.host or not bucket or "/" in bucket):
        raise ValueError("name the host and one bucket, as in s3://KEY:SECRET@store.example:9000/BUCKET")
    return _with_a_folder(server)


def scanner(text: str) -> Server | None:
    """A virus scanner; none for no text. Raises ValueError when neither a host nor a socket is named."""
    if not text:
        return None
    server = Server.read(text, "tcp", "unix")
    if server.scheme == "tcp" and not server.host:
        raise ValueError("name the host, for example tcp://127.0.0.1:3310")
    if server.scheme == "unix" and not server.has_only_a_path:
        raise ValueError("name the socket after three strokes, for example unix:///run/clamav/clamd.ctl")
    return server


def keys(text: str) -> dict[str, str]:
    """Keys by name, the one to write with first. Raises ValueError when a name or a key is missing or comes twice."""
    pairs = [word.partition(":") for word in words(text)]
    if not pairs or any(not name or not key for name, _, key in pairs):
        raise ValueError("write name:key pairs with commas between, the one to write with first")
    if len({name for name, _, _key in pairs}) < len(pairs):
        raise ValueError("give every key a name of its own")
    return {name: key for name, _, key in pairs}


def _with_a_folder(server: Server) -> Server:
    if server.scheme == "folder" and not server.has_only_a_path:
        raise ValueError("name the folder after three strokes, for example folder:///files")
    return server


def _split(text: str, wrong: ValueError) -> SplitResult:
    """The parts of an address. Raises `wrong` when it has none that can be told apart."""
    try:
        parts = urlsplit(text)
        _ = parts.port, parts.hostname  # read only now, and refused only now
    except ValueError:
        raise wrong from None
    return parts
