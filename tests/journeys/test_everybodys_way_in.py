"""Everybody of the design in the invented county: each signs in in their own way, and sees what is theirs alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from commonweal.demonstration.society.personas import PERSONAS, Persona, Way, persona
from tests.journeys import county
from tests.journeys.conftest import DESKTOP, PATIENCE_MILLISECONDS, TELEPHONE
from tests.journeys.visits import Visit

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.real_time]

FORMATS = ("Requests for another format", "/desk/formats/")
CONCERNS = ("Concerns about commitments", "/desk/concerns/")
DECISIONS = ("Decisions", "/desk/decisions/")
EVIDENCE = ("Evidence for commitments", "/desk/evidence/")
MEASURES = ("Measures of success", "/desk/measures/")
FIGURES = ("Newer figures beside facts", "/desk/facts/")
PEOPLE = ("People and roles", "/desk/people/")
PRIVACY = ("Privacy", "/desk/privacy/")
LETTERS = ("Letters that did not arrive", "/desk/messages/outbox/")
BODIES = ("Bodies", "/desk/bodies/")
ORPHANS = ("What belongs to nobody", "/desk/orphans/")
WORDS = ("The words of our letters", "/desk/messages/")
POWERS = ("Powers in use", "/desk/powers/")
TWO_PEOPLE = ("Where two people are not possible", "/desk/two-people/")
PLACES = ("Places", "/desk/places/")
REPLIES = ("Concerns that touch your body", "/desk/concern-replies/")
FOLLOWS = ("What you follow", "/following/")

EVERY_DOOR = (
    *(FORMATS, CONCERNS, DECISIONS, EVIDENCE, MEASURES, FIGURES, PEOPLE, PRIVACY, LETTERS, REPLIES, BODIES, ORPHANS),
    *(WORDS, POWERS, TWO_PEOPLE, PLACES, FOLLOWS),
)

THEIRS: dict[str, list[tuple[str, str]]] = {
    "charity": [PEOPLE, REPLIES, FOLLOWS],
    "grants": [DECISIONS, EVIDENCE, FOLLOWS],
    "accountable": [DECISIONS, EVIDENCE, MEASURES, POWERS, FOLLOWS],
    "communities": [FORMATS, CONCERNS, DECISIONS, EVIDENCE, MEASURES, FIGURES, LETTERS, WORDS, PLACES, FOLLOWS],
    "privacy": [PRIVACY, POWERS, FOLLOWS],
    "administrator": [PEOPLE, BODIES, ORPHANS, TWO_PEOPLE, PLACES, FOLLOWS],
    "assessor": [FOLLOWS],
    "councillor": [FOLLOWS],
    "foundation": [DECISIONS, EVIDENCE, PEOPLE, REPLIES, BODIES, FOLLOWS],
    "centre": [DECISIONS, EVIDENCE, PEOPLE, REPLIES, BODIES, FOLLOWS],
    "district": [DECISIONS, EVIDENCE, PEOPLE, REPLIES, BODIES, FOLLOWS],
    "nhs": [DECISIONS, EVIDENCE, PEOPLE, REPLIES, BODIES, FOLLOWS],
    "steering": [DECISIONS, EVIDENCE, PEOPLE, REPLIES, FOLLOWS],
}
"""The doors of each persona's desk, in their order: what stands on the page of the account, and where it leads."""

HOLDERS = pytest.mark.parametrize("who", [one for one in PERSONAS if one.has_account], ids=lambda one: str(one.key))
GUESTS = pytest.mark.parametrize("who", [one for one in PERSONAS if one.way is Way.GUEST_CODE], ids=lambda one: one.key)
LEADS = pytest.mark.parametrize("key", ["foundation", "centre", "district", "nhs", "charity", "steering"])

