"""The public pages of the facts that a strategy states, and of what was found missing or at odds in its text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonweal.accountability.presenters import coded
from commonweal.accountability.presenters import contradictions as told
from commonweal.accountability.presenters import facts as presenters
from commonweal.accountability.presenters import strategy_words as words
from commonweal.accountability.queries import contradictions, facts
from commonweal.accountability.queries.strategy_texts import Texts, texts_of
from commonweal.core.requests import Request
from commonweal.people.standing import standing_of
from commonweal.publishing import links
from commonweal.strategy import newer, rules
from commonweal.strategy.models import Strategy
from commonweal.strategy.queries import figures, packs, strategies
from commonweal.ui.access import public
from commonweal.ui.finding import asked_words, search_box
from commonweal.ui.pages import page


@public
@require_safe
def fact_list(request: Request, slug: str) -> HttpResponse:
    """Every fact with its source and date, in the order of the text; all, or those that have the words asked for."""
    strategy = strategies.get(slug)
    wanted = asked_words(request)
    drawn = _facts(texts_of(strategy), strategy, wanted, facts.newer_counts(strategy), words.language())
    return page(
        request,
        "accountability/fact_list.html",
        strategy=strategy,
        taken_over=strategy.extends,
        wanted=wanted,
        search=search_box(wanted, label=_("Search the facts"), address=request.path),
        facts=drawn,
        downloads=links.downloads_of("facts", at=request.at),
    )


@dataclass(frozen=True)
class DrawnFacts:
    """A list of facts, drawn, and how many there are in words; nothing where there is none."""

    count: str
    drawn: SafeString


# What it looks like follows from what the strategy says and from what stands beside it; drawing it costs more than all
# else, and there are many.
@lru_cache(maxsize=8)
def _facts(
    texts: Texts, strategy: Strategy, wanted: str, newer: tuple[tuple[str, int], ...], language: str
) -> DrawnFacts:
    del newer, language  # parts of the key
    found = facts.facts_of(strategy, wanted)
    chapters = presenters.chapters(found, texts, strategy.slug)
    drawn = render_to_string("accountability/fact_items.html", {"chapters": chapters}, using="jinja2")
    return DrawnFacts(presenters.count_words(len(found)) if found else "", SafeString(drawn))


@public
@require_safe
def fact_show(request: Request, slug: str, code: str) -> HttpResponse:
    """One fact as the strategy states it, and newer figures beside it."""
    fact = figures.get_fact(slug, code)
    strategy = fact.strategy
    texts = texts_of(strategy)
    is_keeper = rules.is_keeper(standing_of(request.actor, at=request.at))
    where = {"slug": slug, "code": fact.code}
    return page(
        request,
        "accountability/fact_show.html",
        strategy=strategy,
        fact=fact,
        rows=presenters.fact_rows(fact, texts),
        figures=presenters.figures_table(fact) if fact.figures else None,
        beside=presenters.beside(newer.figures_for(fact, at=request.at), figures.later_figures(fact)),
        contradictions=coded.links(fact.gaps, texts, slug),
        wordings=presenters.earlier_wordings(packs.editions_of(strategy, "facts", fact.code)),
        desk=reverse("accountability:figure_add", kwargs=where) if is_keeper and not fact.is_withdrawn else "",
        downloads=links.downloads_of("facts", at=request.at),
    )


@public
@require_safe
def contradiction_list(request: Request, slug: str) -> HttpResponse:
    """What was found in the text, told plainly, and what is done about each."""
    strategy = strategies.get(slug)
    texts = texts_of(strategy)
    found = contradictions.contradictions_of(strategy)
    return page(
        request,
        "accountability/contradiction_list.html",
        strategy=strategy,
        count=len(found),
        lines=[told.line(each, texts, slug) for each in found],
        downloads=links.downloads_of("contradictions", at=request.at),
    )


@public
@require_safe
def contradiction_show(request: Request, slug: str, code: str) -> HttpResponse:
    """One of them, with the commitments and facts that it is about."""
    found = contradictions.get(slug, code)
    strategy = found.strategy
    return page(
        request,
        "accountability/contradiction_show.html",
        strategy=strategy,
        contradiction=found,
        touched=coded.links(found.touches, texts_of(strategy), slug),
        wordings=presenters.earlier_wordings(packs.editions_of(strategy, "contradictions", found.code)),
        downloads=links.downloads_of("contradictions", at=request.at),
    )
