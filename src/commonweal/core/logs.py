"""Log lines that machines can read and that hold no personal data.

A line is made of named fields from a closed list. A field that is not on the list is left out, so that nobody
can log a name or an address by handing one over; an exception is told by its type and its place, not its message.

Our own words are constant, and a test sees to it. The words of other people's code may hold anything a browser
sent, so of theirs only what they wrote before filling it in is kept, and the place that wrote it.
"""

from __future__ import annotations

import json
import logging
import re
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

FIELDS = (
    "method",
    "route",
    "status",
    "milliseconds",
    "exception",
    "place",
    "job",
    "job_id",
    "attempt",
    "worker",
    "letter",
    "count",
    "seal",
    "digest",
    "seconds",
    "check",
    "reason",
    "dataset",
)

WARNINGS = "py.warnings"
_WARNING = re.compile(r"(?P<file>[^\n]+?):(?P<line>\d+): (?P<kind>\w+): ")

_request_id: ContextVar[str] = ContextVar("request_id", default="")


@contextmanager
def about_request(request_id: str) -> Iterator[None]:
    """Every line logged inside carries `request_id`."""
    token = _request_id.set(request_id)
    try:
        yield
    finally:
        _request_id.reset(token)


def current_request_id() -> str:
    """The id of the request being answered, or nothing outside one."""
    return _request_id.get()


def about_exception(error: BaseException) -> dict[str, str]:
    """The fields that tell what went wrong: the exception's type, and the last places in our own code."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "commonweal" in frame.filename] or list(frames)
    places = [f"{_short(frame.filename)}:{frame.lineno}:{frame.name}" for frame in ours[-4:]]
    return {"exception": f"{type(error).__module__}.{type(error).__qualname__}", "place": " < ".join(reversed(places))}


def _fields(record: logging.LogRecord) -> dict[str, object]:
    fields: dict[str, object] = {
        "at": datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname,
        "logger": record.name,
        "message": _words(record),
    }
    if _request_id.get():
        fields["request"] = _request_id.get()
    if _is_ours(record):
        fields |= {name: record.__dict__[name] for name in FIELDS if name in record.__dict__}
    else:
        fields |= _place_of(record)
    if record.exc_info and record.exc_info[1]:
        fields |= about_exception(record.exc_info[1])
    return fields


class OutsidersAreNoErrors(logging.Filter):
    """Lowers to a warning what Django logs as an error though anybody can cause it: another host, too many fields."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the line is to be written."""
        if not record.name.startswith("django.security."):
            return True
        # Another handler may have lowered it before this one is asked, so the answer leans on no earlier level.
        if record.levelno > logging.WARNING:
            record.levelno, record.levelname = logging.WARNING, logging.getLevelName(logging.WARNING)
        return logging.getLogger().isEnabledFor(record.levelno)


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name.partition(".")[0] == "commonweal"


def _words(record: logging.LogRecord) -> str:
    """What the line says, without anything that a person could have sent."""
    # Gunicorn's information is about its own life: process ids, and the address it listens on.
    if _is_ours(record) or (record.name == "gunicorn.error" and record.levelno == logging.INFO):
        return record.getMessage()
    if record.name == WARNINGS:
        return "a warning of Python's"
    # With arguments the words are a pattern, not yet filled in; without, they may have been put together by hand.
    return str(record.msg) if record.args else "(words left out)"


def _place_of(record: logging.LogRecord) -> dict[str, str]:
    if record.name == WARNINGS and (told := _WARNING.match(record.getMessage())):
        return {"exception": told["kind"], "place": f"{_short(told['file'])}:{told['line']}"}
    return {"place": f"{_short(record.pathname)}:{record.lineno}:{record.funcName}"}


def _short(filename: str) -> str:
    return filename.rpartition("site-packages/")[2].rpartition("src/")[2]


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """The record's known fields as JSON."""
        return json.dumps(_fields(record), ensure_ascii=False, default=str)


class TextLines(logging.Formatter):
    """One readable line, for a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        """The record's known fields as words."""
        fields = _fields(record)
        head = (
            f"{str(fields.pop('at'))[11:19]} {fields.pop('level')!s:7} {fields.pop('logger')}: {fields.pop('message')}"
        )
        return head + "".join(f" {name}={value}" for name, value in fields.items())
