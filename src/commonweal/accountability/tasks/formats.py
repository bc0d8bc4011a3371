"""The job that reads the mailbox to which people write for another format."""

from __future__ import annotations

import logging
from datetime import datetime

from django.conf import settings

from commonweal.accountability import mail
from commonweal.accountability.operations import format_line as operations
from commonweal.accountability.rules import format_line as rules
from commonweal.core import jobs
from commonweal.core.actors import Actor
from commonweal.core.rules import RefusedError
from commonweal.messaging import mailboxes
from commonweal.messaging.mailboxes import Mailbox

SETTING = "COMMONWEAL_FORMATS_MAILBOX_URL"

ROOM_FOR_WORDS = 1_000_000
"""Bytes beside the largest file."""

logger = logging.getLogger("commonweal.accountability")


# Outside, because it speaks to a mail server and keeps files; what was fetched twice becomes one request.
@jobs.job("accountability.fetch_requests", every="*/5 * * * *", attempts=1, outside=True)
def fetch_requests(*, at: datetime) -> None:
    """Make requests for another format of the mail that people wrote, where a mailbox for that is named."""
    if settings.FORMATS_MAILBOX:
        by = Actor.system("accountability.fetch_requests")
        # A file grows by a third as it travels.
        largest = settings.UPLOAD_LIMIT_BYTES * 4 // 3 + ROOM_FOR_WORDS
        fetch(mailboxes.mailbox_for(settings.FORMATS_MAILBOX, setting=SETTING, largest=largest), by=by, at=at)


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
    written = mail.read(content, at=at)
    if written is None:
        return None
    try:
        return operations.take_mail(mail=written, by=by, at=at)
    except RefusedError:
        return None
