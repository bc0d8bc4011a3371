"""Who gets in: a view is for people who signed in, unless it says `@public` or `@open_to_guests`."""

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from commonweal.core.actors import Kind
from commonweal.core.requests import Request

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def public(view: View) -> View:
    """Mark `view` as open to everybody, without sign-in."""
    view.is_public = True  # type: ignore[attr-defined]  # an attribute on the function is how the middleware knows
    return view


def open_to_guests(view: View) -> View:
    """Mark `view` as open to guests with a verified contact too; what they may see there is for queries to say."""
    view.is_open_to_guests = True  # type: ignore[attr-defined]  # as above
    return view


class AccessMiddleware:
    """Sends somebody who may not see a view yet to sign in, and brings them back afterwards."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Nothing to do before the view is known."""
        return self.get_response(request)

    def process_view(
        self, request: Request, view: Callable[..., HttpResponseBase], args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """The way to sign in; None to go on. Raises PermissionDenied where something was to be sent.

        Raises Http404 for an address with a character in it that no column holds: PostgreSQL will not look for it.
        """
        if any("\0" in str(word) for word in kwargs.values()):
            raise Http404
        if getattr(view, "is_public", False) or request.actor.kind is Kind.PERSON:
            return None
        if request.actor.kind is Kind.GUEST and getattr(view, "is_open_to_guests", False):
            return None
        if request.method not in {"GET", "HEAD"}:
            raise PermissionDenied
        return redirect(f"{settings.LOGIN_URL}?{urlencode({'next': request.get_full_path()})}")
