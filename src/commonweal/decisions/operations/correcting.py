"""Putting right the words of a public record, without changing them."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from commonweal.core import audit, search
from commonweal.core.actors import Actor
from commonweal.core.rules import require
from commonweal.decisions import findable, queries, rules
from commonweal.decisions.models import Correction, Decision


@transaction.atomic
def correct(*, decision: Decision, wrong: str, right: str, by: Actor, at: datetime) -> Correction:
    """Put the next numbered correction beside a public record: what is wrong in it, and what is right."""
    decision = queries.lock(decision)
    require(rules.can_correct(by, decision, at=at))
    number = queries.last_correction(decision) + 1
    made = Correction.objects.create(
        decision=decision, number=number, wrong=wrong, right=right, made_by=by.label, made_at=at
    )
    audit.record("decisions.decision.correct", decision, by=by, at=at, facts={"number": number})
    search.update(findable.KIND, decision.reference, findable.entry(queries.get_public(decision.reference)))
    return made
