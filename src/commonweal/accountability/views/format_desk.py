"""The desk's pages: what waits, each request, and what officers do with it. For those who answer requests only."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonweal.accountability.cases import formats as cases
from commonweal.accountability.forms import format_desk as forms
from commonweal.accountability.models import FormatRequest
from commonweal.accountability.operations import format_line
from commonweal.accountability.operations import formats as operations
from commonweal.accountability.presenters import format_desk as desk_presenters
from commonweal.accountability.presenters import formats as presenters
from commonweal.accountability.queries import formats as queries
from commonweal.accountability.rules import formats as rules
from commonweal.core import files, journeys
from commonweal.core.days import LONDON, london_day, show_office_hours, show_time
from commonweal.core.requests import Request
from commonweal.people.standing import standing_of
from commonweal.privacy.operations import looks
from commonweal.ui.pages import attempt, bind, page, short_question, show_or_send

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
    """What is late, what is due today, what comes, and what was settled lately."""
    _only_for_officers(request)
    settled = queries.lately_settled(since=request.at - SETTLED_ARE_SHOWN)
    return page(
        request,
        "accountability/desk_list.html",
        queue=desk_presenters.Queue(queries.for_desk(), at=request.at),
        office_hours=show_office_hours(settings.OFFICE_HOURS),
        settled=desk_presenters.settled_rows(list(settled)),
    )


@show_or_send
def desk_enter(request: Request) -> HttpResponse:
    """Write down what somebody asked for by telephone, on paper or in person."""
    _only_for_officers(request)
    form = bind(forms.Enter, request)
    if form.is_valid() and (asked := attempt(request, form, format_line.enter, **form.answers)):
        return redirect("accountability:desk_entered", ref=asked.reference)
    return page(request, "accountability/desk_enter.html", form=form)


@require_safe
def desk_entered(request: Request, ref: str) -> HttpResponse:
    """What to tell the person: the reference and the day; on paper for those who have no e-mail address."""
    asked = _look_at(request, ref)
    return page(
        request,
        "accountability/desk_entered.html",
        asked=asked,
        next_words=presenters.status_sentence(asked, at=request.at),
        first_answer=desk_presenters.first_answer_sentence(asked, at=request.at),
    )


@require_safe
def desk_letter(request: Request, ref: str) -> HttpResponse:
    """The letter to print for somebody who gave no e-mail address: the reference, the day, and whom to ring."""
    asked = _look_at(request, ref)
    if not asked.is_open:
        raise Http404
    envelope = presenters.envelope(asked)
    return page(
        request, "accountability/desk_letter.html", asked=asked, envelope=envelope, today=london_day(request.at)
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
        first_answer=desk_presenters.first_answer_sentence(asked, at=request.at),
        rows=desk_presenters.record_rows(asked),
        history=desk_presenters.history_rows(asked, list(journeys.steps_of(asked))),
        is_mine=asked.handler is not None and asked.handler.reference == request.actor.key,
        may_erase=bool(rules.can_erase(request.actor, asked, at=request.at)),
    )


@show_or_send
def desk_answer(request: Request, ref: str) -> HttpResponse:
    """Note when somebody first got back to the person."""
    asked = _get(request, ref)
    now = request.at.astimezone(LONDON)
    form = bind(forms.AnswerFirst, request, initial={"answered_on": now.date(), "answered_time": show_time(now)})
    if form.is_valid() and attempt(request, form, format_line.answer_first, asked=asked, **form.answers):
        return _record(ref)
    return page(request, "accountability/desk_answer.html", form=form, asked=asked)


@show_or_send
def desk_say_format(request: Request, ref: str) -> HttpResponse:
    """Note which format the person needs, where they did not say it at once."""
    asked = _get(request, ref)
    form = bind(forms.SayFormat, request, initial=forms.SayFormat.answers_of(asked))
    if form.is_valid() and attempt(request, form, format_line.say_format, asked=asked, **form.answers):
        return _record(ref)
    return page(request, "accountability/desk_format.html", form=form, asked=asked)


@show_or_send
def desk_take_on(request: Request, ref: str) -> HttpResponse:
    """Take the request on oneself."""
    asked = _get(request, ref)
    form = bind(forms.Press, request)
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
    form = bind(forms.Press, request)
    if form.is_valid() and attempt(request, form, operations.erase, asked=asked):
        return _record(ref)
    title = _("Erase what %(ref)s says about a person?") % {"ref": ref}
    lead = _("What they wrote, their file and how to reach them are gone for good. An open request is closed.")
    return _question(request, form, ref, title=title, lead=lead, button=_("Yes, erase it"), is_warning=True)


@require_safe
def desk_document(request: Request, ref: str, number: int) -> HttpResponseBase:
    """One of the files that came with the request."""
    return files.send(queries.get_file(_look_at(request, ref), number))


def _record(ref: str) -> HttpResponse:
    return redirect("accountability:desk_record", ref=ref)


def _question(
    request: Request, form: Form, ref: str, *, title: str, lead: str, button: str, is_warning: bool = False
) -> HttpResponse:
    back = reverse("accountability:desk_record", kwargs={"ref": ref})
    return short_question(request, form, title=title, lead=lead, button=button, back=back, is_warning=is_warning)
