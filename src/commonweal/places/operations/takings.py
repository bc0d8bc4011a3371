"""What a file of areas, boundaries or populations holds, read before the transaction that keeps it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from commonweal.core.actors import Actor
from commonweal.places import outlines
from commonweal.places.models import Import, ImportKind
from commonweal.places.operations import areas, boundaries, figures
from commonweal.places.operations.areas import Changes
from commonweal.places.reading import areas as area_files
from commonweal.places.reading import boundaries as boundary_files
from commonweal.places.reading import populations as population_files
from commonweal.places.rows import Origin, Shape

MAP_RESOLUTION_METRES = 60
"""How true boundaries are kept: a tenth of what a map of a county shows at the width of a page."""

Keep = Callable[..., Changes]
"""`keep(by=…, at=…)`, in the caller's transaction."""


def read(*, asked: Import, path: Path, by: Actor, at: datetime) -> Keep:  # noqa: ARG001  # as every operation is called
    """Read the file of `asked`; gives what keeps what is in it. Raises WrongFileError."""
    origin = Origin(asked.source, asked.licence, asked.dated_on)
    if asked.kind == ImportKind.AREAS:
        return _keep_areas(area_files.read(path), origin)
    if asked.kind == ImportKind.BOUNDARIES:
        return _keep_boundaries(asked, boundary_files.read(path), origin)
    return _keep_figures(asked, population_files.read(path, origin=origin, series=asked.series))


def _keep_areas(found: area_files.FoundAreas, origin: Origin) -> Keep:
    def keep(*, by: Actor, at: datetime) -> Changes:
        changes = areas.keep(
            areas=list(found.areas.values()),
            successions=list(found.successions.values()),
            source=origin.source,
            by=by,
            at=at,
        )
        return Changes(changes.read + found.left_out, changes.changed, found.left_out)

    return keep


def _keep_boundaries(asked: Import, shapes: list[Shape], origin: Origin) -> Keep:
    drawn = outlines.drawn(shapes, resolution_metres=MAP_RESOLUTION_METRES)

    def keep(*, by: Actor, at: datetime) -> Changes:
        return boundaries.keep(
            outlines=drawn,
            resolution_metres=MAP_RESOLUTION_METRES,
            origin=origin,
            by=by,
            at=at,
            taken_from=asked,
        )

    return keep


def _keep_figures(asked: Import, found: list[population_files.FoundFigures]) -> Keep:
    def keep(*, by: Actor, at: datetime) -> Changes:
        each = [figures.keep(series=one.series, counts=one.counts, by=by, at=at, taken_from=asked) for one in found]
        return Changes(
            sum(one.read for one in each), sum(one.changed for one in each), sum(one.left_out for one in each)
        )

    return keep
