"""The answer to somebody who asks what is at a postcode."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from commonweal.core import days
from commonweal.places.models import Area
from commonweal.places.presenters.facts import link
from commonweal.places.queries.postcodes import FoundPostcode
from commonweal.ui import components
from commonweal.ui.site import SITE


def finder(form: Any) -> SafeString:
    """The postcode box: one input and a button, which work without script. `form` may hold an error."""
    bound = form["q"]
    error = next(iter(bound.errors), "")
    field = components.render(
        "input",
        {
            "id": bound.auto_id,
            "name": "q",
            "value": bound.value() or "",
            "label": {"text": str(bound.label), "classes": "govuk-label--s"},
            "hint": {"text": str(bound.help_text)},
            "classes": "govuk-input--width-10",
            "autocomplete": "postal-code",
            "spellcheck": False,
        }
        | ({"errorMessage": {"text": error}} if error else {}),
    )
    button = components.render("button", {"text": _("Find the place")})
    return format_html(
        '<form class="cw-search cw-search--short" action="{}" method="get" novalidate>{}{}</form>',
        reverse("places:postcode_find"),
        field,
        button,
    )


@dataclass(frozen=True)
class Answer:
    """What is said of a postcode: where it is in a sentence, its areas as rows, and who does what there."""

    title: str
    sentence: str
    rows: list[dict[str, Any]]
    duties: list[dict[str, Any]]
    areas: list[Area]
    is_ours: bool
    source: str


def answer(found: FoundPostcode, *, county: Area | None) -> Answer:
    """The answer for `found`, asked of the service of `county`."""
    areas = [area for area in (found.division, found.ward, found.district, found.county) if area is not None]
    is_ours = county is not None and county in areas
    return Answer(
        title=_("%(postcode)s is in %(place)s") % {"postcode": found.postcode, "place": _where(found)},
        sentence=_sentence(found, county, is_ours=is_ours),
        rows=_rows(found),
        duties=_duties(found) if is_ours else [],
        areas=areas if is_ours else [],
        is_ours=is_ours,
        source=_source(found),
    )


def _where(found: FoundPostcode) -> str:
    if found.district is None:
        return _("a district we do not know")
    if found.ward is None:
        return found.district.name
    return _("%(ward)s, %(district)s") % {"ward": found.ward.name, "district": found.district.name}


def _sentence(found: FoundPostcode, county: Area | None, *, is_ours: bool) -> str:
    if found.district is None:
        return _("It is in the list of postcodes, but not in a district whose name was loaded here.")
    if is_ours or county is None:
        return ""
    beside = found.county.name if found.county else found.district.name
    return _("That is not in %(county)s. Ask the council for %(beside)s, which looks after this address.") % {
        "county": county.name,
        "beside": beside,
    }


def _rows(found: FoundPostcode) -> list[dict[str, Any]]:
    named = (
        (_("County"), found.county),
        (_("District"), found.district),
        (_("Ward"), found.ward),
        (_("County electoral division"), found.division),
    )
    return [{"key": {"text": words}, "value": {"html": link(area)}} for words, area in named if area is not None]


def _duties(found: FoundPostcode) -> list[dict[str, Any]]:
    """Which council does what, where there are two."""
    if found.county is None or found.district is None:
        return []
    county = _("schools, care for adults and children, roads, libraries, the tip, and grants on this website")
    district = _("bins, planning, housing, council tax, parks and sports centres")
    return [
        {"key": {"text": SITE.council}, "value": {"text": county}},
        {"key": {"text": _("The council for %(place)s") % {"place": found.district.name}}, "value": {"text": district}},
    ]


def _source(found: FoundPostcode) -> str:
    words = (
        _("Postcodes: %(source)s, %(day)s, %(licence)s.")
        if found.edition.dated_on
        else _("Postcodes: %(source)s, %(licence)s.")
    )
    return words % {
        "source": found.edition.source,
        "day": days.show_day(found.edition.dated_on) if found.edition.dated_on else "",
        "licence": found.edition.licence,
    }
