"""Importing in tests, as the command does it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from commonweal.core.actors import Actor
from commonweal.places.models import Import, ImportKind
from commonweal.places.operations import imports

OPERATOR = Actor.system("tests.import_places")


def take_in(kind: ImportKind, path: Path, *, at: datetime, by: Actor = OPERATOR, **options: Any) -> Import:
    """Import the file at `path`; the import that did."""
    asked = imports.ask(kind=kind, file_name=path.name, by=by, at=at, **options)
    return imports.run(asked=asked, path=path, by=by, at=at)
