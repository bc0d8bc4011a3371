"""The feeds of changes of standing."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from commonweal.accountability import strategy_feeds
from commonweal.accountability.queries import commitments as queries
from commonweal.core.requests import Request
from commonweal.publishing import feeds
from commonweal.strategy.queries import strategies
from commonweal.ui.access import public


@public
@require_safe
def changes_feed(request: Request) -> HttpResponseBase:
    """Of the strategy in force, whichever it is."""
    return feeds.answer(request, strategy_feeds.IN_FORCE)


@public
@require_safe
def strategy_changes(request: Request, slug: str) -> HttpResponseBase:
    """Of one strategy."""
    return feeds.answer(request, strategy_feeds.of_strategy(strategies.get(slug)))


@public
@require_safe
def commitment_changes(request: Request, slug: str, code: str) -> HttpResponseBase:
    """Of one commitment."""
    return feeds.answer(request, strategy_feeds.of_commitment(queries.get(slug, code)))
