"""Log lines that machines can read and that hold no personal data.

A line is made of named fields from a closed list. A field that is not on the list is left out, so that nobody
can log a name or an address by handing one over; an exception is told by its type and its place, not its message.
"""

from __future__ import annotations

import json
import logging
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
)

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
    """The fields that tell what went wrong: the exception's type, and the last places of our own code it came through."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "commonweal" in frame.filename] or list(frames)
    places = [f"{frame.filename.rpartition('src/')[2]}:{frame.lineno}:{frame.name}" for frame in ours[-4:]]
    return {"exception": f"{type(error).__module__}.{type(error).__qualname__}", "place": " < ".join(reversed(places))}


def _fields(record: logging.LogRecord) -> dict[str, object]:
    fields = {
        "at": datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname,
        "logger": record.name,
        "message": record.getMessage(),
    }
    if _request_id.get():
        fields["request"] = _request_id.get()
    fields |= {name: record.__dict__[name] for name in FIELDS if name in record.__dict__}
    if record.exc_info and record.exc_info[1]:
        fields |= about_exception(record.exc_info[1])
    return fields


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
        head = f"{str(fields.pop('at'))[11:19]} {fields.pop('level')!s:7} {fields.pop('logger')}: {fields.pop('message')}"
        return head + "".join(f" {name}={value}" for name, value in fields.items())
