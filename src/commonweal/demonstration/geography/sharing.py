"""Sharing out ground: a few starting points grow until everything is taken, each in one piece and without holes."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from random import Random
from typing import TypeVar

from commonweal.demonstration.geography.cells import Cell, Land

Key = TypeVar("Key", bound=tuple[int, int] | int)

MOST_TRIES = 200


class CannotBeSharedError(Exception):
    """No way was found to share the ground out as wanted; another seed will do."""


def grow(
    cells: Collection[Cell],
    starts: Sequence[Cell],
    *,
    around: Callable[[Cell], Iterable[Cell]],
    reach: Sequence[int],
    chance: Random,
) -> list[list[Cell]]:
    """Each cell to the start it is nearest to, counting steps of uneven length; `reach` in hundredths stretches them.

    Every part is in one piece, because it grows from cell to cell.
    """
    left = set(cells)
    length = {cell: chance.randint(60, 140) for cell in sorted(left)}
    taken: dict[Cell, int] = {}
    edge = [(0, cell, number) for number, cell in enumerate(starts)]
    while edge:
        far, cell, number = heapq.heappop(edge)
        if cell in taken or cell not in left:
            continue
        taken[cell] = number
        for other in around(cell):
            if other in left and other not in taken:
                heapq.heappush(edge, (far + length[other] * 100 // reach[number], other, number))
    return [sorted(cell for cell, owner in taken.items() if owner == number) for number in range(len(starts))]


def spread(
    cells: Collection[Cell], count: int, *, first: Sequence[Cell], apart: Callable[[Cell, Cell], int]
) -> list[Cell]:
    """`first` and as many cells more as make `count`, each as far as can be from all before it."""
    chosen = list(first)
    while len(chosen) < count:
        left = sorted(set(cells) - set(chosen))
        if not left:
            raise CannotBeSharedError(f"{len(cells)} cells cannot start {count} parts")
        chosen.append(max(left, key=lambda cell: (min(apart(cell, other) for other in chosen), cell)))
    return chosen


def steps_between(one: Cell, other: Cell) -> int:
    """How many cells one walks from one to the other."""
    across, up = one[0] - other[0], one[1] - other[1]
    return max(abs(across), abs(up), abs(across + up))


def group(
    sizes: Mapping[int, int], count: int, *, touch: Mapping[int, Collection[int]], chance: Random
) -> list[list[int]]:
    """The numbered wards in `count` groups of about the same size, each in one piece; the smallest takes next.

    Raises CannotBeSharedError when a ward is left that no group can reach.
    """
    starts = chance.sample(sorted(sizes), count)
    groups = [[start] for start in starts]
    left = set(sizes) - set(starts)
    while left:
        choices = [
            (sum(sizes[ward] for ward in each), number, sorted({n for ward in each for n in touch[ward]} & left))
            for number, each in enumerate(groups)
        ]
        open_choices = [choice for choice in choices if choice[2]]
        if not open_choices:
            raise CannotBeSharedError("a ward touches no other")
        _size, number, wards = min(open_choices)
        taken = chance.choice(wards)
        groups[number].append(taken)
        left.remove(taken)
    return groups


def evenness(groups: Sequence[Sequence[int]], sizes: Mapping[int, int]) -> int:
    """How far the largest group is above the smallest; the lower, the fairer."""
    totals = [sum(sizes[ward] for ward in each) for each in groups]
    return max(totals) - min(totals)


def are_whole(land: Land, parts: Iterable[Collection[Cell]]) -> bool:
    """Whether each part has one outline, and so neither a hole nor a second piece."""
    return all(len(land.rings(part)) == 1 for part in parts)
