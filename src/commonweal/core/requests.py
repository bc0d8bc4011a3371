"""What every request carries: its id, its instant and who makes it; and the one line it leaves in the log."""

from __future__ import annotations

import logging
import re
import secrets
import sys
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.core.signals import got_request_exception
from django.http import HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect
from django.middleware.security import SecurityMiddleware
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
    session: Any  # Django's store of the browser's session
    user: Any  # a person, or Django's nobody


def visitors_request(path: str) -> Request:
    """A request as a visitor's browser would make it for `path`, for reading our own pages without a web server."""
    request = Request()
    request.method, request.path = "GET", path
    request.META = {"SERVER_NAME": "localhost", "SERVER_PORT": "80"}
    request.id, request.at, request.actor = secrets.token_hex(8), timezone.now(), Actor.visitor()
    return request


class RequestMiddleware:
    """Outermost: gives the request its id, its instant and its actor, and logs one line when it is answered.

    The line names the address's pattern, never the address itself: references, keys and names stay out of logs.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponseBase:
        """Answer the request and log it."""
        began = time.perf_counter()
        # Without a proxy it is the visitor's own word, and could make one visit's lines pass for another's.
        given = request.headers.get("X-Request-Id", "") if settings.TRUSTS_PROXY else ""
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


class HttpsMiddleware(SecurityMiddleware):
    """Django's own headers, and plain http sent on to https; a host that is not ours is refused further in.

    Django refuses it on the way to https, before the headers of this and of other middlewares can be put on.
    """

    def process_request(self, request: HttpRequest) -> HttpResponsePermanentRedirect | None:
        """The way to https, or None to go on. CommonMiddleware asks for the host again, and refuses it."""
        try:
            return super().process_request(request)
        except DisallowedHost:
            return None


def log_failure(request: Request | None = None, **_signal: object) -> None:
    """Log what went wrong once, by type and place; the message of an exception may hold what a person typed.

    Django calls it while it makes a 500 of an exception, wherever that was raised: a view, a template, a middleware.
    """
    error = sys.exc_info()[1]
    if error is None:
        return
    told = {"route": _route(request), **logs.about_exception(error)}
    # When the error page fails as well, every middleware on the way out is told of it again.
    if request is not None:
        before = request.__dict__.setdefault("failures_logged", [])
        if told in before:
            return
        before.append(told)
    logger.error("request failed", extra=told)


got_request_exception.connect(log_failure, dispatch_uid="commonweal.request")


def _route(request: HttpRequest | None) -> str:
    return request.resolver_match.route if request is not None and request.resolver_match else "(no such page)"
