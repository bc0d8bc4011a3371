"""Who gets in: a view needs sign-in unless it says `@public`."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from commonweal.core.requests import Request

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def public(view: View) -> View:
    """Mark `view` as open to everybody, without sign-in."""
    view.is_public = True  # type: ignore[attr-defined]  # an attribute on the function is how the middleware knows
    return view


class AccessMiddleware:
    """Refuses a visitor at every view that is not marked public."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Nothing to do before the view is known."""
        return self.get_response(request)

    def process_view(
        self, request: Request, view: Callable[..., HttpResponseBase], args: list[Any], kwargs: dict[str, Any]
    ) -> None:
        """Raises PermissionDenied for a visitor at a view that is not public."""
        if request.actor.is_visitor and not getattr(view, "is_public", False):
            raise PermissionDenied
