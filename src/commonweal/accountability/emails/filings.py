"""What we write about documents: to those who may accept one, and back to the one who filed it."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy

from commonweal.accountability.models import Filing
from commonweal.accountability.rules.bringing import ACCEPT
from commonweal.messaging import letters
from commonweal.messaging.kinds import KINDS, FieldOf, LetterKind, Topic
from commonweal.messaging.letters import Draft
from commonweal.ui.site import SITE

TO_ACCEPT = Topic(
    "accountability.filings_to_accept",
    gettext_lazy("Documents that wait for you"),
    gettext_lazy("When a document was filed as evidence for a commitment, and you can be the second person."),
    ability=ACCEPT,
)

_FIELDS = (
    FieldOf("reference", gettext_lazy("The document's reference"), "FE-7QK2-M9XD", is_needed=True),
    FieldOf("title", gettext_lazy("What the document is called"), "Report on the Crowd Fund", is_needed=True),
    FieldOf("commitment", gettext_lazy("The commitment it is filed for"), "C-057 Judge the Crowd Fund", is_needed=True),
    FieldOf(
        "link",
        gettext_lazy("The document at the desk"),
        "https://www.example.org/desk/filings/FE-7QK2-M9XD/",
        is_needed=True,
    ),
)

KINDS.add_topic(TO_ACCEPT)
KINDS.add(
    LetterKind(
        "accountability.filing_waits",
        title=gettext_lazy("A document waits for a second person"),
        sent=gettext_lazy("To those who may accept documents, when somebody files one as evidence for a commitment."),
        topic=TO_ACCEPT.name,
        subject=gettext_lazy("Can you look at ((reference))?"),
        body=gettext_lazy(
            "A document was filed as evidence for ((commitment)):\n\n"
            "^ ((title))\n\n"
            "It counts once a second person accepts it. Read it, see whether it shows what it says, and accept it or "
            "return it with a reason.\n\n"
            "[Look at the document](((link)))"
        ),
        fields=_FIELDS,
    ),
    LetterKind(
        "accountability.filing_returned",
        title=gettext_lazy("A document was returned"),
        sent=gettext_lazy("To whoever filed a document as evidence, when the second person returns it."),
        subject=gettext_lazy("((reference)) was returned to you"),
        body=gettext_lazy(
            "The second person returned “((title))”, which you filed for ((commitment)). It is not public.\n\n"
            "Their reason:\n\n"
            "^ ((why))\n\n"
            "You can put right what is wrong and file it again.\n\n"
            "[See the document](((link)))"
        ),
        fields=(*_FIELDS, FieldOf("why", gettext_lazy("Why it was returned"), "It has no date", is_needed=True)),
    ),
    LetterKind(
        "accountability.filing_set_aside",
        title=gettext_lazy("A document no longer counts"),
        sent=gettext_lazy("To whoever filed a document as evidence, when it was accepted once and is set aside."),
        subject=gettext_lazy("((reference)) no longer counts"),
        body=gettext_lazy(
            "“((title))”, which you filed for ((commitment)), was set aside. It no longer counts, and its page says "
            "so.\n\n"
            "The reason:\n\n"
            "^ ((why))\n\n"
            "[See the document](((link)))"
        ),
        fields=(
            *_FIELDS,
            FieldOf("why", gettext_lazy("Why it no longer counts"), "It is about another fund", is_needed=True),
        ),
    ),
)


def waits(to: str, filing: Filing) -> Draft:
    """To somebody who may be the second person."""
    return letters.compose("accountability.filing_waits", to=to, **_about(filing))


def returned(to: str, filing: Filing) -> Draft:
    """To whoever filed it: why it came back."""
    return letters.compose("accountability.filing_returned", to=to, why=filing.settled_why, **_about(filing))


def set_aside(to: str, filing: Filing) -> Draft:
    """To whoever filed it: why it no longer counts."""
    return letters.compose("accountability.filing_set_aside", to=to, why=filing.set_aside_why, **_about(filing))


def _about(filing: Filing) -> dict[str, str]:
    where = reverse("accountability:filing_handle", kwargs={"ref": filing.reference})
    return {
        "reference": filing.reference,
        "title": filing.title,
        "commitment": str(filing.commitment),
        "link": SITE.base_url + where,
    }
