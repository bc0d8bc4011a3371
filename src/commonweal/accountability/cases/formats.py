"""Requests for another format as cases that can be put together for somebody who asks by law."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.accountability.models import FormatRequest
from commonweal.accountability.queries import formats as queries
from commonweal.core import days
from commonweal.privacy import cases
from commonweal.privacy.cases import CaseDocument, CaseKind, Passage

KIND = "accountability.format_request"


def register_all() -> None:
    """Say which cases there are; called when Django starts."""
    cases.register(CaseKind(KIND, gettext_lazy("Request for another format"), _exists, _documents))


def _exists(reference: str) -> bool:
    return queries.get_by_reference(reference) is not None


def _documents(reference: str) -> list[CaseDocument]:
    asked = queries.get_by_reference(reference)
    if asked is None:
        return []
    documents = [CaseDocument("request", _("The request"), tuple(_passages(asked)))]
    for number, stored in enumerate(asked.files, start=1):
        name = "document" if number == 1 else f"document-{number}"
        documents.append(CaseDocument(name, _("What came with it"), file=stored.pk))
    return documents


def _passages(asked: FormatRequest) -> Iterator[Passage]:
    facts = (
        ("reference", _("Reference"), asked.reference),
        ("status", _("Where it is"), asked.get_status_display()),
        ("asked_at", _("Sent on"), days.show_day(days.london_day(asked.asked_at)) if asked.asked_at else ""),
        ("answer_by_on", _("To be answered by"), days.show_day(asked.answer_by_on) if asked.answer_by_on else ""),
        ("settled_at", _("Closed on"), days.show_day(days.london_day(asked.settled_at)) if asked.settled_at else ""),
        ("format", _("Format"), asked.format_words),
        ("wanted", _("What was wanted"), asked.wanted),
        ("name", _("Name"), asked.name),
        ("contact", _("How to reach the person"), asked.contact),
    )
    return (Passage(key, title, words) for key, title, words in facts if words)
