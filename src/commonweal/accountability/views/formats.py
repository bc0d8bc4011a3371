"""Asking for another format: one question a page, check, send, and a private page that shows how it goes."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from commonweal.accountability.cases import formats as cases
from commonweal.accountability.forms import formats as forms
from commonweal.accountability.models import FormatRequest
from commonweal.accountability.operations import formats as operations
from commonweal.accountability.presenters import formats as presenters
from commonweal.accountability.queries import formats as queries
from commonweal.accountability.rules import formats as rules
from commonweal.core import files, journeys
from commonweal.core.requests import Request
from commonweal.people.queries import bodies
from commonweal.privacy import retention_page
from commonweal.privacy.queries import looks
from commonweal.ui.access import public
from commonweal.ui.pages import attempt, bind, page, show_or_send
from commonweal.ui.site import SITE


def by_key(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Give the view the request that the key in the address opens; 404 for any other key. Nothing of it is cached."""

    @public
    @never_cache
    @wraps(view)
    def opened(request: Request, key: str, **more: int) -> HttpResponseBase:
        response = view(request, key, queries.get_by_key(key), **more)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return opened


def _to(name: str, key: str) -> HttpResponse:
    return redirect(name, key=key)


@public
@show_or_send
def format_start(request: Request) -> HttpResponse:
    """What one can ask for, how long it takes, and the button that begins."""
    form = bind(forms.Start, request)
    if form.is_valid() and (begun := attempt(request, form, operations.start)):
        return _to("accountability:format_what", begun[1])
    return page(request, "accountability/format_start.html", form=form, working_days=rules.ANSWER_WITHIN_WORKING_DAYS)


def _question(
    request: Request, key: str, asked: FormatRequest, form: Any, template: str, operation: Any, *names: str
) -> HttpResponse:
    if not rules.can_change(asked):
        return _to("accountability:format_record", key)
    bound = bind(form, request, initial=form.answers_of(asked))
    if bound.is_valid():
        answers = {name: bound.cleaned_data[name] for name in names}
        changed = attempt(request, bound, operation, asked=asked, **answers)
        if changed:
            return _to(presenters.next_question(changed), key)
    kept_for = retention_page.period_of("accountability.format_drafts")
    return page(request, template, form=bound, asked=asked, key=key, back=_before(template, key), kept_for=kept_for)


def _before(template: str, key: str) -> str:
    earlier = {
        "accountability/format_which.html": "accountability:format_what",
        "accountability/format_reach.html": "accountability:format_which",
    }
    name = earlier.get(template)
    return reverse(name, kwargs={"key": key}) if name else reverse("accountability:format_start")


@by_key
@show_or_send
def format_what(request: Request, key: str, asked: FormatRequest) -> HttpResponse:
    """Question 1."""
    return _question(
        request,
        key,
        asked,
        forms.What,
        "accountability/format_what.html",
        operations.say_what,
        "wanted",
        "document",
    )


@by_key
@show_or_send
def format_which(request: Request, key: str, asked: FormatRequest) -> HttpResponse:
    """Question 2."""
    return _question(
        request,
        key,
        asked,
        forms.WhichFormat,
        "accountability/format_which.html",
        operations.choose_format,
        "format",
        "format_detail",
    )


@by_key
@show_or_send
def format_reach(request: Request, key: str, asked: FormatRequest) -> HttpResponse:
    """Question 3."""
    return _question(
        request,
        key,
        asked,
        forms.HowToReach,
        "accountability/format_reach.html",
        operations.say_how_to_reach,
        "name",
        "reach_by",
        "contact",
    )


@by_key
@show_or_send
def format_check(request: Request, key: str, asked: FormatRequest) -> HttpResponse:
    """Everything on one page before it leaves."""
    if not asked.is_draft:
        return _to("accountability:format_sent", key)
    if presenters.next_question(asked) != "accountability:format_check":
        return _to(presenters.next_question(asked), key)
    form = bind(forms.Send, request)
    link = SITE.base_url + reverse("accountability:format_record", kwargs={"key": key})
    if form.is_valid() and attempt(request, form, operations.send, asked=asked, link=link):
        return _to("accountability:format_sent", key)
    rows = presenters.answer_rows(asked, key=key, can_change=True)
    return page(request, "accountability/format_check.html", form=form, asked=asked, key=key, rows=rows)


@by_key
@require_safe
def format_sent(request: Request, key: str, asked: FormatRequest) -> HttpResponse:
    """What happened, the reference, and what happens next."""
    if asked.is_draft:
        return _to(presenters.next_question(asked), key)
    return page(
        request,
        "accountability/format_sent.html",
        asked=asked,
        key=key,
        next_words=presenters.status_sentence(asked, at=request.at),
    )


@by_key
@require_safe
def format_record(request: Request, key: str, asked: FormatRequest) -> HttpResponse:
    """How the request is going, for whoever holds its key."""
    if asked.is_draft:
        return _to(presenters.next_question(asked), key)
    seen = looks.at_record(cases.KIND, asked.reference)
    names = bodies.names_of([look.body_reference for look in seen])
    return page(
        request,
        "accountability/format_record.html",
        asked=asked,
        key=key,
        tag=presenters.status_tag(asked),
        sentence=presenters.status_sentence(asked, at=request.at),
        rows=presenters.answer_rows(asked, key=key, can_change=False),
        history=presenters.history_rows(asked, list(journeys.steps_of(asked))),
        looks=presenters.look_rows(seen, names),
        can_withdraw=rules.can_withdraw(queries.holder(asked), asked),
    )


@by_key
@show_or_send
def format_withdraw(request: Request, key: str, asked: FormatRequest) -> HttpResponse:
    """Ask before closing it for good."""
    if not asked.is_open:
        return _to("accountability:format_record", key)
    form = bind(forms.Withdraw, request)
    if form.is_valid() and attempt(request, form, operations.withdraw, asked=asked, by=queries.holder(asked)):
        return _to("accountability:format_record", key)
    return page(request, "accountability/format_withdraw.html", form=form, asked=asked, key=key)


@by_key
@require_safe
def format_document(request: Request, key: str, asked: FormatRequest, number: int) -> HttpResponseBase:  # noqa: ARG001  # as all
    """One of the files that came with the request, to whoever holds the key."""
    return files.send(queries.get_file(asked, number))


@by_key
@show_or_send
def format_remove_document(request: Request, key: str, asked: FormatRequest) -> HttpResponse:
    """Ask before taking the file away."""
    if not rules.can_change(asked) or not asked.document:
        return _to("accountability:format_record", key)
    form = bind(forms.RemoveDocument, request)
    if form.is_valid() and attempt(request, form, operations.remove_document, asked=asked):
        return _to("accountability:format_what", key)
    return page(request, "accountability/format_remove_document.html", form=form, asked=asked, key=key)
