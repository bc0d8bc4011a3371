"""What people and bodies add to a place's page: who its councillors are, and which bodies look after it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache

from django.urls import reverse
from django.utils.translation import gettext as _

from commonweal.core import days
from commonweal.core.days import london_day
from commonweal.people import kinds_of_role
from commonweal.people.queries import bodies, roles
from commonweal.places import facets
from commonweal.places.facets import Item, Section
from commonweal.places.models import Area, AreaKind
from commonweal.places.queries import areas as places
from commonweal.places.queries.areas import DivisionName

AREA = "places.area"
"""The kind of scope that a councillor's role is held for."""


def register() -> None:
    """Add them to the pages of places; called when Django starts."""
    facets.register("people.councillors", councillors, order=10)
    facets.register("people.bodies", looked_after_by, order=20)


def councillors(areas: Sequence[Area], at: datetime) -> Mapping[str, Section]:
    """The county councillors of each area that elects some, and of each district all of its divisions'."""
    divisions = _divisions_of(areas)
    wanted = [*(area.code for area in areas), *divisions]
    by_area: dict[str, list[Item]] = {}
    for name, reference, code, until_on in _members_for(wanted, on=london_day(at)):
        division = divisions.get(code)
        item = _councillor(name, reference, until_on, division.name if division else "")
        by_area.setdefault(division.parent_code if division else code, []).append(item)
    names = {area.code: area.name for area in areas}
    return {
        code: Section(_("County councillors for %(place)s") % {"place": names[code]}, items=tuple(items))
        for code, items in by_area.items()
    }


def _divisions_of(areas: Sequence[Area]) -> dict[str, DivisionName]:
    """The divisions of the districts among `areas`; none where a division is there already, which tells it closer."""
    if any(area.kind == AreaKind.DIVISION for area in areas):
        return {}
    return places.divisions_of([area for area in areas if area.kind == AreaKind.DISTRICT])


def _members_for(codes: Sequence[str], *, on: date) -> list[tuple[str, str, str, date | None]]:
    """Name, reference, area's code and last day of each councillor for the areas, by name."""
    held = roles.held_on(on).filter(
        kind=kinds_of_role.MEMBER, scope_kind=AREA, scope_reference__in=codes, person__is_active=True
    )
    # Only what is shown, and in no order: making whole rows is most of the work, and the names are encrypted.
    rows = held.order_by().values_list("person__name", "person__reference", "scope_reference", "until_on")
    return sorted(rows, key=lambda row: str(row[0]).casefold())


def looked_after_by(areas: Sequence[Area], at: datetime) -> Mapping[str, Section]:
    """The bodies that work for each area."""
    there = bodies.there_on(london_day(at)).filter(area_code__in=[area.code for area in areas])
    by_area: dict[str, list[Item]] = {}
    for code, name, slug, purpose in there.values_list("area_code", "name", "slug", "purpose"):
        item = Item(name, _address("people:body_record", "slug", slug), purpose)
        by_area.setdefault(code, []).append(item)
    names = {area.code: area.name for area in areas}
    return {
        code: Section(_("Who works for %(place)s") % {"place": names[code]}, items=tuple(items))
        for code, items in by_area.items()
    }


def _councillor(name: str, reference: str, until_on: date | None, division: str) -> Item:
    href = _address("people:councillor_record", "ref", str(reference))
    until = _("Until %(day)s") % {"day": days.show_day(until_on)} if until_on else ""
    if division and until_on:
        words = _("%(division)s, until %(day)s")
        return Item(name, href, words % {"division": division, "day": days.show_day(until_on)})
    return Item(name, href, division or until)


@lru_cache(maxsize=1024)  # a district has up to ten councillors, and the same ones whenever somebody looks
def _address(view: str, name: str, value: str) -> str:
    return reverse(view, kwargs={name: value})
