"""What the person who raises a concern does with it, and how it is let go. Each is one transaction."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction

from commonweal.accountability.emails import concerns as emails
from commonweal.accountability.models import Concern, ConcernReply, MayPublish, ReachRaiserBy
from commonweal.accountability.queries import concerns as queries
from commonweal.accountability.rules import concerns as rules
from commonweal.accountability.states.concerns import CONCERN_JOURNEY
from commonweal.core import audit, days, stamps
from commonweal.core.actors import Actor
from commonweal.core.digests import contact_digest, reach_digest
from commonweal.core.rules import require
from commonweal.messaging import outbox
from commonweal.strategy.evidence import touch
from commonweal.strategy.models import Commitment


@transaction.atomic
def start(
    *,
    commitment: Commitment,
    filing: str,
    by: Actor,  # noqa: ARG001  # as every operation is called
    at: datetime,
) -> tuple[Concern, str]:
    """Begin a concern; gives it and the key of its private link, which is nowhere else to be had.

    `filing` is the reference of the filed document that it challenges, or nothing. The trail begins with the first
    answer: what anybody can press a thousand times must not stay there for ever. Raises RefusedError when very many
    were begun just now.
    """
    require(rules.can_start(at=at))
    key = secrets.token_urlsafe(18)
    concern = Concern.objects.create(
        key_digest=queries.digest_of_key(key),
        commitment=commitment,
        filing=queries.challengeable(commitment, filing),
        started_at=at,
    )
    return concern, key


@transaction.atomic
def say_what(*, concern: Concern, words: str, by: Actor, at: datetime) -> Concern:
    """Note what is the matter, in the person's words."""
    concern = queries.lock(concern)
    require(rules.can_change(concern))
    concern.words = words
    concern.save(update_fields=["words"])
    audit.record("accountability.concern.say_what", concern, by=by, at=at)
    return concern


@transaction.atomic
def say_wishes(*, concern: Concern, may_publish: MayPublish, wish: str, by: Actor, at: datetime) -> Concern:
    """Note what may be printed of it, and what the person wants to come of it."""
    concern = queries.lock(concern)
    require(rules.can_change(concern))
    concern.may_publish, concern.wish = may_publish, wish
    concern.save(update_fields=["may_publish", "wish"])
    audit.record("accountability.concern.say_wishes", concern, by=by, at=at, facts={"may_publish": may_publish})
    return concern


@transaction.atomic
def say_how_to_reach(
    *, concern: Concern, name: str, reach_by: ReachRaiserBy, contact: str, by: Actor, at: datetime
) -> Concern:
    """Note how to reach the person, if at all. Without a contact the private link is the only way."""
    concern = queries.lock(concern)
    require(rules.can_change(concern))
    earlier = concern.contact_digest
    concern.name, concern.reach_by, concern.contact = name, reach_by, contact
    concern.contact_digest = contact_digest(contact) if contact else ""
    concern.reach_digest = reach_digest(contact) if contact else ""
    concern.save(update_fields=["name", "reach_by", "contact", "contact_digest", "reach_digest"])
    audit.record(
        "accountability.concern.say_how_to_reach",
        concern,
        by=by,
        at=at,
        facts={"reach_by": reach_by},
        personal={"contact": contact} if contact else None,
    )
    audit.forget_name(earlier)
    return concern


@transaction.atomic
def send(*, concern: Concern, link: str, by: Actor, at: datetime) -> Concern:
    """Hand the concern to the council; the days run from now. Sending again what was sent changes nothing.

    `link` is the private link, for the letter to the person who raised it.
    """
    concern = queries.lock(concern)
    if not concern.is_draft:
        return concern
    require(rules.can_send(concern, at=at))
    concern.sent_at, concern.sent_on = at, days.london_day(at)
    concern.answer_by_on = rules.answer_by(concern.sent_on, concern.commitment.strategy)
    CONCERN_JOURNEY.advance(concern, "send", by=by, at=at, also=["sent_at", "sent_on", "answer_by_on"])
    facts: dict[str, audit.Fact] = {
        "commitment": concern.commitment.reference,
        "answer_by_on": concern.answer_by_on,
    }
    audit.record("accountability.concern.send", concern, by=by, at=at, facts=facts)
    mark(concern=concern, by=by, at=at)
    if concern.is_reached_by_email:
        outbox.add(emails.received(concern, link=link), by=by, at=at)
    outbox.add(emails.for_the_team(concern), by=by, at=at)
    return concern


