"""What we write about a request for another format."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _

from commonweal.accountability.models import FormatRequest
from commonweal.messaging import letters
from commonweal.messaging.letters import Draft


def received(asked: FormatRequest, *, link: str) -> Draft:
    """To the person who asked: we have it, by when we answer, and their private link."""
    return letters.compose(
        "accountability.format_received",
        to=asked.contact,
        template="accountability/letters/received",
        subject=_("We have your request %(reference)s") % {"reference": asked.reference},
        asked=asked,
        link=link,
    )


def for_the_team(asked: FormatRequest) -> Draft:
    """To the council's own address: what is wanted, for whom, by when."""
    return letters.compose(
        "accountability.format_for_the_team",
        to=settings.CONTACT_EMAIL,
        template="accountability/letters/for_the_team",
        subject=_("Another format is needed: %(reference)s") % {"reference": asked.reference},
        asked=asked,
    )


def withdrawn(asked: FormatRequest) -> Draft:
    """To the council's own address: it is no longer needed."""
    return letters.compose(
        "accountability.format_withdrawn",
        to=settings.CONTACT_EMAIL,
        template="accountability/letters/withdrawn",
        subject=_("No longer needed: %(reference)s") % {"reference": asked.reference},
        asked=asked,
    )


def supplied(asked: FormatRequest, *, note: str) -> Draft:
    """To the person who asked: it is on its way, and how."""
    return letters.compose(
        "accountability.format_supplied",
        to=asked.contact,
        template="accountability/letters/supplied",
        subject=_("Your request %(reference)s is answered") % {"reference": asked.reference},
        asked=asked,
        note=note,
    )
