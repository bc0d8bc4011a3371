"""Newer figures that this service can work out by itself, beside the facts of a strategy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.core.days import london_day, show_day
from commonweal.places.models import AreaKind
from commonweal.places.queries import areas
from commonweal.strategy import newer
from commonweal.strategy.models import Fact
from commonweal.strategy.newer import NewerFigure
from commonweal.ui.site import SITE


def register_all() -> None:
    """Say which facts we can set a newer figure beside; called when Django starts."""
    newer.register("F-04", _ways_to_ask)
    newer.register("F-43", _districts)


def _ways_to_ask(_fact: Fact, at: datetime) -> Iterator[NewerFigure]:
    said = {"page": SITE.address_of("accountability:format_start"), "email": SITE.email, "phone": SITE.phone}
    yield NewerFigure(
        words=_("Today people ask at %(page)s, by e-mail to %(email)s, or by telephone on %(phone)s.") % said,
        source=_("The request line of this service"),
        year=str(london_day(at).year),
        scope=_("This service"),
        address=reverse("accountability:format_start"),
    )


def _districts(fact: Fact, at: datetime) -> Iterator[NewerFigure]:
    on = london_day(at)
    county = areas.area_by_code(fact.strategy.county_code)
    count = areas.parts_of(county, kind=AreaKind.DISTRICT, on=on).count() if county else 0
    if county is None or not count:
        return
    said = {"county": county.name, "count": count, "day": show_day(on)}
    words = ngettext(
        "On %(day)s %(county)s is made up of one district.",
        "On %(day)s %(county)s is made up of %(count)d districts.",
        count,
    )
    yield NewerFigure(
        words=words % said,
        source=_("Lists of official codes, as they were put in here"),
        year=str(on.year),
        scope=county.name,
        caveat=_("It counts the districts of which this service knows the official code."),
        address=reverse("places:place_page", kwargs={"code": county.code, "slug": county.slug}),
    )
