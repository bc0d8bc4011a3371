"""A few values side by side as lying bars, from nought on, each with its own words; the table of them stands beside.

The drawing is narrow, so that its words can be read on a telephone as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 320
ROW = 48
BAR_TOP = 22
BAR_HEIGHT = 16
ROOM_FOR_MARKS = 26
LEAST = 1.5
"""How wide the bar of a nought is, so that one sees where it stands."""


@dataclass(frozen=True)
class Bar:
    """One value: what it is of, the value in words, and the value. A quiet one is there to compare with."""

    label: str
    words: str
    value: float
    is_quiet: bool = False


@dataclass(frozen=True)
class Mark:
    """A value that all bars are held against, such as a target, and its words."""

    words: str
    value: float


@dataclass(frozen=True)
class DrawnBar:
    """A bar as it stands: its words and where they are, and the rectangle."""

    bar: Bar
    y: float
    left: float
    width: float


@dataclass(frozen=True)
class DrawnMark:
    """A mark as it stands: its words, the line, and where the words begin, end or have their middle."""

    words: str
    x: float
    anchor: str


@dataclass(frozen=True)
class BarChart:
    """What the template draws."""

    id: str
    title: str
    bars: tuple[DrawnBar, ...]
    marks: tuple[DrawnMark, ...]
    nought: float
    height: float
    source: str = ""
    width: int = WIDTH
    bar_top: int = BAR_TOP
    bar_height: int = BAR_HEIGHT

    @property
    def description(self) -> str:
        """Every value in words, for those who do not see the drawing."""
        return "; ".join(f"{drawn.bar.label}: {drawn.bar.words}" for drawn in self.bars)


def draw(bars: Sequence[Bar], *, id: str, title: str, marks: Sequence[Mark] = (), source: str = "") -> BarChart:  # noqa: A002  # as in the markup
    """Bars in the order given, on one scale that begins at nought or below."""
    values = [0.0, *(bar.value for bar in bars), *(mark.value for mark in marks)]
    low, high = min(values), max(values)
    scale = WIDTH / ((high - low) or 1.0)
    nought = -low * scale
    top = ROOM_FOR_MARKS if marks else 0
    drawn = []
    for number, bar in enumerate(bars):
        length = max(abs(bar.value) * scale, LEAST)
        left = nought - length if bar.value < 0 else min(nought, WIDTH - length)
        drawn.append(DrawnBar(bar, top + number * ROW, round(left, 1), round(length, 1)))
    lines = tuple(_mark(mark, (mark.value - low) * scale) for mark in marks)
    return BarChart(id, title, tuple(drawn), lines, round(nought, 1), top + len(bars) * ROW, source)


def _mark(mark: Mark, x: float) -> DrawnMark:
    anchor = "start" if x < WIDTH / 3 else "end" if x > WIDTH * 2 / 3 else "middle"
    return DrawnMark(mark.words, round(min(max(x, 1.0), WIDTH - 1.0), 1), anchor)
