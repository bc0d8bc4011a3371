"""What one page about a place shows, in as many queries for many parts as for few."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.db.models import Count, Q

from commonweal.places.models import Area, AreaKind, AreaSuccession, Boundary, Population, Series
from commonweal.places.queries import areas as among

DRAWN_KINDS = (AreaKind.COUNTY, AreaKind.DISTRICT, AreaKind.WARD, AreaKind.DIVISION)
"""Which parts are drawn and put in the table, where an area has several kinds: the first there is."""


HAVE_PARTS = (AreaKind.COUNTRY, AreaKind.COUNTY, AreaKind.DISTRICT)


@dataclass(frozen=True)
class Plate:
    """An area with what is shown of it: its parts, or itself among its like, their shapes and their people.

    `drawn` stands on the map and in the table beside it; `others` are its other parts. `series` is the one that
    counts all that are drawn.
    """

    area: Area
    drawn: list[Area]
    others: list[Area]
    shapes: dict[str, Boundary]
    series: Series | None
    counted: dict[str, Population]
    populations: list[Population]
    parts_of_parts: dict[tuple[int, str], int] = field(default_factory=dict)
    before: list[AreaSuccession] = field(default_factory=list)
    after: list[Area] = field(default_factory=list)

    @property
    def is_of_its_parts(self) -> bool:
        """Whether what is drawn lies in the area; otherwise the area is drawn among those that lie beside it."""
        return all(each.pk != self.area.pk for each in self.drawn)


def has_ended(area: Area, *, on: date) -> bool:
    """Whether the area is no more on the day `on`."""
    return area.has_ended_undated or (area.ended_on is not None and area.ended_on <= on)


def our_county(*, on: date) -> Area | None:
    """The county that this service is for: the one the settings name, else the one with the most parts."""
    if settings.COUNTY_CODE:
        return among.area_by_code(settings.COUNTY_CODE)
    counties = among.areas_of_kind(AreaKind.COUNTY, on=on)
    return counties.annotate(size=Count("parts")).order_by("-size", "name", "code").first()


def plate_of(area: Area, *, on: date) -> Plate:
    """Everything the page of `area` shows on the day `on`."""
    parts = list(among.parts_of(area, on=on))
    drawn_kind = next((kind for kind in DRAWN_KINDS if any(part.kind == kind for part in parts)), None)
    drawn = [part for part in parts if part.kind == drawn_kind]
    if not drawn and area.parent is not None and not has_ended(area, on=on):
        drawn = list(among.parts_of(area.parent, kind=AreaKind(area.kind), on=on))
    drawn = drawn or [area]
    everything = list({each.pk: each for each in [area, *drawn]}.values())
    figures = _figures_of(everything)
    series = _series_of_all(drawn, figures)
    drawn_keys = {each.pk for each in drawn}
    return Plate(
        area=area,
        drawn=drawn,
        others=[part for part in parts if part.pk not in drawn_keys],
        shapes=_shapes_of(everything),
        series=series,
        counted={
            each.area.code: each
            for each in figures
            if series and each.series_id == series.pk and each.area_id in drawn_keys
        },
        populations=[each for each in figures if each.area_id == area.pk],
        parts_of_parts=_count_parts(drawn, on=on) if drawn[0].kind in HAVE_PARTS else {},
        before=list(AreaSuccession.objects.filter(after=area).select_related("before")),
        after=among.successors_of(area, on=on) if has_ended(area, on=on) else [],
    )


def _figures_of(areas: Sequence[Area]) -> list[Population]:
    """Every figure of the areas with its series, the latest series first; two queries however many there are."""
    by_key = {area.pk: area for area in areas}
    rows = list(Population.objects.filter(area__in=list(by_key)).order_by())
    series = {each.pk: each for each in Series.objects.filter(pk__in={row.series_id for row in rows})} if rows else {}
    for row in rows:
        row.area, row.series = by_key[row.area_id], series[row.series_id]
    order = {key: number for number, key in enumerate(series)}
    return sorted(rows, key=lambda row: order[row.series_id])


def _series_of_all(areas: Sequence[Area], figures: Sequence[Population]) -> Series | None:
    """The latest series that counts every one of the areas, so that they can be compared with each other."""
    counted: dict[int, int] = {}
    drawn = {area.pk for area in areas}
    for each in figures:
        counted[each.series_id] = counted.get(each.series_id, 0) + (each.area_id in drawn)
    return next((each.series for each in figures if counted[each.series_id] == len(drawn)), None)


def _shapes_of(areas: Sequence[Area]) -> dict[str, Boundary]:
    codes = {area.pk: area.code for area in areas}
    return {codes[row.area_id]: row for row in Boundary.objects.filter(area__in=list(codes)).order_by()}


def every_place() -> Iterable[Area]:
    """Every area, with what it lies in, for the search."""
    return Area.objects.exclude(kind=AreaKind.COUNTRY).select_related("parent").iterator(chunk_size=1000)


def _count_parts(areas: Collection[Area], *, on: date) -> dict[tuple[int, str], int]:
    """How many parts of each kind the areas have, by the area's key and the kind."""
    standing = Q(ended_on__isnull=True) | Q(ended_on__gt=on)
    rows = Area.objects.filter(standing, has_ended_undated=False, parent__in=[area.pk for area in areas])
    counted = rows.order_by().values_list("parent", "kind").annotate(size=Count("pk"))
    return {(parent, kind): size for parent, kind, size in counted}
