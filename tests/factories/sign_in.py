"""People with an address to sign in with, the codes that reach them, and a browser on the way in."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.test import Client

from commonweal.core.actors import Actor
from commonweal.messaging.models import Letter
from commonweal.people.models import Person
from commonweal.sign_in import code_apps, operations
from tests.factories import people

ADDRESS = "asha@resident.example"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"

_CODE = re.compile(r"^ +([0-9]{4} [0-9]{4})$", re.MULTILINE)


def somebody(*, at: datetime, address: str = ADDRESS, **fields: Any) -> Person:
    """Somebody with an account who signs in with `address`."""
    who = people.person(at=at, **fields)
    EmailAddress.objects.create(user=who, email=address, verified=True, primary=True)
    return who


def officer(*, at: datetime, address: str = ADDRESS, kind: str = "grant_officer") -> Person:
    """Somebody whose role asks for a second step, and who has none yet."""
    who = somebody(at=at, address=address)
    people.role(kind, at=at, who=who)
    return who


def with_app(who: Person, *, at: datetime) -> list[str]:
    """Give `who` a code app with `SECRET`; their recovery codes. The app's code was used half a minute ago."""
    step = code_apps.step_at(at) - 1
    code = code_apps.code_of(SECRET, step)
    return operations.steps.add_code_app(person=who, secret=SECRET, code=code, by=who.actor, at=at)


def app_code(at: datetime) -> str:
    """What the app with `SECRET` shows."""
    return code_apps.code_of(SECRET, code_apps.step_at(at))


def newest_letter(to: str) -> Letter:
    """The letter that was written last to `to`."""
    return next(letter for letter in Letter.objects.order_by("-id") if letter.to == to)


def code_sent(to: str = ADDRESS) -> str:
    """The code in the newest letter of a code to `to`, as it stands there."""
    letters = (letter for letter in Letter.objects.order_by("-id") if letter.to == to)
    return next(found[1] for found in (_CODE.search(letter.text) for letter in letters) if found)


def ask(client: Client, address: str = ADDRESS, *, back_to: str = "") -> str:
    """Ask for a code in this browser; the code that was sent."""
    client.post("/sign-in/" + (f"?next={back_to}" if back_to else ""), {"email": address})
    return code_sent(address)


def come_in(client: Client, address: str = ADDRESS) -> Any:
    """Sign in with a code by e-mail, as far as that goes; the answer to the code."""
    code = ask(client, address)
    return client.post("/sign-in/code/", {"code": code})


def visitor() -> Actor:
    """Who asks for a code."""
    return Actor.visitor()
