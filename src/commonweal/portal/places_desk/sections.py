"""What people and bodies add to a place's page: who its councillors are, and which bodies look after it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from commonweal.core import days
from commonweal.core.days import london_day
from commonweal.people import kinds_of_role
from commonweal.people.models import Body, Role
from commonweal.people.queries import bodies, roles
from commonweal.places import facets
from commonweal.places.facets import Item, Section
from commonweal.places.models import Area

AREA = "places.area"
"""The kind of scope that a councillor's role is held for."""


def register() -> None:
    """Add them to the pages of places; called when Django starts."""
    facets.register("people.councillors", councillors, order=10)
    facets.register("people.bodies", looked_after_by, order=20)


def councillors(areas: Sequence[Area], at: datetime) -> Mapping[str, Section]:
    """The county councillors of each area that elects some."""
    held = roles.held_on(london_day(at)).filter(
        kind=kinds_of_role.MEMBER,
        scope_kind=AREA,
        scope_reference__in=[area.code for area in areas],
        person__is_active=True,
    )
    by_area: dict[str, list[Item]] = {}
    # A name is encrypted in the database, which cannot sort by it.
    for role in sorted(held.select_related("person"), key=lambda each: each.person.name.casefold()):
        by_area.setdefault(role.scope_reference, []).append(_councillor(role))
    names = {area.code: area.name for area in areas}
    return {
        code: Section(_("County councillors for %(place)s") % {"place": names[code]}, items=tuple(items))
        for code, items in by_area.items()
    }


def looked_after_by(areas: Sequence[Area], at: datetime) -> Mapping[str, Section]:
    """The bodies that work for each area."""
    there = bodies.there_on(london_day(at)).filter(area_code__in=[area.code for area in areas])
    by_area: dict[str, list[Item]] = {}
    for body in there:
        by_area.setdefault(body.area_code, []).append(_body(body))
    names = {area.code: area.name for area in areas}
    return {
        code: Section(_("Who works for %(place)s") % {"place": names[code]}, items=tuple(items))
        for code, items in by_area.items()
    }


def _councillor(role: Role) -> Item:
    href = reverse("people:councillor_record", kwargs={"ref": str(role.person.reference)})
    if role.until_on is None:
        return Item(role.person.name, href)
    return Item(role.person.name, href, _("Until %(day)s") % {"day": days.show_day(role.until_on)})


def _body(body: Body) -> Item:
    return Item(body.name, reverse("people:body_record", kwargs={"slug": body.slug}), body.purpose)
