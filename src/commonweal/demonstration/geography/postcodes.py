"""Postcodes that cannot be real: in the right form, in an area of two letters that Royal Mail has never used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from commonweal.demonstration.geography.cells import middle_of
from commonweal.demonstration.geography.county import Geography
from commonweal.demonstration.seeds import stream

AREA = "WM"
"""No post town in Britain has it: WA, WC, WD, WF, WN, WR, WS and WV are all there are after W itself."""

# The letters that the last part of a postcode may have.
_LAST_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"

PEOPLE_EACH = 290
ENDED_IN = 24
"""One postcode in so many has ended."""

ASIDE_METRES = 400
"""How far from the middle of a cell an address may lie and still be in it, however the cell's edges are bent."""


@dataclass(frozen=True)
class InventedPostcode:
    """One postcode: the codes of the areas it lies in, where it is on the invented grid, and its days."""

    postcode: str
    ward: str
    division: str
    district: str
    easting: int
    northing: int
    began_on: date
    ended_on: date | None


def invent(geography: Geography, counts: Mapping[str, int]) -> list[InventedPostcode]:
    """Every postcode of the county, in order; a ward has as many as the people in it (`counts`, by code) need."""
    found: list[InventedPostcode] = []
    for number, district in enumerate(geography.districts):
        names = _names(2 * number + 1)
        for ward in (ward for ward in geography.wards if ward.parent == district.code):
            chance = stream(geography.seed, "postcodes", ward.code)
            for _one in range(max(counts[ward.code] // PEOPLE_EACH, 1)):
                east, north = middle_of(chance.choice(ward.cells))
                began_on = date(chance.randint(1980, 2012), chance.randint(1, 12), 1)
                ended_on = date(chance.randint(2013, 2025), chance.randint(1, 12), 1)
                found.append(
                    InventedPostcode(
                        postcode=next(names),
                        ward=ward.code,
                        division=geography.division_of[ward.code],
                        district=district.code,
                        easting=east + chance.randint(-ASIDE_METRES, ASIDE_METRES),
                        northing=north + chance.randint(-ASIDE_METRES, ASIDE_METRES),
                        began_on=began_on,
                        ended_on=ended_on if chance.randrange(ENDED_IN) == 0 else None,
                    )
                )
    return sorted(found, key=lambda one: one.postcode)


def _names(first_outward: int) -> Iterator[str]:
    """The postcodes of a district, one after another, over two outward codes of its own from `first_outward`."""
    for units in range(10**6):
        outward, rest = first_outward + units % 2, units // 2
        letters = rest // 9
        if letters >= len(_LAST_LETTERS) ** 2:
            return
        first, second = _LAST_LETTERS[letters // len(_LAST_LETTERS)], _LAST_LETTERS[letters % len(_LAST_LETTERS)]
        yield f"{AREA}{outward} {1 + rest % 9}{first}{second}"
