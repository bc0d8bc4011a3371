"""Codes that nobody has: as long as the official ones, and each kind in its own range, under a letter never issued.

The register of geographic codes of the Office for National Statistics issues codes that begin with E, J, K, L, M, N, S
or W. Ours begin with Q. The two figures after it are those of the same kind in England.
"""

from __future__ import annotations

from commonweal.places.models import AreaKind

LETTER = "Q"
OFFICIAL_LETTERS = frozenset("EJKLMNSW")

_ENTITIES = {AreaKind.COUNTY: "10", AreaKind.DISTRICT: "07", AreaKind.WARD: "05", AreaKind.DIVISION: "58"}


def code(kind: AreaKind, number: int) -> str:
    """The code of the area of this kind with this number, from 1."""
    return f"{LETTER}{_ENTITIES[kind]}{number:06d}"
