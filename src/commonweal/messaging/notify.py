"""GOV.UK Notify as a carrier: each letter is an e-mail from one template, whose subject and body are its placeholders.

Notify has no key that makes a request harmless to repeat. It keeps a reference of ours instead, the letter's message
id: a letter that is in doubt is asked about by its reference before it is sent again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient

from commonweal.messaging.carriers import InDoubtError, NotTakenError, RefusedForGoodError, Server
from commonweal.messaging.envelopes import Envelope
from commonweal.messaging.states import Delivery

PATIENCE_SECONDS = 30
MOST_BYTES = 1_900_000
"""Notify takes two megabytes; longer is refused there, and so here."""

OURS_TO_MEND = ("team-only API key", "trial mode", "template")
"""What a 400 says that is about our account and not about the letter: it is tried again, and may go when mended."""

_SIGNS = re.compile(r"(?m)^(\s*)([#^>]|[-=]{2,})")

DELIVERY_OF = {
    "delivered": Delivery.DELIVERED,
    "permanent-failure": Delivery.BOUNCED,
    "temporary-failure": Delivery.BOUNCED,
    "technical-failure": Delivery.BOUNCED,
}
"""What Notify's last word on an e-mail means; `created` and `sending` are not its last."""


@dataclass(frozen=True)
class Answer:
    """What Notify says of one notification: our reference for it, and what became of it."""

    message_id: str
    delivery: Delivery
    code: str


def client_for(server: Server) -> Any:  # the client has no types of its own
    """Notify's own client, with the key in the settings."""
    client: Any = NotificationsAPIClient
    return client(server.user, base_url=settings.NOTIFY_ADDRESS, timeout=PATIENCE_SECONDS)


class NotifyCarrier:
    """Hands letters to Notify, and asks it what became of one."""

    def __init__(self, server: Server) -> None:
        self.client = client_for(server)
        self.template = server.host
        self._in_doubt: set[str] = set()

    def carry(self, envelope: Envelope, *, before_last_word: Callable[[], None]) -> None:
        """As Carrier says. The request is one word: once it is begun, only an answer ends the doubt."""
        if len(envelope.text.encode()) > MOST_BYTES:
            raise RefusedForGoodError("413")
        before_last_word()
        try:
            self.client.send_email_notification(
                email_address=envelope.recipient,
                template_id=self.template,
                personalisation={"subject": envelope.subject, "body": without_signs(envelope.text)},
                reference=envelope.message_id,
                one_click_unsubscribe_url=envelope.stop or None,
            )
        except APIError as error:
            self._explain(error, envelope)

    def has_taken(self, envelope: Envelope) -> bool:
        """Whether Notify knows our reference. Raises NotTakenError while it cannot be asked, or may not know it yet."""
        if envelope.message_id in self._in_doubt:
            # Just now: the request may still be on its way. The next attempt asks.
            self._in_doubt.discard(envelope.message_id)
            raise NotTakenError
        try:
            answer = self.client.get_all_notifications(template_type="email", reference=envelope.message_id)
        except APIError as error:
            raise NotTakenError(_code(error)) from error
        return bool(answer["notifications"])

    def _explain(self, error: APIError, envelope: Envelope) -> None:
        code = _code(error)
        if code == "400" and not any(words in str(error.message) for words in OURS_TO_MEND):
            raise RefusedForGoodError(code) from error
        if code in {"400", "401", "403", "404", "429"}:
            raise NotTakenError(code) from error
        self._in_doubt.add(envelope.message_id)
        raise InDoubtError from error


class NoSuchNotificationError(LookupError):
    """Notify has no notification of that id, or not for our service."""


def ask(server: Server, notification: UUID) -> Answer:
    """What Notify says of the notification with this id. Raises NotTakenError when it cannot be asked just now.

    Raises NoSuchNotificationError when Notify knows of none.
    """
    try:
        answer: dict[str, Any] = client_for(server).get_notification_by_id(str(notification))
    except APIError as error:
        if _code(error) in {"400", "404"}:
            raise NoSuchNotificationError(str(notification)) from None
        raise NotTakenError(_code(error)) from error
    status = str(answer.get("status", ""))
    return Answer(str(answer.get("reference") or ""), DELIVERY_OF.get(status, Delivery.UNKNOWN), status[:24])


def without_signs(text: str) -> str:
    """`text` so that Notify reads no headings, panels or links of its own into it; its bullets stay bullets."""
    return _SIGNS.sub(r"\1\\\2", text).replace("[", "\\[").replace("`", "\\`")


def _code(error: APIError) -> str:
    # A request that had no answer at all passes for a 503 in Notify's client.
    return str(error.status_code)[:3] if error.response is not None else ""
