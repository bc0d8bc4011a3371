"""What a message asks for: who wrote, when, what, and what came with it. None for what no person wrote to us.

Anybody can send anything to a mailbox, so a message is read for words and files only, and nothing in it is believed but
that its sender can be answered at the address it names.
"""

from __future__ import annotations

import email
import email.policy
import hashlib
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import getaddresses, parseaddr

from django.conf import settings
from django.utils.html import strip_tags

from commonweal.core import contacts
from commonweal.messaging import queries as letters
from commonweal.ui.fields import one_line, several_lines

MOST_WORDS = 4_000
"""Characters of a message that are kept with the request; the rest of a longer one stays in the mailbox."""

OLDEST = timedelta(days=7)
"""How long before it is fetched a message may say that it was written; else the moment it was fetched counts."""

_MACHINES = {"bulk", "junk", "list", "auto_reply"}
_MESSAGE_ID = re.compile(r"<([^<>\s]{1,200})>")
_BREAKS = re.compile(r"<(?:br|/p|/div|/li|/tr|/h[1-6])\b[^>]*>", re.I)
_UNSEEN_PARTS = re.compile(r"<(style|script|head)\b.*?(?:</\1>|$)", re.I | re.S)


@dataclass(frozen=True)
class Attachment:
    """A file that came with a message."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Mail:
    """One message by a person: `identity` is the same however often it is fetched; `sender` can be written to."""

    identity: str
    sender: str
    name: str
    words: str
    left_at: datetime
    is_cut: bool = False
    attachments: tuple[Attachment, ...] = ()


def read(content: bytes, *, at: datetime) -> Mail | None:
    """The message `content`, fetched at `at`; None when no person wrote it, it answers us, or it is broken or empty."""
    try:
        message = email.message_from_bytes(content, policy=email.policy.default)
        return None if _is_by_a_machine(message) or _is_about_our_letter(message) else _read(message, content, at=at)
    except (MessageError, ValueError, LookupError, AttributeError, TypeError):
        # Python's parser raises all of these for headers and parts that are none.
        return None


def _read(message: EmailMessage, content: bytes, *, at: datetime) -> Mail | None:
    ((name, address),) = getaddresses([str(message.get("Reply-To") or message.get("From", ""))])  # one, or a ValueError
    sender = contacts.canonical_address(address)
    subject, text = one_line(str(message.get("Subject", ""))), several_lines(_text_of(message)).strip()
    words = "\n\n".join(part for part in (subject, text) if part)
    if not words or sender.casefold() in _our_own():
        return None
    found = _MESSAGE_ID.search(str(message.get("Message-ID", "")))
    return Mail(
        identity=found[1] if found else hashlib.sha256(content).hexdigest(),
        sender=sender,
        name=one_line(name)[:100],
        words=words[:MOST_WORDS],
        left_at=_written_at(message, at=at),
        is_cut=len(words) > MOST_WORDS,
        attachments=tuple(_attachments_of(message)),
    )


def _is_by_a_machine(message: EmailMessage) -> bool:
    """Whether it is a reply by itself, a newsletter or a report: to answer those makes loops (RFC 3834)."""
    automatic = str(message.get("Auto-Submitted", "no")).split(";")[0].strip().lower()
    return (
        automatic != "no"
        or str(message.get("Precedence", "")).strip().lower() in _MACHINES
        or any(header in message for header in ("List-Id", "List-Unsubscribe", "X-Autoreply", "X-Autorespond"))
        or str(message.get("Return-Path", "")).strip() == "<>"
        or message.get_content_type() == "multipart/report"
        or parseaddr(str(message.get("From", "")))[1].partition("@")[0].lower() in {"mailer-daemon", "postmaster"}
    )


def _is_about_our_letter(message: EmailMessage) -> bool:
    """Whether it answers a letter of ours: that is a conversation, which a person reads."""
    named = f"{message.get('In-Reply-To', '')} {message.get('References', '')}"
    return any(letters.by_message_id(found) is not None for found in _MESSAGE_ID.findall(named)[:20])


def _our_own() -> set[str]:
    return {settings.CONTACT_EMAIL.casefold(), parseaddr(settings.DEFAULT_FROM_EMAIL)[1].casefold()}


def _written_at(message: EmailMessage, *, at: datetime) -> datetime:
    """When it says it was written, if that can be; a clock that is wrong at home must not start ours."""
    said = getattr(message.get("Date"), "datetime", None)
    if said is None:
        return at
    said = (said if said.tzinfo else said.replace(tzinfo=UTC)).astimezone(UTC)
    return said if at - OLDEST <= said <= at else at


def _text_of(message: EmailMessage) -> str:
    body = message.get_body(("plain", "html"))
    if body is None:
        return ""
    text = str(body.get_content())
    if body.get_content_type() != "text/html":
        return text
    return html.unescape(strip_tags(_BREAKS.sub("\n", _UNSEEN_PARTS.sub("", text))))


def _attachments_of(message: EmailMessage) -> Iterator[Attachment]:
    for part in message.iter_attachments():
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            yield Attachment(one_line(part.get_filename() or "")[:200], content)
