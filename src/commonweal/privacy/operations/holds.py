"""Placing and lifting legal holds."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from commonweal.core import audit, days
from commonweal.core.actors import Actor
from commonweal.core.digests import contact_digest
from commonweal.core.rules import require
from commonweal.privacy import queries, rules
from commonweal.privacy.models import Hold, HoldKind


@transaction.atomic
def place(
    *,
    kind: HoldKind,
    because: str,
    until_on: date,
    by: Actor,
    at: datetime,
    person_key: str = "",
    contact: str = "",
    holding: str = "",
    record_reference: str = "",
) -> Hold:
    """Keep a person's data, one record or a whole class of records until a day. Raises RefusedError."""
    require(rules.can_place_hold(by, until_on=until_on, at=at))
    hold = Hold.objects.create(
        kind=kind,
        person_key=person_key,
        contact=contact,
        contact_digest=contact_digest(contact) if contact else "",
        holding=holding,
        record_reference=record_reference,
        because=because,
        placed_by=by.label,
        placed_at=at,
        placed_on=days.london_day(at),
        until_on=until_on,
    )
    audit.record(
        "privacy.hold.place",
        hold,
        by=by,
        at=at,
        facts={"kind": kind, "holding": holding, "record": record_reference, "until_on": until_on},
        personal={"contact": contact},
    )
    return hold


@transaction.atomic
def lift(*, hold: Hold, because: str, by: Actor, at: datetime) -> Hold:
    """End a hold before its day; what was held can be proposed and erased again. Raises RefusedError."""
    hold = queries.holds.lock(hold)
    require(rules.can_lift_hold(by, hold, at=at))
    hold.lifted_by, hold.lifted_at, hold.lifted_because = by.label, at, because
    hold.save(update_fields=["lifted_by", "lifted_at", "lifted_because"])
    audit.record("privacy.hold.lift", hold, by=by, at=at)
    return hold


@transaction.atomic
def forget(*, hold: Hold, by: Actor, at: datetime) -> None:
    """Delete a hold that ended long ago; its record in the trail stays, without the person."""
    hold = queries.holds.lock(hold)
    require(rules.can_forget_hold(hold, at=at))
    audit.record("privacy.hold.forget", hold, by=by, at=at)
    hold.delete()
    audit.forget_name(hold.contact_digest)
