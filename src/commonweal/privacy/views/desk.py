"""The privacy officer's desk, and working on a request about somebody's own data."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from commonweal.core import journeys
from commonweal.core.days import london_day
from commonweal.core.requests import Request
from commonweal.people.standing import Standing
from commonweal.privacy import abilities, forms, operations, presenters, queries, rules
from commonweal.privacy.models import PrivacyRequest
from commonweal.privacy.views.gate import officers_page
from commonweal.privacy.views.own import LOOKS
from commonweal.ui.pages import attempt, bind, page, show_or_send


@officers_page(abilities.ANSWER)
@require_safe
def show(request: Request, standing: Standing) -> HttpResponse:
    """What needs an officer today, the most urgent first."""
    today = london_day(request.at)
    return page(
        request,
        "privacy/desk_show.html",
        requests=presenters.desk_rows(queries.requests.all_open(standing), today=today),
        late=queries.requests.count_late(today),
        deletions=queries.retention.count_waiting(),
        holds_ending=queries.holds.count_ending_soon(on=today),
        disclosures=queries.disclosures.all_open(standing).count(),
    )


@officers_page(abilities.ANSWER)
@require_safe
def settled(request: Request, standing: Standing) -> HttpResponse:
    """The requests that are closed."""
    rows = presenters.settled_rows(queries.requests.all_settled(standing)[:MOST_SHOWN])
    return page(request, "privacy/desk_settled.html", rows=rows)


MOST_SHOWN = 200


@officers_page(abilities.ANSWER)
@show_or_send
def paper(request: Request, standing: Standing) -> HttpResponse:  # noqa: ARG001  # the gate gives it to every page
    """Write down a request that came on paper."""
    form = bind(forms.Paper, request)
    if form.is_valid():
        asked = attempt(request, form, operations.requests.enter_paper, **form.answers)
        if asked:
            return redirect("privacy:desk_request", ref=asked.reference)
    return page(request, "privacy/desk_paper.html", form=form)


@officers_page(abilities.ANSWER)
@require_safe
def show_request(request: Request, standing: Standing, ref: str) -> HttpResponse:
    """One request: what it says, what can be done, notes, history, who looked."""
    asked = queries.requests.get(standing, ref)
    _note_look(request, standing, asked)
    today = london_day(request.at)
    contacts = [each.contact for each in queries.requests.contacts_of(asked)]
    return page(
        request,
        "privacy/desk_request.html",
        asked=asked,
        tag=presenters.status_tag(asked, today=today),
        sentence=presenters.officers_sentence(asked),
        rows=presenters.officer_rows(asked, contacts),
        notes=presenters.note_rows(queries.requests.notes_of(asked)),
        history=presenters.history_rows(journeys.steps_of(asked)),
        can_work=rules.can_work_on(request.actor, asked, at=request.at),
        can_extend=rules.can_extend(request.actor, asked, at=request.at),
        has_paper_copy=presenters.has_paper_copy(asked),
        how_to_tell=presenters.how_to_tell(asked),
    )


def _note_look(request: Request, standing: Standing, asked: PrivacyRequest) -> None:
    operations.looks.note(
        subject_kind=LOOKS, reference=asked.reference, by=request.actor, at=request.at, standing=standing
    )


def _question(
    request: Request, asked: PrivacyRequest, form_class: Any, operation: Any, *, template: str, **shown: Any
) -> HttpResponse:
    """One question about a request; back to the request when it is answered."""
    form = bind(form_class, request)
    if form.is_valid() and attempt(request, form, operation, asked=asked, **form.cleaned_data):
        return redirect("privacy:desk_request", ref=asked.reference)
    back = reverse("privacy:desk_request", kwargs={"ref": asked.reference})
    return page(request, template, form=form, asked=asked, back=back, **shown)


@officers_page(abilities.ANSWER)
@show_or_send
def add_contact(request: Request, standing: Standing, ref: str) -> HttpResponse:
    """A further contact, once it is sure that it is theirs."""
    asked = queries.requests.get(standing, ref)
    form = bind(forms.Contact, request)
    if form.is_valid() and attempt(request, form, operations.requests.add_contact, asked=asked, **form.answers):
        return redirect("privacy:desk_request", ref=asked.reference)
    back = reverse("privacy:desk_request", kwargs={"ref": asked.reference})
    return page(request, "privacy/desk_contact.html", form=form, asked=asked, back=back)


@officers_page(abilities.ANSWER)
@show_or_send
def note(request: Request, standing: Standing, ref: str) -> HttpResponse:
    """A note on the request, under the warning that it can be read."""
    asked = queries.requests.get(standing, ref)
    return _question(request, asked, forms.Note, operations.requests.note, template="privacy/desk_note.html")


@officers_page(abilities.ANSWER)
@show_or_send
def extend(request: Request, standing: Standing, ref: str) -> HttpResponse:
    """Take the two further months."""
    asked = queries.requests.get(standing, ref)
    until_on = rules.request_due_on(asked.received_on, is_extended=True)
    return _question(
        request,
        asked,
        forms.Extend,
        operations.requests.extend,
        template="privacy/desk_extend.html",
        until_on=until_on,
    )


@officers_page(abilities.ANSWER)
@show_or_send
def answer(request: Request, standing: Standing, ref: str) -> HttpResponse:
    """Answer in words."""
    asked = queries.requests.get(standing, ref)
    template = "privacy/desk_answer.html"
    return _question(request, asked, forms.Answer, operations.requests.answer_in_words, template=template)


@officers_page(abilities.ANSWER)
@show_or_send
def refuse(request: Request, standing: Standing, ref: str) -> HttpResponse:
    """Say that it cannot be done."""
    asked = queries.requests.get(standing, ref)
    template = "privacy/desk_refuse.html"
    return _question(request, asked, forms.Refuse, operations.requests.refuse, template=template)


@officers_page(abilities.ANSWER)
@show_or_send
def erase(request: Request, standing: Standing, ref: str) -> HttpResponse:
    """What would go, what would stay and why; then the button."""
    asked = queries.requests.get(standing, ref)
    _note_look(request, standing, asked)
    form = bind(forms.Press, request)
    if form.is_valid() and attempt(request, form, operations.erasures.erase, asked=asked) is not None:
        return redirect("privacy:desk_request", ref=ref)
    decision = rules.can_erase(request.actor, asked, at=request.at)
    outcome = operations.erasures.preview(asked=asked, by=request.actor, at=request.at) if decision else []
    return page(
        request,
        "privacy/erasure_confirm.html",
        form=form,
        asked=asked,
        decision=decision,
        going=presenters.going_rows(outcome),
        staying=presenters.staying_rows(outcome),
    )
