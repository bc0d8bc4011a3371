"""What we write about obstacles: to the body that can take one away, when it is found and while it stands."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy

from commonweal.accountability.models import Obstacle
from commonweal.core import days
from commonweal.messaging import letters
from commonweal.messaging.kinds import KINDS, FieldOf, LetterKind
from commonweal.messaging.letters import Draft
from commonweal.ui.site import SITE

_FIELDS = (
    FieldOf("unblocker", gettext_lazy("Who can take it away"), "Northmoor Volunteer Centre", is_needed=True),
    FieldOf("what", gettext_lazy("What stands in the way"), "The list of rooms has not been sent", is_needed=True),
    FieldOf("commitment", gettext_lazy("The commitment it is about"), "C-091 Events twice a year", is_needed=True),
    FieldOf("day", gettext_lazy("The day it was noted"), "17 June 2026", is_needed=True),
    FieldOf(
        "link",
        gettext_lazy("The commitment's public page"),
        "https://www.example.org/strategy/weldmere-2021/commitments/C-091/",
        is_needed=True,
    ),
)

KINDS.add(
    LetterKind(
        "accountability.obstacle_found",
        title=gettext_lazy("You can take an obstacle away"),
        sent=gettext_lazy("To the body that can take away what stands in the way of a commitment, when it is noted."),
        subject=gettext_lazy("Something only you can put right: ((commitment))"),
        body=gettext_lazy(
            "Something stands in the way of a commitment of the strategy:\n\n"
            "^ ((commitment))\n\n"
            "It was noted on ((day)):\n\n"
            "^ ((what))\n\n"
            "As we understand it, ((unblocker)) can take it away. Its public page says so. Tell us when it is gone, or "
            "if we have it wrong: answer this letter.\n\n"
            "[See the commitment](((link)))"
        ),
        fields=_FIELDS,
    ),
    LetterKind(
        "accountability.obstacle_stands",
        title=gettext_lazy("An obstacle still stands"),
        sent=gettext_lazy(
            "Every four weeks while something stands in the way of a commitment: to the body that can take it away, or "
            "to the communities team where that body has no e-mail address here."
        ),
        subject=gettext_lazy("Still in the way: ((commitment))"),
        body=gettext_lazy(
            "Since ((day)) this stands in the way of a commitment of the strategy:\n\n"
            "^ ((what))\n\n"
            "The commitment is ((commitment)). Who can take it away, as we understand it: ((unblocker)).\n\n"
            "Tell us when it is gone: answer this letter.\n\n"
            "[See the commitment](((link)))"
        ),
        fields=_FIELDS,
    ),
)


def found(to: str, obstacle: Obstacle) -> Draft:
    """To the body that can take it away."""
    return letters.compose("accountability.obstacle_found", to=to, **_about(obstacle))


def stands(obstacle: Obstacle) -> Draft:
    """To the body that can take it away, or to the communities team, which then looks for somebody who can."""
    to = address_of(obstacle) or settings.CONTACT_EMAIL
    return letters.compose("accountability.obstacle_stands", to=to, **_about(obstacle))


def address_of(obstacle: Obstacle) -> str:
    """The e-mail address of the body that can take it away; empty where there is none."""
    return obstacle.unblocking_body.email if obstacle.unblocking_body else ""


def _about(obstacle: Obstacle) -> dict[str, str]:
    commitment = obstacle.commitment
    where = {"slug": commitment.strategy.slug, "code": commitment.code}
    return {
        "unblocker": obstacle.unblocker,
        "what": obstacle.what,
        "commitment": str(commitment),
        "day": days.show_day(days.london_day(obstacle.found_at)),
        "link": SITE.base_url + reverse("accountability:commitment", kwargs=where),
    }
