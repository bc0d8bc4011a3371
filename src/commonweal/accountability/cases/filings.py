"""A document filed as evidence as a case: what somebody may ask for by law, be it public or not."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.accountability.queries import filings as queries
from commonweal.core import days
from commonweal.privacy import cases
from commonweal.privacy.cases import CaseDocument, CaseKind, Passage

KIND = "accountability.filing"


def register_all() -> None:
    """Say which cases there are; called when Django starts."""
    cases.register(CaseKind(KIND, gettext_lazy("Document filed as evidence"), _exists, _documents))


def _exists(reference: str) -> bool:
    return queries.by_reference(reference) is not None


def _documents(reference: str) -> list[CaseDocument]:
    filing = queries.by_reference(reference)
    if filing is None:
        return []
    facts = (
        ("reference", _("Reference"), filing.reference),
        ("commitment", _("Commitment"), str(filing.commitment)),
        ("status", _("Where it is"), str(filing.get_status_display())),
        ("title", _("What it is called"), filing.title),
        ("dated_on", _("Day of the document"), days.show_day(filing.dated_on)),
        ("words", _("What it shows"), filing.words),
        ("link", _("Link"), filing.link),
        ("filed", _("Filed"), f"{filing.filed_as}, {days.show_day(filing.filed_on)}"),
        ("returned", _("Why it was returned"), filing.settled_why),
        ("set_aside", _("Why it no longer counts"), filing.set_aside_why),
    )
    passages = tuple(Passage(key, title, words) for key, title, words in facts if words)
    documents = [CaseDocument("filing", _("What was filed"), passages)]
    if filing.document_id is not None:
        documents.append(CaseDocument("file", _("The document itself"), file=filing.document_id))
    return documents
