"""How many people live in the invented county: a count every ten years, and estimates between. Parts add up exactly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from commonweal.demonstration.geography.county import Geography, Place
from commonweal.demonstration.seeds import stream

SOURCE = "Invented for the demonstration"
LICENCE = "Invented; free to use"

TOWN = (6_200, 9_800)
COUNTRY = (3_900, 7_600)
"""The fewest and the most people of a ward, at the first count."""


@dataclass(frozen=True)
class Figures:
    """One series for one day: how many people live in each area, by code."""

    slug: str
    name: str
    reference_on: date
    published_on: date
    counts: Mapping[str, int]


# Each: the growth since the one before, in thousandths, from and to.
_SERIES = (
    ("weldmere-count-2011", "Count of residents 2011 (invented)", date(2011, 3, 27), date(2012, 7, 16), (0, 0)),
    ("weldmere-count-2021", "Count of residents 2021 (invented)", date(2021, 3, 21), date(2022, 6, 28), (-15, 120)),
    ("weldmere-estimate-2021", "Mid-2021 estimates (invented)", date(2021, 6, 30), date(2022, 12, 15), (-6, 11)),
    ("weldmere-estimate-2024", "Mid-2024 estimates (invented)", date(2024, 6, 30), date(2025, 7, 30), (-8, 46)),
)


def invent(geography: Geography) -> list[Figures]:
    """Every series, the oldest first; the figures of wards are drawn, all others are their sums."""
    of_wards = {ward.code: _first(geography.seed, ward) for ward in geography.wards}
    found: list[Figures] = []
    for slug, name, reference_on, published_on, (least, most) in _SERIES:
        for ward in geography.wards:
            growth = stream(geography.seed, slug, ward.code).randint(least, most)
            of_wards[ward.code] += of_wards[ward.code] * growth // 1000
        found.append(Figures(slug, name, reference_on, published_on, _summed(geography, of_wards)))
    return found


def _first(seed: int, ward: Place) -> int:
    return stream(seed, "people", ward.code).randint(*(TOWN if ward.is_town else COUNTRY))


def _summed(geography: Geography, of_wards: Mapping[str, int]) -> dict[str, int]:
    counts = dict.fromkeys((place.code for place in geography.places), 0)
    for ward in geography.wards:
        for code in (ward.code, geography.division_of[ward.code], ward.parent, geography.county.code):
            counts[code] += of_wards[ward.code]
    return counts
