"""What one follows, as a door of one's account."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from commonweal.people import desk
from commonweal.people.desk import DeskDoor


def register_all() -> None:
    """Open the door; called when Django starts."""
    desk.open_door(
        DeskDoor(
            "accountability:follow_list",
            gettext_lazy("What you follow"),
            gettext_lazy("The commitments and strategies whose changes we write to you about."),
            90,
        )
    )
