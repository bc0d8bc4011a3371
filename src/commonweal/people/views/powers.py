"""Powers: switching one on and off, and what overseers see."""

from __future__ import annotations

from datetime import timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonweal.core.requests import Request
from commonweal.people import operations, queries, rules
from commonweal.people.forms import persons as forms
from commonweal.people.presenters import persons as presenters
from commonweal.people.role_kinds import KINDS
from commonweal.people.standing import standing_of
from commonweal.ui.pages import attempt, bind, page, short_question, show_or_send
from commonweal.ui.ways_back import way_back


@show_or_send
def power_switch_on(request: Request, role: str, name: str) -> HttpResponse:
    """Switch a power on, with a reason and for a time."""
    held = queries.roles.get_of(queries.persons.of_actor(request.actor), role)
    if not rules.powers.is_power(name) or not KINDS.may(held.kind, name):
        raise Http404
    power = KINDS.power(name)
    back = way_back(request, otherwise=reverse("portal:account"))
    form = bind(forms.SwitchOn, request, longest=power.longest)
    if form.is_valid() and attempt(
        request,
        form,
        operations.powers.switch_on,
        role=held,
        power=name,
        reason=form.cleaned_data["reason"],
        until_at=request.at + timedelta(hours=int(form.cleaned_data["hours"])),
    ):
        return redirect(back)
    return short_question(
        request,
        form,
        title=_("Switch on a power"),
        lead=power.words,
        back=back,
        button=_("Switch it on"),
    )


@show_or_send
def power_switch_off(request: Request, ref: str) -> HttpResponse:
    """Switch a power off before its time."""
    power = queries.powers.get_of(queries.persons.of_actor(request.actor), ref)
    form = bind(forms.SwitchOff, request)
    if form.is_valid() and attempt(request, form, operations.powers.switch_off, power=power):
        return redirect("portal:account")
    return short_question(
        request,
        form,
        title=_("Switch off the power"),
        lead=KINDS.words_of(power.kind),
        back=reverse("portal:account"),
        button=_("Switch it off"),
    )


@require_safe
def power_list(request: Request) -> HttpResponse:
    """Every power that was switched on and each use of it, for those who oversee them."""
    if not rules.powers.is_overseer(standing_of(request.actor, at=request.at)):
        raise Http404
    rows = presenters.power_rows(list(queries.powers.every()[:200]), at=request.at)
    return page(request, "people/power_list.html", rows=rows)
