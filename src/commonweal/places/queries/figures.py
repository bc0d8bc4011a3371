"""Populations, always with the series they belong to."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Count, QuerySet

from commonweal.places.models import Area, Population, Series


def populations_of(area: Area) -> QuerySet[Population]:
    """Every figure there is for `area`, the latest first, with its series."""
    return Population.objects.filter(area=area).select_related("series", "area")


def latest_population_of(area: Area) -> Population | None:
    """The figure of the latest series that counts `area`."""
    return populations_of(area).first()


def series_for(areas: Collection[Area]) -> Series | None:
    """The latest series that counts every one of `areas`, so that they can be compared with each other."""
    wanted = {area.pk for area in areas}
    if not wanted:
        return None
    counted = Series.objects.filter(populations__area__in=wanted).annotate(areas=Count("populations__area"))
    return counted.filter(areas=len(wanted)).order_by("-reference_on", "name").first()


def populations_in(areas: Collection[Area], *, series: Series) -> dict[str, Population]:
    """What `series` counts in each of `areas`, by the area's code; one query."""
    rows = Population.objects.filter(area__in=[area.pk for area in areas], series=series)
    return {row.area.code: row for row in rows.select_related("area", "series")}


def every_population() -> QuerySet[Population]:
    """All figures of all series, in no order."""
    return Population.objects.order_by()
