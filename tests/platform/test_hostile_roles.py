"""What somebody with a role tries beyond it: roles for themselves, other bodies' people, power that has run out."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction

from commonweal.core.rules import RefusedError
from commonweal.people import abilities, kinds_of_role, operations, rules
from commonweal.people.models import BodyKind, Person, RoleEnd
from commonweal.people.role_kinds import KINDS
from commonweal.people.standing import standing_of
from tests.conftest import NOW
from tests.factories import people
from tests.platform.personas import Persona, World, standing_world

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made_once(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), time_machine.travel(NOW, tick=False), standing_world(NOW) as world:
        yield world


@pytest.fixture
def world(made_once: World) -> World:
    """The world as it was made: what a test changes in it, in the database or in hand, is undone."""
    return copy.deepcopy(made_once)


MANAGERS = (Persona.ADMINISTRATOR, Persona.PARTNER_LEAD, Persona.GROUP_MANAGER, Persona.STEERING_MEMBER)

OUTSIDERS = (
    *(Persona.PERSON, Persona.COMMUNITIES_OFFICER, Persona.GRANT_OFFICER, Persona.PRIVACY_OFFICER, Persona.COUNCILLOR),
    *(Persona.PARTNER_OFFICER, Persona.OTHER_PARTNER_LEAD, Persona.GROUP_MANAGER, Persona.STEERING_MEMBER),
    *(Persona.LEAVER, Persona.ASSESSOR, Persona.ACCOUNTABLE_OFFICER),
)


def give(world: World, by: Persona, kind: str, body: str, to: Person) -> str:
    """What came of it: nothing when it was done, else the refusal's words. Nothing of it stays."""
    with transaction.atomic():
        try:
            operations.roles.give(person=to, kind=kind, body=world.bodies[body], by=world.people[by].actor, at=world.at)
        except RefusedError as error:
            return error.refused.reason
        finally:
            transaction.set_rollback(True)
    return ""


@pytest.mark.parametrize("by", MANAGERS, ids=lambda persona: persona.name.lower())
def test_role_for_oneself(by: Persona, world: World) -> None:
    kinds = list(KINDS.roles)

    given = [
        (kind, body) for kind in kinds for body in world.bodies if not give(world, by, kind, body, world.people[by])
    ]

    assert given == []


@pytest.mark.parametrize("by", OUTSIDERS, ids=lambda persona: persona.name.lower())
def test_role_at_a_partner_by_somebody_from_outside(by: Persona, world: World) -> None:
    stranger = people.person(at=world.at)

    by_outsider = give(world, by, kinds_of_role.PARTNER_OFFICER, "partner", stranger)
    by_lead = give(world, Persona.PARTNER_LEAD, kinds_of_role.PARTNER_OFFICER, "partner", stranger)

    assert by_outsider != ""
    assert by_lead == ""


@pytest.mark.parametrize("by", [Persona.PARTNER_LEAD, Persona.GROUP_MANAGER, Persona.STEERING_MEMBER])
def test_lead_gives_no_role_of_the_council(by: Persona, world: World) -> None:
    stranger = people.person(at=world.at)
    council = [
        *(kinds_of_role.ADMINISTRATOR, kinds_of_role.PRIVACY_OFFICER, kinds_of_role.GRANT_OFFICER),
        *(kinds_of_role.ACCOUNTABLE_OFFICER, kinds_of_role.COMMUNITIES_OFFICER, kinds_of_role.MEMBER),
    ]

    given = [(kind, body) for kind in council for body in world.bodies if not give(world, by, kind, body, stranger)]

    assert given == []


def test_roles_that_check_each_other_at_one_body(world: World) -> None:
    administrator = world.people[Persona.ADMINISTRATOR]
    other = people.person(at=world.at)
    people.role(kinds_of_role.ADMINISTRATOR, at=world.at, who=other, where=world.bodies["council"])

    with pytest.raises(RefusedError, match="each checks the other"):
        operations.roles.give(
            person=administrator,
            kind=kinds_of_role.PRIVACY_OFFICER,
            body=world.bodies["council"],
            by=other.actor,
            at=world.at,
        )


def test_administrator_and_steering_group(world: World) -> None:
    stranger = people.person(at=world.at)

    by_administrator = give(world, Persona.ADMINISTRATOR, kinds_of_role.STEERING_MEMBER, "steering", stranger)
    by_member = give(world, Persona.STEERING_MEMBER, kinds_of_role.STEERING_MEMBER, "steering", stranger)

    assert by_administrator != ""
    assert by_member == ""


@pytest.mark.parametrize("by", [*OUTSIDERS, Persona.PARTNER_LEAD], ids=lambda persona: persona.name.lower())
def test_account_of_somebody_who_is_not_theirs_to_end(by: Persona, world: World) -> None:
    resident = people.person(at=world.at)

    with pytest.raises(RefusedError):
        operations.leavers.leave(person=resident, by=world.people[by].actor, at=world.at)
    operations.leavers.leave(person=resident, by=world.people[Persona.ADMINISTRATOR].actor, at=world.at)


