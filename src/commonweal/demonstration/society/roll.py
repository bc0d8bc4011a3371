"""Who holds which role in the invented county when its year begins: the personas first, then everybody else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from commonweal.demonstration.geography.county import Geography
from commonweal.demonstration.seeds import stream
from commonweal.demonstration.society import bodies
from commonweal.demonstration.society.bodies import BodyPlan
from commonweal.demonstration.society.people import address_of, strangers
from commonweal.demonstration.society.personas import PERSONAS, Persona
from commonweal.people import kinds_of_role as kinds

LETTERBOX = "letterbox.example"
"""Where people have their own mail, in the invented county."""


@dataclass(frozen=True)
class Holder:
    """Somebody and the role they hold at a body, both by the keys that the story calls them by.

    `division` is the code of the area that a councillor was elected for.
    """

    key: str
    name: str
    address: str
    role: str
    body: str
    division: str = ""
    persona: str = ""


# How many hold each role at each body, the persona included where there is one.
_STAFF = (
    (kinds.ADMINISTRATOR, "council", 2),
    (kinds.COMMUNITIES_OFFICER, "communities", 5),
    (kinds.GRANT_OFFICER, "grants", 4),
    (kinds.ACCOUNTABLE_OFFICER, "finance", 2),
    (kinds.PRIVACY_OFFICER, "information", 2),
    (kinds.ASSESSOR, "commissioning", 3),
    (kinds.PARTNER_LEAD, "foundation", 1),
    (kinds.PARTNER_OFFICER, "foundation", 2),
    (kinds.PARTNER_LEAD, "north-volunteering", 1),
    (kinds.PARTNER_OFFICER, "north-volunteering", 1),
    (kinds.PARTNER_LEAD, "south-volunteering", 1),
    (kinds.PARTNER_OFFICER, "south-volunteering", 1),
    (kinds.PARTNER_LEAD, "nhs", 1),
    (kinds.PARTNER_OFFICER, "nhs", 1),
    (kinds.PARTNER_LEAD, "ambryden", 1),
    (kinds.PARTNER_LEAD, "lantern", 1),
    (kinds.STEERING_MEMBER, "steering", 7),
    *((kinds.PARTNER_LEAD, council.key, 1) for council in bodies.DISTRICT_COUNCILS),
    *((kinds.GROUP_MANAGER, group.key, 1) for group in bodies.GROUPS),
)

_PLANS = {plan.key: plan for plan in bodies.BODIES}


def invent(geography: Geography) -> list[Holder]:
    """Everybody who holds a role when the year begins, in the order in which they are entered."""
    chance = stream(geography.seed, "roll")
    names = strangers(chance, taken={persona.name for persona in PERSONAS})
    return [*_staff(names), *_councillors(geography, names)]


def _staff(names: Iterator[str]) -> Iterator[Holder]:
    for role, body, count in _STAFF:
        known = [persona for persona in PERSONAS if (persona.role, persona.body) == (role, body)]
        for number in range(count):
            key = f"{body}-{role}-{number + 1}"
            if number < len(known):
                yield _as_persona(known[number])
            else:
                yield Holder(key, name := next(names), address_of(name, _mail_domain(_PLANS[body])), role, body)


def _councillors(geography: Geography, names: Iterator[str]) -> Iterator[Holder]:
    """One for each division; the persona sits for the first."""
    known = next(persona for persona in PERSONAS if persona.role == kinds.MEMBER)
    for number, division in enumerate(geography.divisions):
        if number == 0:
            yield _as_persona(known, division=division.code)
        else:
            name = next(names)
            address = address_of(f"councillor {name}", bodies.COUNCIL.domain)
            yield Holder(f"councillor-{number + 1}", name, address, kinds.MEMBER, "council", division.code)


def _as_persona(persona: Persona, *, division: str = "") -> Holder:
    return Holder(persona.key, persona.name, persona.address, persona.role, persona.body, division, persona.key)


def _mail_domain(plan: BodyPlan) -> str:
    """Volunteers of groups and of the Steering Group have mail of their own; staff have their body's."""
    return LETTERBOX if plan in bodies.GROUPS or plan.key == "steering" else plan.domain
