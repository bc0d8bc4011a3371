"""Who may import, and what an import may not do by itself."""

from __future__ import annotations

from django.utils.translation import gettext as _

from commonweal.core.actors import Actor, Kind
from commonweal.core.rules import ALLOWED, Decision, Refused
from commonweal.places.models import Edition

MOST_LOST_IN_HUNDREDTHS = 2
"""How many of the live postcodes a new edition may lack before somebody must say that this is right."""


def can_import(actor: Actor) -> Decision:
    """Whether `actor` may import at all: a command or a job, or somebody who signed in.

    What roles somebody needs is asked where they come in: people stand beside places, and neither knows the other.
    """
    if actor.kind in {Kind.SYSTEM, Kind.PERSON}:
        return ALLOWED
    return Refused(_("Sign in to import places"))


def can_accept_change(actor: Actor, reason: str) -> Decision:
    """Whether a loss of postcodes can be accepted: by a person who can be asked, with a reason that can be read."""
    if actor.kind is not Kind.PERSON:
        return Refused(_("Say who accepts the change: --by and the reference of their account"), field="accept_change")
    if not reason.strip():
        return Refused(_("Say why fewer postcodes are right"), field="accept_change")
    return ALLOWED


def can_replace(current: Edition | None, *, live: int, is_accepted: bool) -> Decision:
    """Whether an edition with `live` postcodes can take the place of the one in use: no sudden loss that nobody saw."""
    if current is None or is_accepted:
        return ALLOWED
    if live * 100 >= current.live_postcodes * (100 - MOST_LOST_IN_HUNDREDTHS):
        return ALLOWED
    return Refused(
        _(
            "This file has %(live)s postcodes in use, and we have %(now)s: more than 2 in 100 would be lost. Look "
            "whether the file is whole. If it is right that they are lost, say why, and import it again"
        )
        % {"live": f"{live:,}", "now": f"{current.live_postcodes:,}"},
        field="accept_change",
    )
