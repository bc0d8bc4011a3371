"""The copy of what is kept about somebody: looking through it, deciding, checking, sending, handing over on paper."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from commonweal.core import days, personal
from commonweal.core.requests import Request
from commonweal.people.standing import Standing
from commonweal.privacy import abilities, bundles, forms, operations, presenters, queries, rules
from commonweal.privacy.models import PrivacyRequest
from commonweal.privacy.views.gate import officers_page
from commonweal.ui.downloads import zip_file
from commonweal.ui.pages import attempt, bind, page, show_or_send


def opens_records(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Give the view the request, once the power to read is on, and note its use; else say how to switch it on."""

    @wraps(view)
    def opened(request: Request, standing: Standing, ref: str, **words: str) -> HttpResponseBase:
        asked = queries.requests.get(standing, ref)
        if not (decision := rules.can_read(request.actor, asked, at=request.at)):
            if request.method == "POST":  # the power ran out meanwhile
                return redirect(request.path)
            return page(
                request,
                "privacy/power_needed.html",
                asked=asked,
                reason=decision.reason,
                switch_on=presenters.way_to_switch_on(standing, asked, request.path),
                back=_to_request(asked),
            )
        operations.found.open_records(asked=asked, by=request.actor, at=request.at)
        return view(request, asked, **words)

    return opened


def _to_request(asked: PrivacyRequest) -> str:
    return reverse("privacy:desk_request", kwargs={"ref": asked.reference})


def _to_found(asked: PrivacyRequest) -> str:
    return reverse("privacy:found_review", kwargs={"ref": asked.reference})


@officers_page(abilities.ANSWER)
@show_or_send
@opens_records
def found(request: Request, asked: PrivacyRequest) -> HttpResponse:
    """Everything that is kept about the person; the button looks for it, or looks again."""
    form = bind(forms.Press, request)
    if form.is_valid() and attempt(request, form, operations.found.gather, asked=asked) is not None:
        return redirect(_to_found(asked))
    titles = {holding.name: str(holding.title) for holding in personal.holdings()}
    items = list(queries.found.items_of(asked))
    hides = bundles.hides_of(asked)
    return page(
        request,
        "privacy/found_review.html",
        form=form,
        asked=asked,
        groups=presenters.found_groups(items, titles, asked, shown=hides.shown),
        hidden=presenters.hidden_rows(queries.found.hidden_in(asked), asked),
        count=len(items),
        left=sum(not item.is_decided for item in items),
        can_work=rules.can_work_on(request.actor, asked, at=request.at),
    )


@officers_page(abilities.ANSWER)
@show_or_send
@opens_records
def decide(request: Request, asked: PrivacyRequest, item: str) -> HttpResponse:
    """What becomes of one item."""
    one = queries.found.get_item(asked, item)
    form = bind(forms.Decide, request, initial=presenters.decision_made(one))
    if form.is_valid():
        answers = form.cleaned_data
        decided = attempt(
            request,
            form,
            operations.found.decide,
            item=one,
            decision=answers["decision"],
            shown_words=form.shown(one.words),
            because=answers["because"],
        )
        if decided:
            return redirect(_to_found(asked))
    place = presenters.place(one.record_title, one.record_reference)
    return page(request, "privacy/found_decide.html", form=form, asked=asked, item=one, place=place)


@officers_page(abilities.ANSWER)
@show_or_send
@opens_records
def hide(request: Request, asked: PrivacyRequest) -> HttpResponse:
    """Words to black out wherever they stand in the copy."""
    form = bind(forms.HideWords, request)
    if form.is_valid() and attempt(request, form, operations.found.hide, asked=asked, **form.cleaned_data):
        return redirect(_to_found(asked))
    return page(request, "privacy/found_hide.html", form=form, asked=asked, back=_to_found(asked))


@officers_page(abilities.ANSWER)
@show_or_send
@opens_records
def show_again(request: Request, asked: PrivacyRequest, words: str) -> HttpResponse:
    """Ask before words are shown again."""
    hidden = queries.found.get_hidden(asked, words)
    form = bind(forms.Press, request)
    if form.is_valid() and attempt(request, form, operations.found.show_again, asked=asked, hidden=hidden):
        return redirect(_to_found(asked))
    return page(request, "privacy/found_show_again.html", form=form, asked=asked, hidden=hidden, back=_to_found(asked))


@officers_page(abilities.ANSWER)
@show_or_send
def release(request: Request, standing: Standing, ref: str) -> HttpResponse:
    """Check and send: how many items go, which do not and why, then the button."""
    asked = queries.requests.get(standing, ref)
    form = bind(forms.Press, request)
    if form.is_valid() and attempt(request, form, operations.found.release, asked=asked):
        return redirect(_to_request(asked))
    items = list(queries.found.items_of(asked))
    return page(
        request,
        "privacy/found_release.html",
        form=form,
        asked=asked,
        count=len(items),
        rows=presenters.left_out_rows(items),
        decision=rules.can_release(request.actor, asked, at=request.at),
        days=rules.COLLECT_WITHIN_DAYS,
    )


# On paper, for somebody without an e-mail address.


def _paper_copy(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """As above, for the copy of somebody who cannot fetch it; there is no such page for anybody else's."""

    @wraps(view)
    def found_first(request: Request, standing: Standing, ref: str) -> HttpResponseBase:
        queries.requests.get_for_paper_copy(standing, ref)
        return opens_records(view)(request, standing, ref)

    return found_first


@officers_page(abilities.ANSWER)
@require_safe
@_paper_copy
def paper_copy(request: Request, asked: PrivacyRequest) -> HttpResponse:
    """The copy as a page to print."""
    copied, files = bundles.copy_of(asked)
    return page(
        request,
        "privacy/copy_print.html",
        asked=asked,
        groups=presenters.copied_groups(copied),
        has_files=bool(files),
        made_on=days.show_day(days.london_day(request.at)),
        can_hand_over=rules.can_hand_over(request.actor, asked, at=request.at),
    )


@officers_page(abilities.ANSWER)
@require_safe
@_paper_copy
def paper_files(request: Request, asked: PrivacyRequest) -> HttpResponseBase:
    """The copy with its files, for whoever prints those too."""
    return zip_file(bundles.write_copy(asked, at=request.at), name=f"{asked.reference}.zip")


@officers_page(abilities.ANSWER)
@show_or_send
@_paper_copy
def hand_over(request: Request, asked: PrivacyRequest) -> HttpResponse:
    """Note that it was posted, or given to the person."""
    form = bind(forms.HandOver, request)
    if form.is_valid() and attempt(request, form, operations.collecting.hand_over, asked=asked, **form.cleaned_data):
        return redirect(_to_request(asked))
    back = reverse("privacy:copy_print", kwargs={"ref": asked.reference})
    return page(request, "privacy/copy_hand_over.html", form=form, asked=asked, back=back)
