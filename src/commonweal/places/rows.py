"""What readers of files, and the demonstration, hand to operations: plain facts about places, by official code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from commonweal.places.models import AreaKind

Point = tuple[int, int]
"""Metres to the east and to the north, on the National Grid."""


@dataclass(frozen=True)
class AreaRow:
    """An area; `parent_code` names what it lies in, empty where nobody said."""

    code: str
    kind: AreaKind
    name: str
    parent_code: str = ""
    began_on: date | None = None
    ended_on: date | None = None
    has_ended_undated: bool = False


@dataclass(frozen=True)
class SuccessionRow:
    """That the area `after_code` took over from `before_code`."""

    before_code: str
    after_code: str
    from_on: date | None = None


@dataclass(frozen=True)
class SeriesRow:
    """A series of figures, as `models.Series`."""

    name: str
    reference_on: date
    source: str
    licence: str
    rounded_to: int = 1
    published_on: date | None = None


@dataclass(frozen=True)
class Shape:
    """The outline of an area: polygons, each an outer ring and then its holes; a ring ends where it began."""

    code: str
    polygons: Sequence[Sequence[Sequence[Point]]]
    label: Point | None = None


class PostcodeRow(NamedTuple):
    """A postcode as people write it, with the codes of the areas it lies in; empty or None where nobody said."""

    postcode: str
    district_code: str = ""
    ward_code: str = ""
    division_code: str = ""
    easting: int | None = None
    northing: int | None = None
    ended_on: date | None = None


class TallyRow(NamedTuple):
    """How many live postcodes there are in an area, and the middle of them in metres, where they have places."""

    area_code: str
    live_postcodes: int
    easting: int | None = None
    northing: int | None = None


@dataclass(frozen=True)
class Origin:
    """Where facts come from, to stand beside them wherever they are shown."""

    source: str
    licence: str
    dated_on: date | None = None
