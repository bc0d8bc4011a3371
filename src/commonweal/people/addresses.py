"""The one form in which the address that somebody signs in with is kept."""

from __future__ import annotations

from django.utils.translation import gettext as _

from commonweal.core import contacts
from commonweal.core.rules import Refused, RefusedError


def canonical(address: str) -> str:
    """The address in lower case throughout: mail servers overlook capitals, and so do we. Raises RefusedError."""
    try:
        return contacts.canonical_address(address).lower()
    except contacts.NotAnAddressError:
        words = _("Enter an e-mail address in full, like name@example.com")
        raise RefusedError(Refused(words, field="address")) from None
