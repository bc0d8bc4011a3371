"""Invented people: who of them is introduced to visitors, and what keeps them out of a real service."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import DatabaseError
from django.utils.translation import gettext as _

from commonweal.sign_in import queries
from commonweal.ui.site import Words


@dataclass(frozen=True)
class Introduced:
    """Somebody to try to be: who they are, how they sign in, and what to try. `address` is empty for who does not."""

    who: Words
    name: str
    address: str
    how: Words
    tries: Words = ""


_introduced: list[Introduced] = []


def introduce(people: Sequence[Introduced]) -> None:
    """Have these shown first, in this order; the demonstration calls it when Django starts."""
    _introduced[:] = people


def introduced() -> list[Introduced]:
    """Those who are shown first."""
    return list(_introduced)


def what_is_invented() -> str:
    """A sentence when the database holds people of a demonstration; nothing when it holds none, or no tables yet."""
    try:
        is_there = queries.holds_people_of_demonstration()
    except DatabaseError:
        return ""
    return (
        _("The database holds invented people, as whom anybody can sign in: start with a database of its own.")
        if is_there
        else ""
    )
