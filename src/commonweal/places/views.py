"""The pages about places, and the postcode finder. All are open to everybody, and none writes anything."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from commonweal.core.days import london_day
from commonweal.core.requests import Request
from commonweal.core.stamps import kept_under_stamp, stamp_of
from commonweal.places import facets, forms
from commonweal.places.models import Area
from commonweal.places.presenters import atlas as drawings
from commonweal.places.presenters import postcodes as answers
from commonweal.places.presenters import sheets
from commonweal.places.presenters.sheets import Sheet
from commonweal.places.queries import areas, atlas, postcodes
from commonweal.ui.access import public
from commonweal.ui.downloads import csv_file
from commonweal.ui.pages import page


@public
@require_safe
def place_list(request: Request) -> HttpResponse:
    """The county with its districts: a postcode box, a map and a table."""
    on = london_day(request.at)
    stamp = stamp_of(atlas.STAMP)
    code = settings.COUNTY_CODE or _largest_county(stamp, on)
    if not code:
        return page(request, "places/place_list.html", finder=_empty_finder(_language()), sheet=None)
    sheet = _sheet(stamp, code, on, _language())
    return page(request, "places/place_list.html", finder=_empty_finder(_language()), sheet=sheet)


@public
@require_safe
def place_page(request: Request, code: str, slug: str) -> HttpResponse:
    """One place: key facts, its parts on a map and in a table, and what those above places know of it."""
    sheet = _sheet(stamp_of(atlas.STAMP), code.upper(), london_day(request.at), _language())
    area = sheet.area
    if (area.code, area.slug) != (code, slug):
        return redirect("places:place_page", code=area.code, slug=area.slug, permanent=True)
    sections = facets.sections_for([area], at=request.at)
    finder = _empty_finder(_language())
    return page(request, "places/place_page.html", finder=finder, sheet=sheet, sections=sections)


@public
@require_safe
def place_table(request: Request, code: str) -> HttpResponseBase:
    """The table beside a place's map, as a file."""
    area = _area(code)
    plate = atlas.plate_of(area, on=london_day(request.at))
    return csv_file(drawings.COLUMNS, drawings.table_rows(plate), name=f"{area.slug}.csv")


@public
@never_cache
@require_safe
def postcode_find(request: Request) -> HttpResponse:
    """What is at the postcode in `q`; the box alone when there is none. What was typed is kept nowhere."""
    if "q" not in request.GET:
        return page(request, "places/postcode_find.html", finder=_empty_finder(_language()), answer=None)
    form = forms.FindPostcode(request.GET)
    on = london_day(request.at)
    found = postcodes.find_postcode(form.cleaned_data["q"], on=on) if form.is_valid() else None
    if isinstance(found, postcodes.PostcodeRefused):
        form.add_error("q", found.reason)
    if found is None or isinstance(found, postcodes.PostcodeRefused):
        return page(request, "places/postcode_find.html", form=form, finder=answers.finder(form), answer=None)
    answer = answers.answer(found, county=atlas.our_county(on=on))
    return page(
        request,
        "places/postcode_find.html",
        finder=_empty_finder(_language()),
        answer=answer,
        sections=facets.sections_for(answer.areas, at=request.at),
    )


# What only imports change is drawn once in each process, until there is another stamp. Without a stamp nothing was put
# in through operations, so nothing would say that it changed: then everything is drawn each time.


@kept_under_stamp(size=512)
def _sheet(code: str, on: date, language: str) -> Sheet:
    """The sheet of the area with this code. Raises Http404."""
    del language  # a part of the key
    return sheets.sheet(atlas.plate_of(_area(code), on=on), on=on)


@kept_under_stamp(size=4)
def _largest_county(on: date) -> str:
    return atlas.largest_county(on=on)


@lru_cache  # there is one in each language
def _empty_finder(language: str) -> SafeString:
    """The postcode box before anything was typed, in the language that is spoken now."""
    del language  # the key
    return answers.finder(forms.FindPostcode())


def _language() -> str:
    return get_language() or ""


def _area(code: str) -> Area:
    area = areas.area_by_code(code)
    if area is None:
        raise Http404
    return area
