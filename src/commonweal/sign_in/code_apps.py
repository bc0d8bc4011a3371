"""Time-based codes (RFC 6238) as code apps show them: a new one every half minute."""

from __future__ import annotations

import base64
import secrets
from datetime import datetime
from io import BytesIO
from urllib.parse import quote, urlencode

import qrcode  # type: ignore[import-untyped]  # it has no types of its own
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.utils.crypto import constant_time_compare
from markupsafe import Markup
from qrcode.image.svg import SvgPathImage  # type: ignore[import-untyped]  # as above

from commonweal.core.digests import keyed_digest
from commonweal.ui.site import SITE

STEP_SECONDS = 30

MOST_STEPS_OFF = 1
"""Steps that a telephone's clock may be off either way: who types slowly is let in, an hour is not."""


def new_secret() -> str:
    """A secret for a code app, in the letters such apps read."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def secret_of_demonstration(person: str) -> str:
    """The secret of an invented person, the same at each start; `person` is their reference."""
    return base64.b32encode(keyed_digest(person, purpose="demonstration code app")[:20].encode()).decode()


def step_at(at: datetime) -> int:
    """The number of the half minute in which `at` lies."""
    return int(at.timestamp()) // STEP_SECONDS


def code_of(secret: str, step: int) -> str:
    """The code that an app with `secret` shows in the half minute `step`."""
    return str(format_hotp_value(hotp_value(secret, step)))


def step_of(secret: str, code: str, *, at: datetime) -> int | None:
    """The half minute near `at` in which an app shows `code`; None when it shows it in none of them."""
    now = step_at(at)
    near = range(now - MOST_STEPS_OFF, now + MOST_STEPS_OFF + 1)
    return next((step for step in near if constant_time_compare(code_of(secret, step), code)), None)


def in_fours(secret: str) -> str:
    """`secret` in groups, for somebody who types it."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def in_threes(code: str) -> str:
    """An app's code as apps show it: `123 456`."""
    return f"{code[:3]} {code[3:]}".strip()


def address(secret: str, *, who: str) -> str:
    """What a code app reads from the picture: whose secret it is, and for which service."""
    label = quote(f"{SITE.name}:{who}")
    return f"otpauth://totp/{label}?{urlencode({'secret': secret, 'issuer': SITE.name}, quote_via=quote)}"


def picture(text: str, *, title: str) -> Markup:
    """`text` as a square code to be photographed, black on white whatever the page's colours are."""
    content = BytesIO()
    qrcode.make(text, image_factory=SvgPathImage, border=4, box_size=8).save(content)
    drawn = content.getvalue().decode().partition("?>")[2].strip()
    shape = drawn[drawn.index("<path") : drawn.index("/>") + 2]
    box = drawn[drawn.index('viewBox="') :].split('"')[1]
    return Markup('<svg class="cw-square-code" viewBox="{}" role="img" aria-label="{}">{}</svg>').format(
        box,
        title,
        Markup(shape),  # noqa: S704  # drawn by the library from figures alone
    )
