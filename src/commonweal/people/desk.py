"""The doors of the desk: what somebody who signed in can go to, by what their roles may do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from commonweal.people.standing import Standing
from commonweal.ui.site import Words


@dataclass(frozen=True)
class DeskDoor:
    """A way in for those with `ability`, or with one of several; for everybody who signed in where it is empty.

    `waiting` counts what needs them there at an instant; none where nothing is counted.
    """

    url_name: str
    title: Words
    summary: Words
    order: int
    ability: str | tuple[str, ...] = ""
    waiting: Callable[[Standing, datetime], int] | None = None

    @property
    def href(self) -> str:
        """The address it opens onto."""
        return reverse(self.url_name)

    def is_open_to(self, standing: Standing) -> bool:
        """Whether it stands open for somebody with this standing."""
        names = (self.ability,) if isinstance(self.ability, str) else self.ability
        return not any(names) or any(standing.may(name) for name in names)


_doors: list[DeskDoor] = []


def open_door(*doors: DeskDoor) -> None:
    """Add doors; areas call it when Django starts. Raises ValueError for a twin."""
    for door in doors:
        if any(other.url_name == door.url_name for other in _doors):
            raise ValueError(f"two doors of the desk lead to {door.url_name}")
        _doors.append(door)
    _doors.sort(key=lambda door: door.order)


def doors_for(standing: Standing) -> list[DeskDoor]:
    """The doors that stand open for somebody with this standing, in their order."""
    return [door for door in _doors if door.is_open_to(standing)]
