"""Keyed digests: the same personal value gives the same word, which tells nobody the value.

They let the audit trail and look-ups say "the same e-mail address as before" without keeping the address.
"""

import hashlib
import hmac
import re

from django.conf import settings


def keyed_digest(value: str, *, purpose: str) -> str:
    """A 32-character digest of `value` under the audit key; digests of different purposes never match."""
    message = f"{purpose}\0{value}".encode()
    return hmac.new(settings.AUDIT_KEY.encode(), message, hashlib.sha256).hexdigest()[:32]


def contact_digest(contact: str) -> str:
    """The digest of an e-mail address or telephone number, however it was spaced and capitalised."""
    return keyed_digest("".join(contact.split()).casefold(), purpose="contact")


def reach_digest(contact: str) -> str:
    """The digest of where `contact` leads, for counting how often somebody is written to.

    Contacts that commonly lead to one mailbox or telephone have one digest: mail servers overlook capitals, and many
    overlook `+tags` and dots before the @; +44 and the nought are the same. It may join two people; it names nobody.
    """
    local, at, domain = contact.rpartition("@")
    where = local.partition("+")[0] + at + domain if at else re.sub(r"^\s*(?:1800[12])?(?:\+44|0044|0)", "0", contact)
    return keyed_digest("".join(sign for sign in where.casefold() if sign.isalnum() or sign == "@"), purpose="reach")
