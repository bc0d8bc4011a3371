"""Newer figures beside the facts of a strategy as work: who keeps them, and the desk's door."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from commonweal.people import desk, kinds_of_role
from commonweal.people.desk import DeskDoor
from commonweal.people.role_kinds import KINDS, Ability
from commonweal.strategy import rules


def register_all() -> None:
    """Say who may, and open the desk's door; called when Django starts."""
    KINDS.allow(
        Ability(rules.ADD_FIGURE, gettext_lazy("put newer figures beside the facts of the strategy")),
        to=(kinds_of_role.COMMUNITIES_OFFICER,),
    )
    desk.open_door(
        DeskDoor(
            "accountability:figure_desk",
            gettext_lazy("Newer figures beside facts"),
            gettext_lazy("Put a newer figure beside one that the strategy states, with its source and year."),
            35,
            rules.ADD_FIGURE,
        )
    )
