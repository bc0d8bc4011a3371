"""Coming back to the page one was on: its path stands in the address as `next`."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

LONGEST = 500


def way_back(request: HttpRequest, *, otherwise: str) -> str:
    """The path that the address names to come back to; `otherwise` where it names none, or one of another website."""
    path = request.GET.get("next", "")
    is_path = path.startswith("/") and len(path) <= LONGEST and path.isprintable()
    return path if is_path and url_has_allowed_host_and_scheme(path, allowed_hosts=None) else otherwise
