"""Areas, their parts, and what became of those that ended."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.db import connection
from django.db.models import Q, QuerySet

from commonweal.places.models import Area, AreaKind, AreaSuccession

MOST_REORGANISATIONS = 12
"""How many times over an area is followed to its successors; more is a ring that somebody made by mistake."""


def areas_of_kind(kind: AreaKind, *, on: date | None = None) -> QuerySet[Area]:
    """Areas of `kind` by name, with what they lie in; those there were on the day `on`, if one is given."""
    return _there_on(Area.objects.filter(kind=kind).select_related("parent"), on)


# Written out: every page about a place asks them, and making the same SQL anew is ten times the work of answering.
_WITH_ALL_ABOVE = """
    WITH RECURSIVE found AS (
        SELECT * FROM places_area WHERE code = %s
        UNION SELECT places_area.* FROM places_area JOIN found ON places_area.id = found.parent_id
    )
    SELECT * FROM found"""
_DIVISIONS = "SELECT code, name, parent_id FROM places_area WHERE kind = %s AND parent_id IN ({marks})"


def area_by_code(code: str) -> Area | None:
    """The area with this official code, however it is capitalised, with all that it lies in."""
    wanted = code.strip().upper()
    found = {area.pk: area for area in Area.objects.raw(_WITH_ALL_ABOVE, [wanted])}
    for area in found.values():
        area.parent = found[area.parent_id] if area.parent_id else None
    return next((area for area in found.values() if area.code == wanted), None)


def areas_by_code(codes: Iterable[str]) -> dict[str, Area]:
    """The areas with these codes, by code, with what they lie in; one query. Codes without an area are left out."""
    wanted = {code for code in codes if code}
    if not wanted:
        return {}
    # In no order: sorting would be most of the work of finding one.
    rows = Area.objects.select_related("parent").filter(code__in=wanted).order_by()
    return {area.code: area for area in rows}


def parts_of(area: Area, *, kind: AreaKind | None = None, on: date | None = None) -> QuerySet[Area]:
    """What lies directly in `area`, by name: the districts of a county, the wards of a district."""
    rows = Area.objects.filter(parent=area)
    return _there_on(rows if kind is None else rows.filter(kind=kind), on)


def successors_of(area: Area, *, on: date) -> list[Area]:
    """The areas that stand on the day `on` where `area` stood, by name; `area` itself while it has not ended.

    Followed through several reorganisations, two queries for each. Empty when it ended and nobody said what came after.
    """
    standing: dict[int, Area] = {}
    reached, ahead = {area.pk}, [area]
    for _step in range(MOST_REORGANISATIONS):
        standing |= {each.pk: each for each in ahead if _has_not_ended(each, on)}
        ended = [each.pk for each in ahead if not _has_not_ended(each, on)]
        if not ended:
            break
        begun = Q(from_on__isnull=True) | Q(from_on__lte=on)
        rows = AreaSuccession.objects.filter(begun, before__in=ended).select_related("after__parent")
        ahead = [row.after for row in rows if row.after_id not in reached]
        reached |= {each.pk for each in ahead}
    return sorted(standing.values(), key=lambda each: (each.name, each.code))


def predecessors_of(area: Area) -> list[Area]:
    """The areas that `area` took over from directly, by name."""
    rows = AreaSuccession.objects.filter(after=area).select_related("before")
    return sorted((row.before for row in rows), key=lambda each: (each.name, each.code))


class DivisionName(NamedTuple):
    """What a division is called, and the code of the district that it lies in."""

    name: str
    parent_code: str


def divisions_of(districts: Collection[Area]) -> dict[str, DivisionName]:
    """The county electoral divisions in `districts`, by code. One query; none for no districts."""
    if not districts:
        return {}
    codes = {area.pk: area.code for area in districts}
    statement = _DIVISIONS.format(marks=", ".join(["%s"] * len(codes)))
    with connection.cursor() as cursor:
        cursor.execute(statement, [AreaKind.DIVISION, *codes])
        return {code: DivisionName(name, codes[parent]) for code, name, parent in cursor.fetchall()}


def names_of(codes: Sequence[str]) -> Mapping[str, str]:
    """The names of the areas with these codes, by code; those that there are not are left out."""
    return dict(Area.objects.filter(code__in=codes).values_list("code", "name"))


def choices(kinds: Collection[AreaKind]) -> list[tuple[str, str]]:
    """Code and name of every area of `kinds` that nobody has said will end, by name, to pick one from."""
    rows = Area.objects.filter(kind__in=kinds, ended_on__isnull=True, has_ended_undated=False)
    return list(rows.order_by("name", "code").values_list("code", "name"))


def districts_known() -> dict[str, str]:
    """The names of all districts there ever were, by code: what an import is held against."""
    return dict(Area.objects.filter(kind=AreaKind.DISTRICT).values_list("code", "name"))


def _has_not_ended(area: Area, on: date) -> bool:
    return not area.has_ended_undated and (area.ended_on is None or area.ended_on > on)


def _there_on(rows: QuerySet[Area], on: date | None) -> QuerySet[Area]:
    if on is None:
        return rows
    return rows.filter(
        Q(began_on__isnull=True) | Q(began_on__lte=on),
        Q(ended_on__isnull=True) | Q(ended_on__gt=on),
        has_ended_undated=False,
    )


def every_area() -> QuerySet[Area]:
    """All areas there are or ever were, in no order: open data has every one."""
    return Area.objects.order_by()
