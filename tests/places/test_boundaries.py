"""Boundaries: the forms they come in, and outlines whose neighbours still meet."""

from __future__ import annotations

import csv
import gzip
import re
from datetime import datetime
from math import cos, pi, sin
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from commonweal.core.rules import RefusedError
from commonweal.places import grid
from commonweal.places.models import Boundary, ImportKind
from commonweal.places.outlines import drawn
from commonweal.places.queries import boundaries
from commonweal.places.rows import Point, Shape
from commonweal.places.states import ImportStatus
from tests.factories import places as make
from tests.places import files
from tests.places.importing import take_in

HERE, THERE = "X07000001", "X07000002"


def points_of(path: str) -> list[list[Point]]:
    """The corners of each ring of path data, as a browser would draw them."""
    rings = []
    for ring in path.split("z")[:-1]:
        start, _, steps = ring.partition("l")
        x, y = (int(number) for number in re.findall(r"-?\d+", start))
        corners, numbers = [(x, y)], [int(number) for number in re.findall(r"-?\d+", steps)]
        for across, down in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + across, y + down
            corners.append((x, y))
        rings.append(corners)
    return rings


def test_degrees_of_a_known_point() -> None:
    east, north = grid.from_degrees(1.716_053, 52.657_978)  # the worked example of the Ordnance Survey's guide

    assert abs(east - 651_409.9) < 5
    assert abs(north - 313_177.3) < 5


def test_degrees_of_real_postcodes() -> None:
    path = Path(settings.REFERENCE_DATA) / "data" / "geo" / "postcodes_kent_area.csv.gz"
    if not path.is_file():
        pytest.skip("needs the folder of reference data: COMMONWEAL_REFERENCE_DATA")
    with gzip.open(path, "rt") as opened:
        rows = [row for place, row in enumerate(csv.DictReader(opened)) if place % 1000 == 0 and row["easting"]]

    away = [
        max(abs(east - int(row["easting"])), abs(north - int(row["northing"])))
        for row in rows
        for east, north in [grid.from_degrees(float(row["lon"]), float(row["lat"]))]
    ]

    assert len(away) > 90
    assert max(away) < 2


def wavy(start: Point, end: Point, steps: int = 60) -> list[Point]:
    """A border with many small bends between two points."""
    (ax, ay), (bx, by) = start, end
    return [
        (
            round(ax + (bx - ax) * step / steps + 40 * sin(step)),
            round(ay + (by - ay) * step / steps + 40 * cos(step) - (40 if step in {0, steps} else 0)),
        )
        for step in range(steps + 1)
    ]


def test_neighbours_still_meet_along_their_border() -> None:
    border = wavy((5000, 0), (5000, 10_000))
    west = [(0, 0), *border, (0, 10_000), (0, 0)]
    east = [(9000, 0), (9000, 10_000), *border[::-1], (9000, 0)]

    found = drawn([Shape(HERE, [[west]]), Shape(THERE, [[east]])], resolution_metres=100)

    left, right = (points_of(outline.path)[0] for outline in found)
    shared = set(left) & set(right)
    assert len(left) < len(west) / 4
    assert shared == {point for point in left if 300 < point[0] < 700}
    assert shared == {point for point in right if 300 < point[0] < 700}


def test_outline_of_a_ring_with_a_hole_and_an_island() -> None:
    outer, hole, island = files.square(0, 0, 10_000), files.square(4000, 4000, 2000), files.square(20_000, 0, 5000)
    as_points = [[(point[0], point[1]) for point in ring] for ring in (outer, hole, island)]
    shape = Shape(HERE, [as_points[:2], as_points[2:]])

    (found,) = drawn([shape], resolution_metres=10)

    assert [len(ring) for ring in points_of(found.path)] == [4, 4, 4]
    assert found.bounds == (0, -1000, 2500, 0)
    assert found.path.startswith("M0 0l") or found.path.startswith("M0-1000l")


def test_area_that_is_smaller_than_the_resolution_keeps_its_shape() -> None:
    ring = [(0, 0), (60, 0), (60, 60), (0, 60), (0, 0)]

    (found,) = drawn([Shape(HERE, [[ring]])], resolution_metres=500)

    assert points_of(found.path) == [[(0, 0), (6, 0), (6, -6), (0, -6)]]


def test_label_lies_inside_a_crescent() -> None:
    outer = [(round(5000 * cos(turn * pi / 20)), round(5000 * sin(turn * pi / 20))) for turn in range(31)]
    inner = [(round(3500 * cos(turn * pi / 20)), round(3500 * sin(turn * pi / 20))) for turn in range(30, -1, -1)]

    (found,) = drawn([Shape(HERE, [[[*outer, *inner, outer[0]]]])], resolution_metres=20)

    away = (found.label[0] ** 2 + found.label[1] ** 2) ** 0.5
    assert 350 < away < 500


@pytest.fixture
def _areas(db: None) -> None:
    make.area(code=HERE, name="Here")
    make.area(code=THERE, name="There")


