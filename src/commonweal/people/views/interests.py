"""Declarations of interest: one's own to declare, change and end; others' for the few who may see them."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonweal.core.days import london_day
from commonweal.core.requests import Request
from commonweal.people import kinds_of_role, operations, queries, rules
from commonweal.people.forms import interests as forms
from commonweal.people.models import Person
from commonweal.people.presenters import interests as presenters
from commonweal.people.standing import standing_of
from commonweal.people.views.persons import managers_standing
from commonweal.ui.pages import attempt, bind, page, short_question, show_or_send

HOME = "people:interest_list"


def _page_of(request: Request, person: Person, *, is_own: bool) -> HttpResponse:
    history = list(queries.interests.history_of(person))
    today = london_day(request.at)
    return page(
        request,
        "people/interest_list.html" if is_own else "people/person_interests.html",
        person=person,
        held=presenters.held_rows([each for each in history if each.is_held_on(today)], may_change=is_own),
        past=presenters.past_rows([each for each in history if not each.is_held_on(today)]),
        sentence=presenters.review_sentence(
            queries.interests.last_review(person),
            is_due=rules.interests.is_review_due(person, at=request.at),
            is_own=is_own,
        ),
        is_councillor=standing_of(person.actor, at=request.at).holds(kinds_of_role.MEMBER),
    )


@require_safe
def interest_list(request: Request) -> HttpResponse:
    """One's own declarations."""
    return _page_of(request, queries.persons.of_actor(request.actor), is_own=True)


@require_safe
def person_interests(request: Request, ref: str) -> HttpResponse:
    """Somebody else's declarations, for those who may see them."""
    person = queries.persons.get_visible(managers_standing(request), ref)
    if not rules.interests.can_see(request.actor, person, at=request.at):
        raise Http404
    return _page_of(request, person, is_own=False)


@show_or_send
def interest_add(request: Request) -> HttpResponse:
    """Declare an interest."""
    person = queries.persons.of_actor(request.actor)
    form = bind(forms.Declare, request)
    if form.is_valid() and attempt(request, form, operations.interests.declare, person=person, **form.cleaned_data):
        return redirect(HOME)
    return page(request, "people/interest_form.html", form=form, title=_("Declare an interest"), button=_("Declare it"))


@show_or_send
def interest_change(request: Request, ref: str) -> HttpResponse:
    """Correct a declaration; what it said before is kept."""
    interest = queries.interests.get_of(queries.persons.of_actor(request.actor), ref)
    form = bind(forms.Declare, request, initial=forms.Declare.answers_of(interest))
    if form.is_valid() and attempt(request, form, operations.interests.change, interest=interest, **form.cleaned_data):
        return redirect(HOME)
    return page(
        request, "people/interest_form.html", form=form, title=_("Change what you declared"), button=_("Save it")
    )


@show_or_send
def interest_end(request: Request, ref: str) -> HttpResponse:
    """Say that an interest is over."""
    interest = queries.interests.get_of(queries.persons.of_actor(request.actor), ref)
    form = bind(forms.EndInterest, request)
    if form.is_valid() and attempt(
        request, form, operations.interests.end, interest=interest, until_on=form.cleaned_data["until_on"]
    ):
        return redirect(HOME)
    return short_question(
        request,
        form,
        title=_("End an interest"),
        lead=f"{interest.get_kind_display()}: {interest.with_whom}",
        back=reverse(HOME),
        button=_("Save the day"),
    )


@show_or_send
def interest_review(request: Request) -> HttpResponse:
    """Say that what one declared is right."""
    person = queries.persons.of_actor(request.actor)
    form = bind(forms.Review, request)
    if form.is_valid() and attempt(request, form, operations.interests.review, person=person):
        return redirect(HOME)
    held = queries.interests.of(person, on=london_day(request.at))
    return page(
        request,
        "people/interest_review.html",
        form=form,
        held=presenters.held_rows(held, may_change=False),
        back=reverse(HOME),
    )
