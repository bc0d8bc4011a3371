"""Kinds of scope whose area stands beside people and cannot know them: joined here."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from commonweal.people import scopes
from commonweal.places.models import AreaKind
from commonweal.places.queries import areas

HELD_FOR = (AreaKind.DIVISION, AreaKind.DISTRICT, AreaKind.COUNTY)
"""What a role can be held for: councillors are elected for divisions."""


def register() -> None:
    """Say that roles can be held for areas; called when Django starts."""
    scopes.register(scopes.ScopeKind("places.area", _("Area"), areas.names_of, choices))


def choices() -> Sequence[tuple[str, str]]:
    """Code and name of every area that a role can be held for."""
    return areas.choices(HELD_FOR)
