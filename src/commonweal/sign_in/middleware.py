"""Gives every request its actor: the person or the guest that the session belongs to."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase

from commonweal.core.actors import Actor
from commonweal.core.days import london_day
from commonweal.core.requests import Request
from commonweal.people.models import Person
from commonweal.people.standing import standing_of
from commonweal.sign_in import browser, queries
from commonweal.sign_in.browser import GUEST_CONTACT
from commonweal.sign_in.models import Login, LoginEnd
from commonweal.sign_in.operations import logins

__all__ = ["GUEST_CONTACT", "ActorMiddleware"]


class ActorMiddleware:
    """Reads the session once, and only where the browser sent its cookie; everybody else stays a visitor.

    Somebody whose login was ended, whose time is over, who left, or whose roles ask for a second step that this
    browser has not taken, is a visitor from this request on.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponseBase:
        """Answer, as whoever asks."""
        if request.session.session_key:
            request.actor = _actor(request)
        return self.get_response(request)


def _actor(request: Request) -> Actor:
    if isinstance(request.user, Person):
        return _person(request, request.user)
    digest = request.session.get(GUEST_CONTACT)
    return Actor.guest(digest) if digest else Actor.visitor()


def _person(request: Request, person: Person) -> Actor:
    login = queries.login_of_session(str(request.session.session_key))
    if login is None or login.person_id != person.pk or not login.holds(request.at):
        return _signed_out(request, "ended" if login is None or login.end else "time")
    # Who has taken the second step may be staff or not; only of the others it must be known.
    if not login.second_step and standing_of(person.actor, at=request.at).is_staff:
        logins.end(login=login, why=LoginEnd.ROLE, by=Actor.system("sign_in.middleware"), at=request.at)
        return _signed_out(request, "role")
    if login.last_seen_on != london_day(request.at):
        _note_seen(request, person, login)
    return person.actor


def _note_seen(request: Request, person: Person, login: Login) -> None:
    seen = logins.note_seen(login=login, by=person.actor, at=request.at)
    request.session.set_expiry(int((seen.ends_at - request.at).total_seconds()))


def _signed_out(request: Request, why: str) -> Actor:
    logout(request)
    browser.say_once(request, why)
    return Actor.visitor()
