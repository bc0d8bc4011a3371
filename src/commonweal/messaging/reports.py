"""Reports that other mail servers send: of delivery (RFC 3464) and of complaint (RFC 5965).

A report is believed as far as it names a letter of ours by its message id, which is random and which only the servers
and readers that had the letter know. It is read for that, a code and an action, and nothing of it is kept.
"""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import MessageError
from email.message import EmailMessage, Message

from commonweal.messaging.states import Delivery

_ACTIONS = {"failed": Delivery.BOUNCED, "delayed": Delivery.DELAYED, "delivered": Delivery.DELIVERED}

_COMPLAINTS = {"abuse", "fraud", "opt-out", "other"}
"""Feedback types that say the letter was not wanted; `not-spam` says it was, `virus` is about somebody else."""

_STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
_MESSAGE_ID = re.compile(r"<([^<>\s]{1,200})>")


@dataclass(frozen=True)
class Report:
    """What one report says of one letter."""

    message_id: str
    delivery: Delivery
    code: str


def read(content: bytes) -> Report | None:
    """What the message `content` reports; None when it is no report, or names no letter, or is broken."""
    try:
        message = email.message_from_bytes(content, policy=email.policy.default)
        return _read(message)
    except (MessageError, ValueError, LookupError, AttributeError, TypeError):
        # Anybody can send anything to a mailbox; Python's parser raises all of these for headers that are none.
        return None


def _read(message: EmailMessage) -> Report | None:
    if message.get_content_type() != "multipart/report":
        return None
    letter = _letter_of(message)
    if not letter:
        return None
    kind = str(message.get_param("report-type", "")).lower()
    if kind == "delivery-status":
        return _of_delivery(message, letter)
    if kind == "feedback-report":
        return _of_complaint(message, letter)
    return None


def _of_delivery(message: EmailMessage, letter: str) -> Report | None:
    for fields in _fields(message, "message/delivery-status"):
        action = str(fields.get("Action", "")).strip().split(" ")[0].lower()
        if action in _ACTIONS:
            status = _STATUS.search(str(fields.get("Status", "")))
            return Report(letter, _ACTIONS[action], status[0] if status else "")
    return None


def _of_complaint(message: EmailMessage, letter: str) -> Report | None:
    for fields in _fields(message, "message/feedback-report"):
        kind = str(fields.get("Feedback-Type", "")).strip().lower()
        if kind in _COMPLAINTS:
            return Report(letter, Delivery.COMPLAINED, kind)
    return None


def _fields(message: EmailMessage, kind: str) -> Iterator[Message]:
    """The groups of header fields in the parts of type `kind`."""
    for part in message.walk():
        if part.get_content_type() != kind:
            continue
        inside = part.get_payload()
        if isinstance(inside, list):
            yield from (each for each in inside if isinstance(each, Message))
        else:
            yield email.message_from_string(str(inside))


def _letter_of(message: EmailMessage) -> str:
    """The message id of the letter that the report brings back, whole or its headers alone."""
    for part in message.walk():
        if part.get_content_type() == "message/rfc822":
            inside = part.get_payload()
            original = inside[0] if isinstance(inside, list) and inside else None
            if isinstance(original, Message):
                return _id(str(original.get("Message-ID", "")))
        if part.get_content_type() in {"text/rfc822-headers", "message/rfc822-headers"}:
            text = part.get_payload(decode=True)
            if isinstance(text, bytes):
                return _id(str(email.message_from_bytes(text).get("Message-ID", "")))
    return ""


def _id(text: str) -> str:
    found = _MESSAGE_ID.search(text)
    return found[1] if found else ""
