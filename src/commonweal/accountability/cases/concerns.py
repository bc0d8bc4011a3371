"""Concerns as cases that can be put together for somebody who asks by law."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.accountability.models import Concern
from commonweal.accountability.queries import concerns as queries
from commonweal.core import days
from commonweal.privacy import cases
from commonweal.privacy.cases import CaseDocument, CaseKind, Passage

KIND = "accountability.concern"


def register_all() -> None:
    """Say which cases there are; called when Django starts."""
    cases.register(CaseKind(KIND, gettext_lazy("Concern about a commitment"), _exists, _documents))


def _exists(reference: str) -> bool:
    return queries.get_by_reference(reference) is not None


def _documents(reference: str) -> list[CaseDocument]:
    concern = queries.get_by_reference(reference)
    if concern is None:
        return []
    documents = [CaseDocument("concern", _("The concern"), tuple(_passages(concern)))]
    replies = [
        Passage(reply.body.reference, _("Reply of %(body)s") % {"body": reply.body.name}, reply.words)
        for reply in concern.replies.all()
        if reply.words
    ]
    return [*documents, CaseDocument("replies", _("Replies of bodies"), tuple(replies))] if replies else documents


def _passages(concern: Concern) -> Iterator[Passage]:
    facts = (
        ("reference", _("Reference"), concern.reference),
        ("commitment", _("Commitment"), str(concern.commitment)),
        ("status", _("Where it is"), str(concern.get_status_display())),
        ("sent_on", _("Sent on"), days.show_day(concern.sent_on) if concern.sent_on else ""),
        ("answer_by_on", _("To be answered by"), days.show_day(concern.answer_by_on) if concern.answer_by_on else ""),
        ("answered_on", _("Answered on"), days.show_day(concern.answered_on) if concern.answered_on else ""),
        ("words", _("What the person wrote"), concern.words),
        ("wish", _("What they want to come of it"), concern.wish),
        ("may_publish", _("What may be printed"), str(concern.get_may_publish_display())),
        ("name", _("Name"), concern.name),
        ("contact", _("How to reach the person"), concern.contact),
        ("summary", _("The council’s summary"), concern.summary),
        ("outcome", _("What the council found"), str(concern.get_outcome_display())),
        ("answer", _("Why"), concern.answer),
        ("action", _("What will be done"), concern.action),
        ("raiser_reply", _("The person’s reply"), concern.raiser_reply),
    )
    return (Passage(key, title, words) for key, title, words in facts if words)
