"""The health pages: two addresses that answer machines, also while the site is closed."""

from __future__ import annotations

from hmac import compare_digest

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

import commonweal
from commonweal.core.operating import health, maintenance
from commonweal.core.operating.checks import is_loopback
from commonweal.core.requests import Request


@never_cache
@require_safe
def live(_request: HttpRequest) -> HttpResponse:
    """200: this process answers. Asks nothing of anything else, so a database that is away does not restart it."""
    return JsonResponse({"status": "alive"})


@never_cache
@require_safe
def ready(request: Request) -> HttpResponse:
    """200 when this host can answer people, 503 when it cannot; the detail for this machine and for the token."""
    report = health.examine(at=request.at)
    status = 503 if report.standing is health.Standing.NOT_READY else 200
    answer: dict[str, object] = {"status": report.standing}
    if may_see_detail(request):
        closed = maintenance.closure() is not None
        answer = {**report.as_json(), "version": commonweal.__version__, "closed_for_maintenance": closed}
    return JsonResponse(answer, status=status)


def may_see_detail(request: HttpRequest) -> bool:
    """Whether the request comes from this machine itself, not through a proxy on it, or carries the token."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if settings.HEALTH_TOKEN and scheme == "Bearer" and compare_digest(token.encode(), settings.HEALTH_TOKEN.encode()):
        return True
    is_forwarded = "X-Forwarded-For" in request.headers or "Forwarded" in request.headers
    return is_loopback(request.META.get("REMOTE_ADDR", "")) and not is_forwarded


# Core may not import the ui's `public` mark, so it is set here; machines do not sign in.
live.is_public = True  # type: ignore[attr-defined]  # an attribute on the function is how access knows
ready.is_public = True  # type: ignore[attr-defined]  # as above
