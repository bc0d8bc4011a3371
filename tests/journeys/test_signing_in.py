"""Signing in, in a real browser: by code, as staff with a second step, with a passkey, and out again."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from commonweal.sign_in import code_apps
from tests.journeys.asking import text_of
from tests.journeys.conftest import OpenWindow
from tests.journeys.visits import Visit
from tests.running import House

pytestmark = [pytest.mark.browser, pytest.mark.real_time]

# Somebody with an account, made in the house as an administrator would.
JOIN = """
import sys
import django
django.setup()
from django.utils import timezone
from commonweal.core.actors import Actor
from commonweal.people import operations
from commonweal.people.models import Body
from commonweal.people.models import Person
from allauth.account.models import EmailAddress
address, kind = sys.argv[1:]
at = timezone.now()
who = Person(name="Asha Gurung", joined_at=at)
who.set_unusable_password()
who.save()
EmailAddress.objects.create(user=who, email=address, verified=True, primary=True)
if kind:
    body, _made = Body.objects.get_or_create(
        slug="weldmere", defaults={"kind": "COUNCIL", "name": "Weldmere County Council", "began_on": at.date()}
    )
    who.roles.create(
        kind=kind, body=body, scope_kind="people.body", scope_reference=body.reference, from_on=at.date(),
        given_by="SYSTEM:tests", given_at=at,
    )
