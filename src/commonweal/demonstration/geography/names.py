"""Names of places that sound like England and are nowhere in it: made from syllables that its map does not join so."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

# Beginnings that no English ward or district has, and endings that many have.
BEGINNINGS = (
    *("Ambry", "Arvel", "Brennock", "Brisel", "Cadren", "Cothel", "Corvin", "Dasset", "Dellam", "Drevel", "Eldrin"),
    *("Fennick", "Fosker", "Gamel", "Garrow", "Gislen", "Harrock", "Hesker", "Hollin", "Ibber", "Ivesk", "Jarrel"),
    *("Keldan", "Kennock", "Larrick", "Lenner", "Lorrin", "Mardel", "Merrow", "Mossel", "Narvel", "Nettick", "Odrin"),
    *("Orrel", "Osmer", "Paddock", "Perrick", "Pinnel", "Quarrel", "Quenner", "Ravel", "Ridder", "Rossel", "Sarrow"),
    *("Selwick", "Skerrin", "Sparrel", "Tassel", "Tharrow", "Thimble", "Tollen", "Ulver", "Umber", "Varren", "Venner"),
    *("Wadrow", "Wenlow", "Whissen", "Wildern", "Yarrel", "Yelden", "Yorrick"),
)
ENDINGS = (
    *(
        "bourne",
        "bury",
        "combe",
        "cote",
        "den",
        "field",
        "fold",
        "ford",
        "ham",
        "haugh",
        "hithe",
        "hurst",
        "ing",
        "ley",
    ),
    *("low", "mere", "minster", "stead", "stoke", "thorpe", "ton", "well", "wick", "worth"),
)
BEFORE = ("Great", "Little", "Upper", "Nether", "East", "West", "Long", "Kings", "Abbots", "Market")
AFTER = ("St Anne", "St Wendred", "Magna", "Parva", "Green", "Common", "Episcopi", "Quay", "Cross", "on the Hill")
QUARTERS = (
    *("Castle", "Priory", "Cornmarket", "Harbour", "Northgate", "Southgate", "Westgate", "Eastgate", "Bridge", "Park"),
    *(
        "Old Town",
        "Station",
        "Waterside",
        "Mill Lane",
        "Friars",
        "Race Hill",
        "St Anne’s",
        "Tannery",
        "Gasworks",
        "Common",
    ),
)


def villages(chance: Random) -> Iterator[str]:
    """Names for the country, none twice, and no two that begin alike standing close together."""
    beginnings = list(BEGINNINGS)
    used: set[str] = set()
    while True:
        chance.shuffle(beginnings)
        for beginning in beginnings:
            name = beginning + chance.choice(ENDINGS)
            if name in used or beginning[-1] == name[len(beginning)]:
                continue
            used.add(name)
            roll = chance.randrange(10)
            if roll == 0:
                yield f"{chance.choice(BEFORE)} {name}"
            elif roll == 1:
                yield f"{name} {chance.choice(AFTER)}"
            else:
                yield name


def quarters(town: str, chance: Random) -> Iterator[str]:
    """Names for the parts of a town, which say whose they are."""
    for quarter in chance.sample(QUARTERS, len(QUARTERS)):
        yield f"{town} {quarter}"


def joined(names: list[str]) -> str:
    """A division's name from its wards': `Saltrey Harbour and Bridge`, `Arvelcombe and Odrinford`."""
    if len(names) == 1:
        return names[0]
    first, second = names[0], names[1]
    shared = first.split(" ")[0]
    if second.startswith(f"{shared} "):
        second = second.removeprefix(f"{shared} ")
    return f"{first} and {second}"
