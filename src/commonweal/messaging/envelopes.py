"""A letter as it travels: the bytes between DATA and the last dot, with clean headers."""

from __future__ import annotations

from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from django.conf import settings
from django.utils.encoding import punycode

from commonweal.core.days import LONDON
from commonweal.messaging.models import Letter


@dataclass(frozen=True)
class Envelope:
    """From whom, to whom, and the whole message in CRLF lines. The same letter always gives the same bytes."""

    message_id: str
    sender: str
    recipient: str
    content: bytes


def envelope(letter: Letter) -> Envelope:
    """`letter` in its envelope. Raises ValueError or email.errors.MessageError for what no header can hold."""
    name, sender = parseaddr(settings.DEFAULT_FROM_EMAIL)
    recipient = _in_ascii(letter.to)
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(display_name=name, addr_spec=_in_ascii(sender))
    message["To"] = Address(addr_spec=recipient)
    message["Reply-To"] = Address(addr_spec=_in_ascii(settings.CONTACT_EMAIL))
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(letter.added_at.astimezone(LONDON))
    message["Message-ID"] = f"<{letter.message_id}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text, cte="quoted-printable")
    message.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    # Chosen by us, so that a second attempt is the same to the last byte.
    message.set_boundary(f"=_{letter.message_id.partition('@')[0]}")
    return Envelope(letter.message_id, _in_ascii(sender), recipient, message.as_bytes())


def sending_domain() -> str:
    """The domain that letters come from; their message ids end with it."""
    return _in_ascii(parseaddr(settings.DEFAULT_FROM_EMAIL)[1]).rpartition("@")[2]


def _in_ascii(address: str) -> str:
    local, _, domain = address.rpartition("@")
    return f"{local}@{punycode(domain)}"
