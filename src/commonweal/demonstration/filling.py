"""Puts the invented places in, through the doors of `places`: areas, outlines, figures, and a file of postcodes."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from commonweal.core.actors import Actor
from commonweal.demonstration.geography import figures, postcodes
from commonweal.demonstration.geography.county import Geography
from commonweal.demonstration.geography.figures import LICENCE, SOURCE, Figures
from commonweal.demonstration.geography.history import EARLIER_WARDS, REVIEWED_ON
from commonweal.demonstration.geography.postcodes import InventedPostcode
from commonweal.places import outlines
from commonweal.places.models import AreaKind, ImportKind
from commonweal.places.operations import areas, boundaries, imports
from commonweal.places.operations import figures as populations
from commonweal.places.rows import AreaRow, Origin, SeriesRow, Shape, SuccessionRow

RESOLUTION_METRES = 25

# As the directory of the Office for National Statistics names them: the demonstration reads what everybody reads.
POSTCODE_COLUMNS = ("pcds", "dointr", "doterm", "oslaua", "osward", "ced", "oseast1m", "osnrth1m")


def fill(geography: Geography, *, by: Actor, at: datetime) -> None:
    """Put in every area of the county with its outline, its figures and its postcodes, as they stand at `at`."""
    series = figures.invent(geography)
    origin = Origin(SOURCE, LICENCE, at.date())
    areas.keep(areas=_areas(geography), successions=_successions(geography), source=SOURCE, by=by, at=at)
    for kind in (AreaKind.COUNTY, AreaKind.DISTRICT, AreaKind.DIVISION, AreaKind.WARD):
        shapes = [
            Shape(place.code, [[place.ring]], label=place.middle) for place in geography.places if place.kind == kind
        ]
        drawn = outlines.drawn(shapes, resolution_metres=RESOLUTION_METRES)
        boundaries.keep(outlines=drawn, resolution_metres=RESOLUTION_METRES, origin=origin, by=by, at=at)
    for each in series:
        populations.keep(series=_series(each), counts=each.counts, by=by, at=at)
    _import_postcodes(postcodes.invent(geography, series[-1].counts), origin=origin, by=by, at=at)


def _areas(geography: Geography) -> list[AreaRow]:
    began = {place.code: REVIEWED_ON for place in geography.wards if place.is_town}
    present = [
        AreaRow(place.code, place.kind, place.name, place.parent, began.get(place.code)) for place in geography.places
    ]
    earlier = [
        AreaRow(ward.code, AreaKind.WARD, ward.name, ward.parent(geography), ended_on=REVIEWED_ON)
        for ward in EARLIER_WARDS
    ]
    return [*present, *earlier]


def _successions(geography: Geography) -> list[SuccessionRow]:
    return [
        SuccessionRow(earlier.code, ward.code, REVIEWED_ON)
        for earlier in EARLIER_WARDS
        for ward in geography.wards
        if ward.parent == earlier.parent(geography) and ward.is_town
    ]


def _series(each: Figures) -> SeriesRow:
    return SeriesRow(each.name, each.reference_on, SOURCE, LICENCE, published_on=each.published_on)


def _import_postcodes(found: Sequence[InventedPostcode], *, origin: Origin, by: Actor, at: datetime) -> None:
    with TemporaryDirectory(prefix="weldmere-") as folder:
        path = Path(folder) / "weldmere-postcodes.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            rows = csv.writer(file)
            rows.writerow(POSTCODE_COLUMNS)
            rows.writerows(_postcode_rows(found))
        asked = imports.ask(kind=ImportKind.POSTCODES, file_name=path.name, origin=origin, by=by, at=at)
        imports.run(asked=asked, path=path, by=by, at=at)


def _postcode_rows(found: Sequence[InventedPostcode]) -> Iterator[tuple[object, ...]]:
    for one in found:
        began, ended = _month(one.began_on), _month(one.ended_on)
        yield one.postcode, began, ended, one.district, one.ward, one.division, one.easting, one.northing


def _month(day: date | None) -> str:
    return f"{day:%Y%m}" if day else ""
