"""What people see when something did not work: always what happened, and what to do next.

These pages ask nothing of the database, so that they can be shown when the database is what failed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.utils.translation import gettext_lazy as _

from commonweal.core.requests import Request
from commonweal.ui.access import public
from commonweal.ui.pages import page
from commonweal.ui.site import Words


@dataclass(frozen=True)
class Problem:
    """What happened, in a title and a few sentences; `mark` is what to quote when writing to us about it."""

    title: Words
    words: Iterable[Words]
    offers_search: bool = True
    mark: str = ""


def _show(request: Request, status: int, problem: Problem) -> HttpResponse:
    response = page(request, "portal/problem.html", status=status, problem=problem)
    response["Cache-Control"] = "no-store"
    return response


@public
def bad_request(request: Request, exception: Exception | None = None) -> HttpResponse:
    """400: the request could not be read, for example because it had too many fields; 413: it was too large."""
    if isinstance(exception, RequestDataTooBig):
        limit = {"megabytes": settings.UPLOAD_LIMIT_BYTES // (1024 * 1024)}
        return _show(
            request,
            413,
            Problem(
                _("The file is too large"),
                (
                    _("A file can have up to %(megabytes)d MB. Take a smaller photo, or save the document smaller.")
                    % limit,
                    _("Go back in your browser: what you typed should still be there."),
                ),
            ),
        )
    return _show(
        request,
        400,
        Problem(
            _("We could not read that"),
            (_("What your browser sent was too large or broken. Go back, and try again with less at once."),),
        ),
    )


@public
def not_allowed(request: Request, exception: Exception | None = None) -> HttpResponse:
    """403: a page that is not for everybody."""
    return _show(
        request,
        403,
        Problem(
            _("This page is not open to everybody"),
            (_("Only people who are signed in for it can see it. If a letter from us led you here, ask us."),),
        ),
    )


@public
def form_expired(request: Request, reason: str = "") -> HttpResponse:
    """403: a form that was open too long, came from another website, or from a browser without its cookie."""
    return _show(
        request,
        403,
        Problem(
            _("The form needs to be sent again"),
            (
                _("To protect you, a form can only be sent by the browser that opened it, with cookies allowed."),
                _("Go back in your browser: what you typed should still be there. Copy it, load the page, send it."),
            ),
        ),
    )


@public
def not_found(request: Request, exception: Exception | None = None) -> HttpResponse:
    """404: there is nothing here, or nothing this person may know of."""
    return _show(
        request,
        404,
        Problem(
            _("There is no page here"),
            (_("If you typed the address, check it. If you followed a link, the page may have moved or been closed."),),
        ),
    )


@public
def not_that_way(request: Request, response: HttpResponse) -> HttpResponse:
    """405: the page is there, but not for what the browser did; `response` says what it is for."""
    shown = _show(
        request,
        405,
        Problem(
            _("That does not work here"),
            (_("The page is there, but not for what your browser tried. Go to it by a link, or begin again."),),
        ),
    )
    shown["Allow"] = response["Allow"]
    return shown


class NotThatWayMiddleware:
    """Gives a refused method a page; Django answers it with nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponseBase:
        """Answer, and put the page where there is none."""
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            return not_that_way(request, response)
        return response


@public
def failed(request: Request) -> HttpResponse:
    """500: our fault."""
    return _show(
        request,
        500,
        Problem(
            _("Something went wrong on our side"),
            (
                _("It is not your fault. If you were sending a form, look whether a letter has reached you first."),
                _("If none has, try again in a few minutes."),
            ),
            offers_search=False,
            mark=getattr(request, "id", ""),
        ),
    )
