"""The private addresses of those who follow by e-mail: to confirm, and to see and stop what one follows.

Each holds a signed reference or digest, nobody's address. Only letters to the mailbox carry them, and opening one
changes nothing.
"""

from __future__ import annotations

from django.core.signing import BadSignature, Signer

from commonweal.accountability.models import Follow
from commonweal.ui.site import SITE

_CONFIRM, _LIST = "commonweal.accountability.follow_confirm", "commonweal.accountability.follow_list"


class NoSuchKeyError(LookupError):
    """The words in the address were not made by us."""


def confirm_address(follow: Follow) -> str:
    """Where whoever has the letter confirms that they want to follow this."""
    return SITE.address_of("accountability:follow_confirm", key=Signer(salt=_CONFIRM).sign(follow.reference))


def list_key(contact_digest: str) -> str:
    """What lets somebody see and stop what the mailbox with this digest follows."""
    return Signer(salt=_LIST).sign(contact_digest)


def read_confirm_key(key: str) -> str:
    """The reference that a key was made for. Raises NoSuchKeyError."""
    return _read(key, _CONFIRM)


def read_list_key(key: str) -> str:
    """The digest that a key was made for. Raises NoSuchKeyError."""
    return _read(key, _LIST)


def _read(key: str, salt: str) -> str:
    try:
        return Signer(salt=salt).unsign(key)
    except BadSignature:
        raise NoSuchKeyError from None
