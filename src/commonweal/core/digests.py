"""Keyed digests: the same personal value gives the same word, which tells nobody the value.

They let the audit trail and look-ups say "the same e-mail address as before" without keeping the address.
"""

import hashlib
import hmac

from django.conf import settings


def keyed_digest(value: str, *, purpose: str) -> str:
    """A 32-character digest of `value` under the audit key; digests of different purposes never match."""
    message = f"{purpose}\0{value}".encode()
    return hmac.new(settings.AUDIT_KEY.encode(), message, hashlib.sha256).hexdigest()[:32]


def contact_digest(contact: str) -> str:
    """The digest of an e-mail address or telephone number, however it was spaced and capitalised."""
    return keyed_digest("".join(contact.split()).casefold(), purpose="contact")
