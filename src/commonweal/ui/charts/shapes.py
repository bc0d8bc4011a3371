"""What is drawn: the outline of an area in a plane whose y runs down, and what is said of the area."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Point(NamedTuple):
    """A place in the plane."""

    x: float
    y: float


class Box(NamedTuple):
    """A rectangle along the axes."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """How high it is."""
        return self.bottom - self.top

    def overlaps(self, other: Box) -> bool:
        """Whether the two share more than an edge."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def holds(self, other: Box) -> bool:
        """Whether `other` lies wholly inside."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )


@dataclass(frozen=True)
class Shape:
    """An outline as SVG path data, the point where its label belongs, and the box around it. y runs down."""

    key: str
    path: str
    label: Point
    box: Box


@dataclass(frozen=True)
class Region:
    """What is said of the area with the same key as a shape: its name, where a link leads, its value and that in words.

    `is_chosen` marks the one area that the page is about.
    """

    key: str
    name: str
    href: str = ""
    value: float | None = None
    words: str = ""
    is_chosen: bool = False

    @property
    def spoken(self) -> str:
        """What a screen reader says of it."""
        return f"{self.name}: {self.words}" if self.words else self.name


def box_around(boxes: list[Box]) -> Box:
    """The smallest box that holds all of `boxes`, of which there is at least one."""
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )
