"""What every request carries: its id, its instant and who makes it; and the one line it leaves in the log."""

from __future__ import annotations

import logging
import re
import secrets
import time
from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from commonweal.core import logs
from commonweal.core.actors import Actor

logger = logging.getLogger("commonweal.request")

_GIVEN_ID = re.compile(r"[A-Za-z0-9-]{8,64}")


class Request(HttpRequest):
    """A request as views receive it."""

    id: str
    at: datetime
    actor: Actor


class RequestMiddleware:
    """Outermost: gives the request its id, its instant and its actor, and logs one line when it is answered.

    The line names the address's pattern, never the address itself: references, keys and names stay out of logs.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponseBase:
        """Answer the request and log it."""
        began = time.perf_counter()
        given = request.headers.get("X-Request-Id", "")
        request.id = given if _GIVEN_ID.fullmatch(given) else secrets.token_hex(8)
        request.at = timezone.now()
        request.actor = Actor.visitor()
        with logs.about_request(request.id):
            response = self.get_response(request)
            response["X-Request-Id"] = request.id
            logger.info(
                "request",
                extra={
                    "method": request.method,
                    "route": _route(request),
                    "status": response.status_code,
                    "milliseconds": round((time.perf_counter() - began) * 1000, 1),
                },
            )
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Log what went wrong, by type and place; the message of an exception may hold what a person typed."""
        logger.error("request failed", extra={"route": _route(request), **logs.about_exception(exception)})


def _route(request: HttpRequest) -> str:
    return request.resolver_match.route if request.resolver_match else "(no such page)"
