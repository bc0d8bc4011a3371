"""The desk's pages for measures of success: what needs a figure, proposing, preparing, entering, confirming."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonweal.accountability.forms import measures as forms
from commonweal.accountability.models import Measure, MeasureValue
from commonweal.accountability.operations import measure_figures
from commonweal.accountability.operations import measures as operations
from commonweal.accountability.presenters import measure_desk as presenters
from commonweal.accountability.presenters import measure_words as words
from commonweal.accountability.presenters import measures as public
from commonweal.accountability.queries import measures as queries
from commonweal.accountability.rules import measures as rules
from commonweal.accountability.rules.measure_periods import span_of
from commonweal.core.days import london_day
from commonweal.core.requests import Request
from commonweal.people.standing import Standing, standing_of
from commonweal.strategy.models import PartKind, Strategy
from commonweal.strategy.queries import strategies
from commonweal.ui.pages import attempt, bind, page, short_question, show_or_send


def _standing(request: Request) -> Standing:
    standing = standing_of(request.actor, at=request.at)
    if not rules.is_at_desk(standing):
        raise Http404
    return standing


def _proposers_only(request: Request) -> None:
    if not rules.is_proposer(_standing(request)):
        raise Http404


def _for_proposers(request: Request, ref: str) -> Measure:
    _proposers_only(request)
    return queries.get_for_desk(ref)


@require_safe
def measure_desk(request: Request) -> HttpResponse:
    """Figures that are late, due, to be confirmed or returned; then every measure."""
    standing = _standing(request)
    is_proposer = rules.is_proposer(standing)
    strategy = strategies.in_force(london_day(request.at))
    return page(
        request,
        "accountability/measure_desk.html",
        desk=presenters.Desk(
            queries.at_work(),
            queries.waiting_figures(),
            queries.returned_to(request.actor.key) if is_proposer else [],
            by=request.actor,
            at=request.at,
        ),
        is_proposer=is_proposer and strategy is not None,
        public_page=reverse("accountability:measure_list", kwargs={"slug": strategy.slug}) if strategy else "",
    )


@show_or_send
def measure_propose(request: Request) -> HttpResponse:
    """Propose a measure for the strategy in force."""
    _proposers_only(request)
    strategy = strategies.in_force(london_day(request.at))
    if strategy is None:
        raise Http404
    form = bind(forms.Propose, request, parts=_parts(strategy))
    if form.is_valid() and (made := attempt(request, form, operations.propose, strategy=strategy, **form.cleaned_data)):
        return redirect("accountability:measure_terms", ref=made.reference)
    return page(request, "accountability/measure_propose.html", form=form, strategy=strategy)


def _parts(strategy: Strategy) -> list[tuple[str, str]]:
    parts = queries.parts_served(strategy)
    return [(f"{part.kind}:{part.code}", f"{PartKind(part.kind).label}: {part.title}") for part in parts]


@require_safe
def measure_at_desk(request: Request, ref: str) -> HttpResponse:
    """One measure: what is said of it, what is not, its figures, and what can be done."""
    standing = _standing(request)
    measure = queries.get_for_desk(ref)
    judgement = rules.judge(measure, at=request.at)
    return page(
        request,
        "accountability/measure_at_desk.html",
        measure=measure,
        tag=words.tag(judgement),
        sentence=words.sentence(measure, judgement, at=request.at),
        rows=public.fact_rows(measure),
        lacking=presenters.lacking_words(measure),
        figures=presenters.figure_rows(queries.figures_of(measure), measure),
        address=public.address(measure),
        may_say=(measure.is_proposed or bool(rules.missing(measure)))
        and bool(rules.can_say_terms(request.actor, measure, at=request.at)),
        may_enter=rules.is_proposer(standing) and measure.is_at_work and bool(measure.period),
        may_withdraw=bool(rules.can_withdraw(request.actor, measure, at=request.at)),
        awaiting=queries.awaiting_decision(measure),
    )


@show_or_send
def measure_terms(request: Request, ref: str) -> HttpResponse:
    """Say whose a measure is, how often and whence its figure comes, where it starts, and what it aims at."""
    measure = _for_proposers(request, ref)
    owners = queries.owners(measure.strategy)
    form = bind(
        forms.Terms,
        request,
        owners=[(each.key, each.name) for each in owners],
        initial=forms.Terms.answers_of(measure),
    )
    if form.is_valid():
        terms: dict[str, Any] = form.answers  # Any: what the columns hold
        terms["owner"] = next((each for each in owners if each.key == terms["owner"]), None)
        if attempt(request, form, operations.say_terms, measure=measure, **terms):
            return _to(measure)
    return page(request, "accountability/measure_terms.html", form=form, measure=measure)


@show_or_send
def measure_withdraw(request: Request, ref: str) -> HttpResponse:
    """Take a proposal of an officer's back."""
    measure = _for_proposers(request, ref)
    form = bind(forms.Withdraw, request)
    if form.is_valid() and attempt(request, form, operations.withdraw, measure=measure, **form.cleaned_data):
        return _to(measure)
    title = _("Take back the proposal “%(title)s”?") % {"title": measure.title}
    lead = _("It stays on the public page, among those that were dropped, with your reason.")
    return _question(request, form, measure, title=title, lead=lead, button=_("Take it back"), is_warning=True)


