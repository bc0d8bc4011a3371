"""The public pages of a strategy's versions: what each changed, and what was carried on from the strategy before."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from commonweal.accountability.presenters import versions as presenters
from commonweal.accountability.queries import versions as queries
from commonweal.core.days import london_day, show_day
from commonweal.core.requests import Request
from commonweal.publishing import links
from commonweal.strategy.queries import packs, strategies
from commonweal.ui.access import public
from commonweal.ui.pages import page


@public
@require_safe
def version_list(request: Request, slug: str) -> HttpResponse:
    """Every version, and for a strategy that took another's place what was carried on or dropped."""
    strategy = strategies.get(slug)
    successions = queries.carried_into(strategy) if strategy.succeeds_id else []
    return page(
        request,
        "accountability/version_list.html",
        strategy=strategy,
        versions=presenters.version_lines(queries.versions_of(strategy), slug),
        before=strategy.succeeds,
        carried=presenters.carried(successions, strategy),
        carried_finding=presenters.carried_finding(successions),
        downloads=links.downloads_of("commitments", at=request.at),
    )


@public
@require_safe
def version_show(request: Request, slug: str, number: int) -> HttpResponse:
    """What one version changed, part by part; of the first, how much it has of each kind."""
    pack = queries.get(slug, number)
    is_first = pack.number == 1
    editions = [] if is_first else packs.changes_of(pack)
    before = queries.contents_before(pack, editions) if editions else {}
    return page(
        request,
        "accountability/version_show.html",
        strategy=pack.strategy,
        pack=pack,
        title=presenters.version_title(pack),
        loaded=show_day(london_day(pack.loaded_at)),
        is_first=is_first,
        first=presenters.first_table(queries.counts_of(pack)) if is_first else None,
        groups=presenters.groups(pack, editions, before),
        moved=presenters.moved_words(editions, before),
        downloads=links.downloads_of("commitments", at=request.at),
    )
