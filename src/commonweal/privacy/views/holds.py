"""Legal holds: all of them, placing one, lifting one."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from commonweal.core.days import london_day
from commonweal.core.requests import Request
from commonweal.people.standing import Standing
from commonweal.privacy import abilities, forms, operations, presenters, queries
from commonweal.privacy.views.gate import officers_page
from commonweal.ui.pages import attempt, bind, page, show_or_send


@officers_page(abilities.HOLD)
@require_safe
def listed(request: Request, standing: Standing) -> HttpResponse:
    """What is held, until when and why."""
    holds = list(queries.holds.listed(standing))
    cards = presenters.hold_cards(holds, presenters.holding_titles(), today=london_day(request.at))
    return page(request, "privacy/hold_list.html", cards=cards)


@officers_page(abilities.HOLD)
@show_or_send
def place(request: Request, standing: Standing) -> HttpResponse:  # noqa: ARG001  # the gate gives it to every page
    """Say what is held, why and until when."""
    form = bind(forms.PlaceHold, request)
    if form.is_valid():
        answers = form.cleaned_data
        said = {name: answers[name] for name in ("kind", "because", "until_on")}
        if attempt(request, form, operations.holds.place, **said, **answers["what"]):
            return redirect("privacy:hold_list")
    return page(request, "privacy/hold_place.html", form=form)


@officers_page(abilities.HOLD)
@show_or_send
def lift(request: Request, standing: Standing, ref: str) -> HttpResponse:
    """End a hold before its day."""
    hold = queries.holds.get(standing, ref)
    form = bind(forms.LiftHold, request)
    if form.is_valid() and attempt(request, form, operations.holds.lift, hold=hold, **form.cleaned_data):
        return redirect("privacy:hold_list")
    what = presenters.hold_words(hold, presenters.holding_titles())
    return page(request, "privacy/hold_lift.html", form=form, hold=hold, what=what, back=reverse("privacy:hold_list"))
