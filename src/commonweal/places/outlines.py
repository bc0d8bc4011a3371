"""Outlines made small enough for a page: whole coverages at once, so that neighbours still meet along every border.

Borders are cut where three areas meet, every piece is simplified once, and each area is put together from the pieces.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from commonweal.places import grid
from commonweal.places.rows import Point, Shape

Ring = Sequence[Point]

FEWEST_CORNERS = 3
SCAN_LINES = 15


@dataclass(frozen=True)
class Outline:
    """The shape of an area in the map grid: its path, its label's place, and its bounds (left, top, right, bottom)."""

    code: str
    path: str
    label: Point
    bounds: tuple[int, int, int, int]


def drawn(shapes: Sequence[Shape], *, resolution_metres: int) -> list[Outline]:
    """The outlines of `shapes`, which are one coverage, true to `resolution_metres`; in the order they came.

    An area that is smaller than that keeps its shape as it was given.
    """
    pieces = _Pieces(ring for shape in shapes for polygon in shape.polygons for ring in polygon)
    return [_outline(shape, pieces, resolution_metres) for shape in shapes]


def _outline(shape: Shape, pieces: _Pieces, resolution: int) -> Outline:
    given = [ring for polygon in shape.polygons for ring in polygon]
    rings = [_on_map(pieces.simplified(ring, resolution)) for ring in given]
    whole = [ring for ring in rings if len(ring) >= FEWEST_CORNERS and _doubled_area(ring)]
    if not whole:
        whole = [_on_map(max(given, key=_doubled_area))]
    largest = max(whole, key=_doubled_area)
    across, down = [x for ring in whole for x, _y in ring], [y for ring in whole for _x, y in ring]
    return Outline(
        code=shape.code,
        path="".join(_path(ring) for ring in whole),
        label=grid.to_map(*shape.label) if shape.label else _label(largest),
        bounds=(min(across), min(down), max(across), max(down)),
    )


class _Pieces:
    """The borders of a coverage, cut where areas meet."""

    def __init__(self, rings: Iterator[Ring]) -> None:
        beside: dict[Point, set[Point]] = defaultdict(set)
        for ring in rings:
            points = _open(ring)
            for before, point in zip([points[-1], *points[:-1]], points, strict=True):
                beside[point].add(before)
                beside[before].add(point)
        self._meetings = {point for point, others in beside.items() if len(others) != 2}
        self._simplified: dict[tuple[Point, ...], list[Point]] = {}

    def simplified(self, ring: Ring, resolution: int) -> list[Point]:
        """The ring without the points that are not needed to be true to `resolution` metres."""
        points = _open(ring)
        cuts = [place for place, point in enumerate(points) if point in self._meetings]
        if not cuts:
            # An island: it begins at the same point, and goes the same way, whichever side of its shore we are on.
            cuts = [points.index(min(points))]
        found: list[Point] = []
        for start, end in zip(cuts, [*cuts[1:], cuts[0] + len(points)], strict=True):
            piece = [points[place % len(points)] for place in range(start, end + 1)]
            found += self._piece(piece, resolution)[:-1]
        return found

    def _piece(self, piece: list[Point], resolution: int) -> list[Point]:
        backwards = piece[::-1]
        is_turned = backwards < piece
        key = tuple(backwards if is_turned else piece)
        if key not in self._simplified:
            self._simplified[key] = _fewer(key, resolution)
        found = self._simplified[key]
        return found[::-1] if is_turned else found


def _open(ring: Ring) -> list[Point]:
    """The points of a ring, each once after the other, without the last where it is the first again."""
    points = [point for place, point in enumerate(ring) if place == 0 or point != ring[place - 1]]
    return points[:-1] if len(points) > 1 and points[0] == points[-1] else points


def _fewer(points: Sequence[Point], resolution: int) -> list[Point]:
    """Douglas and Peucker's way: keep the point furthest from the straight line while it is further than allowed."""
    kept = {0, len(points) - 1}
    ahead = [(0, len(points) - 1)]
    while ahead:
        first, last = ahead.pop()
        away, place = max(
            ((_away_squared(points[each], points[first], points[last]), each) for each in range(first + 1, last)),
            default=(0.0, 0),
        )
        if away > resolution**2:
            kept.add(place)
            ahead += [(first, place), (place, last)]
    return [points[place] for place in sorted(kept)]


def _away_squared(point: Point, start: Point, end: Point) -> float:
    (px, py), (ax, ay), (bx, by) = point, start, end
    dx, dy = bx - ax, by - ay
    long = dx * dx + dy * dy
    along = max(0.0, min(1.0, ((px - ax) * dx + (py - ay) * dy) / long)) if long else 0.0
    return (px - ax - along * dx) ** 2 + (py - ay - along * dy) ** 2


def _on_map(ring: Ring) -> list[Point]:
    return _open([grid.to_map(*point) for point in ring])


def _doubled_area(ring: Ring) -> int:
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True)))


def _path(ring: Ring) -> str:
    """Path data: the first point, then steps. A minus sign parts two numbers as well as a space does."""
    (x, y), steps = ring[0], []
    for (ax, ay), (bx, by) in pairwise(ring):
        steps += [bx - ax, by - ay]
    words = "".join(str(step) if step < 0 or not place else f" {step}" for place, step in enumerate(steps))
    return f"M{x} {y}l{words}z" if y >= 0 else f"M{x}{y}l{words}z"


def _label(ring: Ring) -> Point:
    """A point well inside: the middle of the longest way across, of a few level lines through the ring."""
    top, bottom = min(y for _x, y in ring), max(y for _x, y in ring)
    widest, middle = -1.0, ring[0]
    for line in range(1, SCAN_LINES + 1):
        level = top + (bottom - top) * line / (SCAN_LINES + 1)
        crossings = sorted(_crossings(ring, level))
        for left, right in zip(crossings[::2], crossings[1::2], strict=False):
            # Lines near the middle count for more: a label at the edge looks lost.
            wide = (right - left) * (1 - abs(2 * line / (SCAN_LINES + 1) - 1) / 2)
            if wide > widest:
                widest, middle = wide, (round((left + right) / 2), round(level))
    return middle


def _crossings(ring: Ring, level: float) -> Iterator[float]:
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (ay > level) != (by > level):
            yield ax + (level - ay) * (bx - ax) / (by - ay)
