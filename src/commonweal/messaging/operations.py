"""Changes to letters: the steps of sending one, and what an operator decides about one that is held or failed.

Each step of sending is committed by itself (`durable`), because the next speaks to a mail server.
"""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction

from commonweal.core import audit, jobs
from commonweal.core.actors import Actor
from commonweal.core.digests import contact_digest
from commonweal.core.rules import require
from commonweal.messaging import queries, rules
from commonweal.messaging.envelopes import sending_domain
from commonweal.messaging.letters import Draft
from commonweal.messaging.models import Letter
from commonweal.messaging.states import JOURNEY


@transaction.atomic
def queue(*, draft: Draft, by: Actor, at: datetime) -> Letter:
    """Write the letter that `draft` describes into the outbox, and have it sent; see `outbox.add`."""
    letter = Letter.objects.create(
        kind=draft.kind,
        to=draft.to,
        to_digest=contact_digest(draft.to),
        subject=draft.subject,
        text=draft.text,
        html=draft.html,
        message_id=f"{uuid.uuid4().hex}@{sending_domain()}",
        added_at=at,
    )
    JOURNEY.begin(letter, by=by, at=at)
    jobs.enqueue("messaging.send_letter", letter=letter.reference)
    return letter


@transaction.atomic(durable=True)
def begin_attempt(*, letter: Letter, by: Actor, at: datetime) -> Letter:
    """Count an attempt before it is made. Raises MoveNotOpenError when the letter is no longer queued."""
    letter = queries.lock(letter)
    letter.attempts += 1
    letter.tried_at = at
    JOURNEY.advance(letter, "attempt", by=by, at=at, also=["attempts", "tried_at"])
    return letter


@transaction.atomic(durable=True)
def hand_over(*, letter: Letter, by: Actor, at: datetime) -> None:
    """Note that the last word is about to be said. Raises MoveNotOpenError when the letter is no longer queued."""
    JOURNEY.advance(queries.lock(letter), "hand_over", by=by, at=at)


@transaction.atomic(durable=True)
def confirm(*, letter: Letter, by: Actor, at: datetime) -> None:
    """Note that the mail server has taken the letter. Raises MoveNotOpenError when an operator decided otherwise."""
    letter = queries.lock(letter)
    letter.sent_at = at
    JOURNEY.advance(letter, "confirm", by=by, at=at, also=["sent_at"])


@transaction.atomic(durable=True)
def take_back(*, letter: Letter, reply: str, by: Actor, at: datetime) -> None:
    """Note that the letter was certainly not taken, and wait for the next attempt; `reply` is the server's code."""
    letter = queries.lock(letter)
    if JOURNEY.is_open(letter.status, "take_back"):
        JOURNEY.advance(letter, "take_back", by=by, at=at)
    _note_reply(letter, reply)


@transaction.atomic(durable=True)
def give_up(*, letter: Letter, reply: str, by: Actor, at: datetime) -> None:
    """Note that the letter cannot be sent: it was refused for good, or for too long."""
    letter = queries.lock(letter)
    if JOURNEY.is_open(letter.status, "give_up"):
        JOURNEY.advance(letter, "give_up", by=by, at=at)
    _note_reply(letter, reply)


@transaction.atomic(durable=True)
def hold(*, letter: Letter, by: Actor, at: datetime) -> None:
    """Note that nobody knows whether the letter was taken; a person decides what becomes of it."""
    letter = queries.lock(letter)
    if JOURNEY.is_open(letter.status, "hold"):
        JOURNEY.advance(letter, "hold", by=by, at=at)


@transaction.atomic
def resend(*, letter: Letter, by: Actor, at: datetime) -> Letter:
    """Send a held or failed letter again, knowing that a held one may arrive twice. Raises RefusedError."""
    letter = queries.lock(letter)
    require(rules.can_resend(letter))
    letter.attempts = 0
    JOURNEY.advance(letter, "resend", by=by, at=at, also=["attempts"])
    audit.record("messaging.letter.resend", letter, by=by, at=at)
    jobs.enqueue("messaging.send_letter", letter=letter.reference)
    return letter


@transaction.atomic
def settle_as_sent(*, letter: Letter, by: Actor, at: datetime) -> Letter:
    """Close a held letter that turned out to have been sent. Raises RefusedError."""
    letter = queries.lock(letter)
    require(rules.can_settle_as_sent(letter))
    letter.sent_at = at
    JOURNEY.advance(letter, "settle", by=by, at=at, also=["sent_at"])
    audit.record("messaging.letter.settle", letter, by=by, at=at)
    return letter


@transaction.atomic
def drop(*, letter: Letter, by: Actor, at: datetime) -> Letter:
    """Close a held or failed letter that need not be sent any more. Raises RefusedError."""
    letter = queries.lock(letter)
    require(rules.can_drop(letter))
    JOURNEY.advance(letter, "drop", by=by, at=at)
    audit.record("messaging.letter.drop", letter, by=by, at=at)
    return letter


def _note_reply(letter: Letter, reply: str) -> None:
    letter.reply = reply
    letter.save(update_fields=["reply"])
