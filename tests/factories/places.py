"""Areas, what lies in them, figures about them, and an edition of postcodes. All of it is invented."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from itertools import count
from typing import Any

from django.utils.text import slugify

from commonweal.core.actors import Actor
from commonweal.core.models import Stamp
from commonweal.places.models import (
    Area,
    AreaKind,
    AreaSuccession,
    Boundary,
    Edition,
    Import,
    ImportKind,
    Population,
    Postcode,
    Series,
    Tally,
)
from commonweal.places.queries.atlas import STAMP
from commonweal.places.states import EditionStatus, ImportStatus

OFFICE = Actor.system("tests.places")

FIRST_DIGITS = {
    AreaKind.COUNTRY: "X92",
    AreaKind.COUNTY: "X10",
    AreaKind.DISTRICT: "X07",
    AreaKind.WARD: "X05",
    AreaKind.DIVISION: "X58",
}

_numbers = count(1)


def _forget() -> None:
    """Have pages drawn anew: what is made here does not go through the operations that would say so."""
    Stamp.objects.filter(name=STAMP).delete()


def area(kind: AreaKind = AreaKind.DISTRICT, *, name: str = "", parent: Area | None = None, **fields: Any) -> Area:
    """An area with a code that no real one has."""
    _forget()
    number = next(_numbers)
    words = name or f"{kind.label} {number}"
    return Area.objects.create(
        **{
            "kind": kind,
            "code": f"{FIRST_DIGITS[kind]}{number:06}",
            "name": words,
            "slug": slugify(words),
            "parent": parent,
        }
        | fields
    )


def succession(before: Area, after: Area, *, from_on: date = date(2023, 4, 1)) -> AreaSuccession:
    """That `after` took over from `before`, which ended the day it did."""
    _forget()
    if before.ended_on is None:
        before.ended_on = from_on
        before.save(update_fields=["ended_on"])
    return AreaSuccession.objects.create(before=before, after=after, from_on=from_on, source="An order")


def series(name: str = "Census 2021, first release, rounded to 100", **fields: Any) -> Series:
    """A series of population figures."""
    return Series.objects.create(
        **{
            "name": name,
            "slug": slugify(name)[:80],
            "reference_on": date(2021, 3, 21),
            "rounded_to": 100,
            "source": "Invented Statistics",
            "licence": "Open Government Licence v3.0",
        }
        | fields
    )


def population(where: Area, number: int, *, of: Series | None = None) -> Population:
    """How many people live there, in a series of its own unless one is named."""
    _forget()
    return Population.objects.create(
        area=where, series=of or series(f"Estimate {next(_numbers)}", rounded_to=1), count=number
    )


def boundary(where: Area, *, at_x: int = 55_000, at_y: int = -15_000, size: int = 1_000, **fields: Any) -> Boundary:
    """A square of `size` tens of metres whose upper left corner is (`at_x`, `at_y`) in the map grid."""
    _forget()
    return Boundary.objects.create(
        **{
            "area": where,
            "path": f"M{at_x},{at_y}h{size}v{size}h{-size}z",
            "label_x": at_x + size // 2,
            "label_y": at_y + size // 2,
            "min_x": at_x,
            "min_y": at_y,
            "max_x": at_x + size,
            "max_y": at_y + size,
            "resolution_metres": 100,
            "source": "Invented Survey",
            "licence": "Open Government Licence v3.0",
        }
        | fields
    )


def imported(kind: ImportKind = ImportKind.POSTCODES, *, at: datetime, **fields: Any) -> Import:
    """An import that is done, unless its fields say otherwise."""
    given: dict[str, Any] = {
        "kind": kind,
        "status": ImportStatus.DONE,
        "file_name": "invented.csv",
        "sha256": f"{next(_numbers):064x}",
        "source": "Invented Directory",
        "licence": "Open Government Licence v3.0",
        "asked_by": OFFICE.label,
        "asked_at": at,
        "ended_at": at,
    } | fields
    return Import.objects.create(**given)


def edition(rows: Sequence[Postcode] = (), *, at: datetime, **fields: Any) -> Edition:
    """An edition in use with the postcodes in `rows`, which `postcode` makes; one that was in use no longer is."""
    _forget()
    Edition.objects.filter(status=EditionStatus.CURRENT).update(status=EditionStatus.PAST)
    made = Edition.objects.create(
        **{
            "status": EditionStatus.CURRENT,
            "taken_from": fields.pop("taken_from", None) or imported(at=at),
            "dated_on": date(2026, 5, 1),
            "source": "Invented Directory",
            "licence": "Open Government Licence v3.0",
            "postcodes": len(rows),
            "live_postcodes": sum(row.ended_on is None for row in rows),
            "began_at": at,
            "in_use_at": at,
        }
        | fields
    )
    for row in rows:
        row.edition = made
    Postcode.objects.bulk_create(rows)
    return made


def tally(of: Edition, where: Area, number: int, *, middle: tuple[int, int] | None = None) -> Tally:
    """How many live postcodes of an edition lie there, and the middle of them, in metres to the east and north."""
    easting, northing = middle or (None, None)
    return Tally.objects.create(
        edition=of, area_code=where.code, live_postcodes=number, easting=easting, northing=northing
    )


def postcode(
    text: str,
    *,
    district: Area | None = None,
    ward: Area | None = None,
    division: Area | None = None,
    ended_on: date | None = None,
) -> Postcode:
    """A row for `edition`, written as people write it: `ZZ1 1AA`."""
    return Postcode(
        postcode=text,
        district_code=district.code if district else "",
        ward_code=ward.code if ward else "",
        division_code=division.code if division else "",
        ended_on=ended_on,
    )
