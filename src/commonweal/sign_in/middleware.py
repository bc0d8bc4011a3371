"""Gives every request its actor: the person or the guest that the session belongs to."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from commonweal.core.actors import Actor
from commonweal.core.requests import Request
from commonweal.people.models import Person

GUEST_CONTACT = "sign_in.guest"
"""The session's key for the digest of a guest's verified contact."""


class ActorMiddleware:
    """Reads the session once, and only where the browser sent its cookie; everybody else stays a visitor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponseBase:
        """Answer, as whoever asks."""
        if request.session.session_key:
            request.actor = _actor(request)
        return self.get_response(request)


def _actor(request: Request) -> Actor:
    if isinstance(request.user, Person):
        return request.user.actor
    digest = request.session.get(GUEST_CONTACT)
    return Actor.guest(digest) if digest else Actor.visitor()
