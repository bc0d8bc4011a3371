"""Closed for a while: the site answers politely that it is, and only health checks and static files get through.

What closes it is a small file in the data folder, looked for at every request, so it works while the database is
away. Where several hosts share a PostgreSQL database the same words are put on the database as well, and each web
process looks for them every few seconds, outside any request.
"""

from __future__ import annotations

import json
import logging
import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from commonweal.core import days
from commonweal.core.operating import marks
from commonweal.core.requests import Request

logger = logging.getLogger("commonweal.maintenance")

LOOK_SECONDS = 5
DEFAULT_WAIT_SECONDS = 600
OPEN_PREFIXES = ("/health/",)


class NotAnInstantError(ValueError):
    """What was typed cannot be read as a time that is still to come; the message says what to type."""


@dataclass(frozen=True)
class Closure:
    """Why the site is closed, in words for everybody, and until when if that is known."""

    reason: str = ""
    until: datetime | None = None

    def as_text(self) -> str:
        """The closure as it is kept."""
        return json.dumps({"reason": self.reason, "until": self.until.isoformat() if self.until else None})

    @classmethod
    def from_text(cls, text: str) -> Closure:
        """The closure that was kept. A text that cannot be read still closes the site, without words."""
        try:
            kept = json.loads(text)
            return cls(str(kept["reason"]), parse_datetime(kept["until"] or ""))
        except (ValueError, KeyError, TypeError):
            return cls()

    def wait_seconds(self, *, at: datetime) -> int:
        """How long a machine should wait before it asks again."""
        if self.until is None or self.until <= at:
            return DEFAULT_WAIT_SECONDS
        return int((self.until - at).total_seconds()) + 1


def close(*, reason: str = "", until: datetime | None = None, at: datetime) -> None:
    """Close the site: on this host at once, on hosts that share the database within seconds.

    Raises OSError when the data folder cannot be written to; then it is not closed.
    """
    text = Closure(reason, until).as_text()
    flag = _flag()
    flag.parent.mkdir(parents=True, exist_ok=True)
    fresh = flag.with_name(f".{flag.name}-{uuid.uuid4().hex}")
    try:
        fresh.write_text(text)
        fresh.replace(flag)
    except OSError:
        fresh.unlink(missing_ok=True)  # half a file that nothing would look for
        raise
    if _is_shared():
        _with_database(lambda: marks.put(marks.CLOSED, text=text, at=at))


def reopen() -> None:
    """Open the site again, here and on hosts that share the database."""
    if _is_shared():
        _with_database(lambda: marks.remove(marks.CLOSED))
    _flag().unlink(missing_ok=True)


def closure() -> Closure | None:
    """Why the site is closed, or None while it is open. Never asks the database."""
    try:
        return Closure.from_text(_flag().read_text())
    except FileNotFoundError:
        return _seen.closure
    except OSError:
        return Closure()


def read_until(text: str, *, at: datetime) -> datetime:
    """The London time in `18:00` (the next one) or `2027-03-27 18:00`. Raises NotAnInstantError with what to type."""
    wrong = NotAnInstantError(f"{text!r} is not a time to come: write 18:00, or a day as well: 2027-03-27 18:00")
    try:
        if len(text) <= len("18:00"):
            hour = datetime.strptime(text, "%H:%M").time()  # noqa: DTZ007  # joined with a London day just below
            instant = datetime.combine(days.london_day(at), hour, tzinfo=days.LONDON)
            return instant if instant > at else instant + timedelta(days=1)
        instant = datetime.strptime(text.replace("T", " "), "%Y-%m-%d %H:%M").replace(tzinfo=days.LONDON)
    except ValueError:
        raise wrong from None
    if instant <= at:
        raise wrong
    return instant


def show_until(until: datetime, *, at: datetime) -> str:
    """`6pm` for today, `6pm on Saturday 27 March 2027` for another day."""
    day, hour = days.london_day(until), days.show_time(until)
    if day == days.london_day(at):
        return hour
    return _("%(time)s on %(day)s") % {"time": hour, "day": days.show_day(day, with_weekday=True)}


class _Seen:
    """What the database last said in this process."""

    closure: Closure | None = None


_seen = _Seen()
_looking = threading.Lock()


def look() -> None:
    """Read once what the database says; a database that is away changes nothing."""
    try:
        text = marks.read(marks.CLOSED)
    except DatabaseError:
        return
    _seen.closure = None if text is None else Closure.from_text(text)


def watch() -> None:
    """Look every few seconds, in a thread of this process; only where hosts can share the database."""
    if not _is_shared() or not _looking.acquire(blocking=False):
        return

    def go_on_looking() -> None:
        pause = threading.Event()
        while True:
            look()
            connection.close()  # this thread's own; nothing is held between two looks
            pause.wait(LOOK_SECONDS)

    threading.Thread(target=go_on_looking, name="maintenance", daemon=True).start()


def _flag() -> Path:
    folder: Path = settings.DATA_DIR
    return folder / "maintenance.json"


def _is_shared() -> bool:
    return connection.vendor == "postgresql"


def _with_database(change: Callable[[], None]) -> None:
    # Closing must work while the database is being replaced; the file on this host holds meanwhile.
    try:
        change()
    except DatabaseError as error:
        logger.warning("other hosts were not told", extra={"exception": type(error).__name__})


class MaintenanceMiddleware:
    """Answers 503 with the maintenance page while the site is closed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponseBase:
        """Answer, or say that we are closed."""
        closed = closure()
        if closed is None or request.path_info.startswith(OPEN_PREFIXES):
            return self.get_response(request)
        return _closed_page(request, closed)


def _closed_page(request: Request, closed: Closure) -> HttpResponse:
    at = request.at
    until = show_until(closed.until, at=at) if closed.until and closed.until > at else ""
    words = {"reason": closed.reason, "until": until, "form": None}
    response = render(request, "ui/maintenance.html", words, status=503, using="jinja2")
    response["Retry-After"] = str(closed.wait_seconds(at=at))
    add_never_cache_headers(response)
    return response
