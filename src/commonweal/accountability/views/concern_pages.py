"""The public pages: every concern on a strategy, and each with what may be printed of it."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from markupsafe import Markup

from commonweal.accountability.forms.concern_desk import Narrow
from commonweal.accountability.presenters import concerns as presenters
from commonweal.accountability.presenters import strategy_words as words
from commonweal.accountability.queries import concern_list as concerns_listed
from commonweal.accountability.queries import concerns as queries
from commonweal.accountability.states.concerns import State
from commonweal.core import journeys
from commonweal.core.days import london_day
from commonweal.core.requests import Request
from commonweal.core.stamps import kept_under_stamp, stamp_of
from commonweal.strategy.models import Strategy
from commonweal.strategy.queries import strategies
from commonweal.strategy.queries.packs import PACK
from commonweal.ui.access import public
from commonweal.ui.finding import asked_page, page_links
from commonweal.ui.forms import render_field
from commonweal.ui.pages import page

ON_A_PAGE = 25


@public
@require_safe
def concern_list(request: Request, slug: str) -> HttpResponse:
    """All concerns on a strategy, with how many are late and how long answers take."""
    strategy = strategies.get(slug)
    today = london_day(request.at)
    figures = _figures(stamp_of(PACK, queries.TOUCHED), strategy, today)
    counts = figures.counts
    chosen = {"state": request.GET.get("state", ""), "commitment": request.GET.get("commitment", "")}
    state = State(chosen["state"]) if chosen["state"] in set(State) else None
    commitment = next((each for each in counts.raised_on if each.code == chosen["commitment"]), None)
    code = commitment.code if commitment else ""
    count = counts.of(state, code)
    pages = max(1, -(-count // ON_A_PAGE))
    number = min(asked_page(request), pages)
    start = (number - 1) * ON_A_PAGE
    shown = concerns_listed.listed(strategy, today, state=state, commitment=commitment, start=start, size=ON_A_PAGE)
    address = f"?{presenters.query_of(chosen)}page="
    return page(
        request,
        "accountability/concern_list.html",
        strategy=strategy,
        figures=figures,
        boxes=_boxes(tuple(figures.codes), words.language(), state=state or "", commitment=code),
        is_narrowed=any(chosen.values()),
        count=count,
        listed=presenters.listed(shown, today, slug=slug, titles=counts.commitments),
        page_links=page_links(page=number, pages=pages, address=address),
        small=presenters.SMALL,
        answer_days=strategy.settings["concern_answer_working_days"],
    )


@kept_under_stamp(size=8)
def _figures(strategy: Strategy, today: date) -> presenters.Figures:
    """The figures of all concerns: with tens of thousands of them, to count takes longer than the rest of the page."""
    return presenters.Figures(concerns_listed.counts_of(strategy, today), concerns_listed.lately_took(strategy, today))


# Drawing a box with every commitment costs more than all else, and mostly the same two are drawn.
@lru_cache(maxsize=32)
def _boxes(codes: tuple[tuple[str, str], ...], language: str, *, state: str, commitment: str) -> list[Markup]:
    del language  # a part of the key
    states = [(str(each), str(title)) for each, title in presenters.STATE_WORDS.items()]
    narrow = Narrow(initial={"state": state, "commitment": commitment}, states=states, codes=[*codes])
    return [render_field(field, size="s") for field in narrow]


@public
@require_safe
def concern_show(request: Request, slug: str, ref: str) -> HttpResponse:
    """One concern: where it is, what may be printed of it, what bodies replied, and what the council found."""
    concern = queries.get_public(strategies.get(slug), ref)
    today = london_day(request.at)
    replies = list(concern.replies.all())
    return page(
        request,
        "accountability/concern_show.html",
        concern=concern,
        strategy=concern.commitment.strategy,
        tag=presenters.status_tag(concern, today),
        sentence=presenters.status_sentence(concern, today),
        unprinted=_why_no_words(concern.is_silent, concern.is_withdrawn, bool(concern.summary)),
        rows=presenters.public_rows(concern),
        replies=presenters.shown_replies(concern, replies, today),
        history=presenters.history_rows(list(journeys.steps_of(concern)), replies),
    )


def _why_no_words(is_silent: bool, is_withdrawn: bool, is_summed_up: bool) -> str:
    """Why the page says nothing of what the concern is; empty where it does."""
    if is_withdrawn:
        return _("It was taken back, so nothing of it is printed.")
    if is_silent:
        return _("The person asked us to print nothing of what they wrote.")
    return "" if is_summed_up else _("Nobody at the council has summed it up yet, so no words of it are printed.")
