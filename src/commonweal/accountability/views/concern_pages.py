"""The public pages: every concern on a strategy, and each with what may be printed of it."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonweal.accountability.forms.concern_desk import Narrow
from commonweal.accountability.presenters import concerns as presenters
from commonweal.accountability.queries import concerns as queries
from commonweal.core import journeys
from commonweal.core.days import london_day
from commonweal.core.requests import Request
from commonweal.strategy.queries import strategies
from commonweal.ui.access import public
from commonweal.ui.finding import asked_page, page_links
from commonweal.ui.pages import page

ON_A_PAGE = 25


@public
@require_safe
def concern_list(request: Request, slug: str) -> HttpResponse:
    """All concerns on a strategy, with how many are late and how long answers take."""
    strategy = strategies.get(slug)
    today = london_day(request.at)
    figures = presenters.Figures(list(queries.public_of(strategy)), today)
    states = [(str(state), str(words)) for state, words in presenters.STATE_WORDS.items()]
    chosen = {"state": request.GET.get("state", ""), "commitment": request.GET.get("commitment", "")}
    narrow = Narrow(initial=chosen, states=states, codes=figures.codes)
    found = presenters.narrowed(figures, **chosen)
    pages = max(1, -(-len(found) // ON_A_PAGE))
    number = min(asked_page(request), pages)
    shown = found[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]
    address = f"?{presenters.query_of(chosen)}page="
    return page(
        request,
        "accountability/concern_list.html",
        strategy=strategy,
        figures=figures,
        narrow=narrow,
        is_narrowed=any(chosen.values()),
        count=len(found),
        listed=[presenters.listed(each, today) for each in shown],
        page_links=page_links(page=number, pages=pages, address=address),
        small=presenters.SMALL,
        answer_days=strategy.settings["concern_answer_working_days"],
    )


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
