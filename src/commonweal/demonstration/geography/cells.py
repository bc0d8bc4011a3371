"""The ground: six-sided cells with wavering edges. Whatever is put together from cells meets its neighbours exactly.

A cell is named by two whole numbers. Its corners lie on a lattice, each shared by three cells; every corner is moved a
little, and every edge is bent a little, once for all who share it. All of it is whole metres on an invented grid.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache

from commonweal.demonstration.seeds import stream

Cell = tuple[int, int]
Corner = tuple[int, int]
Point = tuple[int, int]
Ring = tuple[Point, ...]

# Half the width of a cell, and half its side: 3.46 square kilometres.
HALF_WIDTH, HALF_SIDE = 1000, 577
CELL_METRES = 2 * HALF_WIDTH * 3 * HALF_SIDE

# Far out at sea on the National Grid, where Britain has no land: its easternmost is at 655 kilometres.
ORIGIN_EAST, ORIGIN_NORTH = 720_000, 400_000

# How far a corner is moved, and how many thousandths of its length an edge bends. Small enough that no two edges of a
# cell can ever cross, whatever is drawn.
CORNER_METRES, BEND = 240, 110

_STEPS = ((1, 0), (0, 1), (-1, 1), (-1, 0), (0, -1), (1, -1))
# The two corners of the edge towards the neighbour of the same number, anticlockwise, on the lattice of corners.
_EDGES = (
    ((1, -1), (1, 1)),
    ((1, 1), (0, 2)),
    ((0, 2), (-1, 1)),
    ((-1, 1), (-1, -1)),
    ((-1, -1), (0, -2)),
    ((0, -2), (1, -1)),
)


def neighbours(cell: Cell) -> list[Cell]:
    """The six cells around `cell`, anticlockwise from the east."""
    return [(cell[0] + step[0], cell[1] + step[1]) for step in _STEPS]


def middle_of(cell: Cell) -> Point:
    """The middle of `cell`, in metres."""
    across, up = 2 * cell[0] + cell[1], 3 * cell[1]
    return ORIGIN_EAST + across * HALF_WIDTH, ORIGIN_NORTH + up * HALF_SIDE


def cell_at(east_km: int, north_km: int) -> Cell:
    """The cell nearest to a place on the drawing, in whole kilometres from the origin."""
    row = (north_km * 1000 + 3 * HALF_SIDE // 2) // (3 * HALF_SIDE)
    return (east_km * 1000 - row * HALF_WIDTH + HALF_WIDTH) // (2 * HALF_WIDTH), row


class Land:
    """The cells there are, and where their edges run."""

    def __init__(self, seed: int, cells: Collection[Cell]) -> None:
        self.seed = seed
        self.cells = frozenset(cells)
        self._corner = cache(self._move_corner)
        self._bent = cache(self._bend_edge)

    def around(self, cell: Cell) -> list[Cell]:
        """The cells of this land around `cell`."""
        return [other for other in neighbours(cell) if other in self.cells]

    def rings(self, cells: Collection[Cell]) -> list[Ring]:
        """The outline of `cells` taken together, anticlockwise; more than one ring where it is in parts or has holes.

        Rings are closed: the last point is the first again. The longest comes first.
        """
        onward = {edge[0]: edge for edge in self._outer_edges(cells)}
        found: list[Ring] = []
        while onward:
            first = min(onward)
            ring: list[Point] = []
            at = first
            while at in onward:
                start, end = onward.pop(at)
                ring += self._run(start, end)
                at = end
            found.append((*ring, ring[0]))
        return sorted(found, key=lambda ring: (-len(ring), ring))

    def _outer_edges(self, cells: Collection[Cell]) -> Iterable[tuple[Corner, Corner]]:
        inside = set(cells)
        for cell in sorted(inside):
            across, up = 2 * cell[0] + cell[1], 3 * cell[1]
            for other, (start, end) in zip(neighbours(cell), _EDGES, strict=True):
                if other not in inside:
                    yield (across + start[0], up + start[1]), (across + end[0], up + end[1])

    def _run(self, start: Corner, end: Corner) -> list[Point]:
        """The points from `start` to just before `end`, the same both ways round."""
        low, high = min(start, end), max(start, end)
        bends = self._bent(low, high)
        return [self._corner(start), *(bends if start == low else bends[::-1])]

    def _move_corner(self, corner: Corner) -> Point:
        chance = stream(self.seed, "corner", *corner)
        return (
            ORIGIN_EAST + corner[0] * HALF_WIDTH + chance.randint(-CORNER_METRES, CORNER_METRES),
            ORIGIN_NORTH + corner[1] * HALF_SIDE + chance.randint(-CORNER_METRES, CORNER_METRES),
        )

    def _bend_edge(self, low: Corner, high: Corner) -> tuple[Point, ...]:
        chance = stream(self.seed, "edge", *low, *high)
        start, end = self._corner(low), self._corner(high)
        middle = _aside(start, end, chance.randint(-BEND, BEND))
        return (
            _aside(start, middle, chance.randint(-BEND, BEND)),
            middle,
            _aside(middle, end, chance.randint(-BEND, BEND)),
        )


def _aside(start: Point, end: Point, thousandths: int) -> Point:
    """A point beside the middle of a line, by so many thousandths of its length."""
    east, north = end[0] - start[0], end[1] - start[1]
    return (
        (start[0] + end[0]) // 2 - north * thousandths // 1000,
        (start[1] + end[1]) // 2 + east * thousandths // 1000,
    )
