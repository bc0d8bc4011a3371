"""Raising a concern: one question a page, check, send, and a private page on which one can reply to the answer."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from commonweal.accountability.cases import concerns as cases
from commonweal.accountability.forms import concerns as forms
from commonweal.accountability.models import Concern
from commonweal.accountability.operations import concerns as operations
from commonweal.accountability.presenters import concerns as presenters
from commonweal.accountability.presenters.formats import look_rows
from commonweal.accountability.queries import concerns as queries
from commonweal.accountability.rules import concerns as rules
from commonweal.core import journeys
from commonweal.core.days import london_day, show_day
from commonweal.core.requests import Request
from commonweal.people.queries import bodies
from commonweal.privacy import retention_page
from commonweal.privacy.queries import looks
from commonweal.ui.access import public
from commonweal.ui.pages import attempt, bind, page, show_or_send
from commonweal.ui.site import SITE


def by_key(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Give the view the concern that the key in the address opens; 404 for any other key. Nothing of it is cached."""

    @public
    @never_cache
    @wraps(view)
    def opened(request: Request, key: str) -> HttpResponseBase:
        response = view(request, key, queries.get_by_key(key))
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return opened


def _to(name: str, key: str) -> HttpResponse:
    return redirect(name, key=key)


def _link(key: str) -> str:
    return SITE.base_url + reverse("accountability:concern_record", kwargs={"key": key})


@public
@show_or_send
def concern_start(request: Request, slug: str, code: str) -> HttpResponse:
    """What happens with a concern on this commitment, how long it takes, and the button that begins."""
    commitment = queries.get_commitment(slug, code)
    named = request.GET.get("document", "")
    form = bind(forms.Press, request)
    if form.is_valid() and (begun := attempt(request, form, operations.start, commitment=commitment, filing=named)):
        return _to("accountability:concern_what", begun[1])
    return page(
        request,
        "accountability/concern_start.html",
        form=form,
        commitment=commitment,
        filing=queries.challengeable(commitment, named),
        answer_by=show_day(rules.answer_by(london_day(request.at), commitment.strategy), with_weekday=True),
    )


EARLIER = {
    "accountability:concern_publish": "accountability:concern_what",
    "accountability:concern_reach": "accountability:concern_publish",
}


def _question(request: Request, key: str, concern: Concern, form: Any, name: str, operation: Any) -> HttpResponse:
    """One question of the three: shown with what was answered before, kept, and on to the next."""
    if not rules.can_change(concern):
        return _to("accountability:concern_record", key)
    bound = bind(form, request, initial=form.answers_of(concern))
    if bound.is_valid():
        wanted = {each: bound.cleaned_data[each] for each in ANSWERS[name]}
        if changed := attempt(request, bound, operation, concern=concern, **wanted):
            return _to(presenters.next_question(changed), key)
    return page(
        request,
        f"accountability/{name}.html",
        form=bound,
        concern=concern,
        key=key,
        back=_before(f"accountability:{name}", key, concern),
        kept_for=retention_page.period_of("accountability.concern_drafts"),
    )


ANSWERS = {
    "concern_what": ("words",),
    "concern_publish": ("may_publish", "wish"),
    "concern_reach": ("name", "reach_by", "contact"),
}


def _before(name: str, key: str, concern: Concern) -> str:
    if name in EARLIER:
        return reverse(EARLIER[name], kwargs={"key": key})
    where = {"slug": concern.commitment.strategy.slug, "code": concern.commitment.code}
    return reverse("accountability:concern_start", kwargs=where)


@by_key
@show_or_send
def concern_what(request: Request, key: str, concern: Concern) -> HttpResponse:
    """Question 1."""
    return _question(request, key, concern, forms.What, "concern_what", operations.say_what)


@by_key
@show_or_send
def concern_publish(request: Request, key: str, concern: Concern) -> HttpResponse:
    """Question 2."""
    return _question(request, key, concern, forms.Wishes, "concern_publish", operations.say_wishes)


@by_key
@show_or_send
def concern_reach(request: Request, key: str, concern: Concern) -> HttpResponse:
    """Question 3."""
    return _question(request, key, concern, forms.HowToReach, "concern_reach", operations.say_how_to_reach)