"""

_CODE = re.compile(r"^ +([0-9]{4} [0-9]{4})\s*$", re.MULTILINE)


@pytest.fixture
def somebody(house: House) -> Callable[..., str]:
    """Makes somebody who can sign in, with a role if one is named; their address."""

    def join(kind: str = "") -> str:
        address = f"{secrets.token_hex(6)}@resident.example"
        house.run("-c", JOIN, address, kind)
        return address

    return join


def code_for(house: House, address: str, *, count: int = 1) -> str:
    letters = [letter for letter in house.mailbox.wait_for(address, count=count) if _CODE.search(text_of(letter))]
    found = _CODE.search(text_of(letters[-1]))
    assert found is not None
    return found[1]


def come_in(visit: Visit, house: House, address: str, *, count: int = 1) -> None:
    visit.open("/sign-in/")
    visit.type("Your e-mail address", address)
    visit.press("Send me a code")
    visit.type("What is the code?", code_for(house, address, count=count))
    visit.press("Sign in")


def test_guest_comes_in_and_goes(visit: Visit, house: House) -> None:
    address = f"{secrets.token_hex(6)}@resident.example"

    come_in(visit, house, address)

    assert visit.heading == "What you can do as a guest"
    visit.follow("Sign out")
    visit.press("Sign out")
    assert visit.heading == "You are signed out"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_officer_sets_up_a_code_app(
    scripts: bool, open_window: OpenWindow, house: House, somebody: Callable[..., str]
) -> None:
    visit = open_window(java_script_enabled=scripts, viewport={"width": 320, "height": 640})
    address = somebody("grant_officer")

    come_in(visit, house, address)
    assert visit.heading == "Set up a second step"
    visit.follow("A code app")
    secret = _secret_on(visit)
    visit.type("What does your code app show?", "000000")
    visit.press("Add this app")
    assert visit.errors[0].startswith("That is not the code your app shows now.")
    visit.type("What does your code app show?", _shown_by(secret))
    visit.press("Add this app")
    assert visit.heading == "Keep your recovery codes"
    codes = visit.page.locator(".cw-codes li").all_inner_texts()
    visit.press("I have kept them, sign me in")
    visit.open("/account/sign-in/")
    assert (visit.heading, len(codes)) == ("How you sign in", 8)

    other = open_window(java_script_enabled=scripts)
    come_in(other, house, address, count=3)
    assert other.heading == "One more step"
    other.follow("Use one of your recovery codes")
    other.type("What is one of your recovery codes?", codes[0].lower())
    other.press("Go on")
    other.open("/account/sign-in/")
    assert "7 codes left." in other.words


def _secret_on(visit: Visit) -> str:
    address = visit.page.get_by_role("link", name="Open your code app").get_attribute("href")
    assert address is not None
    return address.partition("secret=")[2].partition("&")[0]


def _shown_by(secret: str) -> str:
    return code_apps.code_of(secret, code_apps.step_at(timezone.now()))


@pytest.fixture
def passkey_window(open_window: OpenWindow, house: House) -> Visit:
    """A window on `localhost`, which browsers let have passkeys without TLS, with a device that makes them."""
    visit = open_window()
    visit.address = house.address.replace("127.0.0.1", "localhost")
    with_device(visit)
    return visit


def with_device(visit: Visit) -> Any:
    session = visit.page.context.new_cdp_session(visit.page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session


def test_officer_sets_up_a_passkey_and_comes_back_with_it(
    passkey_window: Visit, house: House, somebody: Callable[..., str]
) -> None:
    visit = passkey_window
    come_in(visit, house, somebody("grant_officer"))
    visit.follow("A passkey")
    visit.type("What do you call this passkey?", "office computer")
    visit.press("Add a passkey")
    assert visit.heading == "Keep your recovery codes"
    visit.press("I have kept them, sign me in")

    visit.open("/sign-out/")
    visit.press("Sign out")
    visit.open("/sign-in/?next=/account/sign-in/")
    visit.press("Sign in with a passkey")

    assert (visit.heading, visit.path) == ("How you sign in", "/account/sign-in/")
    assert "office computer" in visit.words
    assert "With a passkey" in visit.words


def test_officer_shows_a_passkey_as_second_step(
    passkey_window: Visit, house: House, somebody: Callable[..., str]
) -> None:
    visit, address = passkey_window, somebody("grant_officer")
    come_in(visit, house, address)
    visit.follow("A passkey")
    visit.type("What do you call this passkey?", "office computer")
    visit.press("Add a passkey")
    visit.press("I have kept them, sign me in")
    visit.open("/sign-out/")
    visit.press("Sign out")

    come_in(visit, house, address, count=3)
    asked = visit.heading
    before = visit.page.evaluate("fetch('/account/').then((answer) => new URL(answer.url).pathname)")
    visit.press("Use a passkey")

    assert (asked, before) == ("One more step", "/sign-in/")
    assert (visit.path, visit.heading) == ("/account/", "Asha Gurung")


def test_officer_takes_the_second_step_with_a_passkey(
    passkey_window: Visit, house: House, somebody: Callable[..., str]
) -> None:
    visit, address = passkey_window, somebody("grant_officer")
    come_in(visit, house, address)
    visit.follow("A passkey")
    visit.type("What do you call this passkey?", "office computer")
    visit.press("Add a passkey")
    visit.press("I have kept them, sign me in")
    visit.open("/sign-out/")
    visit.press("Sign out")

    come_in(visit, house, address, count=3)
    asked = visit.heading
    visit.press("Use a passkey")
    visit.open("/account/sign-in/")

    assert (asked, visit.heading) == ("One more step", "How you sign in")
    assert "With a code by e-mail and a passkey" in visit.words


def test_person_renames_and_removes_a_passkey(
    passkey_window: Visit, house: House, somebody: Callable[..., str]
) -> None:
    visit = passkey_window
    come_in(visit, house, somebody())
    visit.open("/account/sign-in/")
    visit.press("Add a passkey")
    visit.type("What do you call this passkey?", "old phone")
    visit.press("Add a passkey")
    visit.press("I have kept them")

    visit.follow("Rename old phone")
    visit.type("What do you call this passkey?", "new phone")
    visit.press("Save")
    renamed = visit.words
    visit.follow("Remove new phone")
    visit.press("Remove the passkey")

    assert "new phone" in renamed
    assert "new phone" not in visit.words


def test_device_that_is_not_there(visit: Visit, house: House) -> None:
    visit.address = house.address.replace("127.0.0.1", "localhost")
    session = visit.page.context.new_cdp_session(visit.page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {"protocol": "ctap2", "transport": "usb", "hasResidentKey": False, "hasUserVerification": False}},
    )
    visit.open("/sign-in/")

    visit.page.get_by_role("button", name="Sign in with a passkey").click()

    alert = visit.page.get_by_role("alert")
    alert.wait_for()
    assert alert.inner_text() == "That did not work. Try again, or send yourself a code instead."
    visit.check()


def test_wrong_code_says_what_to_do(telephone: Visit) -> None:
    address = f"{secrets.token_hex(6)}@resident.example"
    telephone.open("/sign-in/")
    telephone.type("Your e-mail address", address)
    telephone.press("Send me a code")

    telephone.type("What is the code?", "1234 5678")
    telephone.press("Sign in")

    wrong = "That is not the code we sent. Look at the newest e-mail from us and type its code again"
    assert telephone.errors == [wrong]
    assert telephone.page.title().startswith("Error:")
