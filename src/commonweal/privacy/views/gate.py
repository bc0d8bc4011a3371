"""Who a page of officers is there for: for everybody else there is no such page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpResponseBase
from django.views.decorators.cache import never_cache

from commonweal.core.requests import Request
from commonweal.people.standing import Standing, standing_of

OfficersView = Callable[..., HttpResponseBase]


def officers_page(ability: str) -> Callable[[OfficersView], Callable[..., HttpResponseBase]]:
    """Give the view the standing of who asks, if a role of theirs has `ability`; 404 for others. Nothing is cached."""

    def guard(view: OfficersView) -> Callable[..., HttpResponseBase]:
        @never_cache
        @wraps(view)
        def guarded(request: Request, **words: str) -> HttpResponseBase:
            standing: Standing = standing_of(request.actor, at=request.at)
            if not standing.may(ability):
                raise Http404
            return view(request, standing, **words)

        return guarded

    return guard
