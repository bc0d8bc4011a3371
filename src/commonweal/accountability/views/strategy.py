"""The public pages of a strategy: at a glance, by part and owner, what changed, two days compared, how it is done."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonweal.accountability.forms.strategy import LONGEST_DAY, TwoDays, typed_day
from commonweal.accountability.presenters import strategy_parts
from commonweal.accountability.presenters import strategy_words as words
from commonweal.accountability.presenters.strategy_changes import Compared
from commonweal.accountability.presenters.strategy_glance import (
    TABLE_ID,
    Glance,
    change_lines,
    checked_words,
    doors,
    late_words,
    standing_sentence,
    ways_to_follow,
)
from commonweal.accountability.presenters.strategy_how import How
from commonweal.accountability.queries import commitments as queries
from commonweal.accountability.queries.strategy_texts import texts_of
from commonweal.core.days import end_of, london_day
from commonweal.core.requests import Request
from commonweal.publishing.links import downloads_of
from commonweal.strategy.models import Strategy
from commonweal.strategy.queries import strategies
from commonweal.ui.access import public
from commonweal.ui.finding import page_links
from commonweal.ui.pages import page

NEWEST, LATEST = 5, 5
ON_A_PAGE = 40


@public
@require_safe
def strategy_home(request: Request) -> HttpResponse:
    """The strategy in force at a glance; where none was loaded, that."""
    every = strategies.everything()
    strategy = strategies.in_force(london_day(request.at), among=every)
    if strategy is None:
        return page(request, "accountability/strategy_none.html")
    return _glance(request, strategy, every, is_home=True)


@public
@require_safe
def strategy_list(request: Request) -> HttpResponse:
    """Every strategy that was loaded, with what took its place."""
    every = strategies.everything()
    in_force = strategies.in_force(london_day(request.at), among=every)
    return page(
        request,
        "accountability/strategy_list.html",
        lines=strategy_parts.strategy_lines(every, in_force=in_force, on=london_day(request.at)),
    )


@public
@require_safe
def strategy_show(request: Request, slug: str) -> HttpResponse:
    """Any strategy at a glance."""
    every = strategies.everything()
    strategy = next((each for each in every if each.slug == slug), None)
    if strategy is None:
        raise Http404(_("There is no strategy at this address."))
    return _glance(request, strategy, every, is_home=False)


def _glance(request: Request, strategy: Strategy, every: list[Strategy], *, is_home: bool) -> HttpResponse:
    on = london_day(request.at)
    in_force = strategies.in_force(on, among=every)
    successor = next((each for each in every if each.succeeds_id == strategy.pk and each.is_adopted), None)
    texts, standings = texts_of(strategy), queries.standings_of(strategy)
    glance = Glance(strategy.slug, texts, standings)
    checked_at = queries.checked_at(strategy)
    overdue = glance.overdue()
    return page(
        request,
        "accountability/strategy_show.html",
        is_home=is_home,
        strategy=strategy,
        overview=glance.overview,
        term=standing_sentence(
            strategy,
            on=on,
            is_in_force=strategy == in_force,
            successor=successor if successor and successor.from_on <= on else None,
        ),
        successor=successor,
        checked=checked_words(checked_at, at=request.at),
        changes=change_lines(strategy.slug, queries.as_changes(queries.changes_of(strategy)[:NEWEST]), texts),
        overdue=overdue[:LATEST],
        late_words=late_words(len(overdue)),
        is_all_overdue_shown=len(overdue) <= LATEST,
        doors=doors(strategy.slug),
        ways_to_follow=ways_to_follow(strategy.slug),
        downloads=downloads_of("commitments", at=request.at),
        table_id=TABLE_ID,
        kinds=strategy_parts.kind_titles(),
    )


@public
@require_safe
def part_list(request: Request, slug: str, kind: str) -> HttpResponse:
    """Every aim, objective, use, outcome or chapter, with how it stands with its commitments."""
    strategy = strategies.get(slug)
    glance = Glance(slug, texts_of(strategy), queries.standings_of(strategy))
    return page(
        request,
        "accountability/strategy_part_list.html",
        strategy=strategy,
        title=strategy_parts.kind_titles()[kind],
        lead=strategy_parts.kind_leads()[kind],
        lines=glance.lines(words.KINDS_BY_ADDRESS[kind]),
    )


@public
@require_safe
def part_show(request: Request, slug: str, kind: str, code: str) -> HttpResponse:
    """One of them: what it says, and its commitments by status."""
    strategy = strategies.get(slug)
    texts = texts_of(strategy)
    part = texts.part(words.KINDS_BY_ADDRESS[kind], code)
    shown = strategy_parts.PartPage(strategy.slug, texts, queries.standings_of(strategy), part)
    return page(
        request,
        "accountability/strategy_part.html",
        strategy=strategy,
        part=part,
        shown=shown,
        kind=kind,
        kind_title=strategy_parts.kind_titles()[kind],
    )


@public
@require_safe
def owner_list(request: Request, slug: str) -> HttpResponse:
    """Every body that owns a commitment."""
    strategy = strategies.get(slug)
    glance = Glance(slug, texts_of(strategy), queries.standings_of(strategy))
    return page(
        request,
        "accountability/strategy_part_list.html",
        strategy=strategy,
        title=_("Owners"),
        lead=_("Who promised it. The strategy names the owner of some commitments; all others are the council’s."),
        lines=glance.owner_lines(),
    )


@public
@require_safe
def owner_show(request: Request, slug: str, key: str) -> HttpResponse:
    """One body that the strategy names, and the commitments it owns."""
    strategy = strategies.get(slug)
    texts = texts_of(strategy)
    body = texts.body(key)
    shown = strategy_parts.OwnerPage(strategy.slug, texts, queries.standings_of(strategy), body)
    return page(
        request,
        "accountability/strategy_owner.html",
        strategy=strategy,
        body=body,
        shown=shown,
        page_of_body=queries.page_of_body(strategy, key),
        change=shown.change(london_day(request.at)),
    )


@public
@require_safe
def strategy_history(request: Request, slug: str) -> HttpResponse:
    """Every change of standing, the newest first, a page at a time."""
    strategy = strategies.get(slug)
    every = queries.changes_of(strategy)
    found = Paginator(every, ON_A_PAGE).get_page(request.GET.get("page"))
    first = (found.number - 1) * ON_A_PAGE
    address = f"{request.path}?page="
    return page(
        request,
        "accountability/strategy_history.html",
        strategy=strategy,
        changes=change_lines(slug, queries.as_changes(every[first : first + ON_A_PAGE]), texts_of(strategy)),
        count=found.paginator.count,
        first_at=queries.first_worked_out_at(strategy),
        downloads=downloads_of("status-history", at=request.at),
        page_links=page_links(page=found.number, pages=found.paginator.num_pages, address=address),
    )


@public
@require_safe
def strategy_compare(request: Request, slug: str) -> HttpResponse:
    """How it stood at the end of two days, and what changed between them."""
    strategy = strategies.get(slug)
    today, first_at = london_day(request.at), queries.first_worked_out_at(strategy)
    first_on = london_day(first_at) if first_at else today
    asked = {
        "from": request.GET.get("from", "")[:LONGEST_DAY] or typed_day(first_on),
        "to": request.GET.get("to", "")[:LONGEST_DAY] or typed_day(today),
    }
    form = TwoDays(asked, today=today)
    compared = None
    if form.is_valid():
        from_on, to_on = sorted((form.cleaned_data["from"], form.cleaned_data["to"]))
        compared = Compared(
            from_on,
            to_on,
            queries.standings_before(strategy, end_of(from_on)),
            queries.standings_before(strategy, end_of(to_on)),
            slug,
            texts_of(strategy),
        )
    return page(
        request,
        "accountability/strategy_compare.html",
        strategy=strategy,
        form=form,
        compared=compared,
        first_on=first_on if first_at else None,
        downloads=downloads_of("status-history", at=request.at),
    )


@public
@require_safe
def strategy_how(request: Request, slug: str) -> HttpResponse:
    """How statuses are worked out, as the rules have it."""
    strategy = strategies.get(slug)
    shown = How(strategy, queries.freshness_of(strategy), london_day(request.at))
    return page(request, "accountability/strategy_how.html", strategy=strategy, how=shown)
