"""Listens to what people announce, so that letters are written; called when Django starts."""

from __future__ import annotations

from importlib import import_module

from commonweal.people import announcements
from commonweal.portal.people_letters import abilities, operations


def begin() -> None:
    """Say who hears of what, and listen from now on."""
    abilities.say_who_may()
    announcements.ORPHANS_FOUND.register("portal.people_letters", operations.orphans_found)
    announcements.ROLE_ENDED.register("portal.people_letters", operations.role_ended)
    announcements.POWER_SWITCHED_ON.register("portal.people_letters", operations.power_switched_on)
    import_module("commonweal.portal.people_letters.tasks")  # its job
