"""The one door into the outbox."""

from datetime import datetime

from commonweal.core.actors import Actor
from commonweal.messaging import operations
from commonweal.messaging.letters import Draft
from commonweal.messaging.models import Letter


def add(draft: Draft, *, at: datetime, by: Actor) -> Letter:
    """Put `draft` in the outbox, inside the operation's own transaction; the worker sends it once that is committed.

    An optional letter may wait for the morning or for a digest, or not go at all, as its reader chose.
    """
    return operations.queue(draft=draft, by=by, at=at)
