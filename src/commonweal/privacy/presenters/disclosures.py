"""Disclosures as component parameters. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.template.defaultfilters import linebreaksbr
from django.urls import reverse
from django.utils.translation import gettext as _

from commonweal.core import days
from commonweal.privacy.cases import CaseDocument
from commonweal.privacy.models import BlackedWords, Disclosure
from commonweal.privacy.presenters.rows import due_words
from commonweal.privacy.redaction import FILE, Counted, Hidden, black_out, mark
from commonweal.ui.rows import Row, cells, link, row


def disclosure_rows(disclosures: Iterable[Disclosure], *, today: date) -> list[list[dict[str, Any]]]:
    """Those being prepared: reference, case, by when."""
    return [
        cells(
            link(each.reference, "privacy:disclosure_show", ref=each.reference),
            each.case_reference,
            due_words(each.due_on, today=today),
        )
        for each in disclosures
    ]


def disclosed_rows(disclosures: Iterable[Disclosure]) -> list[list[dict[str, Any]]]:
    """Those that are closed: reference, case, what came of it, when."""
    return [
        cells(
            link(each.reference, "privacy:disclosure_show", ref=each.reference),
            each.case_reference,
            each.get_status_display(),
            days.show_day(each.settled_on) if each.settled_on else "",
        )
        for each in disclosures
    ]


def disclosure_sentence(disclosure: Disclosure) -> str:
    """Where it has got to."""
    if disclosure.is_open:
        return _("To be answered by %(day)s.") % {"day": days.show_day(disclosure.due_on, with_weekday=True)}
    day = days.show_day(disclosure.settled_on) if disclosure.settled_on else ""
    return _("%(status)s on %(day)s.") % {"status": disclosure.get_status_display(), "day": day}


def document_groups(documents: Sequence[CaseDocument], hidden: Hidden, disclosure: Disclosure) -> list[dict[str, Any]]:
    """Each document with its passages as they would go out, and the way to withhold or give each."""
    groups = []
    for document in documents:
        rows = [
            _passage_row(disclosure, hidden, document.key, each.key, str(each.title), each.words)
            for each in document.passages
        ]
        if document.file is not None:
            words = _("a file, given whole")
            rows.append(_passage_row(disclosure, hidden, document.key, FILE, str(document.title), words))
        groups.append({"title": str(document.title), "rows": rows})
    return groups


def _passage_row(
    disclosure: Disclosure, hidden: Hidden, document_key: str, passage_key: str, title: str, words: str
) -> Row:
    exemption = hidden.passages.get((document_key, passage_key))
    shown = mark(exemption) if exemption else black_out(words, hidden.words)
    where = {"ref": disclosure.reference, "document": document_key, "passage": passage_key}
    href = reverse("privacy:passage_withhold", kwargs=where)
    change = (href, _("Change") if exemption else _("Withhold"), title) if disclosure.is_open else None
    return row(title, linebreaksbr(shown), change=change)


def blacked_rows(blacked: Iterable[BlackedWords], disclosure: Disclosure) -> list[Row]:
    """The words that are blacked out everywhere, and the way to show them again."""
    rows = []
    for each in blacked:
        href = reverse("privacy:words_show_again", kwargs={"ref": disclosure.reference, "words": each.reference})
        change = (href, _("Show again"), each.words) if disclosure.is_open else None
        rows.append(row(each.words, each.get_exemption_display(), change=change))
    return rows


def schedule_rows(counted: Iterable[Counted]) -> list[list[dict[str, Any]]]:
    """The schedule of what was left out, as table rows."""
    return [cells(each.where, each.exemption) for each in counted]
