"""Where the words of a map stand, so that none lies on another: names where there is room, numbers where there is not.

Pure and the same every time. What was placed once is kept, since the same map is asked for again and again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from commonweal.ui.charts.shapes import Box, Point

WIDTH_OF_A_LETTER = 0.58
"""Of the typeface's size, on the safe side: bold capitals and the fallback typefaces are wider than most letters."""

LINE = 1.15
"""From line to line, in sizes."""

KEPT = 512


@dataclass(frozen=True)
class Wish:
    """A label that would like to stand at a point in its area: its words, and the shorter ones if there is no room.

    One that `stays_inside` is centred on its area or is not there: what belongs to a tile stands on the tile.
    One that `is_first` is placed before all others.
    """

    key: str
    words: str
    point: Point
    area: Box
    or_else: str = ""
    stays_inside: bool = False
    is_first: bool = False


@dataclass(frozen=True)
class Label:
    """A label as it stands: its lines, and the middle of the first line's foot."""

    key: str
    lines: tuple[str, ...]
    x: float
    y: float
    size: float

    @property
    def rows(self) -> list[tuple[str, float]]:
        """Each line with its own height."""
        return [(line, round(self.y + number * self.size * LINE, 1)) for number, line in enumerate(self.lines)]


@lru_cache(maxsize=KEPT)
def placed(wishes: tuple[Wish, ...], frame: Box, size: float) -> tuple[Label, ...]:
    """The labels that can stand inside `frame` without touching, the largest areas first; the others are left out.

    A label is tried at its point, then a little off; one that still touches another is left out, for a label further
    off would be taken for another area's. `size` is the typeface's.
    """
    taken: list[Box] = []
    labels: dict[str, Label] = {}
    largest_first = sorted(wishes, key=lambda each: (not each.is_first, -each.area.width * each.area.height, each.key))
    tries = [*((wish, wish.words) for wish in largest_first), *((wish, wish.or_else) for wish in largest_first)]
    for wish, words in tries:
        found = next(_free(wish, words, frame, size, taken), None) if wish.key not in labels else None
        if found is not None:
            labels[wish.key] = found[0]
            taken.append(found[1])
    return tuple(labels.values())


def _free(wish: Wish, words: str, frame: Box, size: float, taken: Sequence[Box]) -> Iterator[tuple[Label, Box]]:
    """The ways in which `words` can stand for their area, the best first."""
    ways = broken(words) if words else []
    room = wish.area.width * 0.96
    for lines in sorted(ways, key=lambda lines: _width(lines, size) > room):
        width, height = _width(lines, size), len(lines) * size * LINE
        if wish.stays_inside and (width > room or height > wish.area.height):
            continue
        fits = wish.stays_inside or width <= max(wish.area.width, size * 2) * 1.35
        for right, down in [(0.0, 0.0)] if wish.stays_inside else _steps(width, height):
            if not fits:
                break
            middle, centre = wish.point.x + right, wish.point.y + down
            box = Box(middle - width / 2, centre - height / 2, middle + width / 2, centre + height / 2)
            if frame.holds(box) and not any(box.overlaps(other) for other in taken):
                foot = box.top + size * 0.95
                yield Label(wish.key, lines, round(middle, 1), round(foot, 1), size), box


def _width(lines: tuple[str, ...], size: float) -> float:
    return max(map(len, lines)) * size * WIDTH_OF_A_LETTER


def _steps(width: float, height: float) -> Iterator[tuple[float, float]]:
    """How far from its point a label is tried: there, then above, below and beside it."""
    yield 0, 0
    for share in (0.35, 0.7):
        yield from ((0, -height * share), (0, height * share), (-width / 2 * share, 0), (width / 2 * share, 0))


def broken(words: str) -> list[tuple[str, ...]]:
    """The words on one line, then broken into two and three lines of like length, as far as they have spaces."""
    parts = words.split()
    ways: list[tuple[str, ...]] = [(words,)]
    if len(parts) > 1:
        ways.append(min((_lines(parts, (at,)) for at in range(1, len(parts))), key=_longest))
    if len(parts) > 2:
        cuts = [(one, two) for one in range(1, len(parts)) for two in range(one + 1, len(parts))]
        ways.append(min((_lines(parts, cut) for cut in cuts), key=_longest))
    return ways


def _lines(parts: list[str], cuts: tuple[int, ...]) -> tuple[str, ...]:
    edges = [0, *cuts, len(parts)]
    return tuple(" ".join(parts[one:two]) for one, two in pairwise(edges))


def _longest(lines: tuple[str, ...]) -> int:
    return max(map(len, lines))
