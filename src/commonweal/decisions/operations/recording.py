"""Making a record public: at once, or when a second person has confirmed it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from commonweal.core import audit, search
from commonweal.core.actors import Actor
from commonweal.core.days import london_day
from commonweal.core.rules import require
from commonweal.decisions import announcements, emails, findable, queries, rules
from commonweal.decisions.models import Decision
from commonweal.decisions.states import JOURNEY
from commonweal.messaging import outbox
from commonweal.people.models import Person
from commonweal.people.queries import persons


@transaction.atomic
def send(*, decision: Decision, by: Actor, at: datetime) -> Decision:
    """Send the record: public at once, or to those who may confirm it where it needs two people.

    Sending again what was sent changes nothing. Raises RefusedError.
    """
    decision = queries.lock(decision)
    if not decision.can_be_written and decision.recorded_by == by.label:
        return decision
    about = queries.subjects_of(decision)
    require(rules.can_send(by, decision, about, at=at))
    decision.is_by_two_people = rules.needs_two_people(decision, about)
    decision.recorded_by, decision.sent_at = by.label, at
    if not decision.is_by_two_people:
        return _make_public(decision, "record", by=by, at=at, also=("is_by_two_people", "recorded_by", "sent_at"))
    JOURNEY.advance(decision, "send", by=by, at=at, also=["is_by_two_people", "recorded_by", "sent_at"])
    audit.record("decisions.decision.send", decision, by=by, at=at)
    for person in queries.confirmers_for(decision.body, on=london_day(at)):
        if person.reference != by.key and (address := _address_of(person)):
            outbox.add(emails.to_confirm(address, decision), by=by, at=at)
    return decision


@transaction.atomic
def confirm(*, decision: Decision, by: Actor, at: datetime) -> Decision:
    """Confirm, as the second person, that the record says what was decided. It is public from now on."""
    decision = queries.lock(decision)
    require(rules.can_confirm(by, decision, at=at))
    decision.confirmed_by = by.label
    if by.label == decision.recorded_by:
        decision.exception = queries.exception_for(decision.body, on=london_day(at))
    _make_public(decision, "confirm", by=by, at=at, also=("confirmed_by", "exception"))
    if decision.keeper and decision.keeper.reference != by.key and (address := _address_of(decision.keeper)):
        outbox.add(emails.confirmed(address, decision), by=by, at=at)
    return decision


@transaction.atomic
def send_back(*, decision: Decision, because: str, by: Actor, at: datetime) -> Decision:
    """Return the record to whoever sent it, with the reason. It can be changed and sent again."""
    decision = queries.lock(decision)
    require(rules.can_confirm(by, decision, at=at))
    decision.returned_because = because
    JOURNEY.advance(decision, "send_back", by=by, at=at, also=["returned_because"])
    audit.record("decisions.decision.send_back", decision, by=by, at=at, reason=because)
    if decision.keeper and (address := _address_of(decision.keeper)):
        outbox.add(emails.returned(address, decision), by=by, at=at)
    return decision


def _make_public(decision: Decision, move: str, *, by: Actor, at: datetime, also: tuple[str, ...]) -> Decision:
    decision.recorded_at, decision.recorded_on = at, london_day(at)
    JOURNEY.advance(decision, move, by=by, at=at, also=["recorded_at", "recorded_on", *also])
    audit.record(f"decisions.decision.{move}", decision, by=by, at=at, facts=_told(decision))
    search.update(findable.KIND, decision.reference, findable.entry(queries.get_public(decision.reference)))
    announcements.RECORDED.tell(decision=decision, by=by, at=at)
    return decision


def _told(decision: Decision) -> dict[str, audit.Fact]:
    return {
        "outcome": decision.outcome,
        "about": [f"{each.kind} {each.reference}: {each.effect}" for each in queries.subjects_of(decision)],
        "replaces": decision.replaces.reference if decision.replaces else None,
    }


def _address_of(person: Person) -> str:
    return persons.address_of(person)
