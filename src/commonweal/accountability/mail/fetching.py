"""One round of reading the mailbox to which people write for another format."""

from __future__ import annotations

import logging
from datetime import datetime

from commonweal.accountability.mail import reading
from commonweal.accountability.operations import format_line as operations
from commonweal.accountability.rules import format_line as rules
from commonweal.core.actors import Actor
from commonweal.core.rules import RefusedError
from commonweal.messaging.mailboxes import Mailbox

logger = logging.getLogger("commonweal.accountability")


def fetch(mailbox: Mailbox, *, by: Actor, at: datetime) -> tuple[int, int]:
    """Make a request of each unseen message that a person wrote; how many were taken, and how many left for a person.

    What is a request now, whole, is deleted from the mailbox; all else stays in it, marked as seen. Raises
    CannotFetchError when the mailbox cannot be reached. May be interrupted anywhere, and called again.
    """
    taken = left = 0
    with mailbox.unseen() as messages:
        for message in messages:
            if not rules.can_take_more_mail(at=at):
                break  # the rest stays unseen, for the next round
            is_whole = _take(message.content, by=by, at=at)
            message.put_away(is_done=is_whole is True)
            taken, left = taken + (is_whole is not None), left + (is_whole is not True)
    if taken or left:
        logger.info("requests fetched", extra={"count": taken, "reason": f"{left} left for a person"})
    return taken, left


def _take(content: bytes, *, by: Actor, at: datetime) -> bool | None:
    """Whether the request that became of the message holds all of it; None when none became of it."""
    mail = reading.read(content, at=at)
    if mail is None:
        return None
    try:
        return operations.take_mail(mail=mail, by=by, at=at)
    except RefusedError:
        return None
