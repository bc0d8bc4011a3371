"""What an outline holds: its extent, measured from the same path data that is drawn."""

from __future__ import annotations

import re
from functools import lru_cache

_PART = re.compile(r"([MmLlHhVvZz])([^MmLlHhVvZz]*)")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")

KEPT = 512


class UnknownOutlineError(ValueError):
    """Path data begins otherwise than with a move, or has something other than straight lines."""


@lru_cache(maxsize=KEPT)
def extent(path: str) -> float:
    """How much the outline holds, in squares of its own unit; holes, which run the other way round, are taken off.

    Raises UnknownOutlineError.
    """
    total = 0.0
    x = y = start_x = start_y = 0.0
    if not path.startswith(("M", "m")) or re.search(r"[^MmLlHhVvZz0-9\s,.\-]", path):
        raise UnknownOutlineError(path[:40])
    for command, rest in _PART.findall(path):
        for number, (new_x, new_y) in enumerate(
            _points(command, [float(each) for each in _NUMBER.findall(rest)], x, y)
        ):
            if command in "Mm" and number == 0:
                total += x * start_y - start_x * y  # the ring before closes by itself
                start_x, start_y = new_x, new_y
            else:
                total += x * new_y - new_x * y
            x, y = new_x, new_y
        if command in "Zz":
            total += x * start_y - start_x * y
            x, y = start_x, start_y
    total += x * start_y - start_x * y
    return abs(total) / 2


def _points(command: str, numbers: list[float], x: float, y: float) -> list[tuple[float, float]]:
    """Where the pen comes to, one point after another."""
    is_relative = command.islower()
    found: list[tuple[float, float]] = []
    if command in "HhVv":
        for number in numbers:
            along_x = command in "Hh"
            x = (x + number if is_relative else number) if along_x else x
            y = y if along_x else (y + number if is_relative else number)
            found.append((x, y))
    elif command in "MmLl":
        for right, down in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = (x + right, y + down) if is_relative else (right, down)
            found.append((x, y))
    return found
