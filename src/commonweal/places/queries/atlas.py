"""What one page about a place shows, in as many queries for many parts as for few."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.db import connection

from commonweal.places.models import Area, AreaKind, AreaSuccession, Boundary, Population, Series, Tally
from commonweal.places.queries import areas as among
from commonweal.places.queries.postcodes import edition_in_use
from commonweal.places.states import EditionStatus

DRAWN_KINDS = (AreaKind.COUNTY, AreaKind.DISTRICT, AreaKind.WARD, AreaKind.DIVISION)
"""Which parts are drawn and put in the table, where an area has several kinds: the first there is."""


STAMP = "places"
"""What is stamped anew by every change of areas, figures, boundaries or the edition in use."""

HAVE_PARTS = (AreaKind.COUNTRY, AreaKind.COUNTY, AreaKind.DISTRICT)

# Written out, because a page asks them all: making the same SQL anew each time is ten times the work of answering it.
_PARTS = """
    SELECT * FROM places_area
    WHERE parent_id = %s AND has_ended_undated = FALSE AND (ended_on IS NULL OR ended_on > %s)
        AND (began_on IS NULL OR began_on <= %s)
    ORDER BY name, code"""
_COUNTED_PARTS = """
    SELECT parent_id, kind, count(*) FROM places_area
    WHERE has_ended_undated = FALSE AND (ended_on IS NULL OR ended_on > %s) AND parent_id IN ({marks})
    GROUP BY parent_id, kind"""
_LARGEST_COUNTY = """
    SELECT code FROM places_area
    WHERE kind = %s AND has_ended_undated = FALSE AND (ended_on IS NULL OR ended_on > %s)
        AND (began_on IS NULL OR began_on <= %s)
    ORDER BY (SELECT count(*) FROM places_area AS part WHERE part.parent_id = places_area.id) DESC, name, code
    LIMIT 1"""
_POPULATIONS = "SELECT * FROM places_population WHERE area_id IN ({marks})"
_SERIES = "SELECT * FROM places_series WHERE id IN ({marks}) ORDER BY reference_on DESC, name"
_BOUNDARIES = "SELECT * FROM places_boundary WHERE area_id IN ({marks})"
_TALLIES = (
    "SELECT places_tally.* FROM places_tally JOIN places_edition ON places_edition.id = edition_id"
    " WHERE status = %s AND area_code IN ({marks})"
)
_SUCCESSIONS = "SELECT * FROM places_areasuccession WHERE after_id = %s ORDER BY from_on, id"


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
    tallies: dict[str, Tally] = field(default_factory=dict)

    @property
    def is_of_its_parts(self) -> bool:
        """Whether what is drawn lies in the area; otherwise the area is drawn among those that lie beside it."""
        return all(each.pk != self.area.pk for each in self.drawn)


def has_ended(area: Area, *, on: date) -> bool:
    """Whether the area is no more on the day `on`."""
    return area.has_ended_undated or (area.ended_on is not None and area.ended_on <= on)


def our_county(*, on: date) -> Area | None:
    """The county that this service is for: the one the settings name, else the one with the most parts."""
    code = settings.COUNTY_CODE or largest_county(on=on)
    return among.area_by_code(code) if code else None


def largest_county(*, on: date) -> str:
    """The code of the county with the most parts on the day `on`; empty when there is no county."""
    day = _as_kept(on)
    with connection.cursor() as cursor:
        cursor.execute(_LARGEST_COUNTY, [AreaKind.COUNTY, day, day])
        row = cursor.fetchone()
    return str(row[0]) if row else ""


def plate_of(area: Area, *, on: date) -> Plate:
    """Everything the page of `area` shows on the day `on`."""
    parts = _parts_of(area, on=on)
    drawn_kind = next((kind for kind in DRAWN_KINDS if any(part.kind == kind for part in parts)), None)
    drawn = [part for part in parts if part.kind == drawn_kind]
    if not drawn and area.parent is not None and not has_ended(area, on=on):
        drawn = [part for part in _parts_of(area.parent, on=on) if part.kind == area.kind]
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
        before=_taken_over_by(area),
        after=among.successors_of(area, on=on) if has_ended(area, on=on) else [],
        tallies=_tallies_of(everything),
    )


def _figures_of(areas: Sequence[Area]) -> list[Population]:
    """Every figure of the areas with its series, the latest series first; two queries however many there are."""
    by_key = {area.pk: area for area in areas}
    rows = list(Population.objects.raw(_POPULATIONS.format(marks=_marks(by_key)), list(by_key)))
    told = list({row.series_id for row in rows})
    series = {each.pk: each for each in Series.objects.raw(_SERIES.format(marks=_marks(told)), told)} if rows else {}
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
    rows = Boundary.objects.raw(_BOUNDARIES.format(marks=_marks(codes)), list(codes))
    return {codes[row.area_id]: row for row in rows}


def _tallies_of(areas: Sequence[Area]) -> dict[str, Tally]:
    """The postcodes of the edition in use, counted, by the codes of the areas that have some; with the edition."""
    codes = [area.code for area in areas]
    rows = list(Tally.objects.raw(_TALLIES.format(marks=_marks(codes)), [EditionStatus.CURRENT, *codes]))
    if rows and (edition := edition_in_use()):
        for row in rows:
            row.edition = edition
    return {row.area_code: row for row in rows}


def _taken_over_by(area: Area) -> list[AreaSuccession]:
    """The areas that `area` took over from; nearly always none, and then no more is asked."""
    rows = list(AreaSuccession.objects.raw(_SUCCESSIONS, [area.pk]))
    before = Area.objects.in_bulk([row.before_id for row in rows]) if rows else {}
    for row in rows:
        row.before = before[row.before_id]
    return rows


def _parts_of(area: Area, *, on: date) -> list[Area]:
    """What lies directly in `area` on the day `on`, by name."""
    day = _as_kept(on)
    parts = list(Area.objects.raw(_PARTS, [area.pk, day, day]))
    for part in parts:
        part.parent = area
    return parts


def _marks(values: Collection[object]) -> str:
    """A place for each value in a statement."""
    return ", ".join(["%s"] * len(values))


def _as_kept(day: date) -> Any:
    """The day as a parameter of a statement that is written out."""
    return connection.ops.adapt_datefield_value(day)


def every_place() -> Iterable[Area]:
    """Every area, with what it lies in, for the search."""
    return Area.objects.exclude(kind=AreaKind.COUNTRY).select_related("parent").iterator(chunk_size=1000)


def _count_parts(areas: Collection[Area], *, on: date) -> dict[tuple[int, str], int]:
    """How many parts of each kind the areas have, by the area's key and the kind."""
    keys = [area.pk for area in areas]
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED_PARTS.format(marks=_marks(keys)), [_as_kept(on), *keys])
        return {(parent, kind): size for parent, kind, size in cursor.fetchall()}
