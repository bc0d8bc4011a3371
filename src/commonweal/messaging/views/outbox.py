"""The desk's pages of letters that did not arrive: which, since when, and what to do about each."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.core import journeys
from commonweal.core.requests import Request
from commonweal.messaging import forms, operations, presenters, queries, rules
from commonweal.messaging.models import Letter
from commonweal.people.standing import standing_of
from commonweal.ui.pages import attempt, bind, page

SHOWN = 100

Operation = Callable[..., Letter]

OPERATIONS: dict[str, Operation] = {
    "resend": operations.resend,
    "settle": operations.settle_as_sent,
    "drop": operations.drop,
}
RULES = {"resend": rules.can_resend, "settle": rules.can_settle_as_sent, "drop": rules.can_drop}


@require_safe
def outbox_list(request: Request) -> HttpResponse:
    """How the outbox stands, what needs a person, and what came back."""
    if not standing_of(request.actor, at=request.at).may(queries.LOOK_AFTER_OUTBOX):
        raise Http404
    needing, returned = queries.needing_attention(), queries.came_back()
    return page(
        request,
        "messaging/outbox_list.html",
        sentence=presenters.state_sentence(queries.state(request.at)),
        needing=presenters.letter_rows(list(needing[:SHOWN])),
        returned=presenters.returned_rows(list(returned[:SHOWN])),
        shown=SHOWN,
    )


@require_safe
def letter_record(request: Request, ref: str) -> HttpResponse:
    """One letter: where it stands, what was heard of it, and what can be done."""
    letter = queries.get_for(request.actor, ref, at=request.at)
    return page(
        request,
        "messaging/letter_record.html",
        letter=letter,
        tag=presenters.letter_tag(letter),
        sentence=presenters.letter_sentence(letter),
        rows=presenters.fact_rows(letter),
        history=presenters.history_rows(list(journeys.steps_of(letter)), list(queries.reports_of(letter))),
        moves=presenters.moves([name for name, rule in RULES.items() if rule(letter)]),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def letter_decide(request: Request, ref: str, move: str) -> HttpResponse:
    """Ask before it is sent again, noted as sent, or dropped."""
    letter = queries.get_for(request.actor, ref, at=request.at)
    if move not in OPERATIONS:
        raise Http404
    form = bind(forms.Decide, request)
    if form.is_valid() and attempt(request, form, OPERATIONS[move], letter=letter):
        return redirect("messaging:letter_record", ref=letter.reference)
    return page(
        request, "messaging/letter_decide.html", form=form, letter=letter, question=presenters.question(move, letter)
    )