OpenHere = Callable[..., Visit]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One demonstration for all: each goes their own way in it."""
    with county.started(tmp_path_factory.mktemp("county")) as one:
        yield one


@pytest.fixture
def open_here(address: str, browser: Browser) -> Iterator[OpenHere]:
    """Opens windows on the demonstration."""
    visits: list[Visit] = []

    def open_one(**options: Any) -> Visit:  # a context has many options, of every type
        context = browser.new_context(locale="en-GB", **{"viewport": DESKTOP, **options})
        context.set_default_timeout(PATIENCE_MILLISECONDS)
        visits.append(Visit(context.new_page(), address))
        return visits[-1]

    yield open_one
    for visit in visits:
        visit.page.context.close()
    for visit in visits:
        visit.close()


def doors_of(visit: Visit) -> list[tuple[str, str]]:
    """The doors on the page, by their words and where they lead."""
    links = visit.page.locator(".cw-doors__link").all()
    return [(link.inner_text(), str(link.get_attribute("href"))) for link in links]


def where_doors_lead(visit: Visit) -> set[tuple[str, str]]:
    """Where somebody comes who opens the doors of others' desks."""
    found = set()
    for _title, href in EVERY_DOOR:
        visit.open(href)
        found.add((visit.path, visit.heading))
    return found


def test_everybody_of_the_design_is_here() -> None:
    assert set(THEIRS) == {one.key for one in PERSONAS if one.has_account}


@HOLDERS
def test_person_sees_their_desk_and_nobody_elses(who: Persona, open_here: OpenHere) -> None:
    visit = open_here()

    county.come_in(visit, who)
    landed = (visit.path, visit.heading)
    doors = doors_of(visit)
    behind = {href: visit.open(href) for _title, href in EVERY_DOOR}

    theirs = THEIRS[who.key]
    assert landed == ("/account/", who.name)
    assert doors == theirs
    assert behind == {href: 200 if (title, href) in theirs else 404 for title, href in EVERY_DOOR}


@GUESTS
def test_guest_on_a_telephone_sees_no_desk(who: Persona, open_here: OpenHere) -> None:
    visit = open_here(viewport=TELEPHONE, has_touch=True, is_mobile=True)

    county.come_in(visit, who)
    landed = (visit.path, visit.heading)
    visit.press("Go to your guest page")
    own = (visit.heading, doors_of(visit))
    led_to = where_doors_lead(visit)

    assert landed == ("/sign-in/guest/", "What you can do as a guest")
    assert own == ("You are here as a guest", [])
    assert led_to == {("/sign-in/", "Sign in")}


def test_visitor_is_asked_to_sign_in(open_here: OpenHere) -> None:
    visit = open_here()

    led_to = where_doors_lead(visit)

    assert led_to == {("/sign-in/", "Sign in")}


def test_visitor_goes_from_an_aim_to_a_single_record(open_here: OpenHere) -> None:
    visit = open_here(viewport=TELEPHONE, has_touch=True, is_mobile=True)
    visit.open("/strategy/")

    visit.follow("Protect independence")
    visit.follow("C-020 Aim 6: protect independence")
    reference = visit.page.locator(".cw-records__head a").first.inner_text()
    visit.follow(reference)

    assert visit.path.endswith(f"/concerns/{reference}/")
    assert reference in visit.words


@LEADS
def test_lead_sees_the_people_of_their_own_body_alone(key: str, open_here: OpenHere) -> None:
    visit, who = open_here(), persona(key)
    other = _reference_of(visit, "Danuta Mazur")
    own = _reference_of(visit, who.name)

    county.come_in(visit, who)
    answers = [visit.open(f"/desk/people/{reference}/") for reference in (own, other)]

    assert answers == [200, 404]


def test_administrator_sees_everybody_and_nobodys_case(open_here: OpenHere) -> None:
    visit = open_here()
    other = _reference_of(visit, "Danuta Mazur")

    county.come_in(visit, persona("administrator"))
    answers = [visit.open(address) for address in (f"/desk/people/{other}/", "/desk/privacy/", "/desk/formats/")]

    assert answers == [200, 404, 404]


def _reference_of(visit: Visit, name: str) -> str:
    visit.open("/demonstration/people/")
    link = visit.page.get_by_role("link", name=f"How to sign in as {name}", exact=True)
    return str(link.get_attribute("href")).rstrip("/").rpartition("/")[2]
