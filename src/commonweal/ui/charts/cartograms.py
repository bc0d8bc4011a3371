"""Where no boundaries are known: equal tiles, laid out as like the real places as they can be. A diagram, not a map."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache

from commonweal.ui.charts.shapes import Box, Point, Shape

ROW = math.sqrt(3) / 2
"""How far apart rows of tiles are, where tiles stand 1 apart."""

ROOM = 1.35
"""Places for tiles on the grid for each tile, so that the outline can follow the county's."""

KEPT = 128

Places = tuple[tuple[str, Point], ...]


def can_stand_in_place(keys: Sequence[str], points: Mapping[str, Point]) -> bool:
    """Whether every key has a point, and there are enough different ones for tiles to stand about where they are."""
    return all(key in points for key in keys) and len({points[key] for key in keys}) > 2


def tiles(keys: Sequence[str], points: Mapping[str, Point]) -> list[Shape]:
    """One six-sided tile for each key: near where `points` says it is (y runs down), or row by row where one lacks."""
    if can_stand_in_place(keys, points):
        spots = _by_place(tuple((key, Point(*points[key])) for key in sorted(keys)))
    else:
        spots = _row_by_row(list(keys))
    return [_tile(key, spots[key]) for key in keys]


def _tile(key: str, centre: Point) -> Shape:
    """A tile with a point on top, a little smaller than its place, so that its edge can be seen."""
    radius = 0.97 / math.sqrt(3)
    corners = [
        (centre.x + radius * math.sin(turn * math.pi / 3), centre.y - radius * math.cos(turn * math.pi / 3))
        for turn in range(6)
    ]
    path = "M" + "L".join(f"{x:.3f} {y:.3f}" for x, y in corners) + "Z"
    return Shape(key, path, centre, Box(centre.x - 0.5, centre.y - radius, centre.x + 0.5, centre.y + radius))


def _spot(column: int, row: int) -> Point:
    """The middle of a place on the grid; every other row is half a tile further right."""
    return Point(column + (0.5 if row % 2 else 0.0), row * ROW)


def _row_by_row(keys: list[str]) -> dict[str, Point]:
    columns = max(1, math.ceil(math.sqrt(len(keys) * 1.2)))
    return {key: _spot(number % columns, number // columns) for number, key in enumerate(keys)}


@lru_cache(maxsize=KEPT)
def _by_place(places: Places) -> dict[str, Point]:
    """Each key's spot: first the nearest free one, those furthest out first; then changed until no change helps."""
    spots, wanted = _grid(places)
    free = set(range(len(spots)))
    chosen: dict[str, int] = {}
    middle = Point(sum(p.x for p in wanted.values()) / len(wanted), sum(p.y for p in wanted.values()) / len(wanted))
    for key in sorted(wanted, key=lambda each: (-_far(wanted[each], middle), each)):
        chosen[key] = min(free, key=lambda spot: (_far(wanted[key], spots[spot]), spot))
        free.remove(chosen[key])
    _better(chosen, free, wanted, spots)
    return {key: spots[spot] for key, spot in chosen.items()}


def _grid(places: Places) -> tuple[list[Point], dict[str, Point]]:
    """Spots enough for all, in the proportions of the places, and where on it each would like to be."""
    left, right = min(p.x for _key, p in places), max(p.x for _key, p in places)
    top, bottom = min(p.y for _key, p in places), max(p.y for _key, p in places)
    wide, high = max(right - left, 1e-9), max(bottom - top, 1e-9)
    shape = min(max(wide / high, 0.4), 2.5)
    needed = len(places) * ROOM
    columns = max(2, round(math.sqrt(needed * shape * ROW)))
    rows = max(2, math.ceil(needed / columns))
    spots = [_spot(column, row) for row in range(rows) for column in range(columns)]
    wanted = {
        key: Point((p.x - left) / wide * (columns - 0.5), (p.y - top) / high * (rows - 1) * ROW) for key, p in places
    }
    return spots, wanted


def _better(chosen: dict[str, int], free: set[int], wanted: Mapping[str, Point], spots: Sequence[Point]) -> None:
    """Move tiles to free spots, and swap two, as long as the sum of the distances becomes less."""
    keys = sorted(chosen)

    def cost(key: str, spot: int) -> float:
        return _far(wanted[key], spots[spot])

    has_changed = True
    while has_changed:
        has_changed = False
        for number, key in enumerate(keys):
            nearest = min(free, key=lambda spot: (cost(key, spot), spot), default=chosen[key])
            if cost(key, nearest) < cost(key, chosen[key]) - 1e-9:
                free.add(chosen[key])
                free.remove(nearest)
                chosen[key] = nearest
                has_changed = True
            for other in keys[number + 1 :]:
                now = cost(key, chosen[key]) + cost(other, chosen[other])
                if cost(key, chosen[other]) + cost(other, chosen[key]) < now - 1e-9:
                    chosen[key], chosen[other] = chosen[other], chosen[key]
                    has_changed = True


def _far(one: Point, other: Point) -> float:
    return (one.x - other.x) ** 2 + (one.y - other.y) ** 2
