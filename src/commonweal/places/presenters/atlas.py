"""The map of a place, the table beside it and the same table as a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from commonweal.core import days
from commonweal.core.tabular import Column, Kind
from commonweal.places import grid
from commonweal.places.models import Area, AreaKind, Boundary, Population
from commonweal.places.presenters.kinds import how_many, kinds_of
from commonweal.places.presenters.numbers import about, of_series, square_kilometres, whole
from commonweal.places.queries.atlas import Plate
from commonweal.ui.charts import (
    AreaMap,
    Box,
    Classes,
    LegendRow,
    Region,
    Shape,
    can_stand_in_place,
    draw,
    five_classes,
    tiles,
)
from commonweal.ui.charts.shapes import Point
from commonweal.ui.rows import link_to

MAP_ID = "map"
TABLE_ID = "table"


@dataclass(frozen=True)
class Place:
    """One area of a plate with its figures, as far as they are known."""

    area: Area
    people: Population | None
    shape: Boundary | None
    is_chosen: bool
    parts: dict[str, int]
    href: str

    @cached_property
    def square_kilometres(self) -> float | None:
        """How large it is, measured from its outline."""
        return square_kilometres(self.shape) if self.shape else None

    @cached_property
    def density(self) -> float | None:
        """People in each square kilometre, where both are known."""
        size = self.square_kilometres
        return self.people.count / size if self.people and size else None


def address(area: Area) -> str:
    """Where the page of `area` is."""
    return _address(area.code, area.slug)


@lru_cache(maxsize=4096)  # a page leads to many, and to the same ones as the page before
def _address(code: str, slug: str) -> str:
    return reverse("places:place_page", kwargs={"code": code, "slug": slug})


def places_of(plate: Plate) -> list[Place]:
    """What is drawn, by name."""
    return [
        Place(
            area=area,
            people=plate.counted.get(area.code),
            shape=plate.shapes.get(area.code),
            is_chosen=area == plate.area,
            href=address(area),
            parts={kind: count for (parent, kind), count in plate.parts_of_parts.items() if parent == area.pk},
        )
        for area in plate.drawn
    ]


# The drawing.


def area_map(plate: Plate, places: Sequence[Place]) -> AreaMap | None:
    """A map where every area has a boundary, else a diagram of tiles. Shaded by density, or by people on tiles.

    None where there is nothing to draw: a single area without a boundary.
    """
    has_shapes = all(place.shape for place in places)
    if not has_shapes and len(places) < 2:
        return None
    values = {place.area.code: value for place in places if (value := _value(place, has_shapes=has_shapes)) is not None}
    is_shaded = plate.is_of_its_parts and len(places) > 1 and len(values) == len(places)
    points = {} if has_shapes else _middles(plate)
    keys = [place.area.code for place in places]
    classes = five_classes(list(values.values())) if is_shaded else None
    return draw(
        _shapes(places) if has_shapes else tiles(keys, points),
        _regions(places, values),
        id=MAP_ID,
        title=_finding(plate, places, values if is_shaded else {}, has_shapes=has_shapes),
        description=_description(plate, has_shapes=has_shapes),
        source=_source(plate, has_shapes=has_shapes, has_people=is_shaded),
        classes=classes,
        legend=_legend(classes) if classes else (),
        legend_title=(_("People in each square kilometre") if has_shapes else _("People")) if classes else "",
        is_diagram=not has_shapes,
        note="" if has_shapes else _note(is_in_place=can_stand_in_place(keys, points)),
    )


def _middles(plate: Plate) -> dict[str, Point]:
    """About where each area is: in the middle of its postcodes, where those are known."""
    return {
        code: Point(*grid.to_map(tally.easting, tally.northing))
        for code, tally in plate.tallies.items()
        if tally.easting is not None and tally.northing is not None
    }


def _note(*, is_in_place: bool) -> str:
    """That tiles are no map, and how they stand."""
    if is_in_place:
        return _(
            "This is a diagram and not a map: every area is the same size, and stands about where it lies."
            " No boundaries have been loaded."
        )
    return _(
        "This is a diagram and not a map: every area is the same size, and they stand in the order of their names."
        " No boundaries have been loaded."
    )


def _value(place: Place, *, has_shapes: bool) -> float | None:
    # A count would only show which areas are large; where there are no sizes, equal tiles can carry it.
    if has_shapes:
        return place.density
    return float(place.people.count) if place.people else None


def _shapes(places: Sequence[Place]) -> list[Shape]:
    return [
        Shape(
            place.area.code,
            place.shape.path,
            Point(place.shape.label_x, place.shape.label_y),
            Box(place.shape.min_x, place.shape.min_y, place.shape.max_x, place.shape.max_y),
        )
        for place in places
        if place.shape
    ]


def _regions(places: Sequence[Place], values: dict[str, float]) -> list[Region]:
    # Looked up once: a page has up to a hundred areas, and each look-up costs as much as a row of the database.
    people, in_each = _("%(count)s people"), _("%(count)s in each square kilometre")

    def words_of(place: Place) -> str:
        words = [people % {"count": f"{place.people.count:,}"}] if place.people else []
        if place.density is not None:
            words.append(in_each % {"count": whole(about(place.density))})
        return ", ".join(words)

    return [
        Region(
            key=place.area.code,
            name=place.area.name,
            href=place.href,
            value=values.get(place.area.code),
            words=words_of(place),
            is_chosen=place.is_chosen,
        )
        for place in places
    ]


def _finding(plate: Plate, places: Sequence[Place], values: dict[str, float], *, has_shapes: bool) -> str:
    """What the drawing shows, in a sentence."""
    if not plate.is_of_its_parts:
        if plate.area.parent is None or len(places) == 1:
            return _("Where %(name)s is") % {"name": plate.area.name}
        count = how_many(AreaKind(plate.area.kind), len(places))
        return _("%(name)s is one of %(count)s in %(place)s") % {
            "name": plate.area.name,
            "count": count,
            "place": plate.area.parent.name,
        }
    if len(set(values.values())) > 1:
        least, most = min(values, key=values.__getitem__), max(values, key=values.__getitem__)
        names = {place.area.code: place.area.name for place in places}
        words = (
            _("%(most)s is the fullest, with %(much)s people in each square kilometre; %(least)s has %(little)s")
            if has_shapes
            else _("%(most)s has the most people, %(much)s; %(least)s has the fewest, %(little)s")
        )
        much, little = (whole(about(values[code])) if has_shapes else whole(values[code]) for code in (most, least))
        return words % {"most": names[most], "much": much, "least": names[least], "little": little}
    return _("%(place)s has %(count)s") % {
        "place": plate.area.name,
        "count": how_many(AreaKind(plate.drawn[0].kind), len(places)),
    }


def _description(plate: Plate, *, has_shapes: bool) -> str:
    words = (
        _("A map of %(count)s. Each leads to a page of its own. The table says the same.")
        if has_shapes
        else _(
            "A diagram of %(count)s as tiles of equal size. Each leads to a page of its own. The table says the same."
        )
    )
    return words % {"count": how_many(AreaKind(plate.drawn[0].kind), len(plate.drawn))}


def _legend(classes: Classes) -> list[LegendRow]:
    bounds = [whole(bound) for bound in classes.bounds]
    if not bounds:
        return []
    rows = [_("Under %(bound)s") % {"bound": bounds[0]}]
    rows += [_("%(low)s to under %(high)s") % {"low": low, "high": high} for low, high in pairwise(bounds)]
    rows.append(_("%(bound)s and over") % {"bound": bounds[-1]})
    return [LegendRow(number, words) for number, words in enumerate(rows, start=1)]


def _source(plate: Plate, *, has_shapes: bool, has_people: bool) -> str:
    parts = []
    if has_people and plate.series:
        parts.append(
            _("People: %(series)s. %(source)s, %(licence)s.")
            % {"series": of_series(plate.series), "source": plate.series.source, "licence": plate.series.licence}
        )
    if has_shapes:
        shape = plate.shapes[plate.drawn[0].code]
        dated = days.show_day(shape.dated_on) if shape.dated_on else ""
        words = (
            _("Boundaries: %(source)s, %(day)s, %(licence)s.") if dated else _("Boundaries: %(source)s, %(licence)s.")
        )
        parts.append(words % {"source": shape.source, "day": dated, "licence": shape.licence})
    return " ".join(parts)


# The table.


@dataclass(frozen=True)
class Row:
    """One area in the table: its number on the map, name and address, and the rest in words."""

    number: int
    name: str
    href: str
    parts: str
    figures: tuple[str, ...]
    is_chosen: bool


@dataclass(frozen=True)
class Table:
    """The table beside a map: the same areas in the same order, with the numbers they have on it."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]

    def parameters(self) -> dict[str, Any]:
        """The same for the component."""
        return {
            "caption": self.caption,
            "captionClasses": "govuk-table__caption--s",
            "firstCellIsHeader": True,
            "head": [
                {"text": words} | ({"format": "numeric"} if column else {}) for column, words in enumerate(self.heads)
            ],
            "rows": [
                [{"html": _numbered(row)}, *({"text": words, "format": "numeric"} for words in row.figures)]
                for row in self.rows
            ],
            "attributes": {"id": TABLE_ID, "tabindex": "-1"},
        }


