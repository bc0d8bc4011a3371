"""The small markup that officers write letters in, and what becomes of it: plain text and HTML from one source.

The signs are those of GOV.UK Notify, which councils know: `((name))` for a field, `((has_file??words))` for words that
stand only where a field has something, `# ` and `## ` for headings, `* ` for bullets, `1. ` for steps, `^ ` for a
panel, `[words](address)` for a link, a blank line between paragraphs. Nothing else means anything: there is no HTML,
and what a field brings with it is never read as markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

FIELD = re.compile(r"[a-z][a-z0-9_]*")
_LINK = re.compile(r"\[(?P<words>[^\[\]\n]+)\]\((?P<target>\(\([a-z][a-z0-9_]*\)\)|[^\s()]+)\)")
_ADDRESS = re.compile(r"https?://[^\s()<>\"]*[^\s()<>\".,;:!?']")
_BLOCKS = (
    ("heading", re.compile(r"# +(.+)")),
    ("subheading", re.compile(r"## +(.+)")),
    ("bullets", re.compile(r"[*-] +(.+)")),
    ("steps", re.compile(r"[0-9]{1,2}\. +(.+)")),
    ("panel", re.compile(r"\^ *(.+)")),
)


class CannotReadError(ValueError):
    """The markup cannot be read; the message says what to mend, in words for whoever wrote it."""


@dataclass(frozen=True)
class Words:
    """Words as they stand."""

    text: str


@dataclass(frozen=True)
class Field:
    """The place of a field's value."""

    name: str


@dataclass(frozen=True)
class Where:
    """Pieces that stand only where the field `name` has something."""

    name: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere: an address as it is written, or a field's value."""

    words: str
    target: Words | Field


Piece = Words | Field | Where | Link


@dataclass(frozen=True)
class Block:
    """One block: its kind (`paragraph`, `heading`, `bullets` …) and its lines, each a row of pieces."""

    kind: str
    lines: tuple[tuple[Piece, ...], ...]


def read(source: str) -> tuple[Block, ...]:
    """The blocks of `source`. Raises CannotReadError."""
    blocks: list[Block] = []
    for part in re.split(r"\n[ \t]*\n", source.replace("\r\n", "\n").strip()):
        blocks += _blocks(part)
    return tuple(blocks)


def read_line(source: str) -> tuple[Piece, ...]:
    """The pieces of one line, as of a subject. Raises CannotReadError."""
    return tuple(_pieces(source))


def fields_in(pieces: tuple[Piece, ...]) -> Iterator[str]:
    """The names of all fields in `pieces`, each as often as it stands there."""
    for piece in pieces:
        if isinstance(piece, Field | Where):
            yield piece.name
        if isinstance(piece, Where):
            yield from fields_in(piece.pieces)
        if isinstance(piece, Link) and isinstance(piece.target, Field):
            yield piece.target.name


def fields_of(blocks: tuple[Block, ...]) -> Iterator[str]:
    """The names of all fields in `blocks`."""
    for block in blocks:
        for line in block.lines:
            yield from fields_in(line)


def _blocks(part: str) -> Iterator[Block]:
    """Lines of one kind that follow each other are one block; a heading is one by itself."""
    kind = ""
    lines: list[tuple[Piece, ...]] = []
    for line in part.split("\n"):
        found, words = _kind_of(line.strip())
        if lines and (found != kind or found in {"heading", "subheading"}):
            yield Block(kind, tuple(lines))
            lines = []
        kind = found
        lines.append(tuple(_pieces(words)))
    if lines and part.strip():
        yield Block(kind, tuple(lines))


def _kind_of(line: str) -> tuple[str, str]:
    if line == "---":
        return "rule", ""
    for kind, sign in _BLOCKS:
        if found := sign.fullmatch(line):
            return kind, found[1].strip()
    return "paragraph", line


def _pieces(text: str) -> Iterator[Piece]:
    place = 0
    while place < len(text):
        if text.startswith("((", place):
            end = _end_of_brackets(text, place)
            yield _bracketed(text[place + 2 : end])
            place = end + 2
        elif link := _LINK.match(text, place):
            yield Link(link["words"], _target(link["target"]))
            place = link.end()
        elif address := _ADDRESS.match(text, place):
            yield Link("", Words(address[0]))
            place = address.end()
        else:
            end = min(_next_sign(text, place + 1), len(text))
            yield Words(text[place:end])
            place = end


def _next_sign(text: str, start: int) -> int:
    found = re.compile(r"\(\(|\[|https?://").search(text, start)
    return found.start() if found else len(text)


def _end_of_brackets(text: str, start: int) -> int:
    """Where the `))` stands that closes the `((` at `start`."""
    depth, place = 0, start
    while place < len(text):
        if text.startswith("((", place):
            depth, place = depth + 1, place + 2
        elif text.startswith("))", place):
            depth -= 1
            if not depth:
                return place
            place += 2
        else:
            place += 1
    raise CannotReadError(_("Close the brackets of “%(words)s” with ))") % {"words": text[start : start + 30]})


def _bracketed(inside: str) -> Piece:
    name, is_where, words = inside.partition("??")
    name = name.strip()
    if not FIELD.fullmatch(name):
        raise CannotReadError(
            _("“((%(name)s))” is not a field. Write one of the fields listed below the letter, in small letters")
            % {"name": name[:40]}
        )
    return Where(name, tuple(_pieces(words.strip()))) if is_where else Field(name)


def _target(text: str) -> Words | Field:
    if text.startswith("(("):
        return Field(text[2:-2])
    if not re.fullmatch(r"(https://|mailto:)[^\s]+", text):
        raise CannotReadError(
            _("The link “%(address)s” leads nowhere. Begin it with https:// or use a field") % {"address": text[:60]}
        )
    return Words(text)
