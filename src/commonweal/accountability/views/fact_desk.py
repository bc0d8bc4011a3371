"""The desk's pages for newer figures: which facts there are, putting a figure beside one, taking one away."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonweal.accountability.forms import facts as forms
from commonweal.accountability.presenters import facts as presenters
from commonweal.accountability.queries import facts
from commonweal.core.days import london_day
from commonweal.core.requests import Request
from commonweal.people.standing import standing_of
from commonweal.strategy import rules
from commonweal.strategy.operations import figures as operations
from commonweal.strategy.queries import figures, strategies
from commonweal.ui.finding import asked_words, search_box
from commonweal.ui.pages import attempt, bind, page, show_or_send


def _keepers_only(request: Request) -> None:
    if not rules.is_keeper(standing_of(request.actor, at=request.at)):
        raise Http404


@require_safe
def figure_desk(request: Request) -> HttpResponse:
    """The facts of the strategy in force, to choose one."""
    _keepers_only(request)
    strategy = strategies.in_force(london_day(request.at))
    wanted = asked_words(request)
    found = facts.facts_of(strategy, wanted) if strategy else []
    return page(
        request,
        "accountability/figure_desk.html",
        strategy=strategy,
        wanted=wanted,
        search=search_box(wanted, label=_("Search the facts"), address=request.path),
        table=presenters.desk_table(found, strategy.slug) if strategy and found else None,
    )


@show_or_send
def figure_add(request: Request, slug: str, code: str) -> HttpResponse:
    """Put a newer figure beside a fact; those that stand there already are below."""
    _keepers_only(request)
    fact = figures.get_fact(slug, code)
    if fact.is_withdrawn:
        raise Http404
    form = bind(forms.AddFigure, request)
    if form.is_valid() and attempt(request, form, operations.add_later_figure, fact=fact, **form.cleaned_data):
        return redirect("accountability:fact", slug=slug, code=fact.code)
    return page(
        request,
        "accountability/figure_add.html",
        form=form,
        fact=fact,
        standing=presenters.standing_rows(fact, figures.later_figures(fact)),
    )


@show_or_send
def figure_withdraw(request: Request, slug: str, code: str, number: int) -> HttpResponse:
    """Take a newer figure away, and say why."""
    _keepers_only(request)
    fact = figures.get_fact(slug, code)
    figure = figures.get_figure(fact, number)
    if figure.withdrawn_at is not None:
        raise Http404
    form = bind(forms.TakeAway, request)
    if form.is_valid() and attempt(request, form, operations.withdraw_later_figure, figure=figure, **form.cleaned_data):
        return redirect("accountability:fact", slug=slug, code=fact.code)
    return page(request, "accountability/figure_withdraw.html", form=form, fact=fact, figure=figure)
