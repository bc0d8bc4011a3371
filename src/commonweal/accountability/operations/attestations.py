"""Recording what a side of the relationship answered, and withdrawing it. Each is one transaction."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from commonweal.accountability.models import Attestation, Side
from commonweal.accountability.operations.filings import mark
from commonweal.accountability.queries import attestations as queries
from commonweal.accountability.rules import attestations as rules
from commonweal.accountability.rules import bringing
from commonweal.core import audit
from commonweal.core.actors import Actor
from commonweal.core.days import london_day
from commonweal.core.rules import require
from commonweal.people.queries import persons
from commonweal.strategy.models import Commitment


@transaction.atomic
def record(
    *,
    commitment: Commitment,
    side: Side,
    question: str,
    asked_by: str,
    asked_whom: str,
    asked_on: date,
    asked: int,
    answered: int,
    agreed: int,
    words: str,
    link: str,
    by: Actor,
    at: datetime,
) -> Attestation:
    """Record what one side answered when it was asked whether a commitment is kept. Raises RefusedError.

    Public at once. It is never edited: what was wrong is withdrawn and recorded anew.
    """
    require(rules.can_record(by, commitment, side, at=at))
    made = Attestation.objects.create(
        commitment=commitment,
        side=side,
        question=question,
        asked_by=asked_by,
        asked_whom=asked_whom,
        asked_on=asked_on,
        asked=asked,
        answered=answered,
        agreed=agreed,
        words=words,
        link=link,
        recorded_by=persons.of_actor(by),
        recorded_at=at,
        recorded_on=london_day(at),
        recorded_as=bringing.office_of(by, rules.ABILITIES[side], commitment, at=at),
    )
    # Not how many answered: of fewer than five that is not said, and the trail is kept for ever.
    facts: dict[str, audit.Fact] = {"commitment": commitment.reference, "side": side}
    audit.record("accountability.attestation.record", made, by=by, at=at, facts=facts)
    mark(commitment=commitment, by=by, at=at)
    return made


@transaction.atomic
def withdraw(*, attestation: Attestation, why: str, by: Actor, at: datetime) -> Attestation:
    """Withdraw what a side answered, with a reason that is public; only that side can. Raises RefusedError."""
    attestation = queries.lock(attestation)
    require(rules.can_withdraw(by, attestation, at=at))
    attestation.withdrawn_at, attestation.withdrawn_why = at, why
    attestation.save(update_fields=["withdrawn_at", "withdrawn_why"])
    facts: dict[str, audit.Fact] = {"commitment": attestation.commitment.reference, "side": attestation.side}
    audit.record("accountability.attestation.withdraw", attestation, by=by, at=at, facts=facts)
    mark(commitment=attestation.commitment, by=by, at=at)
    return attestation
