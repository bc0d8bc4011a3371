"""What a browser's session holds while somebody signs in, and afterwards. Nothing in it is a secret of theirs."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import datetime

from django.utils.http import url_has_allowed_host_and_scheme

from commonweal.core.requests import Request
from commonweal.sign_in.models import Step, Way
from commonweal.sign_in.rules import CONFIRMED_FOR, GUESTS_STAY

GUEST_CONTACT = "sign_in.guest"
"""The digest of a guest's verified contact."""

_WAITS = "sign_in.browser"
_NEXT = "sign_in.next"
_CONFIRMED = "sign_in.confirmed_at"
_SECRET = "sign_in.app_secret"  # noqa: S105  # the name under which it stands
_NOTICE = "sign_in.notice"

LONGEST_NEXT = 2000
"""Characters of an address to come back to."""


def key_of(request: Request) -> str:
    """The key of a browser that waits for a code; nothing when it does not."""
    return str(request.session.get(_WAITS, ""))


def begin_waiting(request: Request) -> str:
    """The key under which this browser waits for a code: its own, made when it first asks."""
    key = key_of(request) or secrets.token_urlsafe(18)
    request.session[_WAITS] = key
    return key


def local(address: str) -> str:
    """`address` when it is a path of this website, else nothing: nobody is led elsewhere by signing in."""
    is_path = address.startswith("/") and len(address) <= LONGEST_NEXT and address.isprintable()
    return address if is_path and url_has_allowed_host_and_scheme(address, allowed_hosts=None) else ""


def remember_next(request: Request) -> None:
    """Keep the page to come back to, which the address of the page of signing in names."""
    request.session[_NEXT] = local(request.GET.get("next", ""))


def come_back_to(request: Request, address: str) -> None:
    """Keep the page to come back to."""
    request.session[_NEXT] = local(address)


def take_next(request: Request, *, otherwise: str) -> str:
    """The page to come back to, once; `otherwise` where there is none."""
    return local(request.session.pop(_NEXT, "")) or otherwise


def let_guest_in(request: Request, contact_digest: str) -> None:
    """From now on this browser is that of a guest with a verified contact, for a limited time."""
    request.session.pop(_WAITS, None)
    request.session[GUEST_CONTACT] = contact_digest
    request.session.cycle_key()  # a session that somebody else planted is worth nothing now
    request.session.set_expiry(int(GUESTS_STAY.total_seconds()))


def note_confirmed(request: Request, at: datetime) -> None:
    """Somebody has just shown who they are."""
    request.session[_CONFIRMED] = at.isoformat()


def is_confirmed(request: Request) -> bool:
    """Whether they showed it a short while ago, so that they may change their ways in."""
    noted = request.session.get(_CONFIRMED, "")
    return bool(noted) and datetime.fromisoformat(noted) > request.at - CONFIRMED_FOR


def app_secret(request: Request, *, fresh: str) -> str:
    """The secret that is being set up in this browser: `fresh` when there is none yet."""
    return str(request.session.setdefault(_SECRET, fresh))


def forget_app_secret(request: Request) -> None:
    """It is set up, or no longer wanted."""
    request.session.pop(_SECRET, None)


def say_once(request: Request, notice: str) -> None:
    """Have the page of signing in say `notice` (a name in its presenter) the next time it is shown."""
    request.session[_NOTICE] = notice


def said_once(request: Request) -> str:
    """What it is to say, and no more after this."""
    return str(request.session.pop(_NOTICE, "")) if request.session.get(_NOTICE) else ""


# How somebody signed in travels with the request from the page to where the login is written down.


@dataclass(frozen=True)
class Shown:
    """The way in, and the second step where one was shown."""

    way: Way
    second_step: Step | str = ""


def note_shown(request: Request, shown: Shown) -> None:
    """Note it on the request."""
    request.__dict__["sign_in_shown"] = shown


def shown_by(request: Request) -> Shown:
    """What was noted on the request."""
    shown: Shown = request.__dict__["sign_in_shown"]
    return shown


# The browser itself, in words.

_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "Chromebook"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


def device_words(request: Request) -> tuple[str, str]:
    """The browser's and the system's name, as far as it says: `("Firefox", "Windows")`; empty for what is unknown."""
    agent = re.sub(r"[^\x20-\x7e]", "", request.headers.get("User-Agent", ""))[:400]
    browser = next((name for mark, name in _BROWSERS if mark in agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in agent), "")
    return browser, system
