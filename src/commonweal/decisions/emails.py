"""What we write about the records of decisions: to who must confirm one, and back to who sent it."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy

from commonweal.core import days
from commonweal.decisions.abilities import CONFIRM, RECORD
from commonweal.decisions.models import Decision
from commonweal.messaging import letters
from commonweal.messaging.kinds import KINDS, FieldOf, LetterKind, Topic
from commonweal.messaging.letters import Draft
from commonweal.ui.site import SITE

TO_CONFIRM = Topic(
    "decisions.to_confirm",
    gettext_lazy("Decisions that wait for you"),
    gettext_lazy("When the record of a decision waits for a second person, and you can be that person."),
    ability=CONFIRM,
)
CONFIRMED = Topic(
    "decisions.confirmed",
    gettext_lazy("Decisions you recorded"),
    gettext_lazy("When a record that you sent was confirmed, and is public."),
    ability=RECORD,
)

_REFERENCE = FieldOf("reference", gettext_lazy("The decision's reference"), "DR-7QK2-M9XD", is_needed=True)
_TITLE = FieldOf("title", gettext_lazy("What was decided, in a line"), "Three community officers", is_needed=True)
_LINK = FieldOf(
    "link", gettext_lazy("The record's page"), "https://www.example.org/desk/decisions/DR-7QK2-M9XD/", is_needed=True
)

KINDS.add_topic(TO_CONFIRM, CONFIRMED)
KINDS.add(
    LetterKind(
        "decisions.to_confirm",
        title=gettext_lazy("A decision waits for a second person"),
        sent=gettext_lazy("To those who may confirm a decision of a body, when somebody sends the record of one."),
        topic=TO_CONFIRM.name,
        subject=gettext_lazy("Can you confirm ((reference))?"),
        body=gettext_lazy(
            "The record of a decision of ((body)) needs a second person before it is public:\n\n"
            "^ ((title))\n\n"
            "It was decided on ((day)). Read the record, hold it against the papers, and confirm it or return it "
            "with a reason.\n\n"
            "[Read the record](((link)))"
        ),
        fields=(
            _REFERENCE,
            _TITLE,
            FieldOf("body", gettext_lazy("The body that decided"), "Weldmere County Council", is_needed=True),
            FieldOf("day", gettext_lazy("The day it was decided"), "3 June 2026"),
            _LINK,
        ),
    ),
    LetterKind(
        "decisions.returned",
        title=gettext_lazy("The record of a decision was returned"),
        sent=gettext_lazy("To whoever sent the record of a decision, when the second person returns it."),
        subject=gettext_lazy("((reference)) was returned to you"),
        body=gettext_lazy(
            "The second person returned the record “((title))”. It is not public.\n\n"
            "Their reason:\n\n"
            "^ ((because))\n\n"
            "Change what is wrong and send it again.\n\n"
            "[Change the record](((link)))"
        ),
        fields=(
            _REFERENCE,
            _TITLE,
            FieldOf("because", gettext_lazy("Why it was returned"), "The minutes say 4 June", is_needed=True),
            _LINK,
        ),
    ),
    LetterKind(
        "decisions.confirmed",
        title=gettext_lazy("The record of a decision is public"),
        sent=gettext_lazy("To whoever sent the record of a decision, when the second person confirms it."),
        topic=CONFIRMED.name,
        subject=gettext_lazy("((reference)) is public"),
        body=gettext_lazy(
            "The second person confirmed the record “((title))”. Everybody can read it from now on.\n\n"
            "[See the public page](((link)))"
        ),
        fields=(_REFERENCE, _TITLE, _LINK),
    ),
)


def to_confirm(to: str, decision: Decision) -> Draft:
    """To somebody who may be the second person."""
    return letters.compose(
        "decisions.to_confirm",
        to=to,
        body=decision.body.name,
        day=days.show_day(decision.decided_on) if decision.decided_on else "",
        **_about(decision, "decisions:desk_record"),
    )


def returned(to: str, decision: Decision) -> Draft:
    """To whoever has the record in hand: why it came back."""
    return letters.compose(
        "decisions.returned",
        to=to,
        because=decision.returned_because,
        **_about(decision, "decisions:desk_record"),
    )


def confirmed(to: str, decision: Decision) -> Draft:
    """To whoever has the record in hand: it is public."""
    return letters.compose("decisions.confirmed", to=to, **_about(decision, "decisions:decision_record"))


def _about(decision: Decision, page: str) -> dict[str, str]:
    link = SITE.base_url + reverse(page, kwargs={"ref": decision.reference})
    return {"reference": decision.reference, "title": decision.title, "link": link}
