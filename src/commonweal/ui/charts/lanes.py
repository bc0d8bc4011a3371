"""Which of a few states something was in over time: a lane for each state, with words, and a line that steps between.

Across in shares of the width and down in pixels, so that a telephone shows the words as large as the text around them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

LANE = 52
LINE_AT = 36
"""How far below the top of its lane the line runs; the words stand above it."""


@dataclass(frozen=True)
class Lane:
    """A state: its name in the spans, and its words."""

    name: str
    words: str


@dataclass(frozen=True)
class Span:
    """A time in a state."""

    lane: str
    from_at: datetime
    until_at: datetime


@dataclass(frozen=True)
class DrawnLane:
    """Where a lane's words and its faint line stand."""

    words: str
    y: float
    line_y: float


@dataclass(frozen=True)
class Piece:
    """A piece of the line, across or from lane to lane, in hundredths of the width and in pixels."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True)
class LaneChart:
    """What a template draws."""

    id: str
    title: str
    lanes: tuple[DrawnLane, ...]
    pieces: tuple[Piece, ...]
    begins: str
    ends: str
    height: int


def draw(
    lanes: Sequence[Lane],
    spans: Sequence[Span],
    *,
    id: str,  # noqa: A002  # the word HTML has for it
    title: str,
    begins: str,
    ends: str,
) -> LaneChart:
    """The chart of spans that follow one another; lanes from top to bottom in the order given."""
    places = {lane.name: number * LANE + LINE_AT for number, lane in enumerate(lanes)}
    start, end = spans[0].from_at, spans[-1].until_at
    whole = max(end - start, timedelta(microseconds=1))

    def across(at: datetime) -> float:
        return round(min(max((at - start) / whole, 0.0), 1.0) * 100, 2)

    pieces: list[Piece] = []
    for number, span in enumerate(spans):
        y = float(places[span.lane])
        if number:
            x = across(span.from_at)
            pieces.append(Piece(x, float(places[spans[number - 1].lane]), x, y))
        pieces.append(Piece(across(span.from_at), y, across(span.until_at), y))
    drawn = tuple(
        DrawnLane(lane.words, number * LANE + LINE_AT - 14, float(places[lane.name]))
        for number, lane in enumerate(lanes)
    )
    return LaneChart(id, title, drawn, tuple(pieces), begins, ends, len(lanes) * LANE)
