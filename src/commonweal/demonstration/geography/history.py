"""Wards that are no more: a review drew some towns anew, and each old ward was followed by several."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from commonweal.demonstration.geography.codes import code
from commonweal.demonstration.geography.county import Geography
from commonweal.places.models import AreaKind

REVIEWED_ON = date(2023, 5, 4)

_FIRST_NUMBER = 901


@dataclass(frozen=True)
class EarlierWard:
    """A ward that ended: its code, its name, and the district it lay in."""

    code: str
    name: str
    district: str

    def parent(self, geography: Geography) -> str:
        """The code of its district."""
        return next(place.code for place in geography.districts if place.name == self.district)


EARLIER_WARDS = tuple(
    EarlierWard(code(AreaKind.WARD, _FIRST_NUMBER + number), name, district)
    for number, (name, district) in enumerate(
        (("Yarlbridge Town", "Vale of Yarl"), ("Saltrey Town and Quay", "Saltrey"), ("Marling Town", "Marlingdene"))
    )
)
