"""The shapes of areas."""

from __future__ import annotations

from collections.abc import Collection

from commonweal.places.models import Area, Boundary


def boundaries_of(areas: Collection[Area]) -> dict[str, Boundary]:
    """The shapes of `areas`, by code; those that have none are left out. One query."""
    rows = Boundary.objects.filter(area__in=[area.pk for area in areas])
    return {row.area.code: row for row in rows.select_related("area")}
