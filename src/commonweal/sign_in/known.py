"""Browsers that have shown before that a contact is theirs: a signed cookie remembers for which.

They have codes of their own to ask for. Else anybody could shut somebody out of their account by asking for codes to
their mailbox until no more are sent. The cookie opens nothing: whoever steals it can only ask for codes.
"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpResponse
from django.urls import reverse

from commonweal.core.digests import reach_digest
from commonweal.core.requests import Request

COOKIE = "known"
KNOWN_FOR = timedelta(days=180)
"""Since the last code that was typed: longer than a group's secretary stays away."""

MOST_CONTACTS = 3
"""A family at one computer; in a library the last three."""

_SALT = "commonweal.sign_in.known"


def knows(request: Request, email: str) -> bool:
    """Whether a code that went to the mailbox `email` was typed in this browser not too long ago."""
    return reach_digest(email) in _contacts(request)


def remember(request: Request, response: HttpResponse, email: str) -> None:
    """A code that went to `email` was typed in this browser just now. The cookie holds a keyed digest of it."""
    digest = reach_digest(email)
    contacts = [digest, *(each for each in _contacts(request) if each != digest)][:MOST_CONTACTS]
    response.set_cookie(
        COOKIE,
        signing.dumps(contacts, salt=_SALT),
        max_age=KNOWN_FOR,
        path=reverse("sign_in:start"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _contacts(request: Request) -> list[str]:
    try:
        kept: list[str] = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=KNOWN_FOR)
    except signing.BadSignature:
        return []
    return kept
