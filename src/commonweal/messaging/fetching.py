"""One round of fetching reports: read each message, note what it says, put it away."""

from __future__ import annotations

import logging
from datetime import datetime

from commonweal.core.actors import Actor
from commonweal.messaging import operations, reports
from commonweal.messaging.mailboxes import Mailbox
from commonweal.messaging.models import Source

logger = logging.getLogger("commonweal.messaging")


def fetch(mailbox: Mailbox, *, by: Actor, at: datetime) -> tuple[int, int]:
    """Note what the unseen messages of `mailbox` report; how many were about a letter of ours, and how many were not.

    Raises CannotFetchError when the mailbox cannot be reached. May be interrupted anywhere, and called again.
    """
    noted = others = 0
    with mailbox.unseen() as messages:
        for message in messages:
            report = reports.read(message.content)
            is_known = report is not None and _note(report, by=by, at=at)
            # A report about a letter we do not know stays for a person, like any other message.
            message.put_away(is_done=is_known)
            noted, others = noted + is_known, others + (not is_known)
    if noted or others:
        logger.info("reports fetched", extra={"count": noted, "reason": f"{others} others"})
    return noted, others


def _note(report: reports.Report, *, by: Actor, at: datetime) -> bool:
    """Whether the report is about a letter of ours."""
    noted = operations.note_report(
        message_id=report.message_id,
        delivery=report.delivery,
        source=Source.MAILBOX,
        code=report.code,
        by=by,
        at=at,
    )
    return noted is not None
