"""Throwing away a record that was never sent, and emptying what an old one says about somebody."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from commonweal.core import audit, files
from commonweal.core.actors import Actor
from commonweal.core.rules import require
from commonweal.decisions import queries, rules
from commonweal.decisions.models import Decision


@transaction.atomic
def discard(*, decision: Decision, by: Actor, at: datetime) -> None:
    """Delete a record that is not sent, with its papers. Raises RefusedError."""
    decision = queries.lock(decision)
    require(rules.can_discard(by, decision, at=at))
    audit.record("decisions.decision.discard", decision, by=by, at=at)
    for subject in queries.subjects_of(decision):
        subject.delete()
    for paper in queries.papers_of(decision):
        stored = paper.document
        paper.delete()
        if stored:
            files.delete(stored)
    decision.delete()


@transaction.atomic
def empty(*, decision: Decision, by: Actor, at: datetime) -> Decision:
    """Forget the name of the member who decided, and what members declared, because the time for it is over.

    What was decided, by which office and why stays. Raises RefusedError.
    """
    decision = queries.lock(decision)
    require(rules.can_empty(by, decision, at=at))
    decision.member_name = decision.member_digest = decision.interests = ""
    decision.emptied_at = at
    decision.save(update_fields=["member_name", "member_digest", "interests", "emptied_at"])
    audit.record("decisions.decision.empty", decision, by=by, at=at)
    return decision


@transaction.atomic
def forget_member(*, decision: Decision, by: Actor, at: datetime) -> Decision:
    """Take the name out of a record that is not public yet, because its bearer asks for that. Raises RefusedError."""
    decision = queries.lock(decision)
    require(rules.can_forget_member(by, decision, at=at))
    decision.member_name = decision.member_digest = ""
    decision.save(update_fields=["member_name", "member_digest"])
    audit.record("decisions.decision.forget_member", decision, by=by, at=at)
    return decision
