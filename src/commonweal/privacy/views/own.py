"""Your data: what one can ask, one's own requests, and fetching the copy."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from commonweal.core import journeys
from commonweal.core.days import london_day
from commonweal.core.requests import Request
from commonweal.people.queries import bodies
from commonweal.privacy import bundles, forms, operations, presenters, queries, retention_page, rules
from commonweal.privacy.models import RequestKind
from commonweal.ui.access import open_to_guests, public
from commonweal.ui.downloads import zip_file
from commonweal.ui.pages import attempt, bind, page, show_or_send

LOOKS = operations.found.LOOKS

KINDS = {"copy": RequestKind.ACCESS, "erase": RequestKind.ERASURE, "correct": RequestKind.CORRECTION}
KINDS |= {"object": RequestKind.OBJECTION}
"""What is asked, as it stands in the address."""


@public
@never_cache
@require_safe
def start(request: Request) -> HttpResponse:
    """What one can ask about one's own data, and the requests one has made."""
    own = list(queries.requests.own(request.actor))
    today = london_day(request.at)
    return page(
        request,
        "privacy/request_start.html",
        own=[(asked, presenters.status_tag(asked, today=today)) for asked in own],
        months=rules.ANSWER_WITHIN_MONTHS,
    )


@open_to_guests
@never_cache
@show_or_send
def ask(request: Request, what: str) -> HttpResponse:
    """Name, address, and what it is about, on one page: the kind was chosen before."""
    if what not in KINDS:
        raise Http404
    kind = KINDS[what]
    addresses = queries.subjects.of_actor(request.actor).contacts
    form_class = forms.Ask if kind in {RequestKind.ACCESS, RequestKind.ERASURE} else forms.AskInWords
    form = bind(form_class, request, initial={"name": request.actor.name, "email": next(iter(addresses), "")})
    if form.is_valid():
        asked = attempt(request, form, operations.requests.ask, kind=kind, **form.cleaned_data)
        if asked:
            return redirect("privacy:request_sent", ref=asked.reference)
    return page(request, "privacy/request_ask.html", form=form, kind=kind, what=what, title=kind.label)


@open_to_guests
@never_cache
@require_safe
def sent(request: Request, ref: str) -> HttpResponse:
    """What happened, the reference, and what comes next."""
    asked = queries.requests.get_own(request.actor, ref)
    sentence = presenters.status_sentence(asked, today=london_day(request.at))
    return page(request, "privacy/request_sent.html", asked=asked, sentence=sentence)


@open_to_guests
@never_cache
@require_safe
def record(request: Request, ref: str) -> HttpResponse:
    """How one's request is going, what was said, and who looked at it."""
    asked = queries.requests.get_own(request.actor, ref)
    today = london_day(request.at)
    looks = queries.looks.at_record(LOOKS, asked.reference)
    names = bodies.names_of([look.body_reference for look in looks])
    return page(
        request,
        "privacy/request_record.html",
        asked=asked,
        tag=presenters.status_tag(asked, today=today),
        sentence=presenters.status_sentence(asked, today=today),
        rows=presenters.request_rows(asked),
        history=presenters.history_rows(journeys.steps_of(asked)),
        looks=presenters.look_rows(looks, names),
        can_withdraw=rules.can_withdraw(request.actor, asked),
        can_collect=rules.can_collect(request.actor, asked, at=request.at),
    )


@open_to_guests
@never_cache
@show_or_send
def withdraw(request: Request, ref: str) -> HttpResponse:
    """Ask before closing it for good."""
    asked = queries.requests.get_own(request.actor, ref)
    form = bind(forms.Press, request)
    if not asked.is_open:
        return redirect("privacy:request_record", ref=ref)
    if form.is_valid() and attempt(request, form, operations.requests.withdraw, asked=asked):
        return redirect("privacy:request_record", ref=ref)
    return page(request, "privacy/request_withdraw.html", form=form, asked=asked)


@open_to_guests
@never_cache
@show_or_send
def collect(request: Request, ref: str) -> HttpResponse:
    """Send a code to the contact once more; whoever can read it there may go on."""
    asked = queries.requests.get_own(request.actor, ref)
    if not (decision := rules.can_collect(request.actor, asked, at=request.at)):
        return page(request, "privacy/copy_closed.html", asked=asked, reason=decision.reason)
    form = bind(forms.Press, request)
    if form.is_valid() and attempt(request, form, operations.collecting.send_code, asked=asked):
        return redirect("privacy:copy_unlock", ref=ref)
    return page(request, "privacy/copy_collect.html", form=form, asked=asked)


@open_to_guests
@never_cache
@show_or_send
def unlock(request: Request, ref: str) -> HttpResponse:
    """Type the code; then the copy can be fetched for a while, in this browser."""
    asked = queries.requests.get_own(request.actor, ref)
    if not (decision := rules.can_collect(request.actor, asked, at=request.at)):
        return page(request, "privacy/copy_closed.html", asked=asked, reason=decision.reason)
    form = bind(forms.Code, request)
    if form.is_valid():
        opened = attempt(request, form, operations.collecting.open_copy, asked=asked, code=form.cleaned_data["code"])
        if opened:
            request.session[_session_key(ref)] = request.at.isoformat()
            return redirect("privacy:copy_fetch", ref=ref)
    return page(request, "privacy/copy_unlock.html", form=form, asked=asked)


@open_to_guests
@never_cache
@require_safe
def fetch(request: Request, ref: str) -> HttpResponseBase:
    """The page with the download, in a browser that has just shown the code."""
    asked = queries.requests.get_own(request.actor, ref)
    if not _is_unlocked(request, asked):
        return redirect("privacy:copy_collect", ref=ref)
    return page(request, "privacy/copy_fetch.html", asked=asked, minutes=int(rules.CODE_LASTS.total_seconds() // 60))


@open_to_guests
@never_cache
@require_safe
def download(request: Request, ref: str) -> HttpResponseBase:
    """The copy itself, in a browser that has just shown the code."""
    asked = queries.requests.get_own(request.actor, ref)
    if not _is_unlocked(request, asked):
        return redirect("privacy:copy_collect", ref=ref)
    return zip_file(bundles.write_copy(asked, at=request.at), name=f"{asked.reference}.zip")


def _session_key(ref: str) -> str:
    return f"privacy.copy.{ref}"


def _is_unlocked(request: Request, asked: Any) -> bool:
    if not rules.can_collect(request.actor, asked, at=request.at):
        return False
    return rules.is_unlocked(request.session.get(_session_key(asked.reference)), at=request.at)


@public
@require_safe
def schedule(request: Request) -> HttpResponse:
    """How long we keep things: the retention schedule as it is in force."""
    return page(request, "privacy/schedule_show.html", rows=presenters.schedule_class_rows(retention_page.classes()))


@public
@require_safe
def schedule_class(request: Request, what: str) -> HttpResponse:
    """One class of record: what is in it, how long it stays, why, and who answers for it."""
    kept = retention_page.find(what)
    if kept is None:
        raise Http404
    return page(request, "privacy/schedule_class.html", kept=kept, rows=presenters.class_rows(kept))


@public
@require_safe
def figures(request: Request) -> HttpResponse:
    """How many requests were answered in time, by year and kind."""
    rows = presenters.figure_rows(queries.requests.figures())
    return page(request, "privacy/figures_show.html", rows=rows, small=presenters.SMALL)
