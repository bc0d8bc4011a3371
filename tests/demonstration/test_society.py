"""The invented bodies and people: nobody can be reached by what is written of them, and every persona is there."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from commonweal.core.contacts import canonical_address
from commonweal.demonstration.geography import county
from commonweal.demonstration.seeds import SEED, stream
from commonweal.demonstration.society import bodies, people, roll
from commonweal.demonstration.society.logos import logo
from commonweal.demonstration.society.personas import PERSONAS, WAYS, Way
from commonweal.people import kinds_of_role as kinds
from commonweal.people import looks
from commonweal.people.models import BodyKind
from commonweal.people.role_kinds import KINDS

ALL_BODIES = (*bodies.BODIES, bodies.SUCCESSOR)

FREE_FOR_DRAMA = re.compile(r"01632 960 \d{3}|07700 900 \d{3}")
"""As Ofcom lists them."""


@pytest.fixture(scope="module")
def holders() -> list[roll.Holder]:
    return roll.invent(county.invent(SEED))


def test_roll_is_the_same_from_the_same_seed(holders: list[roll.Holder]) -> None:
    again = roll.invent(county.invent(SEED))
    other = roll.invent(county.invent(SEED + 1))

    assert again == holders
    assert [holder.name for holder in other] != [holder.name for holder in holders]


def test_every_division_has_one_councillor(holders: list[roll.Holder]) -> None:
    geography = county.invent(SEED)

    divisions = [holder.division for holder in holders if holder.role == kinds.MEMBER]

    assert sorted(divisions) == sorted(place.code for place in geography.divisions)


def test_mail_goes_to_domains_that_nobody_can_own(holders: list[roll.Holder]) -> None:
    addresses = [holder.address for holder in holders]
    addresses += [persona.address for persona in PERSONAS if persona.address] + [plan.email for plan in ALL_BODIES]

    assert [address for address in addresses if not canonical_address(address).endswith(".example")] == []
    assert [plan.website for plan in ALL_BODIES if not plan.website.endswith(".example/")] == []


def test_numbers_are_those_kept_free_for_drama() -> None:
    numbers = [plan.phone for plan in ALL_BODIES] + [people.landline(999), people.landline(1000), people.mobile(7)]

    assert [number for number in numbers if not FREE_FOR_DRAMA.fullmatch(number)] == []


def test_nobody_is_there_twice(holders: list[roll.Holder]) -> None:
    counted = {
        "keys": Counter(holder.key for holder in holders),
        "names": Counter(holder.name for holder in holders),
        "addresses": Counter(holder.address for holder in holders),
        "bodies": Counter(plan.key for plan in ALL_BODIES),
        "their names": Counter(plan.name for plan in ALL_BODIES),
        "their numbers": Counter(plan.phone for plan in ALL_BODIES),
    }

    assert {what: max(counts.values()) for what, counts in counted.items()} == dict.fromkeys(counted, 1)


def test_address_is_plain_however_the_name_is_written() -> None:
    addresses = [people.address_of(name, "weldmere.example") for name in ("Ayşe Aydın", "Kasia Zając", "Hoi-Yan Lam")]

    assert addresses == [
        "ayse.aydin@weldmere.example",
        "kasia.zajac@weldmere.example",
        "hoi-yan.lam@weldmere.example",
    ]


def test_strangers_never_have_a_name_that_is_taken() -> None:
    first = next(people.strangers(stream(SEED, "strangers"), taken=set()))

    second = next(people.strangers(stream(SEED, "strangers"), taken={first}))

    assert second != first


def test_each_persona_with_an_account_holds_their_role(holders: list[roll.Holder]) -> None:
    held = {holder.persona: (holder.name, holder.address, holder.role, holder.body) for holder in holders}

    for persona in PERSONAS:
        if persona.has_account:
            assert held[persona.key] == (persona.name, persona.address, persona.role, persona.body)


def test_manual_names_every_persona_with_address() -> None:
    manual = (Path(__file__).resolve().parents[2] / "docs" / "developers" / "demonstration.md").read_text()

    rows = [line.split(" | ") for line in manual.splitlines() if line.startswith("| ") and "by e-mail" in line]

    assert [(row[0].removeprefix("| "), row[1], row[2].strip("`")) for row in rows] == [
        (str(persona.who), persona.name, persona.address) for persona in PERSONAS if persona.address
    ]


def test_staff_take_a_second_step_and_nobody_else() -> None:
    ways = {persona.key: persona.way for persona in PERSONAS if persona.has_account}

    wanted = {
        persona.key: Way.CODE_AND_AUTHENTICATOR if KINDS.role(persona.role).is_staff else Way.CODE
        for persona in PERSONAS
        if persona.has_account
    }

    assert ways == wanted


def test_there_is_a_persona_for_every_kind_of_role_but_those_beside_another() -> None:
    played = {persona.role for persona in PERSONAS}

    assert set(KINDS.roles) - played == {kinds.PARTNER_OFFICER}
    assert set(WAYS) == set(Way) == {persona.way for persona in PERSONAS}


def test_bodies_are_of_every_kind() -> None:
    counted = Counter(plan.kind for plan in bodies.BODIES)

    assert counted == {
        BodyKind.COUNCIL: 1,
        BodyKind.DIRECTORATE: 3,
        BodyKind.TEAM: 5,
        BodyKind.DISTRICT: 12,
        BodyKind.NHS: 1,
        BodyKind.COMMUNITY_FOUNDATION: 1,
        BodyKind.VOLUNTEER_CENTRE: 2,
        BodyKind.FUNDER: 2,
        BodyKind.STEERING_GROUP: 1,
        BodyKind.GROUP: 12,
    }


def test_colours_can_be_read_and_marks_differ() -> None:
    own = [plan for plan in bodies.BODIES if plan.colour]

    marks = {logo(plan.key, plan.colour).read() for plan in own}

    assert [plan.key for plan in own if looks.contrast_with_white(plan.colour) < looks.LEAST_CONTRAST] == []
    assert len(marks) == len(own) == 3
