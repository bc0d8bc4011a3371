"""Kinds of area in words, as sentences need them."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.places.models import Area, AreaKind


def kind_in_place(area: Area) -> str:
    """What it is and what it lies in: "District in Weldmere"."""
    if area.parent is None:
        return str(AreaKind(area.kind).label)
    words = {
        AreaKind.COUNTY: _("County in %(place)s"),
        AreaKind.DISTRICT: _("District in %(place)s"),
        AreaKind.WARD: _("Ward in %(place)s"),
        AreaKind.DIVISION: _("County electoral division in %(place)s"),
    }
    return words.get(AreaKind(area.kind), "%(place)s") % {"place": area.parent.name}


def how_many(kind: AreaKind, count: int) -> str:
    """So many of a kind: "12 districts"."""
    words = {
        AreaKind.COUNTRY: ngettext("%(count)d country", "%(count)d countries", count),
        AreaKind.COUNTY: ngettext("%(count)d county", "%(count)d counties", count),
        AreaKind.DISTRICT: ngettext("%(count)d district", "%(count)d districts", count),
        AreaKind.WARD: ngettext("%(count)d ward", "%(count)d wards", count),
        AreaKind.DIVISION: ngettext("%(count)d division", "%(count)d divisions", count),
    }
    return words[kind] % {"count": count}


def kinds_of(kind: AreaKind) -> str:
    """Several of a kind, as a heading."""
    words = {
        AreaKind.COUNTRY: _("Countries"),
        AreaKind.COUNTY: _("Counties"),
        AreaKind.DISTRICT: _("Districts"),
        AreaKind.WARD: _("Wards"),
        AreaKind.DIVISION: _("County electoral divisions"),
    }
    return words[kind]
