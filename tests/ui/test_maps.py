"""Maps and cartograms: classes that can be said, labels that do not touch, tiles in their places, sound markup."""

from __future__ import annotations

from itertools import combinations

import pytest
from bs4 import BeautifulSoup
from django.template import engines

from commonweal.ui.charts import AreaMap, Box, Classes, LegendRow, Region, Shape, draw, five_classes, tiles
from commonweal.ui.charts.labels import LINE, WIDTH_OF_A_LETTER, Label, Wish, placed
from commonweal.ui.charts.outlines import UnknownOutlineError, extent
from commonweal.ui.charts.shapes import Point

FRAME = Box(0, 0, 640, 400)


def square(key: str, *, left: int, top: int = 0, size: int = 100) -> Shape:
    path = f"M{left} {top}h{size}v{size}h{-size}z"
    return Shape(key, path, Point(left + size / 2, top + size / 2), Box(left, top, left + size, top + size))


def two_squares(**options: object) -> AreaMap:
    regions = [
        Region("a", "Ambleford", href="/places/a/", value=10, words="10 people"),
        Region("b", "Brackwell & Combe", href="/places/b/", value=30, words="30 people"),
    ]
    settings: dict[str, object] = {
        "id": "map",
        "title": "Brackwell has most people",
        "description": "Two districts",
        "source": "Invented",
        "classes": Classes((20.0,)),
        "legend": [LegendRow(1, "Under 20"), LegendRow(2, "20 and over")],
    }
    shapes = [square("a", left=0), square("b", left=100)]
    return draw(shapes, regions, **settings | options)  # type: ignore[arg-type]  # options of several types


def drawn(drawing: AreaMap) -> BeautifulSoup:
    template = '{% from "ui/area_map.html" import area_map %}{{ area_map(map, "table") }}'
    env = engines["jinja2"].env  # type: ignore[attr-defined]  # the backend's own environment
    return BeautifulSoup(env.from_string(template).render(map=drawing), "html.parser")


def box_of(label: Label) -> Box:
    width = max(map(len, label.lines)) * label.size * WIDTH_OF_A_LETTER
    top = label.y - label.size * 0.95
    return Box(label.x - width / 2, top, label.x + width / 2, top + len(label.lines) * label.size * LINE)


# Classes.


@pytest.mark.parametrize(
    ("values", "bounds"),
    [
        ([], ()),
        ([7.0], ()),
        ([7.0, 7.0, 7.0], ()),
        ([3.0, 9.0], (5.0,)),
        ([1.0, 2.0, 3.0, 4.0, 5.0], (2.0, 3.0, 4.0, 5.0)),
        ([0.0, 0.0, 0.0, 0.0, 9.0], (5.0,)),
        ([228.4, 309.0, 338.2, 370.0, 405.0, 510.0, 1099.0, 1352.0, 1600.0, 1610.0], (330.0, 400.0, 1000.0, 1500.0)),
    ],
)
def test_classes_have_the_roundest_bounds_that_part_the_values(values: list[float], bounds: tuple[float, ...]) -> None:
    assert five_classes(values).bounds == bounds


def test_class_of_a_value_on_a_bound_is_the_one_above() -> None:
    classes = Classes((10.0, 20.0))

    assert [classes.of(value) for value in (9.9, 10.0, 19.9, 20.0)] == [1, 2, 2, 3]


# Outlines.


@pytest.mark.parametrize(
    ("path", "squares"),
    [
        ("M0,0h10v10h-10z", 100.0),
        ("M0 0L10 0 10 10 0 10Z", 100.0),
        ("M5 5l10 0 0 10 -10 0z", 100.0),
        ("M0 0h10v10h-10zM20 20h5v5h-5z", 125.0),
        ("M0 0h10v10h-10zM2 2v5h5v-5z", 75.0),
        ("M0 0h10v10h-10", 100.0),
    ],
)
def test_extent_of_an_outline(path: str, squares: float) -> None:
    assert extent(path) == squares


@pytest.mark.parametrize("path", ["", "10 10", "M0 0C1 1 2 2 3 3", "M0 0h10<script>"])
def test_extent_of_what_is_no_outline(path: str) -> None:
    with pytest.raises(UnknownOutlineError):
        extent(path)


# Labels.


def test_labels_never_touch_and_stay_inside() -> None:
    crowd = tuple(
        Wish(
            f"{number}", f"Name number {number}", Point(40 + number % 7 * 45, 30 + number // 7 * 12), Box(0, 0, 60, 20)
        )
        for number in range(60)
    )

    labels = placed(crowd, FRAME, 16)

    boxes = [box_of(label) for label in labels]
    assert len(labels) > 10
    assert [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1])] == []
    assert [box for box in boxes if not Box(-1, -1, 641, 401).holds(box)] == []


