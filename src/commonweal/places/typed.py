"""What somebody means who types a postcode: any spacing and case, an O for a nought, an I or an L for a one."""

from __future__ import annotations

import re

WRITTEN = r"[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2}|GIR 0AA|NPT [0-9][A-Z]{2}"
"""The shape of a postcode as it is written, as a regular expression. Newport began with NPT until 1984."""

# What comes before the space, by shape. First letters can be O or I, second ones O; later ones never look like figures.
SHAPES = ("F9", "F99", "FS9", "FS99", "F9L", "FS9L")
INWARD = "9LL"

_READ_AS = {
    "F": str.maketrans("01", "OI"),
    "S": str.maketrans("0", "O"),
    "L": str.maketrans("", ""),
    "9": str.maketrans("OIL", "011"),
}
_SEPARATORS = re.compile(r"[\s.\-\u2010-\u2015]+")


def postcodes_meant(text: str) -> list[str]:
    """The postcodes that `text` can mean, as they are written, the one that was typed first; empty when there is none.

    There can be two: `S01 1AA` is more likely SO1 1AA, but a computer cannot know.
    """
    characters = _SEPARATORS.sub("", text).upper()
    if not 5 <= len(characters) <= 7 or not characters.isascii() or not characters.isalnum():
        return []
    typed = f"{characters[:-3]} {characters[-3:]}"
    found = [typed] if re.fullmatch(WRITTEN, typed) else []
    inward = _read_as(INWARD, characters[-3:])
    for shape in SHAPES:
        outward = _read_as(shape, characters[:-3])
        if inward and outward and f"{outward} {inward}" not in found:
            found.append(f"{outward} {inward}")
    return found


def _read_as(shape: str, characters: str) -> str:
    """`characters` read as a code of this shape; empty when they cannot be one."""
    if len(shape) != len(characters):
        return ""
    pairs = zip(shape, characters, strict=True)
    read = "".join(character.translate(_READ_AS[place]) for place, character in pairs)
    fits = all(each.isdigit() == (place == "9") for place, each in zip(shape, read, strict=True))
    return read if fits else ""