@by_key
@show_or_send
def concern_check(request: Request, key: str, concern: Concern) -> HttpResponse:
    """Everything on one page before it leaves."""
    if not concern.is_draft:
        return _to("accountability:concern_sent", key)
    if presenters.next_question(concern) != "accountability:concern_check":
        return _to(presenters.next_question(concern), key)
    form = bind(forms.Press, request)
    if form.is_valid() and attempt(request, form, operations.send, concern=concern, link=_link(key)):
        return _to("accountability:concern_sent", key)
    rows = presenters.answer_rows(concern, key=key, can_change=True)
    return page(request, "accountability/concern_check.html", form=form, concern=concern, key=key, rows=rows)


@by_key
@require_safe
def concern_sent(request: Request, key: str, concern: Concern) -> HttpResponse:
    """What happened, the reference, who answers by when, and the private link."""
    if concern.is_draft:
        return _to(presenters.next_question(concern), key)
    return page(
        request,
        "accountability/concern_sent.html",
        concern=concern,
        key=key,
        link=_link(key),
        next_words=presenters.status_sentence(concern, london_day(request.at)),
        public_page=queries.public_address(concern),
    )


@by_key
@require_safe
def concern_record(request: Request, key: str, concern: Concern) -> HttpResponse:
    """How it is going, the answer, what happened so far, who looked at it, and what can still be done."""
    if concern.is_draft:
        return _to(presenters.next_question(concern), key)
    today = london_day(request.at)
    seen = looks.at_record(cases.KIND, concern.reference)
    names = bodies.names_of([look.body_reference for look in seen])
    replies = queries.replies_of(concern)
    raiser = queries.holder(concern)
    return page(
        request,
        "accountability/concern_record.html",
        concern=concern,
        key=key,
        tag=presenters.status_tag(concern, today),
        sentence=presenters.own_sentence(concern, today),
        rows=presenters.answer_rows(concern, key=key, can_change=False),
        facts=presenters.public_rows(concern),
        replies=presenters.shown_replies(concern, replies, today),
        history=presenters.history_rows(list(journeys.steps_of(concern)), replies),
        looks=look_rows(seen, names),
        can_withdraw=rules.can_withdraw(raiser, concern),
        can_reply=rules.can_reply(raiser, concern, at=request.at),
        can_close=rules.can_close(raiser, concern, at=request.at),
        public_page=queries.public_address(concern),
    )


@by_key
@show_or_send
def concern_withdraw(request: Request, key: str, concern: Concern) -> HttpResponse:
    """Ask before it is taken back for good."""
    raiser = queries.holder(concern)
    if not rules.can_withdraw(raiser, concern):
        return _to("accountability:concern_record", key)
    form = bind(forms.Press, request)
    if form.is_valid() and attempt(request, form, operations.withdraw, concern=concern, by=raiser):
        return _to("accountability:concern_record", key)
    return page(request, "accountability/concern_withdraw.html", form=form, concern=concern, key=key)


@by_key
@show_or_send
def concern_reply(request: Request, key: str, concern: Concern) -> HttpResponse:
    """The person's last word on our answer."""
    raiser = queries.holder(concern)
    if not rules.can_reply(raiser, concern, at=request.at):
        return _to("accountability:concern_record", key)
    form = bind(forms.Reply, request)
    if form.is_valid() and attempt(
        request, form, operations.reply, concern=concern, words=form.cleaned_data["words"], by=raiser
    ):
        return _to("accountability:concern_record", key)
    return page(request, "accountability/concern_reply.html", form=form, concern=concern, key=key)


@by_key
@show_or_send
def concern_close(request: Request, key: str, concern: Concern) -> HttpResponse:
    """Say that one is done with it."""
    raiser = queries.holder(concern)
    if not rules.can_close(raiser, concern, at=request.at):
        return _to("accountability:concern_record", key)
    form = bind(forms.Press, request)
    if form.is_valid() and attempt(request, form, operations.close, concern=concern, by=raiser):
        return _to("accountability:concern_record", key)
    return page(request, "accountability/concern_close.html", form=form, concern=concern, key=key)
