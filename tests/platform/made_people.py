"""What the rows of people need of the world of the guards."""

from __future__ import annotations

from datetime import date, timedelta

from allauth.account.models import EmailAddress

from commonweal.core.actors import Actor
from commonweal.people import operations
from commonweal.people.models import Body, Interest, InterestKind, Person, Power, StandIn, TwoPersonException
from tests.factories import people
from tests.platform.personas import Persona, World

SYSTEM = Actor.system("tests.guards")


def administrators_interest(world: World) -> Interest:
    """An interest of the administrator, which nobody else may change."""
    person = world.people[Persona.ADMINISTRATOR]
    return operations.interests.declare(
        person=person,
        kind=InterestKind.MEMBERSHIP,
        with_whom="Ambershire Bell Ringers",
        from_on=date(2026, 1, 1),
        by=person.actor,
        at=world.at,
    )


def spent_power(world: World) -> Power:
    """A power of the administrator whose time is over and that is not noted as off: it opens nothing any more."""
    return Power.objects.create(
        role=world.roles[Persona.ADMINISTRATOR],
        kind="people.step_in",
        reason="Their lead was away for a day",
        switched_on_at=world.at - timedelta(hours=2),
        until_at=world.at - timedelta(hours=1),
    )


def painted(world: World) -> Body:
    """A body with a look of its own."""
    body = world.bodies["other partner"]
    return operations.bodies.set_look(body=body, colour="#801650", logo=None, by=SYSTEM, at=world.at)


def somebody_who_left(world: World) -> Person:
    """Somebody whose account is closed."""
    who = people.person(at=world.at, name="Quenelda Long Gone", left_at=world.at, is_active=False)
    EmailAddress.objects.create(user=who, email="long.gone@people.example", verified=True, primary=True)
    return who


def exception(world: World) -> TwoPersonException:
    """A single-person exception at the partner."""
    return operations.two_people.give(
        body=world.bodies["partner"],
        decision="people.hold_conflicting_roles",
        kind=StandIn.SINGLE_PERSON,
        reason="There are two of us",
        from_on=date(2026, 6, 1),
        until_on=date(2026, 12, 1),
        by=SYSTEM,
        at=world.at,
    )
