"""Roles on the pages alone: somebody is added; a leaver hands work over; a power is switched on and off."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.journeys.conftest import OpenWindow
from tests.journeys.visits import Visit
from tests.running import House

pytestmark = [pytest.mark.browser, pytest.mark.real_time]

# An administrator, an officer with a request in hand, and a colleague; and the administrator's browser.
MAKE = """
import json, secrets
import django
django.setup()
from django.test import Client
from django.utils import timezone
from commonweal.accountability.operations import formats
from tests.factories import accountability, people
at = timezone.now()
council = people.body(name="Otter County Council", slug=f"otter-{secrets.token_hex(4)}")
people.body(name="Otter District Council", slug=f"otter-district-{secrets.token_hex(4)}")
def somebody(kind, name):
    return people.role(kind, at=at, who=people.person(at=at, name=name), where=council).person
admin = somebody("administrator", "Priya Shah")
leaver = somebody("communities_officer", "Tom Hale")
colleague = somebody("communities_officer", "Ann Lee")
asked = accountability.sent(at=at, contact=f"{secrets.token_hex(6)}@resident.example").request
formats.take_on(asked=asked, by=leaver.actor, at=at)
client = people.sign_in(Client(), admin)
print(json.dumps({
    "leaver": leaver.reference,
    "asked": asked.reference,
    "cookies": {name: each.value for name, each in client.cookies.items()},
}))
"""


@pytest.fixture
def made(house: House) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(house.run("-c", MAKE).splitlines()[-1])
    return found


def as_administrator(visit: Visit, house: House, made: dict[str, Any]) -> Visit:
    cookies = [{"name": name, "value": value, "url": house.address} for name, value in made["cookies"].items()]
    visit.page.context.add_cookies(cookies)  # type: ignore[arg-type]  # as Playwright documents them
    return visit


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_leaver_hands_over_and_leaves(
    house: House, open_window: OpenWindow, made: dict[str, Any], scripts: bool
) -> None:
    visit = as_administrator(open_window(java_script_enabled=scripts), house, made)

    visit.open(f"/desk/people/{made['leaver']}/")
    visit.press("They are leaving")
    shown = visit.words
    visit.press("End all roles and the account")
    refused = visit.errors
    visit.page.get_by_label("Who takes over what is open?").select_option("Ann Lee")
    visit.press("End all roles and the account")

    assert made["asked"] in shown
    assert refused == ["One thing is still open under this role. Choose who takes it over"]
    assert visit.heading == "Tom Hale"
    assert "can no longer sign in" in visit.words


def test_administrator_adds_somebody_on_a_telephone(house: House, telephone: Visit, made: dict[str, Any]) -> None:
    visit = as_administrator(telephone, house, made)

    visit.open("/desk/people/")
    visit.press("Add somebody")
    visit.press("Add them")
    empty = visit.errors
    visit.page.get_by_label("Name", exact=True).fill("Rashid Aziz")
    visit.type("E-mail address", f"rashid.{made['asked'].lower()}@council.example")
    visit.choose("Grant officer")
    visit.page.get_by_label("Where?").select_option(label="Otter County Council")
    visit.press("Add them")

    assert empty == [
        "Enter the name",
        "Enter an e-mail address in full, like name@example.com",
        "Choose the role",
        "Choose where",
    ]
    assert visit.heading == "Rashid Aziz"
    assert "Grant officer, Otter County Council" in visit.words


def test_power_is_switched_on_and_off(house: House, visit: Visit, made: dict[str, Any]) -> None:
    as_administrator(visit, house, made)

    visit.open("/account/")
    visit.follow("Switch on: Manage the people of a partner that has its own lead")
    visit.type("What do you need it for?", "Their lead is ill for a few weeks")
    visit.choose("An hour")
    visit.press("Switch it on")
    during = visit.page.get_by_role("region", name="Switched on").inner_text()
    visit.page.get_by_role("link", name="Switch it off").click()
    visit.page.wait_for_url("**/off/")
    visit.check()
    visit.press("Switch it off")

    assert during.startswith("A power is switched on until ")
    assert visit.heading == "Priya Shah"
    assert visit.page.get_by_role("region", name="Switched on").count() == 0