def place_table(plate: Plate, places: Sequence[Place]) -> Table:
    """The table of what is drawn."""
    has_people = bool(plate.series)
    has_sizes = has_people and all(place.density is not None for place in places)
    heads = [kinds_of(AreaKind(plate.drawn[0].kind))]
    heads += [_("People")] if has_people else []
    heads += [_("For each km²")] if has_sizes else []
    rows = []
    for number, place in enumerate(places, start=1):
        figures = [f"{place.people.count:,}" if place.people else ""] if has_people else []
        figures += [whole(about(place.density))] if has_sizes and place.density is not None else []
        parts, figures_of_row = _parts_in_words(place), tuple(figures)
        rows.append(Row(number, place.area.name, place.href, parts, figures_of_row, place.is_chosen))
    return Table(_caption(plate), tuple(heads), tuple(rows))


def map_and_table(drawing: AreaMap | None, table: Table, *, file_href: str) -> SafeString:
    """The markup of the map with its table, in the language that is spoken now."""
    context = {"map": drawing, "table": table.parameters(), "file_href": file_href}
    return SafeString(render_to_string("places/map_and_table.html", context, using="jinja2"))


def _numbered(row: Row) -> str:
    name = link_to(row.href, row.name)
    if row.is_chosen:
        name = format_html("<strong>{}</strong>", row.name)
    if row.parts:
        name = format_html('{}<br><span class="cw-when">{}</span>', name, row.parts)
    return format_html(
        '<span class="cw-numbered"><span class="cw-number" aria-hidden="true">{}</span><span>{}</span></span>',
        row.number,
        name,
    )


