"""Boundaries as GeoJSON, by degrees or on the National Grid, as the Open Geography Portal publishes them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.utils.translation import gettext as _

from commonweal.places import grid
from commonweal.places.reading import files
from commonweal.places.reading.plain import PlainFile
from commonweal.places.reading.staging import wrong_letters
from commonweal.places.reading.tables import CODE
from commonweal.places.reading.wrong import WrongFileError, in_file, shown
from commonweal.places.rows import Point, Shape

MOST_BYTES = 64 * 1024 * 1024
"""How large a file may be. The generalised editions are smaller, and show more than a page can."""

CODES = re.compile(r"(wd|lad|ced|cty|ctry|ward|division|county)(\d\d)?_?(cd|code)", re.IGNORECASE)
LABELS = (("label_lon", "label_lat"), ("LONG", "LAT"), ("lon", "lat"), ("BNG_E", "BNG_N"))

MOST_EAST, MOST_NORTH = 1_000_000, 1_300_000


def read(path: Path) -> list[Shape]:
    """The shapes of a file. Raises WrongFileError, naming the feature."""
    with TemporaryDirectory() as folder:
        plain = files.unpack(path, into=Path(folder), choose=_members_to_read)[0]
        if plain.path.stat().st_size > MOST_BYTES:
            raise in_file(plain.name, _("it is more detailed than maps here can show. Download the edition called BUC"))
        document = _document(plain)
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list) or not features:
        raise in_file(plain.name, _("no boundary is in it. Download it as GeoJSON"))
    shapes = [_shape(plain.name, number, feature) for number, feature in enumerate(features, start=1)]
    seen: dict[str, int] = {}
    for number, shape in enumerate(shapes, start=1):
        if shape.code in seen:
            reason = _("boundary %(number)s has the code %(code)s, and so has boundary %(other)s")
            words = {"number": number, "code": shape.code, "other": seen[shape.code]}
            raise in_file(plain.name, reason % words)
        seen[shape.code] = number
    return shapes


def _members_to_read(names: list[str]) -> list[str]:
    return [name for name in names if name.lower().endswith((".geojson", ".json"))][:1]


def _document(plain: PlainFile) -> Any:  # JSON is anything
    try:
        return json.loads(plain.path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise wrong_letters(plain) from None
    except (ValueError, RecursionError):
        reason = _("this is not whole GeoJSON, or part of it is missing. Download it again, as GeoJSON")
        raise in_file(plain.name, reason) from None


def _shape(name: str, number: int, feature: Any) -> Shape:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    if not isinstance(properties, dict) or not isinstance(geometry, dict):
        raise _wrong(name, number, _("it has no shape or no properties. Download it again, as GeoJSON"))
    code = _code(name, number, properties)
    try:
        polygons = {"Polygon": [geometry["coordinates"]], "MultiPolygon": geometry["coordinates"]}[geometry["type"]]
        rings = [[_ring(ring) for ring in polygon] for polygon in polygons]
        if not rings or any(len(ring) < 4 for polygon in rings for ring in polygon):
            raise ValueError
    except (KeyError, ValueError, TypeError, IndexError):
        raise _wrong(name, number, _("its shape cannot be read. Download it again, in degrees (WGS84)")) from None
    return Shape(code, rings, _label(properties))


def _code(name: str, number: int, properties: dict[str, Any]) -> str:
    # The smallest area comes first: a ward's boundary names its district as well.
    order = ("wd", "ward", "ced", "division", "lad", "cty", "county", "ctry")
    columns = sorted(
        (column for column in properties if CODES.fullmatch(column)),
        key=lambda column: next(place for place, start in enumerate(order) if column.lower().startswith(start)),
    )
    if not columns:
        raise _wrong(name, number, _("no property with an area's code is there, such as LAD25CD or WD25CD"))
    code = str(properties[columns[0]])
    if not CODE.fullmatch(code):
        reason = _("“%(value)s” in %(column)s is not the code of an area, which is one letter and eight figures")
        raise _wrong(name, number, reason % {"value": shown(code), "column": columns[0]})
    return code


def _wrong(name: str, number: int, reason: str) -> WrongFileError:
    return in_file(name, _("boundary %(number)s: %(reason)s") % {"number": number, "reason": reason})


def _ring(points: Sequence[Sequence[float]]) -> list[Point]:
    return list(_metres(points))


def _metres(points: Sequence[Sequence[float]]) -> Iterator[Point]:
    for each in points:
        x, y = float(each[0]), float(each[1])
        if abs(x) <= 180 and abs(y) <= 90:
            x, y = grid.from_degrees(x, y)
        if not (0 <= x <= MOST_EAST and 0 <= y <= MOST_NORTH):
            raise ValueError
        yield round(x), round(y)


def _label(properties: dict[str, Any]) -> Point | None:
    for across, up in LABELS:
        if isinstance(properties.get(across), int | float) and isinstance(properties.get(up), int | float):
            try:
                return next(_metres([(properties[across], properties[up])]))
            except ValueError:
                return None
    return None
