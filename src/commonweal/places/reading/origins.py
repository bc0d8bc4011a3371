"""Where files usually come from, by what they are called: said for the operator, who can say otherwise."""

from __future__ import annotations

from commonweal.places.models import ImportKind
from commonweal.places.reading.postcodes import month_in
from commonweal.places.rows import Origin

ONS = "Office for National Statistics"
OPEN_LICENCE = "Open Government Licence v3.0"

_SOURCES = {
    ImportKind.AREAS: f"{ONS}, names and codes",
    ImportKind.BOUNDARIES: f"{ONS}, boundaries; contains OS data",
    ImportKind.POPULATIONS: f"{ONS}, population figures",
    ImportKind.POSTCODES: f"{ONS}, Postcode Directory; contains OS, Royal Mail and National Statistics data",
}


def usual(kind: ImportKind, file_name: str) -> Origin:
    """Source and licence of what is usually read as this kind, and the month that the file's name tells."""
    return Origin(_SOURCES[kind], OPEN_LICENCE, month_in(file_name))
