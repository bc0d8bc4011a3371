"""A letter as it looks with its examples, how hard it is to read, and how two versions differ. Pure."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.messaging import markup, reading, rendering
from commonweal.messaging.kinds import LetterKind
from commonweal.messaging.letters import one_line
from commonweal.messaging.queries import WordsInForce

SUBJECT_SHOWN = 50
"""Characters of a subject that most telephones show."""


@dataclass(frozen=True)
class Preview:
    """A letter filled with the examples of its fields, and what to know about its words."""

    subject: str
    html: SafeString
    text: str
    notes: list[str]


def preview(kind: LetterKind, words: WordsInForce) -> Preview:
    """`words` as a letter of this kind with examples; the words themselves where they cannot be read any more."""
    try:
        subject_pieces, blocks = markup.read_line(words.subject), markup.read(words.body)
        subject = one_line(rendering.as_line(subject_pieces, kind.examples))
        text = rendering.as_text(blocks, kind.examples)
        html = rendering.as_html(blocks, kind.examples, look=rendering.PAGE)
    except (markup.CannotReadError, KeyError):  # an earlier version, from before a field went
        return Preview(words.subject, rendering.paragraphs(words.body, ours="https://"), words.body, [])
    return Preview(subject, html, text, _notes(subject, text))


def _notes(subject: str, text: str) -> list[str]:
    read = reading.read(text)
    notes = [
        ngettext("The letter has %(count)d word.", "The letter has %(count)d words.", read.words)
        % {"count": read.words},
        _("A reader of about %(age)d can read it. That is an estimate.") % {"age": read.age},
    ]
    if read.is_hard:
        notes.append(_("We write for a reader of %(age)d. Try shorter words and sentences.") % {"age": reading.AIM})
    notes += [
        _("This sentence is long: “%(words)s”") % {"words": sentence[:120]} for sentence in read.long_sentences[:3]
    ]
    if len(subject) > SUBJECT_SHOWN:
        notes.append(
            _("The subject has %(count)d characters. A telephone shows about %(shown)d.")
            % {"count": len(subject), "shown": SUBJECT_SHOWN}
        )
    return notes


def differences(before: WordsInForce, after: WordsInForce) -> SafeString:
    """Line by line, what `after` took out and put in; nothing where both say the same."""
    old, new = _lines(before), _lines(after)
    if old == new:
        return SafeString("")
    rows: list[tuple[SafeString]] = []
    for line in difflib.ndiff(old, new):
        sign, words = line[:1], line[2:]
        if sign == "-" and words:
            rows.append(
                (format_html('<del><span class="govuk-visually-hidden">{} </span>{}</del>', _("Then:"), words),)
            )
        elif sign == "+" and words:
            rows.append((format_html('<ins><span class="govuk-visually-hidden">{} </span>{}</ins>', _("Now:"), words),))
        elif sign == " " and words:
            rows.append((format_html("<span>{}</span>", words),))
    return format_html_join("", '<p class="govuk-body cw-line">{}</p>', rows)


def _lines(words: WordsInForce) -> list[str]:
    return [words.subject, *words.body.replace("\r\n", "\n").split("\n")]
