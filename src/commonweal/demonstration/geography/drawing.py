"""The county as it was drawn by hand: its outline, and its twelve districts with their towns. Chance does the rest.

Weldmere lies on a bay that opens to the west. Kilometres from the origin, eastwards and northwards.
"""

from __future__ import annotations

from dataclasses import dataclass

from commonweal.demonstration.geography.cells import ORIGIN_EAST, ORIGIN_NORTH, Cell, cell_at, middle_of
from commonweal.demonstration.seeds import stream

NAME = "Weldmere"

OUTLINE = (
    *((14, 56), (30, 54), (45, 57), (60, 50), (66, 38), (63, 24), (68, 12), (55, 3), (40, 5), (30, 1), (18, 4)),
    *((10, 11), (3, 16), (9, 22), (16, 24), (25, 27), (17, 30), (8, 33), (2, 40), (7, 49)),
)
WOBBLE_METRES = 1200


@dataclass(frozen=True)
class District:
    """A district as drawn: its name, the council's, its town, and how many wards and divisions it has.

    `reach` is how far it grows from its town against its neighbours, in hundredths.
    """

    name: str
    council: str
    town: str
    at_km: tuple[int, int]
    wards: int
    divisions: int
    reach: int = 100

    @property
    def site(self) -> Cell:
        """The cell its town stands in."""
        return cell_at(*self.at_km)


DISTRICTS = (
    District("Weldmere", "Weldmere City Council", "Weldmere", (29, 27), 14, 8, 70),
    District("Saltrey", "Saltrey Borough Council", "Saltrey", (6, 42), 11, 6, 90),
    District("Wintermouth", "Wintermouth Borough Council", "Wintermouth", (9, 14), 12, 6, 90),
    District("Ostenden", "Ostenden Borough Council", "Ostenden", (27, 7), 11, 6),
    District("Brackenhoe", "Brackenhoe District Council", "Brackenhoe", (20, 48), 10, 5, 110),
    District("Thurnholt", "Thurnholt District Council", "Thurnholt", (38, 48), 9, 5, 110),
    District("Marlingdene", "Marlingdene District Council", "Marling", (55, 44), 11, 6, 105),
    District("Vale of Yarl", "Vale of Yarl District Council", "Yarlbridge", (22, 36), 9, 5, 95),
    District("Pellcombe", "Pellcombe Borough Council", "Pellcombe", (52, 29), 12, 6, 105),
    District("Hesk Marshes", "Hesk Marshes District Council", "Heskhithe", (19, 18), 8, 4, 85),
    District("Quenderby", "Quenderby Borough Council", "Quenderby", (58, 13), 12, 7, 105),
    District("Ludderfold", "Ludderfold District Council", "Ludderfold", (42, 16), 11, 6),
)


def land_cells(seed: int) -> list[Cell]:
    """The cells of the county, in order."""
    chance = stream(seed, "coast")
    outline = [
        (
            ORIGIN_EAST + east * 1000 + chance.randint(-WOBBLE_METRES, WOBBLE_METRES),
            ORIGIN_NORTH + north * 1000 + chance.randint(-WOBBLE_METRES, WOBBLE_METRES),
        )
        for east, north in OUTLINE
    ]
    box = [(column, row) for row in range(40) for column in range(-20, 40)]
    return sorted(cell for cell in box if _is_inside(middle_of(cell), outline))


def _is_inside(point: tuple[int, int], outline: list[tuple[int, int]]) -> bool:
    """Whether `point` is inside `outline`, by counting in whole numbers how often a line eastwards crosses it."""
    inside = False
    for start, end in zip(outline, [*outline[1:], outline[0]], strict=True):
        if (start[1] > point[1]) != (end[1] > point[1]):
            turn = (end[0] - start[0]) * (point[1] - start[1]) - (point[0] - start[0]) * (end[1] - start[1])
            inside ^= (turn > 0) == (end[1] > start[1])
    return inside