@pytest.mark.usefixtures("_areas")
def test_boundaries_on_the_national_grid(tmp_path: Path, at: datetime) -> None:
    path = files.geojson(
        tmp_path / "LAD_DEC_2025.geojson",
        (
            {"LAD25CD": HERE, "LAD25NM": "Here", "BNG_E": 555_000, "BNG_N": 155_000},
            [files.square(550_000, 150_000, 9000)],
        ),
        ({"LAD25CD": "X07999998", "LAD25NM": "Elsewhere"}, [files.square(560_000, 150_000, 9000)]),
    )

    done = take_in(ImportKind.BOUNDARIES, path, at=at)

    found = Boundary.objects.get()
    assert (found.area.code, found.label_x, found.label_y) == (HERE, 55_500, -15_500)
    assert (found.min_x, found.min_y, found.max_x, found.max_y) == (55_000, -15_900, 55_900, -15_000)
    assert (done.status, done.rows_done, done.rows_left_out) == (ImportStatus.DONE, 2, 1)
    assert str(found.dated_on) == "2025-12-01"


@pytest.mark.usefixtures("_areas")
def test_boundaries_in_degrees_with_wards_that_name_their_district(tmp_path: Path, at: datetime) -> None:
    ward = make.area(code="X05000001")
    ring = [[0.5, 51.2], [0.6, 51.2], [0.6, 51.3], [0.5, 51.3], [0.5, 51.2]]
    path = tmp_path / "wards.geojson"
    files.geojson(path, ({"ward_code": "X05000001", "lad_code": HERE}, [ring]))

    take_in(ImportKind.BOUNDARIES, path, at=at)

    found = boundaries.boundaries_of([ward])
    assert {code: (each.min_x, each.max_y) for code, each in found.items()} == {"X05000001": (57_438, -14_750)}


@pytest.mark.usefixtures("_areas")
def test_same_boundaries_in_another_file_change_nothing(tmp_path: Path, at: datetime) -> None:
    features = ({"LAD25CD": HERE}, [files.square(550_000, 150_000, 9000)])
    take_in(ImportKind.BOUNDARIES, files.geojson(tmp_path / "one.geojson", features), at=at)
    other = files.geojson(tmp_path / "two.geojson", features)
    other.write_text(other.read_text() + "\n")

    again = take_in(ImportKind.BOUNDARIES, other, at=at)

    assert again.status == ImportStatus.UNCHANGED


SQUARE = [files.square(550_000, 150_000, 9000)]


@pytest.mark.usefixtures("_areas")
@pytest.mark.parametrize(
    ("features", "reason"),
    [
        ([], "b.geojson: no boundary is in it. Download it as GeoJSON"),
        (
            [({"NAME": "Here"}, SQUARE)],
            "b.geojson: boundary 1: no property with an area's code is there, such as LAD25CD or WD25CD",
        ),
        (
            [({"LAD25CD": HERE}, SQUARE), ({"LAD25CD": "Here"}, SQUARE)],
            (
                "b.geojson: boundary 2: “Here” in LAD25CD is not the code of an area, which is one letter and "
                "eight figures"
            ),
        ),
        (
            [({"LAD25CD": HERE}, SQUARE), ({"LAD25CD": HERE}, SQUARE)],
            "b.geojson: boundary 2 has the code X07000001, and so has boundary 1",
        ),
        (
            [({"LAD25CD": HERE}, [files.square(-8_000_000, 6_000_000, 9000)])],
            "b.geojson: boundary 1: its shape cannot be read. Download it again, in degrees (WGS84)",
        ),
        (
            [({"LAD25CD": "X07999998"}, SQUARE)],
            "none of its areas is known here. Import areas first, or look whether these are codes: X07999998",
        ),
    ],
)
def test_wrong_boundaries(features: list[Any], reason: str, tmp_path: Path, at: datetime) -> None:
    with pytest.raises(RefusedError) as refusal:
        take_in(ImportKind.BOUNDARIES, files.geojson(tmp_path / "b.geojson", *features), at=at)

    assert str(refusal.value) == reason
    assert not Boundary.objects.exists()


@pytest.mark.usefixtures("_areas")
def test_boundaries_that_are_cut_in_half(tmp_path: Path, at: datetime) -> None:
    path = files.cut(files.geojson(tmp_path / "b.geojson", ({"LAD25CD": HERE}, SQUARE)), to=0.5)

    with pytest.raises(RefusedError) as refusal:
        take_in(ImportKind.BOUNDARIES, path, at=at)

    assert str(refusal.value) == (
        "b.geojson: this is not whole GeoJSON, or part of it is missing. Download it again, as GeoJSON"
    )


@pytest.mark.django_db
@pytest.mark.parametrize("fields", [{"path": "x"}, {"min_x": 9, "max_x": 9}], ids=["path", "bounds"])
def test_boundary_that_cannot_be(fields: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make.boundary(make.area(), **fields)
