"""Everybody who asks for a page in the guards: who they are, the world they meet, and the browsers they sit at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from io import BytesIO
from typing import Any, TypeVar

from allauth.account.models import EmailAddress
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import SimpleCookie
from django.test import Client
from PIL import Image

from commonweal.core.digests import contact_digest
from commonweal.people import kinds_of_role
from commonweal.people.models import Body, BodyKind, Person, Role
from commonweal.places.models import Area, AreaKind
from commonweal.sign_in.middleware import GUEST_CONTACT
from tests.factories import accountability, people
from tests.factories.accountability import Asked


class Persona(StrEnum):
    """Who asks."""

    VISITOR = "visitor, with a key that was never given out"
    HOLDER = "visitor with the key of this request"
    OTHER = "visitor with the key of somebody else's request"
    GUEST = "guest: a verified contact, no account"
    PERSON = "signed in, without a role"
    ADMINISTRATOR = "administrator of the council"
    COMMUNITIES_OFFICER = "communities officer of the council"
    GRANT_OFFICER = "grant officer of the council"
    ACCOUNTABLE_OFFICER = "accountable officer of the council"
    ASSESSOR = "assessor of the council"
    PRIVACY_OFFICER = "privacy officer of the council"
    COUNCILLOR = "county councillor"
    PARTNER_LEAD = "lead of a partner"
    PARTNER_OFFICER = "officer of the same partner"
    OTHER_PARTNER_LEAD = "lead of another partner"
    OTHER_PARTNER_OFFICER = "officer of that other partner"
    GROUP_MANAGER = "manager of a group"
    STEERING_MEMBER = "member of the Steering Group"
    LEAVER = "signed in, and was an administrator and privacy officer until last week"


NOT_SIGNED_IN = (Persona.VISITOR, Persona.HOLDER, Persona.OTHER, Persona.GUEST)

SIGNED_IN = tuple(persona for persona in Persona if persona not in NOT_SIGNED_IN)

_COUNCIL, _PARTNER, _OTHER, _GROUP, _STEERING = "council", "partner", "other partner", "group", "steering"

ROLES: dict[Persona, tuple[str, str]] = {
    Persona.ADMINISTRATOR: (kinds_of_role.ADMINISTRATOR, _COUNCIL),
    Persona.COMMUNITIES_OFFICER: (kinds_of_role.COMMUNITIES_OFFICER, _COUNCIL),
    Persona.GRANT_OFFICER: (kinds_of_role.GRANT_OFFICER, _COUNCIL),
    Persona.ACCOUNTABLE_OFFICER: (kinds_of_role.ACCOUNTABLE_OFFICER, _COUNCIL),
    Persona.ASSESSOR: (kinds_of_role.ASSESSOR, _COUNCIL),
    Persona.PRIVACY_OFFICER: (kinds_of_role.PRIVACY_OFFICER, _COUNCIL),
    Persona.COUNCILLOR: (kinds_of_role.MEMBER, _COUNCIL),
    Persona.PARTNER_LEAD: (kinds_of_role.PARTNER_LEAD, _PARTNER),
    Persona.PARTNER_OFFICER: (kinds_of_role.PARTNER_OFFICER, _PARTNER),
    Persona.OTHER_PARTNER_LEAD: (kinds_of_role.PARTNER_LEAD, _OTHER),
    Persona.OTHER_PARTNER_OFFICER: (kinds_of_role.PARTNER_OFFICER, _OTHER),
    Persona.GROUP_MANAGER: (kinds_of_role.GROUP_MANAGER, _GROUP),
    Persona.STEERING_MEMBER: (kinds_of_role.STEERING_MEMBER, _STEERING),
}
"""The kind of role each persona holds, and at which body of the world."""

STAFF = tuple(persona for persona, (kind, _body) in ROLES.items() if kind not in {"group_manager", "steering_member"})
"""Those whose role asks for a second factor."""

SECRET = "Zebra crossing consultation"
"""What the holder asked for."""

SECRETS_READERS = (Persona.HOLDER, Persona.COMMUNITIES_OFFICER)
"""The holder, and the officers who answer such requests; nobody else may ever read it."""

Thing = TypeVar("Thing")


@dataclass
class World:
    """What there is to be seen: two guests' requests, the bodies, and somebody for every persona.

    An area's rows make what they need with `made`, once, and say with `keep_from` which words of it are whose.
    """

    at: datetime
    draft: Asked
    sent: Asked
    others_draft: Asked
    others_sent: Asked
    bodies: dict[str, Body] = field(default_factory=dict)
    people: dict[Persona, Person] = field(default_factory=dict)
    roles: dict[Persona, Role] = field(default_factory=dict)
    secrets: dict[str, frozenset[Persona]] = field(default_factory=dict)
    """Words that somebody must be able to read and nobody else may: for each, the personas who may."""

    _things: dict[Any, Any] = field(default_factory=dict)
    _browsers: dict[Persona, dict[str, str]] = field(default_factory=dict)

    def made(self, make: Callable[[World], Thing]) -> Thing:
        """What `make` makes of this world, made once: `world.made(a_hold).reference`."""
        if make not in self._things:
            self._things[make] = make(self)
        found: Thing = self._things[make]
        return found

    def keep_from_others(self, words: str, *, readers: tuple[Persona, ...]) -> None:
        """Nobody but `readers` may ever be shown `words`."""
        self.secrets[words] = frozenset(readers)

    def sit_at(self, client: Client, persona: Persona) -> Client:
        """The same client, with the cookies of the persona's browser and none of those that it had."""
        client.cookies = SimpleCookie(self._browsers[persona])
        return client

    def sign_everybody_in(self) -> None:
        """Put everybody at a browser of their own."""
        self._browsers = {persona: self._signed_in(persona) for persona in Persona}

    def _signed_in(self, persona: Persona) -> dict[str, str]:
        client = Client()
        if persona in self.people:
            people.sign_in(client, self.people[persona])
        elif persona is Persona.GUEST:
            sign_in_guest(client, GUEST_ADDRESS)
        return {name: each.value for name, each in client.cookies.items()}


