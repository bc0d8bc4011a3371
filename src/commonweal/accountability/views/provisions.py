"""The public pages of what else a strategy says: its words, rules by date, grants, bodies, and the former Compact."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from commonweal.accountability.forms.provisions import RulesOn
from commonweal.accountability.presenters import provisions as presenters
from commonweal.accountability.presenters import strategy_words as words
from commonweal.accountability.queries import commitments
from commonweal.accountability.queries import provisions as queries
from commonweal.accountability.queries.strategy_texts import Texts, texts_of
from commonweal.core.days import london_day
from commonweal.core.requests import Request
from commonweal.publishing import links
from commonweal.strategy.models import ProvisionKind, Strategy
from commonweal.strategy.queries import strategies
from commonweal.ui.access import public
from commonweal.ui.pages import page


@public
@require_safe
def term_list(request: Request, slug: str) -> HttpResponse:
    """What the strategy's words mean."""
    strategy = strategies.get(slug)
    found = queries.of_kinds(strategy, ProvisionKind.TERM)
    return page(
        request,
        "accountability/term_list.html",
        strategy=strategy,
        terms=presenters.terms(found[ProvisionKind.TERM], texts_of(strategy), slug),
        downloads=links.downloads_of("glossary", at=request.at),
    )


@public
@require_safe
def rule_list(request: Request, slug: str) -> HttpResponse:
    """The rules by date: what holds on a day, where it is written, and how sure we are."""
    strategy = strategies.get(slug)
    form = RulesOn({"on": request.GET.get("on", "")})
    today = london_day(request.at)
    on = (form.cleaned_data["on"] or today) if form.is_valid() else today
    return page(
        request,
        "accountability/rule_list.html",
        form=form,
        strategy=strategy,
        is_today=on == today,
        rules=_rules(texts_of(strategy), strategy, on, words.language()),
        downloads=links.downloads_of("rules", at=request.at),
    )


@dataclass(frozen=True)
class DrawnRules:
    """The rules as they are on a day, drawn, and what there is to say of all of them; nothing where there is none."""

    finding: str
    drawn: SafeString


# What they look like follows from what the strategy says and from the day; drawing them costs more than all else.
@lru_cache(maxsize=8)
def _rules(texts: Texts, strategy: Strategy, on: date, language: str) -> DrawnRules:
    del language  # a part of the key
    found = queries.of_kinds(strategy, ProvisionKind.RULE)[ProvisionKind.RULE]
    rules = presenters.rules(found, texts, strategy.slug, on=on)
    drawn = render_to_string("accountability/rule_items.html", {"rules": rules}, using="jinja2")
    return DrawnRules(presenters.rules_finding(rules, on=on) if rules else "", SafeString(drawn))


@public
@require_safe
def grant_terms(request: Request, slug: str) -> HttpResponse:
    """Types of grant, reasons for a direct award, standards, and bands of income."""
    strategy = strategies.get(slug)
    texts = texts_of(strategy)
    found = queries.of_kinds(
        strategy,
        ProvisionKind.GRANT_TYPE,
        ProvisionKind.CRITERION,
        ProvisionKind.GRANT_STANDARD,
        ProvisionKind.BAND,
    )
    bands = found[ProvisionKind.BAND]
    return page(
        request,
        "accountability/grant_terms.html",
        strategy=strategy,
        types=presenters.titled(found[ProvisionKind.GRANT_TYPE], texts, slug),
        criteria=presenters.titled(found[ProvisionKind.CRITERION], texts, slug),
        standards=presenters.titled(found[ProvisionKind.GRANT_STANDARD], texts, slug),
        bands=presenters.bands_table(bands) if bands else None,
        downloads=links.downloads_of("grant-terms", at=request.at),
    )


@public
@require_safe
def named_body_list(request: Request, slug: str) -> HttpResponse:
    """The bodies that the strategy names: each once, with all its names and who took its place."""
    strategy = strategies.get(slug)
    found = queries.named_bodies(strategy)
    return page(
        request,
        "accountability/named_body_list.html",
        strategy=strategy,
        bodies=presenters.bodies(found, texts_of(strategy), slug, on=london_day(request.at)),
        downloads=links.downloads_of("named-bodies", at=request.at),
    )


@public
@require_safe
def compact(request: Request, slug: str) -> HttpResponse:
    """What the former Compact stood for, and how it stands with the commitments that carry it now."""
    strategy = strategies.get(slug)
    found = queries.of_kinds(strategy, ProvisionKind.PRINCIPLE)[ProvisionKind.PRINCIPLE]
    standings = commitments.standings_of(strategy)
    return page(
        request,
        "accountability/compact.html",
        strategy=strategy,
        principles=presenters.principles(found, texts_of(strategy), standings, slug),
        downloads=links.downloads_of("compact-principles", at=request.at),
    )
