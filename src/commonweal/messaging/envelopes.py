"""A letter as it travels: the bytes between DATA and the last dot, with clean headers."""

from __future__ import annotations

from dataclasses import dataclass
from email.headerregistry import Address, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, Policy
from email.utils import format_datetime, parseaddr

from django.conf import settings
from django.utils.encoding import punycode

from commonweal.core.days import LONDON
from commonweal.messaging.models import Letter
from commonweal.messaging.stopping import stop_address


class _WholeLine(UnstructuredHeader):
    """A header on one line, however long: Python would encode a long address, and no mail program reads it then."""

    def fold(self, *, policy: Policy) -> str:
        """The header as it is written."""
        return f"{self.name}: {self}{policy.linesep}"  # type: ignore[attr-defined]  # the registry gives it a name


_HEADERS = HeaderRegistry()
_HEADERS.map_to_type("list-unsubscribe", _WholeLine)  # type: ignore[arg-type]  # as Python's own are registered
_POLICY = SMTP.clone(header_factory=_HEADERS)


@dataclass(frozen=True)
class Envelope:
    """From whom, to whom, and the whole message in CRLF lines. The same letter always gives the same bytes.

    `subject`, `text` and `stop` (the address that stops letters like it, if any) are for a carrier with its own format.
    """

    message_id: str
    sender: str
    recipient: str
    content: bytes
    subject: str
    text: str
    stop: str


def envelope(letter: Letter) -> Envelope:
    """`letter` in its envelope. Raises ValueError or email.errors.MessageError for what no header can hold."""
    name, sender = parseaddr(settings.DEFAULT_FROM_EMAIL)
    recipient = _in_ascii(letter.to)
    message = EmailMessage(policy=_POLICY)
    message["From"] = Address(display_name=name, addr_spec=_in_ascii(sender))
    message["To"] = Address(addr_spec=recipient)
    message["Reply-To"] = Address(addr_spec=_in_ascii(settings.CONTACT_EMAIL))
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(letter.added_at.astimezone(LONDON))
    message["Message-ID"] = f"<{letter.message_id}>"
    message["Auto-Submitted"] = "auto-generated"
    stop = stop_address(letter.to_digest, letter.topic) if letter.topic else ""
    if stop:
        # RFC 8058: the mail program sends a POST there when its reader presses its own button.
        message["List-Unsubscribe"] = f"<{stop}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(letter.text, cte="quoted-printable")
    message.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    # Chosen by us, so that a second attempt is the same to the last byte.
    message.set_boundary(f"=_{letter.message_id.partition('@')[0]}")
    return Envelope(
        letter.message_id, _in_ascii(sender), recipient, message.as_bytes(), letter.subject, letter.text, stop
    )


def sending_domain() -> str:
    """The domain that letters come from; their message ids end with it."""
    return _in_ascii(parseaddr(settings.DEFAULT_FROM_EMAIL)[1]).rpartition("@")[2]


def _in_ascii(address: str) -> str:
    local, _, domain = address.rpartition("@")
    return f"{local}@{punycode(domain)}"
