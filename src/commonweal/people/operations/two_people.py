"""Recording what stands in for a second person, and ending it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from commonweal.core import audit
from commonweal.core.actors import Actor
from commonweal.core.rules import require
from commonweal.people import queries, rules
from commonweal.people.models import Body, Person, StandIn, TwoPersonException


@transaction.atomic
def give(
    *,
    body: Body,
    decision: str,
    kind: StandIn,
    reason: str,
    from_on: date,
    until_on: date,
    by: Actor,
    at: datetime,
    approver: Person | None = None,
) -> TwoPersonException:
    """Record, in public, that a named outsider or one person alone makes decisions of a kind at a body for a time."""
    require(
        rules.two_people.can_give(
            by, body=body, decision=decision, kind=kind, approver=approver, from_on=from_on, until_on=until_on, at=at
        )
    )
    made = TwoPersonException.objects.create(
        body=body,
        decision=decision,
        kind=kind,
        approver=approver,
        reason=reason,
        from_on=from_on,
        until_on=until_on,
        given_by=by.label,
        given_at=at,
    )
    facts = {
        "body": body.reference,
        "decision": decision,
        "kind": kind,
        "approver": approver.reference if approver else None,
        "from_on": from_on,
        "until_on": until_on,
    }
    audit.record("people.exception.give", made, by=by, at=at, facts=facts, reason=reason)
    return made


@transaction.atomic
def end(*, exception: TwoPersonException, by: Actor, at: datetime) -> TwoPersonException:
    """End it before its last day. It stays on the public page."""
    exception = queries.two_people.lock(exception)
    require(rules.two_people.can_end(by, exception, at=at))
    exception.ended_at, exception.ended_by = at, by.label
    exception.save(update_fields=["ended_at", "ended_by"])
    audit.record("people.exception.end", exception, by=by, at=at)
    return exception
