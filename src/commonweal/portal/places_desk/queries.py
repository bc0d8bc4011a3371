"""Imports, for those who may see them; for anybody else there are none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404

from commonweal.core.actors import Actor
from commonweal.places.models import Edition, Import
from commonweal.places.queries import imports, postcodes
from commonweal.portal.places_desk import rules

SHOWN = 50
"""How many of the latest imports are listed."""


@dataclass(frozen=True)
class Desk:
    """What the page of imports shows."""

    latest: list[Import]
    edition: Edition | None
    files: list[str]


def desk_for(actor: Actor, *, at: datetime) -> Desk:
    """The latest imports, the postcodes in use and the files that lie ready. Raises Http404."""
    let_in(actor, at=at)
    latest = list(imports.imports_latest_first()[:SHOWN])
    return Desk(latest, postcodes.edition_in_use(), imports.files_ready())


def import_for(actor: Actor, reference: str, *, at: datetime) -> Import:
    """The import with this reference. Raises Http404."""
    let_in(actor, at=at)
    found = imports.import_by_reference(reference)
    if found is None:
        raise Http404
    return found


def let_in(actor: Actor, *, at: datetime) -> None:
    """Raises Http404 for somebody for whom there is no such page."""
    if not rules.can_import_places(actor, at=at):
        raise Http404