@show_or_send
def figure_enter(request: Request, ref: str) -> HttpResponse:
    """Enter what a measure came to in a period that is over."""
    measure = _for_proposers(request, ref)
    periods = presenters.periods(measure, at=request.at)
    if not periods:
        return _to(measure)
    form = bind(forms.Figure, request, periods=periods, measure=measure)
    if form.is_valid():
        span = span_of(measure.period, date.fromisoformat(form.cleaned_data["period"]))
        if attempt(request, form, measure_figures.enter, measure=measure, span=span, **form.answers):
            return _to(measure)
    return page(request, "accountability/measure_figure.html", form=form, measure=measure, figure=None, before="")


@show_or_send
def figure_correct(request: Request, ref: str) -> HttpResponse:
    """Enter a figure that takes the place of a confirmed one."""
    _proposers_only(request)
    figure = queries.get_figure(ref)
    if not rules.can_replace(figure):
        return _to(figure.measure)
    form = bind(forms.Correct, request, periods=[], measure=figure.measure, initial=forms.Correct.answers_of(figure))
    if form.is_valid() and attempt(request, form, measure_figures.correct, figure=figure, **form.answers):
        return _to(figure.measure)
    before = words.show_value(figure.value, figure.measure.unit)
    return page(
        request, "accountability/measure_figure.html", form=form, measure=figure.measure, figure=figure, before=before
    )


def _to_look_over(request: Request, ref: str) -> MeasureValue:
    if not rules.is_confirmer(_standing(request)):
        raise Http404
    return queries.get_figure(ref)


@show_or_send
def figure_confirm(request: Request, ref: str) -> HttpResponse:
    """Look a figure over that somebody else entered, and confirm it."""
    figure = _to_look_over(request, ref)
    form = bind(forms.Confirm, request)
    if form.is_valid() and attempt(request, form, measure_figures.confirm, figure=figure):
        return _to(figure.measure)
    refused = rules.can_confirm(request.actor, figure, at=request.at)
    return page(
        request,
        "accountability/measure_confirm.html",
        form=form,
        figure=figure,
        rows=presenters.check_rows(figure),
        period=words.period_words(figure),
        why_not=refused.reason,
        may_return=bool(rules.can_look_over(request.actor, figure, at=request.at)),
    )


@show_or_send
def figure_return(request: Request, ref: str) -> HttpResponse:
    """Return a figure to the one who entered it, with the reason."""
    figure = _to_look_over(request, ref)
    form = bind(forms.Return, request)
    if form.is_valid() and attempt(request, form, measure_figures.return_, figure=figure, **form.cleaned_data):
        return _to(figure.measure)
    told = {"title": figure.measure.title, "period": words.period_words(figure)}
    title = _("Return the figure for “%(title)s”, %(period)s?") % told
    lead = _("It does not count, and whoever entered it sees your reason.")
    return _question(request, form, figure.measure, title=title, lead=lead, button=_("Return it"))


def _to(measure: Measure) -> HttpResponse:
    return redirect("accountability:measure_at_desk", ref=measure.reference)


def _question(
    request: Request, form: Form, measure: Measure, *, title: str, lead: str, button: str, is_warning: bool = False
) -> HttpResponse:
    back = reverse("accountability:measure_at_desk", kwargs={"ref": measure.reference})
    return short_question(request, form, title=title, lead=lead, button=button, back=back, is_warning=is_warning)