def test_label_without_room_is_its_number() -> None:
    small = Wish("s", "Guston, Kingsdown and St Margaret's", Point(300, 200), Box(290, 190, 330, 230), or_else="6")

    [label] = placed((small,), FRAME, 16)

    assert label.lines == ("6",)


def test_label_of_the_chosen_area_comes_before_larger_ones() -> None:
    large = Wish("l", "Large", Point(300, 200), Box(0, 0, 600, 400))
    chosen = Wish("c", "Chosen", Point(300, 200), Box(270, 190, 330, 210), is_first=True)

    labels = placed((large, chosen), FRAME, 16)

    assert (labels[0].key, labels[0].x, labels[0].lines) == ("c", 300, ("Chosen",))


# Tiles.


def test_tiles_lie_as_the_places_do() -> None:
    points = {"north": Point(50, 0), "south": Point(50, 100), "west": Point(0, 50), "east": Point(100, 50)}

    spots = {tile.key: tile.label for tile in tiles(list(points), points)}

    assert spots["north"].y < spots["west"].y == spots["east"].y < spots["south"].y
    assert spots["west"].x < spots["east"].x


def test_tiles_are_all_on_places_of_their_own() -> None:
    points = {f"{number:02}": Point(number * number % 17, number * 7 % 13) for number in range(40)}

    spots = [tile.label for tile in tiles(sorted(points), points)]

    assert len(set(spots)) == 40


def test_tiles_without_points_stand_row_by_row() -> None:
    spots = [tile.label for tile in tiles(["a", "b", "c", "d"], {})]

    assert [(spot.x, round(spot.y, 3)) for spot in spots] == [(0, 0), (1, 0), (2, 0), (0.5, 0.866)]


def test_tiles_are_the_same_every_time() -> None:
    points = {f"{number:02}": Point(number * number % 17, number * 7 % 13) for number in range(30)}

    once = tiles(sorted(points), points)
    again = tiles(sorted(points), dict(reversed(points.items())))

    assert once == again


# The drawing.


def test_map_says_its_finding_and_leads_to_each_area() -> None:
    soup = drawn(two_squares())

    svg = soup.find("svg", class_="cw-map__drawing")
    assert svg is not None
    assert (svg["role"], svg.find_all("title")[0].text) == ("group", "Brackwell has most people")
    assert [(link["href"], link["aria-label"]) for link in svg.find_all("a")] == [
        ("/places/a/", "Ambleford: 10 people"),
        ("/places/b/", "Brackwell & Combe: 30 people"),
    ]


def test_map_without_links_is_one_picture() -> None:
    plain = draw([square("a", left=0)], [Region("a", "A")], id="m", title="A", description="A", source="")

    svg = drawn(plain).find("svg", class_="cw-map__drawing")

    assert svg is not None
    assert svg["role"] == "img"
    assert svg.find_all("a") == []


def test_map_has_a_pattern_for_each_shade_and_words_for_each_in_the_legend() -> None:
    soup = drawn(two_squares())

    fills = [path["fill"] for path in soup.select(".cw-map__area path")]
    assert fills == ["url(#map-shade-1)", "url(#map-shade-2)"]
    assert [pattern["id"] for pattern in soup.find_all("pattern")] == ["map-shade-1", "map-shade-2"]
    assert [row.text.strip() for row in soup.select(".cw-legend__row")] == ["Under 20", "20 and over"]


def test_map_fills_its_frame_and_keeps_proportions() -> None:
    drawing = two_squares()

    assert (drawing.width, drawing.height, drawing.transform) == (640, 328, "translate(8.00 8.00) scale(3.12)")


def test_map_leaves_out_areas_without_a_shape_and_keeps_their_numbers() -> None:
    regions = [Region("lost", "Lost"), Region("a", "Ambleford")]

    drawing = draw([square("a", left=0)], regions, id="m", title="A", description="A", source="")

    assert [(each.region.name, each.number) for each in drawing.regions] == [("Ambleford", 2)]


def test_map_escapes_names() -> None:
    drawing = draw(
        [square("a", left=0)],
        [Region("a", '<script>"', href="/a/")],
        id="m",
        title="<b>",
        description="<i>",
        source="",
    )

    markup = str(drawn(drawing))

    assert "<script>" not in markup
    assert "<b>" not in markup
