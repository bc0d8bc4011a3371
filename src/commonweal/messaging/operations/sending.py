"""The steps of a letter: written, perhaps kept until it is wanted, and sent.

Each step of sending is committed by itself (`durable`), because the next speaks to a mail server.
"""

from __future__ import annotations

import uuid
from datetime import datetime
from itertools import groupby

from django.db import transaction

from commonweal.core import jobs
from commonweal.core.actors import Actor
from commonweal.core.digests import contact_digest
from commonweal.messaging import correspondence, queries, rules
from commonweal.messaging.envelopes import sending_domain
from commonweal.messaging.kinds import KINDS
from commonweal.messaging.letters import Draft
from commonweal.messaging.models import Letter
from commonweal.messaging.queries import contacts
from commonweal.messaging.states import JOURNEY, Status, When

MOST_RELEASED = 500
"""Waiting letters in one go, so that those who write wait for a moment only; the next run takes the rest."""


@transaction.atomic
def queue(*, draft: Draft, by: Actor, at: datetime) -> Letter:
    """Write the letter that `draft` describes into the outbox, and have it sent; see `outbox.add`.

    What is needed goes at once. What is optional goes as its reader chose: at once, later, or not at all.
    """
    return _write(draft, _way(draft, contact_digest(draft.to), at=at), by=by, at=at)


def _write(draft: Draft, way: rules.Way, *, by: Actor, at: datetime) -> Letter:
    letter = Letter.objects.create(
        kind=draft.kind,
        wording=draft.wording,
        topic=draft.topic,
        to=draft.to,
        to_digest=contact_digest(draft.to),
        subject=draft.subject,
        text=draft.text,
        html=draft.html,
        status=Status.QUEUED if way == rules.AT_ONCE else Status.WAITING,
        message_id=f"{uuid.uuid4().hex}@{sending_domain()}",
        added_at=at,
        due_at=way.due_at if way.is_wanted else at,
        is_for_digest=way.is_for_digest,
    )
    JOURNEY.begin(letter, by=by, at=at)
    if not way.is_wanted:
        JOURNEY.advance(letter, "decline", by=by, at=at)
    elif letter.status == Status.QUEUED:
        jobs.enqueue("messaging.send_letter", letter=letter.reference)
    return letter


def _way(draft: Draft, digest: str, *, at: datetime) -> rules.Way:
    if not draft.topic:
        return rules.AT_ONCE
    wishes = contacts.wishes_of(digest)
    when = wishes.of(KINDS.topic(draft.topic))
    return rules.way_of(when, wishes, contacts.returned(digest), at=at)


@transaction.atomic
def release_due(*, by: Actor, at: datetime) -> int:
    """Send the letters that waited and whose instant has come: those for a digest together, in one letter; how many.

    What was chosen meanwhile counts: a letter of a topic that is no longer wanted is not sent.
    """
    due = queries.due(at, limit=MOST_RELEASED)
    for digest, group in groupby(due, key=lambda letter: letter.to_digest):
        _release_to(digest, list(group), by=by, at=at)
    return len(due)


def _release_to(digest: str, due: list[Letter], *, by: Actor, at: datetime) -> None:
    wishes, returned = contacts.wishes_of(digest), contacts.returned(digest)
    for_digest: list[Letter] = []
    for letter in due:
        when = wishes.of(KINDS.topics[letter.topic]) if letter.topic in KINDS.topics else When.NEVER
        if rules.way_of(when, wishes, returned, at=at) == rules.NOT_AT_ALL:
            JOURNEY.advance(letter, "decline", by=by, at=at)
        elif letter.is_for_digest:
            for_digest.append(letter)
        else:
            _release(letter, by=by, at=at)
    if len(for_digest) == 1:  # a digest of one letter is that letter
        _release(for_digest[0], by=by, at=at)
    elif for_digest:
        _gather(for_digest, by=by, at=at)


def _release(letter: Letter, *, by: Actor, at: datetime) -> None:
    JOURNEY.advance(letter, "release", by=by, at=at)
    jobs.enqueue("messaging.send_letter", letter=letter.reference)


def _gather(letters: list[Letter], *, by: Actor, at: datetime) -> None:
    """Put several letters to one contact into one, which goes at once."""
    whole = _write(correspondence.digest(letters), rules.AT_ONCE, by=by, at=at)
    for letter in letters:
        letter.digest = whole
        JOURNEY.advance(letter, "gather", by=by, at=at, also=["digest"])


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


def _note_reply(letter: Letter, reply: str) -> None:
    letter.reply = reply
    letter.save(update_fields=["reply"])
