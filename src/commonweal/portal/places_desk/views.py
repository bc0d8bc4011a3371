"""The desk's pages for importing places. For those without the role there are no such pages."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from commonweal.core import journeys
from commonweal.core.requests import Request
from commonweal.portal.places_desk import forms, operations, presenters, queries
from commonweal.ui.pages import attempt, bind, page, show_or_send


@never_cache
@require_safe
def import_list(request: Request) -> HttpResponse:
    """The latest imports, and the postcodes in use."""
    desk = queries.desk_for(request.actor, at=request.at)
    return page(
        request,
        "portal/places_desk/import_list.html",
        edition_sentence=presenters.edition_sentence(desk.edition),
        rows=presenters.list_rows(desk.latest),
    )


@never_cache
@show_or_send
def import_start(request: Request) -> HttpResponse:
    """Which file is to be imported."""
    desk = queries.desk_for(request.actor, at=request.at)
    form = bind(forms.HandOver, request, files_ready=desk.files)
    if form.is_valid() and (asked := attempt(request, form, operations.hand_over, **form.cleaned_data)):
        return redirect("portal:import_record", ref=str(asked.reference))
    return page(request, "portal/places_desk/import_start.html", form=form)


@never_cache
@show_or_send
def import_record(request: Request, ref: str) -> HttpResponse:
    """How one import goes; and one that would lose postcodes can be accepted here, with a reason."""
    found = queries.import_for(request.actor, ref, at=request.at)
    form = bind(forms.AcceptChange, request) if presenters.can_be_accepted(found) else None
    if form is not None and form.is_valid():
        asked = attempt(request, form, operations.accept_change, refused=found, **form.cleaned_data)
        if asked:
            return redirect("portal:import_record", ref=str(asked.reference))
    return page(
        request,
        "portal/places_desk/import_record.html",
        form=form,
        asked=found,
        tag=presenters.tag(found),
        sentence=presenters.sentence(found),
        rows=presenters.fact_rows(found),
        history=presenters.history_rows(list(journeys.steps_of(found))),
    )
