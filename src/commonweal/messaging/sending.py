"""One attempt at one letter: count it, carry it, note what came of it. At most once, and never lost."""

from __future__ import annotations

import logging
from datetime import datetime
from email.errors import MessageError

from commonweal.core.actors import Actor
from commonweal.core.journeys import MoveNotOpenError
from commonweal.messaging import operations, queries
from commonweal.messaging.carriers import Carrier, InDoubtError, NotTakenError, RefusedForGoodError
from commonweal.messaging.envelopes import Envelope, envelope
from commonweal.messaging.models import Letter
from commonweal.messaging.states import JOURNEY

logger = logging.getLogger("commonweal.messaging")

ATTEMPTS = 12
"""With the waits between attempts, about a day and a half: longer than a mail server is usually away."""


def send(reference: str, *, carrier: Carrier, by: Actor, at: datetime) -> None:
    """Try to send a letter once. Does nothing about one that is sent, held, failed or dropped.

    Raises NotTakenError when it should be tried again later. May be interrupted anywhere, and called again.
    """
    letter = queries.get(reference)
    packed = _packed(letter, by=by, at=at)
    if packed is None:
        return
    is_queued = JOURNEY.is_open(letter.status, "hand_over")
    if JOURNEY.is_open(letter.status, "hold"):
        # The last attempt was cut off between the last word and its answer, or is being made by another worker.
        is_queued = _settle_doubt(letter, packed, carrier=carrier, by=by, at=at)
    if not is_queued:
        return
    try:
        letter = operations.begin_attempt(letter=letter, by=by, at=at)
        carrier.carry(packed, before_last_word=lambda: operations.hand_over(letter=letter, by=by, at=at))
    except NotTakenError as error:
        _note_not_taken(letter, error, by=by, at=at)
    except RefusedForGoodError as error:
        operations.give_up(letter=letter, reply=error.reply, by=by, at=at)
        logger.error("letter refused for good", extra={"letter": letter.reference, "reason": error.reply})
    except InDoubtError as error:
        if _settle_doubt(letter, packed, carrier=carrier, by=by, at=at):
            raise NotTakenError from error
    except MoveNotOpenError:
        logger.warning("letter was taken over by another worker", extra={"letter": letter.reference})
    else:
        _confirm(letter, by=by, at=at)


def _packed(letter: Letter, *, by: Actor, at: datetime) -> Envelope | None:
    """The letter in its envelope; None when it cannot be put into one, which a person is then told of."""
    try:
        return envelope(letter)
    except (ValueError, MessageError) as error:
        # Its words are left out of the log: they hold the address. A letter in doubt was in an envelope once.
        if JOURNEY.is_open(letter.status, "hold"):
            operations.hold(letter=letter, by=by, at=at)
        elif JOURNEY.is_open(letter.status, "give_up"):
            operations.give_up(letter=letter, reply="", by=by, at=at)
        reason = type(error).__name__
        logger.error("letter cannot be put into an envelope", extra={"letter": letter.reference, "reason": reason})
        return None


def _confirm(letter: Letter, *, by: Actor, at: datetime) -> None:
    try:
        operations.confirm(letter=letter, by=by, at=at)
    except MoveNotOpenError:
        # An operator did not wait for the answer and decided; what they decided stands.
        logger.error("letter was sent after it was decided about", extra={"letter": letter.reference})


def _note_not_taken(letter: Letter, error: NotTakenError, *, by: Actor, at: datetime) -> None:
    if letter.attempts >= ATTEMPTS:
        operations.give_up(letter=letter, reply=error.reply, by=by, at=at)
        logger.error("letter not taken for too long", extra={"letter": letter.reference, "reason": error.reply})
        return
    operations.take_back(letter=letter, reply=error.reply, by=by, at=at)
    raise error


def _settle_doubt(letter: Letter, packed: Envelope, *, carrier: Carrier, by: Actor, at: datetime) -> bool:
    """Ask the carrier, if it can tell; whether the letter was certainly not taken and is queued again."""
    taken = carrier.has_taken(packed)
    if taken is None:
        operations.hold(letter=letter, by=by, at=at)
        logger.error("letter held: it may have been sent", extra={"letter": letter.reference})
    elif taken:
        _confirm(letter, by=by, at=at)
    else:
        operations.take_back(letter=letter, reply="", by=by, at=at)
    return taken is False
