"""The desk of decisions: what one writes, what waits for a second person, what is public, and one record."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from commonweal.core import files, journeys
from commonweal.core.days import london_day
from commonweal.core.requests import Request
from commonweal.decisions import queries, rules, subjects
from commonweal.decisions.models import Decision
from commonweal.decisions.presenters import desk as presenters
from commonweal.decisions.presenters import words
from commonweal.people.queries import persons
from commonweal.people.standing import Standing, standing_of
from commonweal.ui.pages import page

LATELY = 20
"""Public decisions of one's bodies that the desk shows; the register has them all."""


def standing_at_desk(request: Request) -> Standing:
    """What who asks may do here. Raises Http404 for who neither records nor confirms."""
    standing = standing_of(request.actor, at=request.at)
    if not rules.is_at_desk(standing, at=request.at):
        raise Http404
    return standing


def get(request: Request, ref: str) -> Decision:
    """The decision, for whom it concerns. Raises Http404."""
    return queries.get_at_desk(standing_at_desk(request), ref, at=request.at)


def things_of(decision: Decision) -> words.Things:
    """What the decision is about, as it is today."""
    return subjects.find_all((each.kind, each.reference) for each in decision.subjects.all())


@require_safe
def desk_list(request: Request) -> HttpResponse:
    """What needs one, what one writes, what waits for others, and what is public."""
    standing = standing_at_desk(request)
    seen = queries.visible_at_desk(standing, at=request.at)
    waiting = list(queries.waiting(seen))
    confirmed_for = queries.may_confirm_for(standing, on=london_day(request.at))
    names = persons.names_of({each.recorded_by.partition(":")[2] for each in waiting})
    mine = [each for each in waiting if each.recorded_by == request.actor.label]
    to_confirm = [each for each in waiting if each not in mine and each.body_id in confirmed_for]
    return page(
        request,
        "decisions/desk_list.html",
        may_record=rules.is_recorder(standing),
        own=presenters.own_rows(list(queries.written_by(request.actor.key))),
        to_confirm=presenters.waiting_rows(to_confirm, names),
        sent=presenters.waiting_rows(mine, names),
        recorded=presenters.recorded_rows(list(queries.lately_public(seen)[:LATELY])),
    )


@require_safe
def desk_record(request: Request, ref: str) -> HttpResponse:
    """One record with all that it says, what can be done with it, and what happened."""
    decision = get(request, ref)
    steps = list(journeys.steps_of(decision))
    is_own = decision.keeper is not None and decision.keeper.reference == request.actor.key
    return page(
        request,
        "decisions/desk_record.html",
        decision=decision,
        tag=words.status_tag(decision),
        sentence=presenters.sentence(decision, is_own=is_own),
        rows=words.written_rows(decision, things_of(decision), can_change=False),
        history=presenters.history_rows(steps, persons.names_of({each.by.partition(":")[2] for each in steps})),
        go_on=presenters.first_open(decision),
        can_write=rules.can_write(request.actor, decision, at=request.at),
        can_confirm=rules.can_confirm(request.actor, decision, at=request.at),
        can_correct=rules.can_correct(request.actor, decision, at=request.at),
    )


@require_safe
def desk_paper(request: Request, ref: str, number: str) -> HttpResponseBase:
    """A paper, as a file, before and after the decision is public."""
    return files.send(queries.get_file(get(request, ref), number))
