"""The words of a letter: composed from the words of its kind, as officers last changed them, and the values of fields.

An area's `emails.py` declares its kinds in `kinds.KINDS`, calls `compose`, and hands the draft to `outbox.add`. The
frame around the words (`messaging/letter.txt` and `.html`) says whose letter it is, why it came and where to write.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.template import engines
from jinja2 import Environment

from commonweal.core.digests import contact_digest
from commonweal.messaging import markup, queries, rendering
from commonweal.messaging.kinds import KINDS, LetterKind
from commonweal.messaging.models import Letter
from commonweal.messaging.stopping import stop_address

MOST_CHARACTERS = 200
"""Of a subject; mail programs show a quarter of that."""

_ONE_ADDRESS = re.compile(r"[^\s,;<>\x00-\x20\x7f]+")


class CannotBeAddressedError(ValueError):
    """What was given is not one e-mail address, or would write headers of its own."""


class WrongFieldsError(TypeError):
    """A letter was composed with other fields than its kind declares."""


@dataclass(frozen=True)
class Draft:
    """A letter that is not yet in the outbox. Raises CannotBeAddressedError for an address or subject that is none.

    `wording` is the version of the words it was made from, 0 for the original; `topic` is empty for what is needed.
    """

    kind: str
    to: str
    subject: str
    text: str
    html: str
    wording: int = 0
    topic: str = ""

    def __post_init__(self) -> None:
        try:
            validate_email(self.to)
        except ValidationError:
            raise CannotBeAddressedError("a letter goes to one e-mail address") from None
        if not _ONE_ADDRESS.fullmatch(self.to):
            raise CannotBeAddressedError("a letter goes to one e-mail address")
        if self.subject != one_line(self.subject) or not self.subject:
            raise CannotBeAddressedError("a subject is one line")


def compose(kind: str, *, to: str, template: str = "", subject: str = "", **fields: object) -> Draft:
    """A draft of the kind `kind` (`area.noun_verb`) to the address `to`, with a value for each of its fields.

    What a person typed is one value like any other: it is never read as markup, and a subject it went into is made one
    line. Raises UnknownKindError, or WrongFieldsError when a field is missing or not declared.

    A kind whose words officers cannot change names a `template` instead, for `template`.txt and `template`.html, and
    its `subject`; both templates get all that is given.
    """
    if template:
        return _from_templates(kind, to=to.strip(), template=template, subject=one_line(subject), **fields)
    declared = KINDS.kind(kind)
    values = _values(declared, fields)
    words = queries.words_in_force(declared)
    line = one_line(rendering.as_line(markup.read_line(words.subject), values))
    text, html = _framed(declared, to.strip(), line, markup.read(words.body), values)
    return Draft(kind, to.strip(), line, text, html, wording=words.number, topic=declared.topic)


def _values(kind: LetterKind, fields: dict[str, object]) -> dict[str, str]:
    if fields.keys() != kind.field_names:
        missing, unknown = kind.field_names - fields.keys(), fields.keys() - kind.field_names
        raise WrongFieldsError(f"{kind.name}: missing {sorted(missing)}, unknown {sorted(unknown)}")
    return {name: "" if value is None else str(value) for name, value in fields.items()}


def _framed(
    kind: LetterKind, to: str, subject: str, blocks: tuple[markup.Block, ...], values: dict[str, str]
) -> tuple[str, str]:
    """The words in their frame, as text and as HTML; an optional letter says how to stop such letters."""
    topic = KINDS.topic(kind.topic) if kind.topic else None
    stop = stop_address(contact_digest(to), topic.name) if topic else ""
    frame = {"subject": subject, "topic": topic, "stop": stop}
    text = (
        _plain_text().get_template("messaging/worded.txt").render(frame | {"words": rendering.as_text(blocks, values)})
    )
    html = _pages().get_template("messaging/worded.html").render(frame | {"words": rendering.as_html(blocks, values)})
    return _tidy(text), html


def _from_templates(kind: str, *, to: str, template: str, subject: str, **context: object) -> Draft:
    context = {**context, "subject": subject}
    return Draft(
        kind=kind,
        to=to,
        subject=subject,
        text=_tidy(_plain_text().get_template(f"{template}.txt").render(context)),
        html=_pages().get_template(f"{template}.html").render(context),
    )


def words_of(letter: Letter) -> str:
    """The words of a letter without their frame, in plain text, as it stands in a digest."""
    whole: str = letter.text
    return whole.partition(f"\n{letter.subject}\n")[2].rpartition("\n--\n")[0].strip()


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
