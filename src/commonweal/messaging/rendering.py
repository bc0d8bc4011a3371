"""From blocks of markup and the values of fields to the words of a letter: plain text, HTML for mail or for a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from commonweal.messaging.markup import Block, Field, Link, Piece, Where, Words

Values = Mapping[str, str]

_SAFE_TARGET = re.compile(r"(https?://|mailto:)[^\s<>\"]+")
_BREAK = mark_safe("<br>\n")  # a constant of ours


@dataclass(frozen=True)
class Look:
    """The opening tags of each kind of block: a letter has few classes, a page has the design system's."""

    paragraph: str = "<p>"
    heading: str = "<h2>"
    subheading: str = "<h3>"
    bullets: str = "<ul>"
    steps: str = "<ol>"
    panel: str = '<p class="panel">'
    rule: str = "<hr>"
    link: str = ""


MAIL = Look()
PAGE = Look(
    paragraph='<p class="govuk-body">',
    heading='<h3 class="govuk-heading-s">',
    subheading='<h4 class="govuk-heading-s">',
    bullets='<ul class="govuk-list govuk-list--bullet">',
    steps='<ol class="govuk-list govuk-list--number">',
    panel='<p class="govuk-inset-text">',
    rule='<hr class="govuk-section-break govuk-section-break--m govuk-section-break--visible">',
    link="govuk-link",
)


def as_text(blocks: Iterable[Block], values: Values) -> str:
    """The letter in plain text; what is empty leaves no gap."""
    parts: list[str] = []
    for block in blocks:
        lines = [line for line in (_text_line(pieces, values) for pieces in block.lines) if line]
        if block.kind == "rule":
            parts.append("----")
        elif lines:
            parts.append(_text_block(block.kind, lines))
    return "\n\n".join(parts) + "\n"


def as_html(blocks: Iterable[Block], values: Values, *, look: Look = MAIL) -> SafeString:
    """The letter in HTML, everything escaped."""
    parts: list[SafeString] = []
    has_heading = False
    for block in blocks:
        lines = [line for line in (_html_line(pieces, values, look) for pieces in block.lines) if line]
        has_heading = has_heading or block.kind == "heading"
        # A subheading without a heading above it would skip a level, and be lost on who listens to headings.
        kind = "heading" if block.kind == "subheading" and not has_heading else block.kind
        opening = mark_safe(getattr(look, kind))  # noqa: S308  # constants of ours
        if kind == "rule":
            parts.append(opening)
        elif lines:
            parts.append(_html_block(kind, opening, lines))
    return _joined("\n", parts)


def as_line(pieces: tuple[Piece, ...], values: Values) -> str:
    """One line of plain text, as of a subject."""
    return " ".join(_text_line(pieces, values).split())


def paragraphs(text: str, *, ours: str) -> SafeString:
    """Plain text as paragraphs of HTML; of its addresses, those that begin with `ours` are links."""
    link = re.compile(rf"({re.escape(ours)}[^\s<>\"]*)")
    parts: list[SafeString] = []
    for part in re.split(r"\n{2,}", text.strip()):
        lines = [
            format_html_join(
                "",
                "{}",
                (
                    (format_html('<a href="{0}">{0}</a>', each) if link.fullmatch(each) else each,)
                    for each in link.split(line)
                ),
            )
            for line in part.split("\n")
        ]
        parts.append(format_html("<p>{}</p>", _joined(_BREAK, lines)))
    return _joined("\n", parts)


def _joined(between: str, parts: Iterable[SafeString]) -> SafeString:
    return mark_safe(between.join(parts))  # noqa: S308  # each part is escaped, and what stands between is ours


# Plain text.


def _text_block(kind: str, lines: list[str]) -> str:
    if kind == "bullets":
        return "\n".join(f"* {line}" for line in lines)
    if kind == "steps":
        return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, start=1))
    if kind in {"heading", "subheading"}:
        return f"{lines[0]}\n{('=' if kind == 'heading' else '-') * min(len(lines[0]), 60)}"
    if kind == "panel":
        return "\n".join(f"    {line}" for line in lines)
    return "\n".join(lines)


def _text_line(pieces: tuple[Piece, ...], values: Values) -> str:
    is_alone = len(pieces) == 1
    return "".join(_text_piece(piece, values, is_alone=is_alone) for piece in pieces).strip()


def _text_piece(piece: Piece, values: Values, *, is_alone: bool = False) -> str:
    if isinstance(piece, Words):
        return piece.text
    if isinstance(piece, Field):
        return values[piece.name]
    if isinstance(piece, Where):
        return "".join(_text_piece(inside, values) for inside in piece.pieces) if values[piece.name] else ""
    target = _target(piece, values)
    if not piece.words or not target:
        return target
    return f"{piece.words}:\n{target}" if is_alone else f"{piece.words} ({target})"


def _target(link: Link, values: Values) -> str:
    return link.target.text if isinstance(link.target, Words) else values[link.target.name]


# HTML.


def _html_block(kind: str, opening: SafeString, lines: list[SafeString]) -> SafeString:
    closing = mark_safe(f"</{re.split('[ >]', opening[1:])[0]}>")  # noqa: S308  # the name of one of our tags
    if kind in {"bullets", "steps"}:
        lines = [format_html("<li>{}</li>", line) for line in lines]
        return format_html("{}\n{}\n{}", opening, _joined("\n", lines), closing)
    return format_html("{}{}{}", opening, _joined(_BREAK, lines), closing)


def _html_line(pieces: tuple[Piece, ...], values: Values, look: Look) -> SafeString:
    return format_html_join("", "{}", ((_html_piece(piece, values, look),) for piece in pieces))


def _html_piece(piece: Piece, values: Values, look: Look) -> SafeString:
    if isinstance(piece, Words):
        return conditional_escape(piece.text)
    if isinstance(piece, Field):
        return _joined(_BREAK, [conditional_escape(line) for line in values[piece.name].splitlines()])
    if isinstance(piece, Where):
        return _html_line(piece.pieces, values, look) if values[piece.name] else SafeString("")
    target = _target(piece, values)
    if not _SAFE_TARGET.fullmatch(target):  # a field that holds no address is words, never a link
        return conditional_escape(piece.words or target)
    attributes = format_html(' class="{}"', look.link) if look.link else ""
    return format_html('<a{} href="{}">{}</a>', attributes, target, piece.words or target)
