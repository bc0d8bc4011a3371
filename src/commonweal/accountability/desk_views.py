"""The desk's pages: what waits, each request, and what officers do with it. For those who answer requests only."""

from __future__ import annotations

from datetime import timedelta

from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonweal.accountability import cases, desk_presenters, forms, operations, presenters, queries, rules
from commonweal.accountability.models import FormatRequest
from commonweal.core import files, journeys
from commonweal.core.days import london_day
from commonweal.core.requests import Request
from commonweal.people.standing import standing_of
from commonweal.privacy.operations import looks
from commonweal.ui.pages import attempt, bind, page, show_or_send

SETTLED_ARE_SHOWN = timedelta(days=30)


def _only_for_officers(request: Request) -> None:
    if not rules.is_officer(standing_of(request.actor, at=request.at)):
        raise Http404


def _get(request: Request, ref: str) -> FormatRequest:
    _only_for_officers(request)
    return queries.get_for_desk(ref)


def _look_at(request: Request, ref: str) -> FormatRequest:
    """The request, and the note that somebody opened it: it can show a disability, and its asker sees who looked."""
    asked = _get(request, ref)
    looks.note(subject_kind=cases.KIND, reference=asked.reference, by=request.actor, at=request.at)
    return asked


@require_safe
def desk_list(request: Request) -> HttpResponse:
    """What is late, what waits, and what was settled lately."""
    _only_for_officers(request)
    today = london_day(request.at)
    waiting = list(queries.for_desk())
    settled = queries.lately_settled(since=request.at - SETTLED_ARE_SHOWN)
    return page(
        request,
        "accountability/desk_list.html",
        late=desk_presenters.waiting_rows([each for each in waiting if desk_presenters.is_late(each, today)]),
        waiting=desk_presenters.waiting_rows([each for each in waiting if not desk_presenters.is_late(each, today)]),
        settled=desk_presenters.settled_rows(list(settled)),
    )


@require_safe
def desk_record(request: Request, ref: str) -> HttpResponse:
    """One request: what is wanted, how to reach the person, who has it in hand, and what happened."""
    asked = _look_at(request, ref)
    return page(
        request,
        "accountability/desk_record.html",
        asked=asked,
        tag=presenters.status_tag(asked),
        sentence=desk_presenters.sentence(asked, today=london_day(request.at)),
        rows=desk_presenters.record_rows(asked),
        history=desk_presenters.history_rows(list(journeys.steps_of(asked))),
        is_mine=asked.handler is not None and asked.handler.reference == request.actor.key,
        may_erase=bool(rules.can_erase(request.actor, asked, at=request.at)),
    )


@show_or_send
def desk_take_on(request: Request, ref: str) -> HttpResponse:
    """Take the request on oneself."""
    asked = _get(request, ref)
    form = bind(forms.TakeOn, request)
    if form.is_valid() and attempt(request, form, operations.take_on, asked=asked):
        return _record(ref)
    lead = _("You see to it from now on, and colleagues see that you do.")
    return _question(request, form, ref, title=_("Take on %(ref)s?") % {"ref": ref}, lead=lead, button=_("Take it on"))


@show_or_send
def desk_supply(request: Request, ref: str) -> HttpResponse:
    """Note that it was supplied, and how."""
    asked = _get(request, ref)
    form = bind(forms.Supply, request)
    if form.is_valid() and attempt(request, form, operations.supply, asked=asked, note=form.cleaned_data["note"]):
        return _record(ref)
    title = _("Note that %(ref)s was supplied") % {"ref": ref}
    return _question(request, form, ref, title=title, lead="", button=_("Note it and close the request"))


@show_or_send
def desk_erase(request: Request, ref: str) -> HttpResponse:
    """Erase what it says about a person, because they ask for that."""
    asked = _get(request, ref)
    form = bind(forms.Erase, request)
    if form.is_valid() and attempt(request, form, operations.erase, asked=asked):
        return _record(ref)
    title = _("Erase what %(ref)s says about a person?") % {"ref": ref}
    lead = _("What they wrote, their file and how to reach them are gone for good. An open request is closed.")
    return _question(request, form, ref, title=title, lead=lead, button=_("Yes, erase it"), is_warning=True)


@require_safe
def desk_document(request: Request, ref: str) -> HttpResponseBase:
    """The file that came with the request."""
    return files.send(queries.get_document(_look_at(request, ref)))


def _record(ref: str) -> HttpResponse:
    return redirect("accountability:desk_record", ref=ref)


def _question(
    request: Request, form: Form, ref: str, *, title: str, lead: str, button: str, is_warning: bool = False
) -> HttpResponse:
    return page(
        request,
        "accountability/desk_question.html",
        form=form,
        title=title,
        lead=lead,
        button=button,
        is_warning=is_warning,
        back=reverse("accountability:desk_record", kwargs={"ref": ref}),
    )
