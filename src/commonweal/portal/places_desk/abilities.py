"""Which roles may import places, and the door of the desk that leads there."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonweal.people import desk
from commonweal.people import kinds_of_role as kinds
from commonweal.people.role_kinds import KINDS, Ability

IMPORT_PLACES = "places.import_places"


def say_who_may() -> None:
    """Say it in the one list; called when Django starts."""
    KINDS.allow(
        Ability(IMPORT_PLACES, _("import areas, boundaries, populations and postcodes")),
        to=(kinds.ADMINISTRATOR, kinds.COMMUNITIES_OFFICER),
    )
    desk.open_door(
        desk.DeskDoor(
            "portal:import_list",
            _("Places"),
            _("Import areas, boundaries, populations and postcodes, and see how it goes."),
            order=70,
            ability=IMPORT_PLACES,
        )
    )
