"""The address that stops the letters of one topic to one contact: in the letter's foot and in its headers (RFC 8058).

It holds a signed digest and the topic's name, nobody's address; it opens nothing else, and does nothing when it is only
looked at. The same letter always has the same one.
"""

from __future__ import annotations

from django.core.signing import BadSignature, Signer

from commonweal.messaging.kinds import KINDS, Topic
from commonweal.ui.site import SITE

_SALT = "commonweal.messaging.stop"


class NoSuchStopError(LookupError):
    """The words in the address were not made by us, or name a topic that there is no longer."""


def stop_address(contact_digest: str, topic: str) -> str:
    """Where the contact with this digest stops the letters of `topic`."""
    key = Signer(salt=_SALT).sign(f"{contact_digest}.{topic}")
    return SITE.address_of("messaging:topic_stop", key=key)


def read_key(key: str) -> tuple[str, Topic]:
    """The contact's digest and the topic that `key` stands for. Raises NoSuchStopError."""
    try:
        digest, _dot, topic = Signer(salt=_SALT).unsign(key).partition(".")
    except BadSignature:
        raise NoSuchStopError from None
    if topic not in KINDS.topics:
        raise NoSuchStopError
    return digest, KINDS.topics[topic]
