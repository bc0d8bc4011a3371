"""Requests that are too large are turned away by their own word, before any of their bytes are taken in."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponseBase

BESIDE_THE_FILES = 1024 * 1024
"""What the rest of a form may weigh, in bytes."""


class UploadLimitMiddleware:
    """Refuses a request that says it is larger than the largest file and the rest of a form together."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer. Raises RequestDataTooBig, which becomes the page for what could not be read."""
        length = request.headers.get("Content-Length") or "0"
        if length.isdigit() and int(length) > settings.UPLOAD_LIMIT_BYTES + BESIDE_THE_FILES:
            raise RequestDataTooBig
        return self.get_response(request)
