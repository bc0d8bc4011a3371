"""What the schedule proposes each night, what an officer makes of it, and the deletion itself in small steps."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from itertools import islice

from django.db import transaction
from django.utils.translation import gettext as _

from commonweal.core import audit, days, jobs, personal
from commonweal.core.actors import Actor
from commonweal.core.personal import Due
from commonweal.core.rules import RefusedError, require
from commonweal.privacy import queries, rules
from commonweal.privacy.models import Certificate, Outcome, Proposal, ProposedRecord
from commonweal.privacy.schedule import Rule
from commonweal.privacy.states import PROPOSAL_JOURNEY

MOST_IN_A_PROPOSAL = 2000
"""Records in one proposal: as many as an officer can answer for; the rest comes the next night."""

DISPOSED_AT_ONCE = 50
"""Records in one step of a deletion, each step a transaction: others who write wait for no longer."""


@transaction.atomic
def propose(*, rule: Rule, by: Actor, at: datetime) -> Proposal | None:
    """Propose to delete what the schedule's `rule` says is past its time; None where there is nothing.

    What is held, proposed already or was taken out is left alone. Where the schedule says that nobody needs to confirm
    it, the deletion begins at once.
    """
    today = days.london_day(at)
    if queries.holds.on_holding(rule.holding, on=today):
        return None
    due = list(islice(_due(rule, today), MOST_IN_A_PROPOSAL))
    if not due:
        return None
    proposal = Proposal.objects.create(
        holding=rule.holding,
        period=str(rule.period),
        because=_("Kept for %(period)s from the day %(trigger)s") % {"period": rule.period, "trigger": rule.trigger},
        law=rule.law,
        action=rule.action,
        began_before_on=rule.period.before(today),
        made_at=at,
    )
    ProposedRecord.objects.bulk_create(
        ProposedRecord(proposal=proposal, holding=rule.holding, record_reference=each.reference, began_on=each.began_on)
        for each in due
    )
    PROPOSAL_JOURNEY.begin(proposal, by=by, at=at)
    audit.record("privacy.proposal.make", proposal, by=by, at=at, facts={"count": len(due), "holding": rule.holding})
    if not rule.needs_person:
        _confirm(proposal, by=by, at=at)
    return proposal


def _due(rule: Rule, today: date) -> Iterable[Due]:
    leave = queries.retention.not_to_propose(rule.holding, on=today)
    leave |= queries.holds.held_references(rule.holding, on=today)
    seen: set[str] = set()
    for due in personal.holding(rule.holding).expired(rule.period.before(today)):
        if due.reference not in leave and due.reference not in seen:
            seen.add(due.reference)
            yield due


@transaction.atomic
def take_out(
    *, proposal: Proposal, record: ProposedRecord, because: str, again_on: date, by: Actor, at: datetime
) -> ProposedRecord:
    """Leave one record alone until the day `again_on`, with the reason. Raises RefusedError."""
    proposal = queries.retention.lock(proposal)
    record = queries.retention.get_record(proposal, record.record_reference)
    require(rules.can_take_out(by, record, proposal, at=at), rules.is_later(again_on, at=at))
    _settle(record, Outcome.TAKEN_OUT, by=by, at=at, because=because, again_on=again_on)
    facts: dict[str, audit.Fact] = {"record": record.record_reference, "again_on": again_on}
    audit.record("privacy.proposal.take_out", proposal, by=by, at=at, facts=facts)
    if not queries.retention.count_left(proposal):
        PROPOSAL_JOURNEY.advance(proposal, "drop", by=by, at=at)
    return record


@transaction.atomic
def confirm(*, proposal: Proposal, by: Actor, at: datetime) -> Proposal:
    """Have what is left in the proposal deleted; the worker begins at once. Raises RefusedError."""
    proposal = queries.retention.lock(proposal)
    require(rules.can_confirm(by, proposal, at=at))
    _confirm(proposal, by=by, at=at)
    return proposal


def _confirm(proposal: Proposal, *, by: Actor, at: datetime) -> None:
    proposal.confirmed_by, proposal.confirmed_at = by.label, at
    PROPOSAL_JOURNEY.advance(proposal, "confirm", by=by, at=at, also=["confirmed_by", "confirmed_at"])
    audit.record("privacy.proposal.confirm", proposal, by=by, at=at)
    jobs.enqueue("privacy.run_deletion", proposal=proposal.reference)


@transaction.atomic
def run_step(*, proposal: Proposal, by: Actor, at: datetime) -> bool:
    """Delete the next records of a confirmed proposal; whether any are left. The last step writes the certificate.

    Each record is looked at again: what is held by now, or no longer due, stays. Running it once more changes nothing.
    """
    proposal = queries.retention.lock(proposal)
    if not PROPOSAL_JOURNEY.is_open(proposal.status, "finish"):
        return False
    batch = queries.retention.lock_left(proposal, limit=DISPOSED_AT_ONCE)
    today = days.london_day(at)
    held = _held(proposal, batch, today)
    due = {each.reference for each in personal.holding(proposal.holding).expired(proposal.began_before_on)}
    for record in batch:
        if record.record_reference in held:
            _settle(record, Outcome.HELD, by=by, at=at)
        elif record.record_reference not in due:
            _settle(record, Outcome.GONE, by=by, at=at)
        else:
            _dispose(record, by=by, at=at)
    if queries.retention.count_left(proposal):
        return True
    _finish(proposal, by=by, at=at)
    return False


def _held(proposal: Proposal, batch: list[ProposedRecord], today: date) -> Collection[str]:
    if queries.holds.on_holding(proposal.holding, on=today):
        return {record.record_reference for record in batch}
    return queries.holds.held_references(proposal.holding, on=today)


def _dispose(record: ProposedRecord, *, by: Actor, at: datetime) -> None:
    try:
        with transaction.atomic():
            personal.holding(record.holding).dispose(record.record_reference, by=by, at=at)
    except RefusedError as error:  # the area's own rules keep it, for example because it was opened again
        _settle(record, Outcome.GONE, by=by, at=at, because=error.refused.reason)
    else:
        _settle(record, Outcome.DISPOSED, by=by, at=at)


def _settle(
    record: ProposedRecord,
    outcome: Outcome,
    *,
    by: Actor,
    at: datetime,
    because: str = "",
    again_on: date | None = None,
) -> None:
    record.outcome, record.because, record.again_on = outcome, because, again_on
    record.settled_by, record.settled_at = by.label, at
    record.save(update_fields=["outcome", "because", "again_on", "settled_by", "settled_at"])


def _finish(proposal: Proposal, *, by: Actor, at: datetime) -> None:
    references = queries.retention.disposed_references(proposal)
    PROPOSAL_JOURNEY.advance(proposal, "finish", by=by, at=at)
    audit.record("privacy.proposal.finish", proposal, by=by, at=at, facts={"count": len(references)})
    if references:
        confirmed_at = proposal.confirmed_at or at  # a constraint says that there is one
        Certificate.objects.create(
            proposal=proposal,
            holding=proposal.holding,
            count=len(references),
            digests=sorted(queries.retention.digest_of_reference(each) for each in references),
            period=proposal.period,
            law=proposal.law,
            action=proposal.action,
            confirmed_by=proposal.confirmed_by,
            confirmed_at=confirmed_at,
            finished_at=at,
        )
    if proposal.is_unattended:  # very many come every night; the certificate has the fingerprints of those that went
        queries.retention.records_that_went(proposal).delete()


@transaction.atomic
def forget_reason(*, proposal: Proposal, record_reference: str, by: Actor, at: datetime) -> None:
    """Erase why a record was once taken out of a deletion; that it was, stays."""
    proposal = queries.retention.lock(proposal)
    for record in queries.retention.records_called(proposal, record_reference):
        record.because = ""
        record.save(update_fields=["because"])
    audit.record("privacy.proposal.forget_reason", proposal, by=by, at=at, facts={"record": record_reference})