@transaction.atomic
def withdraw(*, concern: Concern, by: Actor, at: datetime) -> Concern:
    """Take the concern back before it is answered; the council is told, and nothing more of it is printed."""
    concern = queries.lock(concern)
    require(rules.can_withdraw(by, concern))
    _withdraw(concern, by=by, at=at)
    return concern


def _withdraw(concern: Concern, *, by: Actor, at: datetime) -> None:
    _settle(concern, "withdraw", by=by, at=at)
    outbox.add(emails.withdrawn(concern), by=by, at=at)


@transaction.atomic
def reply(*, concern: Concern, words: str, by: Actor, at: datetime) -> Concern:
    """Reply to the answer, once; it is the last word, and closes the concern."""
    concern = queries.lock(concern)
    require(rules.can_reply(by, concern, at=at))
    concern.raiser_reply, concern.replied_at = words, at
    _settle(concern, "reply", "raiser_reply", "replied_at", by=by, at=at)
    outbox.add(emails.raiser_replied(concern), by=by, at=at)
    return concern


@transaction.atomic
def close(*, concern: Concern, by: Actor, at: datetime) -> Concern:
    """Close what was answered: the person is done with it, or their time to reply is over."""
    concern = queries.lock(concern)
    require(rules.can_close(by, concern, at=at))
    _settle(concern, "close", by=by, at=at)
    return concern


@transaction.atomic
def close_unreplied(*, by: Actor, at: datetime) -> int:
    """Close every answered concern whose time for a reply is over; gives how many."""
    over = queries.unreplied(before=days.london_day(at))
    for concern in over:
        close(concern=concern, by=by, at=at)
    return len(over)


def _settle(concern: Concern, move: str, *also: str, by: Actor, at: datetime) -> None:
    concern.settled_at = at
    CONCERN_JOURNEY.advance(concern, move, by=by, at=at, also=["settled_at", *also])
    audit.record(f"accountability.concern.{move}", concern, by=by, at=at)
    mark(concern=concern, by=by, at=at)


def mark(*, concern: Concern, by: Actor, at: datetime) -> None:
    """Have what rests on this concern worked out anew, and counted anew; a part of operations."""
    stamps.renew(queries.TOUCHED, by=by, at=at)
    touch(queries.TOUCHED, f"strategy.commitment/{concern.commitment.reference}", by=by, at=at)


@transaction.atomic
def erase(*, concern: Concern, by: Actor, at: datetime) -> Concern:
    """Forget what somebody wrote and how to reach them; what the council wrote and found, and the days, stay.

    One that waits for an answer is withdrawn first, and one that is answered is closed. Raises RefusedError.
    """
    concern = queries.lock(concern)
    require(rules.can_erase(by, concern, at=at))
    if concern.is_open:
        _withdraw(concern, by=by, at=at)
    elif concern.is_replyable:
        _settle(concern, "close", by=by, at=at)
    contact = concern.contact_digest
    concern.words = concern.wish = concern.name = concern.contact = concern.raiser_reply = ""
    concern.reach_by = concern.contact_digest = concern.reach_digest = ""
    concern.has_words_shown = concern.is_reply_shown = False
    concern.emptied_at = at
    concern.save()
    audit.record("accountability.concern.empty", concern, by=by, at=at)
    audit.forget_name(contact)
    return concern


@transaction.atomic
def forget_draft(*, concern: Concern, by: Actor, at: datetime) -> bool:
    """Delete one concern that was begun and never sent, with its contact; False if it was sent by now."""
    concern = queries.lock(concern)
    if not concern.is_draft:  # it was sent just now
        return False
    if concern.has_answers:  # of the others the trail says nothing yet
        audit.record("accountability.concern.forget_draft", concern, by=by, at=at)
    contact = concern.contact_digest
    concern.delete()
    audit.forget_name(contact)
    return True


@transaction.atomic
def empty_reply(*, reply: ConcernReply, by: Actor, at: datetime) -> None:
    """Forget what a body replied to a concern of which nothing may be printed, once the schedule says so."""
    reply = queries.lock_reply(reply)
    if reply.emptied_at is None:
        reply.words, reply.emptied_at = "", at
        reply.save(update_fields=["words", "emptied_at"])
        audit.record("accountability.concern_reply.empty", reply.concern, by=by, at=at)
