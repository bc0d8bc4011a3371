"""The pages about places, and the postcode finder. All are open to everybody, and none writes anything."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from commonweal.core import invented
from commonweal.core.days import london_day
from commonweal.core.requests import Request
from commonweal.core.tabular import write_csv
from commonweal.places import facets, forms
from commonweal.places.models import Area
from commonweal.places.presenters import atlas as drawings
from commonweal.places.presenters import facts
from commonweal.places.presenters import postcodes as answers
from commonweal.places.queries import areas, atlas, postcodes
from commonweal.ui.access import public
from commonweal.ui.charts import AreaMap
from commonweal.ui.pages import page


@public
@require_safe
def place_list(request: Request) -> HttpResponse:
    """The county with its districts: a postcode box, a map and a table."""
    on = london_day(request.at)
    county = atlas.our_county(on=on)
    if county is None:
        return page(request, "places/place_list.html", finder=answers.finder(forms.FindPostcode()), county=None)
    return _page(request, county, "places/place_list.html", on=on)


@public
@require_safe
def place_page(request: Request, code: str, slug: str) -> HttpResponse:
    """One place: key facts, its parts on a map and in a table, and what those above places know of it."""
    area = _area(code)
    if (area.code, area.slug) != (code, slug):
        return redirect("places:place_page", code=area.code, slug=area.slug, permanent=True)
    return _page(request, area, "places/place_page.html", on=london_day(request.at))


@public
@require_safe
def place_table(request: Request, code: str) -> HttpResponseBase:
    """The table beside a place's map, as a file."""
    area = _area(code)
    plate = atlas.plate_of(area, on=london_day(request.at))
    content = BytesIO()
    write_csv(drawings.COLUMNS, drawings.table_rows(plate), content)
    response = HttpResponse(content.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{invented.file_name(f"{area.slug}.csv")}"'
    return response


@public
@never_cache
@require_safe
def postcode_find(request: Request) -> HttpResponse:
    """What is at the postcode in `q`; the box alone when there is none. What was typed is kept nowhere."""
    if "q" not in request.GET:
        return page(request, "places/postcode_find.html", finder=answers.finder(forms.FindPostcode()), answer=None)
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
        finder=answers.finder(forms.FindPostcode()),
        answer=answer,
        sections=facets.sections_for(answer.areas, at=request.at),
    )


def _page(request: Request, area: Area, template: str, *, on: date) -> HttpResponse:
    plate = atlas.plate_of(area, on=on)
    places = drawings.places_of(plate)
    drawing = drawings.area_map(plate, places)
    return page(
        request,
        template,
        county=area,
        area=area,
        finder=answers.finder(forms.FindPostcode()),
        crumbs=facts.crumbs(area),
        ended=facts.ended_words(area, on=on),
        successors=[(each.name, drawings.address(each)) for each in plate.after],
        rows=facts.fact_rows(plate),
        is_mixed=facts.must_not_be_mixed(plate.populations),
        is_drawn=drawing is not None,
        atlas=_atlas(plate, places, drawing) if drawing or plate.is_of_its_parts else "",
        others=facts.other_parts(plate),
        sections=facets.sections_for([area], at=request.at),
    )


def _atlas(plate: atlas.Plate, places: list[drawings.Place], drawing: AreaMap | None) -> str:
    return drawings.map_and_table(
        drawing,
        drawings.place_table(plate, places),
        file_href=reverse("places:place_table", kwargs={"code": plate.area.code}),
        language=get_language() or "",
    )


def _area(code: str) -> Area:
    area = areas.area_by_code(code)
    if area is None:
        raise Http404
    return area
