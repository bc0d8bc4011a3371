"""Weldmere put together: cells into wards, wards into divisions and districts, with people and postcodes in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from commonweal.demonstration.geography import drawing, names, sharing
from commonweal.demonstration.geography.cells import Cell, Land, Ring, middle_of
from commonweal.demonstration.geography.codes import code
from commonweal.demonstration.geography.drawing import DISTRICTS, District
from commonweal.demonstration.seeds import stream
from commonweal.places.models import AreaKind

URBAN_STEPS = 2
"""Wards that begin so near to a district's town are parts of the town."""

URBAN_WARDS = 4
TRIES_TO_GROUP = 60


@dataclass(frozen=True)
class Place:
    """One invented area: its code, kind, name, what it lies in, its cells and its one outline."""

    code: str
    kind: AreaKind
    name: str
    parent: str
    cells: tuple[Cell, ...]
    ring: Ring
    is_town: bool = False

    @property
    def middle(self) -> tuple[int, int]:
        """The middle of its cell that is nearest to the middle of all of them: a place for its label."""
        middles = [middle_of(cell) for cell in self.cells]
        east = sum(point[0] for point in middles) // len(middles)
        north = sum(point[1] for point in middles) // len(middles)
        return min(middles, key=lambda point: ((point[0] - east) ** 2 + (point[1] - north) ** 2, point))


@dataclass(frozen=True)
class Geography:
    """All areas of the invented county. `division_of` says in which division each ward is, by code."""

    seed: int
    county: Place
    districts: tuple[Place, ...]
    wards: tuple[Place, ...]
    divisions: tuple[Place, ...]
    division_of: Mapping[str, str]

    @property
    def places(self) -> tuple[Place, ...]:
        """Every area, what holds others first."""
        return (self.county, *self.districts, *self.wards, *self.divisions)


@lru_cache(maxsize=2)
def invent(seed: int) -> Geography:
    """The county that grows from `seed`."""
    land = Land(seed, drawing.land_cells(seed))
    county = Place(
        code(AreaKind.COUNTY, 1),
        AreaKind.COUNTY,
        drawing.NAME,
        "",
        tuple(sorted(land.cells)),
        land.rings(land.cells)[0],
    )
    villages = names.villages(stream(seed, "villages"))
    districts: list[Place] = []
    wards: list[Place] = []
    divisions: list[Place] = []
    division_of: dict[str, str] = {}
    for drawn, cells in zip(DISTRICTS, _shares(land), strict=True):
        district = _place(land, AreaKind.DISTRICT, len(districts), drawn.name, county.code, cells)
        own_wards = _wards(land, drawn, district, start=len(wards), villages=villages)
        groups = _groups(land, drawn, own_wards)
        for numbers in groups:
            within = [own_wards[number] for number in numbers]
            cells = sorted(cell for ward in within for cell in ward.cells)
            name = names.joined([ward.name for ward in sorted(within, key=lambda ward: (not ward.is_town, ward.code))])
            division = _place(land, AreaKind.DIVISION, len(divisions), name, district.code, cells)
            divisions.append(division)
            division_of |= {ward.code: division.code for ward in within}
        districts.append(district)
        wards += own_wards
    return Geography(seed, county, tuple(districts), tuple(wards), tuple(divisions), division_of)


def _place(
    land: Land, kind: AreaKind, before: int, name: str, parent: str, cells: Sequence[Cell], *, is_town: bool = False
) -> Place:
    """The next place of its kind after `before` others."""
    return Place(code(kind, before + 1), kind, name, parent, tuple(cells), land.rings(cells)[0], is_town)


def _shares(land: Land) -> list[list[Cell]]:
    """The cells of each district. Raises CannotBeSharedError when chance will not have it."""
    starts = [_nearest(land, drawn.site) for drawn in DISTRICTS]
    for attempt in range(sharing.MOST_TRIES):
        shares = sharing.grow(
            land.cells,
            starts,
            around=land.around,
            reach=[drawn.reach for drawn in DISTRICTS],
            chance=stream(land.seed, "districts", attempt),
        )
        if sharing.are_whole(land, [land.cells, *shares]):
            return shares
    raise sharing.CannotBeSharedError("the districts have holes, whatever is tried")


def _nearest(land: Land, site: Cell) -> Cell:
    return min(land.cells, key=lambda cell: (sharing.steps_between(cell, site), cell))


def _wards(land: Land, drawn: District, district: Place, *, start: int, villages: Iterator[str]) -> list[Place]:
    """The wards of a district: a few small ones in its town, the rest spread over the country."""
    site = min(district.cells, key=lambda cell: (sharing.steps_between(cell, drawn.site), cell))
    town = [cell for cell in district.cells if sharing.steps_between(cell, site) <= URBAN_STEPS]
    for attempt in range(sharing.MOST_TRIES):
        chance = stream(land.seed, "wards", drawn.name, attempt)
        inner = [site, *chance.sample([cell for cell in town if cell != site], URBAN_WARDS - 1)]
        starts = sharing.spread(district.cells, drawn.wards, first=inner, apart=sharing.steps_between)
        reach = [70] * URBAN_WARDS + [100] * (drawn.wards - URBAN_WARDS)
        parts = sharing.grow(district.cells, starts, around=land.around, reach=reach, chance=chance)
        if all(parts) and sharing.are_whole(land, parts):
            break
    else:
        raise sharing.CannotBeSharedError(f"the wards of {drawn.name} have holes, whatever is tried")
    quarters = names.quarters(drawn.town, stream(land.seed, "quarters", drawn.name))
    return [
        _place(
            land,
            AreaKind.WARD,
            start + number,
            next(quarters if number < URBAN_WARDS else villages),
            district.code,
            cells,
            is_town=number < URBAN_WARDS,
        )
        for number, cells in enumerate(parts)
    ]


def _groups(land: Land, drawn: District, wards: Sequence[Place]) -> list[list[int]]:
    """Which wards make each division, by number: the most even of many ways that leave every division whole."""
    owner = {cell: number for number, ward in enumerate(wards) for cell in ward.cells}
    touch = {
        number: {owner[other] for cell in ward.cells for other in land.around(cell) if other in owner} - {number}
        for number, ward in enumerate(wards)
    }
    sizes = dict.fromkeys(range(len(wards)), 1)
    found: list[tuple[int, list[list[int]]]] = []
    for attempt in range(TRIES_TO_GROUP):
        chance = stream(land.seed, "divisions", drawn.name, attempt)
        groups = sharing.group(sizes, drawn.divisions, touch=touch, chance=chance)
        if sharing.are_whole(land, [[cell for number in each for cell in wards[number].cells] for each in groups]):
            found.append((sharing.evenness(groups, sizes), sorted(sorted(each) for each in groups)))
    if not found:
        raise sharing.CannotBeSharedError(f"the divisions of {drawn.name} have holes, whatever is tried")
    return min(found)[1]
