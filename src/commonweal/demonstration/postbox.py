"""Where the letters of the invented year go: nowhere. They are taken as a mail server would, at their own instants."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from commonweal.core.actors import Actor
from commonweal.messaging import operations, queries, sending
from commonweal.messaging.carriers import RefusedForGoodError
from commonweal.messaging.envelopes import Envelope

SENDER = Actor.system("messaging.send_letter")
RELEASER = Actor.system("messaging.release_due")

UNTIL_SENT = timedelta(seconds=40)
NO_SUCH_MAILBOX = "550"


@dataclass
class Postbox:
    """Takes every letter but those to the addresses in `refused`."""

    refused: set[str] = field(default_factory=set)

    def carry(self, envelope: Envelope, *, before_last_word: Callable[[], None]) -> None:
        """As `carriers.Carrier` says."""
        if envelope.recipient in self.refused:
            raise RefusedForGoodError(NO_SUCH_MAILBOX)
        before_last_word()

    def has_taken(self, envelope: Envelope) -> bool | None:  # noqa: ARG002  # as carriers are called
        """Whatever was handed over was taken."""
        return True

    def empty(self, *, at: datetime) -> None:
        """Send every letter that waits to be sent, shortly after `at`."""
        for letter in list(queries.queued()):
            sending.send(str(letter.reference), carrier=self, by=SENDER, at=at + UNTIL_SENT)

    def release(self, *, before: datetime) -> None:
        """Send what waited for a morning or for a digest and was due before `before`, each at its own instant."""
        while due_at := queries.next_due(before):
            operations.release_due(by=RELEASER, at=due_at)
            self.empty(at=due_at)