def _parts_in_words(place: Place) -> str:
    """What lies in it, counted: "13 wards, 5 divisions"."""
    if not place.parts:
        return ""
    kinds = [kind for kind in AreaKind if place.parts.get(kind)]
    return ", ".join(how_many(kind, place.parts[kind]) for kind in kinds)


def _caption(plate: Plate) -> str:
    if plate.series is None:
        return how_many(AreaKind(plate.drawn[0].kind), len(plate.drawn))
    return _("People: %(series)s") % {"series": of_series(plate.series)}


# The file.

COLUMNS = (
    Column("code", _("Code")),
    Column("name", _("Name")),
    Column("kind", _("Kind")),
    Column("lies_in", _("Lies in")),
    Column("people", _("People"), Kind.NUMBER),
    Column("series", _("Series of the people")),
    Column("reference_on", _("Day of the series"), Kind.DAY),
    Column("square_kilometres", _("Square kilometres, measured from the outline"), Kind.NUMBER),
    Column("density", _("People in each square kilometre"), Kind.NUMBER),
    Column("source", _("Source of the people")),
    Column("licence", _("Licence of the people")),
    Column("boundary_source", _("Source of the boundaries")),
    Column("boundary_on", _("Day of the boundaries"), Kind.DAY),
    Column("boundary_licence", _("Licence of the boundaries")),
)


def table_rows(plate: Plate) -> list[list[Any]]:
    """The cells of `COLUMNS` for each area that is drawn."""
    lies_in = plate.area.name if plate.is_of_its_parts else (plate.area.parent.name if plate.area.parent else "")
    rows = []
    for place in places_of(plate):
        series = place.people.series if place.people else None
        size, density, shape = place.square_kilometres, place.density, place.shape
        rows.append(
            [
                place.area.code,
                place.area.name,
                str(AreaKind(place.area.kind).label),
                lies_in,
                place.people.count if place.people else None,
                series.name if series else None,
                series.reference_on if series else None,
                None if size is None else round(size, 1),
                None if density is None else about(density),
                series.source if series else None,
                series.licence if series else None,
                shape.source if shape else None,
                shape.dated_on if shape else None,
                shape.licence if shape else None,
            ]
        )
    return rows