@pytest.mark.parametrize("by", [persona for persona in Persona if persona.name not in {"ADMINISTRATOR", "PERSON"}])
def test_name_of_somebody_else(by: Persona, world: World) -> None:
    if by not in world.people:
        return
    victim = world.people[Persona.PERSON]

    decision = rules.persons.can_change_name(world.people[by].actor, victim, at=world.at)

    assert not decision


def test_power_after_its_time(world: World) -> None:
    administrator, role = world.people[Persona.ADMINISTRATOR], world.roles[Persona.ADMINISTRATOR]
    by, at = administrator.actor, world.at
    stranger = people.person(at=at)
    until = at + timedelta(hours=1)
    operations.powers.switch_on(
        role=role, power=abilities.STEP_IN, reason="The lead is ill this week", until_at=until, by=by, at=at
    )

    during = rules.powers.can_use(by, abilities.STEP_IN, at=until - timedelta(seconds=1))
    after = rules.powers.can_use(by, abilities.STEP_IN, at=until)

    assert (bool(during), bool(after)) == (True, False)
    with pytest.raises(RefusedError, match="needs the power"):
        operations.roles.give(
            person=stranger, kind=kinds_of_role.PARTNER_OFFICER, body=world.bodies["partner"], by=by, at=until
        )


def test_power_under_a_role_that_ended(world: World) -> None:
    at = world.at
    administrator = world.people[Persona.ADMINISTRATOR]
    operations.powers.switch_on(
        role=world.roles[Persona.ADMINISTRATOR],
        power=abilities.STEP_IN,
        reason="The lead is ill this week",
        until_at=at + timedelta(hours=2),
        by=administrator.actor,
        at=at,
    )

    operations.roles.end(role=world.roles[Persona.ADMINISTRATOR], reason=RoleEnd.MOVED, by=people.ADMINISTRATION, at=at)

    assert not rules.powers.can_use(administrator.actor, abilities.STEP_IN, at=at + timedelta(minutes=1))
    assert standing_of(administrator.actor, at=at + timedelta(minutes=1)).roles == ()


def test_power_of_somebody_else(world: World) -> None:
    with pytest.raises(RefusedError, match="under a role that you hold"):
        operations.powers.switch_on(
            role=world.roles[Persona.ADMINISTRATOR],
            power=abilities.STEP_IN,
            reason="Because I would like to",
            until_at=world.at + timedelta(hours=1),
            by=world.people[Persona.COMMUNITIES_OFFICER].actor,
            at=world.at,
        )


def test_power_of_a_role_that_ended_days_ago(world: World) -> None:
    leaver = world.people[Persona.LEAVER]
    ended = leaver.roles.get(kind=kinds_of_role.ADMINISTRATOR)

    with pytest.raises(RefusedError, match="under a role that you hold"):
        operations.powers.switch_on(
            role=ended,
            power=abilities.STEP_IN,
            reason="Because I still can",
            until_at=world.at + timedelta(hours=1),
            by=leaver.actor,
            at=world.at,
        )


def test_role_whose_term_is_over_opens_nothing(at: datetime) -> None:
    who, council = people.person(at=at), people.body(BodyKind.COUNCIL)
    yesterday = (at - timedelta(days=1)).date()

    people.role(kinds_of_role.ADMINISTRATOR, at=at, who=who, where=council, until_on=yesterday)

    assert standing_of(who.actor, at=at).roles == ()
    assert standing_of(who.actor, at=at - timedelta(days=1)).may(abilities.MANAGE_PEOPLE)


@pytest.mark.parametrize(
    "colour",
    ["red", "#fff", "#12345g", "#123456;}", "#000}*{", "url(//x)", "expression(1)", "", "#0d4f7a\n;", "#１23456"],
)
def test_colour_that_is_no_colour_or_cannot_be_read(colour: str, world: World) -> None:
    body, by = world.bodies["partner"], world.people[Persona.PARTNER_LEAD].actor

    with pytest.raises(RefusedError):
        operations.bodies.set_look(body=body, colour=colour, logo=None, by=by, at=world.at)


@pytest.mark.parametrize("by", [Persona.OTHER_PARTNER_LEAD, Persona.PARTNER_OFFICER, Persona.COMMUNITIES_OFFICER])
def test_look_of_a_body_that_is_not_theirs(by: Persona, world: World) -> None:
    body = world.bodies["partner"]

    with pytest.raises(RefusedError, match="lead of this body"):
        operations.bodies.set_look(body=body, colour="#1d4f7a", logo=None, by=world.people[by].actor, at=world.at)
    operations.bodies.set_look(
        body=body, colour="#1d4f7a", logo=None, by=world.people[Persona.PARTNER_LEAD].actor, at=world.at
    )
