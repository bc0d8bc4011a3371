"""Who may import places."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from commonweal.core.actors import Actor
from commonweal.core.rules import ALLOWED, Decision, Refused
from commonweal.people.standing import standing_of
from commonweal.portal.places_desk.abilities import IMPORT_PLACES


def can_import_places(actor: Actor, *, at: datetime) -> Decision:
    """Whether a role of theirs lets somebody import places."""
    if standing_of(actor, at=at).may(IMPORT_PLACES):
        return ALLOWED
    return Refused(_("Only administrators and communities officers can import places. Ask one of them"))
