"""Values into at most five classes, from light to dark, with bounds that can be said in words."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

MOST = 5


@dataclass(frozen=True)
class Classes:
    """The lower bounds of the second class and of all after it: a value that equals a bound is in the class above."""

    bounds: tuple[float, ...]

    @property
    def count(self) -> int:
        """How many classes there are."""
        return len(self.bounds) + 1

    def of(self, value: float) -> int:
        """The class of `value`, counted from 1."""
        return bisect_right(self.bounds, value) + 1


def five_classes(values: Sequence[float]) -> Classes:
    """Classes that hold about as many values each, with the roundest bounds that keep the values apart as they were.

    There are fewer than five when there are fewer different values.
    """
    ordered = sorted(values)
    wanted = min(MOST, len(set(ordered)))
    bounds: list[float] = []
    for number in range(1, wanted):
        at = round(len(ordered) * number / wanted)
        # Equal values stay together: go on to where the next one is different.
        while at < len(ordered) and ordered[at - 1] == ordered[at]:
            at += 1
        if at < len(ordered):
            bounds.append(_roundest_between(ordered[at - 1], ordered[at]))
    return Classes(tuple(dict.fromkeys(bounds)))


def _roundest_between(below: float, above: float) -> float:
    """The number with the fewest digits that is more than `below` and at most `above`."""
    gap = above - below
    step = 10.0 ** math.ceil(math.log10(max(abs(above), gap)))
    while True:
        for part in (step, step / 2):
            candidate = math.floor(above / part) * part
            if below < candidate <= above:
                return float(f"{candidate:.12g}")
        step /= 10
