"""A map of areas as a template draws it: outlines scaled into one frame, classes of value, labels that do not touch.

The path data of a shape is never read or changed here: a transform puts all of it into the frame at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from commonweal.ui.charts.classes import Classes
from commonweal.ui.charts.labels import Label, Wish, placed
from commonweal.ui.charts.shapes import Box, Point, Region, Shape, box_around

WIDTH = 640
"""The drawing's own width; it is never shown wider, and a telephone shows it at less than half."""

TALLEST = 640
MARGIN = 8

NAME_SIZE = 16.0
"""Names stand on the map from 640 pixels of window on, where the drawing is about as wide as `WIDTH`."""

NUMBER_SIZE = 30.0
"""Numbers stand there on narrower windows: at 290 pixels of drawing they are 13 pixels high."""


@dataclass(frozen=True)
class DrawnRegion:
    """An area with its outline, its number in the list, and its class of value (0 for none)."""

    region: Region
    shape: Shape
    number: int
    value_class: int


@dataclass(frozen=True)
class LegendRow:
    """A class of value and what it means."""

    value_class: int
    words: str


@dataclass(frozen=True)
class AreaMap:
    """Everything a template draws. `title` says the finding, `description` what there is to be seen."""

    id: str
    title: str
    description: str
    source: str
    height: int
    scale: float
    move: Point
    regions: tuple[DrawnRegion, ...]
    context: tuple[str, ...]
    legend: tuple[LegendRow, ...]
    legend_title: str
    is_diagram: bool
    note: str
    width: int = WIDTH

    # Only whoever draws the map asks for the labels, so that placing them costs nobody else.
    @cached_property
    def names(self) -> tuple[Label, ...]:
        """Names where there is room, numbers where there is not: for wide windows."""
        wishes = [self._wish(each, each.region.name, str(each.number)) for each in self.regions]
        return placed(tuple(wishes), Box(0, 0, self.width, self.height), NAME_SIZE)

    @cached_property
    def numbers(self) -> tuple[Label, ...]:
        """Numbers alone: for narrow windows."""
        wishes = [self._wish(each, str(each.number)) for each in self.regions]
        return placed(tuple(wishes), Box(0, 0, self.width, self.height), NUMBER_SIZE)

    def _wish(self, drawn: DrawnRegion, words: str, or_else: str = "") -> Wish:
        point = _moved(drawn.shape.label, self.scale, self.move)
        area = _moved_box(drawn.shape.box, self.scale, self.move)
        is_first = drawn.region.is_chosen
        return Wish(drawn.region.key, words, point, area, or_else, stays_inside=self.is_diagram, is_first=is_first)

    @property
    def transform(self) -> str:
        """What puts the outlines into the frame."""
        return f"translate({self.move.x:.2f} {self.move.y:.2f}) scale({self.scale:.6g})"

    @property
    def pattern_scale(self) -> float:
        """What keeps a pattern as large as it was drawn, inside the outlines' transform."""
        return float(f"{1 / self.scale:.6g}")

    @property
    def legend_transform(self) -> str:
        """The same scale, for the samples in the legend."""
        return f"scale({self.scale:.6g})"

    @property
    def classes_used(self) -> list[int]:
        """The classes that need a pattern."""
        return [row.value_class for row in self.legend]

    @property
    def is_numbered(self) -> bool:
        """Whether numbers stand among the names, where there is no room for one."""
        return any("".join(label.lines).isdigit() for label in self.names)

    @property
    def has_unnumbered(self) -> bool:
        """Whether an area is too small for its number."""
        return len(self.numbers) < len(self.regions)

    @property
    def has_links(self) -> bool:
        """Whether areas lead somewhere; a drawing without links is one picture."""
        return any(drawn.region.href for drawn in self.regions)


def draw(
    shapes: Sequence[Shape],
    regions: Sequence[Region],
    *,
    id: str,  # noqa: A002  # the word HTML has for it
    title: str,
    description: str,
    source: str,
    classes: Classes | None = None,
    legend: Sequence[LegendRow] = (),
    legend_title: str = "",
    context: Sequence[Shape] = (),
    is_diagram: bool = False,
    note: str = "",
) -> AreaMap:
    """The map of `regions`, which are numbered in their order; those without a shape are left out of the drawing.

    `context` is drawn behind, without words: the land around. `is_diagram` says that the shapes are
    tiles, and `note` tells people what that means.
    """
    outlines = {shape.key: shape for shape in shapes}
    shown = [(number, each) for number, each in enumerate(regions, start=1) if each.key in outlines]
    around = box_around([outlines[each.key].box for _number, each in shown]) if shown else Box(0, 0, 1, 1)
    scale, move, height = _fit(around)
    drawn = tuple(DrawnRegion(each, outlines[each.key], number, _class_of(each, classes)) for number, each in shown)
    return AreaMap(
        id=id,
        title=title,
        description=description,
        source=source,
        height=height,
        scale=scale,
        move=move,
        regions=drawn,
        context=tuple(shape.path for shape in context),
        legend=tuple(legend),
        legend_title=legend_title,
        is_diagram=is_diagram,
        note=note,
    )


def _class_of(region: Region, classes: Classes | None) -> int:
    return 0 if classes is None or region.value is None else classes.of(region.value)


def _fit(around: Box) -> tuple[float, Point, int]:
    """The scale and the move that put `around` into the frame, in the middle, and the frame's height."""
    wide, high = max(around.width, 1e-9), max(around.height, 1e-9)
    scale = min((WIDTH - 2 * MARGIN) / wide, (TALLEST - 2 * MARGIN) / high)
    height = round(high * scale) + 2 * MARGIN
    return scale, Point((WIDTH - wide * scale) / 2 - around.left * scale, MARGIN - around.top * scale), height


def _moved(point: Point, scale: float, move: Point) -> Point:
    return Point(round(point.x * scale + move.x, 1), round(point.y * scale + move.y, 1))


def _moved_box(box: Box, scale: float, move: Point) -> Box:
    corner, other = _moved(Point(box.left, box.top), scale, move), _moved(Point(box.right, box.bottom), scale, move)
    return Box(corner.x, corner.y, other.x, other.y)
