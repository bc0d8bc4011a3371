"""What stands in for a second person: in public for everybody, and recorded at the desk."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonweal.core.days import london_day
from commonweal.core.requests import Request
from commonweal.people import operations, queries, rules
from commonweal.people.forms import interests as forms
from commonweal.people.forms.persons import body_choices
from commonweal.people.presenters import two_people as presenters
from commonweal.people.standing import standing_of
from commonweal.ui.access import public
from commonweal.ui.pages import attempt, bind, page, short_question, show_or_send


@public
@require_safe
def exception_list(request: Request) -> HttpResponse:
    """Everything that stands, or stood, in for a second person."""
    every = list(queries.two_people.every())
    today = london_day(request.at)
    givers = queries.persons.names_of([presenters.giver_key(each) for each in every])
    return page(
        request,
        "people/exception_list.html",
        now=presenters.cards([each for each in every if each.is_in_force(today)], givers),
        other=presenters.cards([each for each in every if not each.is_in_force(today)], givers),
    )


def _only_for_givers(request: Request) -> None:
    if not rules.two_people.is_giver(standing_of(request.actor, at=request.at)):
        raise Http404


@require_safe
def exception_desk(request: Request) -> HttpResponse:
    """The same for administrators, with what can be done about it."""
    _only_for_givers(request)
    today = london_day(request.at)
    open_ones = [each for each in queries.two_people.every() if each.ended_at is None and each.until_on >= today]
    return page(request, "people/exception_desk.html", rows=presenters.desk_rows(open_ones))


@show_or_send
def exception_add(request: Request) -> HttpResponse:
    """Record that something stands in for the second person at a body."""
    _only_for_givers(request)
    today = london_day(request.at)
    bodies = list(queries.bodies.there_on(today))
    people = [each for each in queries.persons.active_staff(on=today) if each.reference != request.actor.key]
    form = bind(
        forms.NewException,
        request,
        bodies=body_choices(bodies),
        people=[(person.reference, person.name) for person in people],
    )
    if form.is_valid():
        answers = form.cleaned_data | {
            "body": next(body for body in bodies if body.reference == form.cleaned_data["body"]),
            "approver": next((each for each in people if each.reference == form.cleaned_data["approver"]), None),
        }
        if attempt(request, form, operations.two_people.give, **answers):
            return redirect("people:exception_desk")
    return page(request, "people/exception_add.html", form=form, back=reverse("people:exception_desk"))


@show_or_send
def exception_end(request: Request, ref: str) -> HttpResponse:
    """End it before its last day."""
    _only_for_givers(request)
    exception = queries.two_people.get(ref)
    form = bind(forms.EndException, request)
    if form.is_valid() and attempt(request, form, operations.two_people.end, exception=exception):
        return redirect("people:exception_desk")
    return short_question(
        request,
        form,
        title=_("End this now?"),
        lead=presenters.words(exception),
        back=reverse("people:exception_desk"),
        button=_("Yes, end it"),
        is_warning=True,
    )