GUEST_ADDRESS = "guest@resident.example"

DIVISION = "E58990001"
"""The code of the county division that the councillor is elected for."""


def sign_in_guest(client: Client, address: str) -> Client:
    """The same browser, in which somebody has shown that the contact `address` is theirs."""
    session = SessionStore()
    session[GUEST_CONTACT] = contact_digest(address)
    session.create()
    client.cookies["sessionid"] = str(session.session_key)
    return client


def make_world(at: datetime) -> World:
    """The world of the guards, made through operations as people would."""

    def answers(wanted: str) -> dict[str, Any]:
        picture = SimpleUploadedFile("page.png", one_pixel(), "image/png")
        return {"wanted": wanted, "document": picture, "name": f"Asker of {wanted}", "contact": "ann@example.org"}

    world = World(
        at=at,
        draft=accountability.answered(at=at, **answers(SECRET)),
        sent=accountability.sent(at=at, **answers(SECRET)),
        others_draft=accountability.answered(at=at, **answers("Bus timetable")),
        others_sent=accountability.sent(at=at, **answers("Bus timetable")),
    )
    world.bodies = {
        _COUNCIL: people.body(BodyKind.COUNCIL, name="Ambershire County Council", slug="ambershire"),
        _PARTNER: people.body(BodyKind.VOLUNTEER_CENTRE, name="Northmoor Volunteer Centre", slug="northmoor"),
        _OTHER: people.body(BodyKind.DISTRICT, name="Saltmarsh District Council", slug="saltmarsh"),
        _GROUP: people.body(BodyKind.GROUP, name="Friday Lunch Club", slug="friday-lunch"),
        _STEERING: people.body(BodyKind.STEERING_GROUP, name="Sector Steering Group", slug="steering-group"),
    }
    Area.objects.create(code=DIVISION, kind=AreaKind.DIVISION, name="Northmoor East", slug="northmoor-east")
    for persona in SIGNED_IN:
        who = people.person(at=at, name=name_of(persona))
        EmailAddress.objects.create(user=who, email=address_of(persona), verified=True, primary=True)
        world.people[persona] = who
        if persona in ROLES:
            kind, where = ROLES[persona]
            scope = {"scope_kind": "places.area", "scope_reference": DIVISION} if persona is Persona.COUNCILLOR else {}
            world.roles[persona] = people.role(kind, at=at, who=who, where=world.bodies[where], **scope)
    for kind in (kinds_of_role.ADMINISTRATOR, kinds_of_role.PRIVACY_OFFICER):
        people.ended_role(kind, at=at, who=world.people[Persona.LEAVER], where=world.bodies[_COUNCIL])
    _keep_names(world)
    world.sign_everybody_in()
    return world


def name_of(persona: Persona) -> str:
    """What somebody is called: a name that no other words of a page hold."""
    return f"Quenelda {persona.name.replace('_', ' ').title()}"


def address_of(persona: Persona) -> str:
    """The e-mail address somebody signs in with."""
    return f"{persona.name.lower()}@people.example"


def _keep_names(world: World) -> None:
    """Whose names are only for themselves and for those who look after people; officers sign what they do."""
    keepers = (Persona.ADMINISTRATOR, Persona.PRIVACY_OFFICER)
    world.keep_from_others(name_of(Persona.PERSON), readers=(Persona.PERSON, *keepers))
    world.keep_from_others(name_of(Persona.GROUP_MANAGER), readers=(Persona.GROUP_MANAGER, *keepers))
    partner = (Persona.PARTNER_LEAD, Persona.PARTNER_OFFICER)
    other = (Persona.OTHER_PARTNER_LEAD, Persona.OTHER_PARTNER_OFFICER)
    world.keep_from_others(name_of(Persona.PARTNER_OFFICER), readers=(*partner, *keepers))
    world.keep_from_others(name_of(Persona.OTHER_PARTNER_OFFICER), readers=(*other, *keepers))


def one_pixel() -> bytes:
    """The smallest picture there is."""
    picture = BytesIO()
    Image.new("RGB", (1, 1)).save(picture, "PNG")
    return picture.getvalue()


@contextmanager
def standing_world(at: datetime) -> Iterator[World]:
    """A world for many tests, each of which undoes what it does, as all do that use the database."""
    atomic = transaction.atomic()
    # As Django's own test case does, so that what wants to be the outermost transaction may stand in this one.
    atomic._from_testcase = True  # type: ignore[attr-defined]  # Django's stubs leave it out
    with atomic:
        yield make_world(at)
        transaction.set_rollback(True)


@contextmanager
def undone() -> Iterator[None]:
    """What is done inside leaves no trace, so that one world does for many requests."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
