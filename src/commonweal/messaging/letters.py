"""The words of a letter: composed from two templates, one in plain text and one in HTML, each complete by itself.

An area's `emails.py` calls `compose` and hands the draft to `outbox.add`. The templates extend `messaging/letter.txt`
and `messaging/letter.html`, which say whose letter it is, why it came and where to write.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.template import engines
from jinja2 import Environment

MOST_CHARACTERS = 200
"""Of a subject; mail programs show a quarter of that."""

_ONE_ADDRESS = re.compile(r"[^\s,;<>\x00-\x20\x7f]+")


class CannotBeAddressedError(ValueError):
    """What was given is not one e-mail address, or would write headers of its own."""


@dataclass(frozen=True)
class Draft:
    """A letter that is not yet in the outbox. Raises CannotBeAddressedError for an address or subject that is none."""

    kind: str
    to: str
    subject: str
    text: str
    html: str

    def __post_init__(self) -> None:
        try:
            validate_email(self.to)
        except ValidationError:
            raise CannotBeAddressedError("a letter goes to one e-mail address") from None
        if not _ONE_ADDRESS.fullmatch(self.to):
            raise CannotBeAddressedError("a letter goes to one e-mail address")
        if self.subject != one_line(self.subject) or not self.subject:
            raise CannotBeAddressedError("a subject is one line")


def compose(kind: str, *, to: str, template: str, subject: str, **context: object) -> Draft:
    """A draft of the kind `kind` (`area.noun_verb`) to the address `to`, from `template`.txt and `template`.html.

    Both templates get `context` and `subject`. A subject that a person's words went into is made one line.
    """
    context = {**context, "subject": one_line(subject)}
    return Draft(
        kind=kind,
        to=to.strip(),
        subject=one_line(subject),
        text=_tidy(_plain_text().get_template(f"{template}.txt").render(context)),
        html=_pages().get_template(f"{template}.html").render(context),
    )


def one_line(text: str) -> str:
    """`text` as a header can hold it: no line breaks or control characters, single spaces, not endless."""
    words = "".join(character if character.isprintable() else " " for character in text).split()
    return " ".join(words)[:MOST_CHARACTERS].rstrip()


def _pages() -> Environment:
    environment: Environment = engines["jinja2"].env  # type: ignore[attr-defined]  # of Django's Jinja2 backend
    return environment


@cache
def _plain_text() -> Environment:
    """The same templates and globals, without the escaping that only HTML needs."""
    return _pages().overlay(autoescape=False)


def _tidy(text: str) -> str:
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip() + "\n"
