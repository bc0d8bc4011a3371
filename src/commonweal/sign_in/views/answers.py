"""What all pages of signing in have in common: nothing of them is cached, and none is for search engines."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from commonweal.core.requests import Request
from commonweal.people.models import Person
from commonweal.sign_in import browser
from commonweal.ui.access import public

View = Callable[..., HttpResponseBase]


def at_the_door(view: View) -> View:
    """Open to everybody, because nobody is signed in yet."""

    @public
    @never_cache
    @wraps(view)
    def opened(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return opened


def confirmed(view: View) -> View:
    """For somebody who signed in and has shown who they are a short while ago; others are asked to show it again."""

    @never_cache
    @wraps(view)
    def opened(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not browser.is_confirmed(request):
            browser.come_back_to(request, request.path)
            return redirect("sign_in:confirm")
        return view(request, *args, **kwargs)

    return opened


def person_of(request: Request) -> Person:
    """Who is signed in; the view is for people only."""
    person: Person = request.user
    return person
