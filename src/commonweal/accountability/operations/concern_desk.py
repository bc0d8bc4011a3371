"""What the council and the bodies concerned do with a concern. Each is one transaction."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from commonweal.accountability import findable
from commonweal.accountability.emails import concerns as emails
from commonweal.accountability.models import Concern, ConcernOutcome, ConcernReply
from commonweal.accountability.operations.concerns import mark
from commonweal.accountability.queries import concerns as queries
from commonweal.accountability.rules import concerns as rules
from commonweal.accountability.states.concerns import CONCERN_JOURNEY
from commonweal.core import audit, days, search
from commonweal.core.actors import Actor
from commonweal.core.rules import Refused, RefusedError, require
from commonweal.messaging import outbox
from commonweal.people import queries as people
from commonweal.people.models import Body
from commonweal.people.standing import standing_of


@transaction.atomic
def take_on(*, concern: Concern, by: Actor, at: datetime) -> Concern:
    """Note that the officer who acts sees to the concern from now on, in place of whoever did before."""
    concern = queries.lock(concern)
    require(rules.can_hold(by, concern, at=at))
    return _give_to(concern, by, "take_on", by=by, at=at)


@transaction.atomic
def hand_over(*, concern: Concern, to: Actor, by: Actor, at: datetime) -> Concern:
    """Give the concern to another officer, because the one who had it leaves or moves. Raises RefusedError."""
    concern = queries.lock(concern)
    require(rules.can_hold(to, concern, at=at))
    return _give_to(concern, to, "hand_over", by=by, at=at)


def _give_to(concern: Concern, officer: Actor, verb: str, *, by: Actor, at: datetime) -> Concern:
    concern.handler = people.persons.by_reference(officer.key)
    concern.save(update_fields=["handler"])
    audit.record(f"accountability.concern.{verb}", concern, by=by, at=at, facts={"to": officer.key})
    return concern


@transaction.atomic
def sum_up(*, concern: Concern, summary: str, has_words_shown: bool, by: Actor, at: datetime) -> Concern:
    """Say in the council's words what the concern is; from now on the public sees it, as far as the person agreed.

    Of a concern of which nothing may be printed, only the bodies that are asked for their reply see it.
    """
    concern = queries.lock(concern)
    require(rules.can_sum_up(by, concern, at=at))
    concern.summary, concern.has_words_shown = summary, has_words_shown
    concern.save(update_fields=["summary", "has_words_shown"])
    facts = {"has_words_shown": has_words_shown}
    audit.record("accountability.concern.sum_up", concern, by=by, at=at, facts=facts)
    mark(concern=concern, by=by, at=at)
    return concern


@transaction.atomic
def ask_reply(*, concern: Concern, body: str, by: Actor, at: datetime) -> ConcernReply:
    """Ask the body with this reference for its reply; its people are written to. Raises RefusedError."""
    concern = queries.lock(concern)
    asked = people.bodies.by_reference(body)
    if asked is None:
        raise RefusedError(Refused(_("Choose a body from those that are offered"), field="body"))
    require(rules.can_ask_reply(by, concern, asked, at=at))
    today = days.london_day(at)
    made = ConcernReply.objects.create(
        concern=concern,
        body=asked,
        asked_at=at,
        asked_on=today,
        reply_by_on=rules.body_reply_by(concern, today),
    )
    facts: dict[str, audit.Fact] = {"body": asked.reference, "reply_by_on": made.reply_by_on}
    audit.record("accountability.concern.ask_reply", concern, by=by, at=at, facts=facts)
    mark(concern=concern, by=by, at=at)
    _write_to(made, asked, by=by, at=at)
    return made


def _write_to(reply: ConcernReply, body: Body, *, by: Actor, at: datetime) -> None:
    who = queries.who_may(rules.REPLY, body, on=reply.asked_on)
    for address in people.persons.addresses_by_person(who).values():
        outbox.add(emails.reply_asked(address, reply), by=by, at=at)


@transaction.atomic
def reply_for(*, reply: ConcernReply, words: str, by: Actor, at: datetime) -> ConcernReply:
    """Write the reply of a body, once; it is printed as it stands. Raises RefusedError."""
    reply = queries.lock_reply(reply)
    concern = queries.lock(reply.concern)
    require(rules.can_reply_for(by, reply, concern, at=at))
    reply.words, reply.replied_at = words, at
    reply.replied_by = people.persons.by_reference(by.key)
    reply.save(update_fields=["words", "replied_at", "replied_by"])
    is_typed_in = not standing_of(by, at=at).may(rules.REPLY, body=reply.body.reference)
    facts = {"body": reply.body.reference, "is_typed_in": is_typed_in}
    audit.record("accountability.concern.reply_for", concern, by=by, at=at, facts=facts)
    mark(concern=concern, by=by, at=at)
    outbox.add(emails.body_replied(reply), by=by, at=at)
    return reply


@transaction.atomic
def answer(
    *,
    concern: Concern,
    outcome: ConcernOutcome,
    answer: str,
    action: str,
    action_by_on: date | None,
    by: Actor,
    at: datetime,
) -> Concern:
    """Say what the council finds, why, what will be done and by when; it is public, and sent to the person."""
    concern = queries.lock(concern)
    require(rules.can_answer(by, concern, at=at), rules.can_promise(action_by_on, at=at))
    concern.outcome, concern.answer = outcome, answer
    concern.action, concern.action_by_on = action, action_by_on
    concern.answered_at, concern.answered_on = at, days.london_day(at)
    concern.held_until_on = rules.reply_until(concern.answered_on, concern.commitment.strategy)
    said = ["outcome", "answer", "action", "action_by_on", "answered_at", "answered_on", "held_until_on"]
    CONCERN_JOURNEY.advance(concern, "answer", by=by, at=at, also=said)
    facts: dict[str, audit.Fact] = {"outcome": outcome, "days_late": rules.days_late(concern, concern.answered_on)}
    audit.record("accountability.concern.answer", concern, by=by, at=at, facts=facts)
    mark(concern=concern, by=by, at=at)
    entry = findable.concern_entry(concern)
    search.update(findable.CONCERNS, entry.key, entry)
    if concern.is_reached_by_email:
        outbox.add(emails.answered(concern), by=by, at=at)
    return concern


@transaction.atomic
def look_at_reply(*, concern: Concern, is_shown: bool, by: Actor, at: datetime) -> Concern:
    """Note that an officer read the person's reply, and whether it is printed: whole, or not at all."""
    concern = queries.lock(concern)
    require(rules.can_look_at_reply(by, concern, at=at))
    concern.is_reply_seen, concern.is_reply_shown = True, is_shown
    concern.save(update_fields=["is_reply_seen", "is_reply_shown"])
    audit.record("accountability.concern.look_at_reply", concern, by=by, at=at, facts={"is_shown": is_shown})
    return concern
