"""What becomes of ways in when people join, move and leave: told by `people.announcements`, in that operation."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from commonweal.core.actors import Actor
from commonweal.messaging import outbox
from commonweal.people.models import Person, Role
from commonweal.people.queries import persons
from commonweal.people.role_kinds import KINDS
from commonweal.sign_in import emails
from commonweal.sign_in.models import LoginEnd
from commonweal.sign_in.operations import logins, steps


@transaction.atomic
def joined(*, person: Person, address: str, by: Actor, at: datetime) -> None:
    """Somebody was given an account: write to them how they sign in."""
    outbox.add(emails.welcome(address, name=person.name), by=by, at=at)


@transaction.atomic
def address_changed(*, person: Person, address: str, by: Actor, at: datetime) -> None:
    """Somebody signs in with another address from now on: write to the new one."""
    what = _("You sign in with this e-mail address from now on.")
    outbox.add(emails.ways_in_changed(address, name=person.name, what=what, at=at), by=by, at=at)


@transaction.atomic
def role_given(*, role: Role, by: Actor, at: datetime) -> None:
    """Somebody was given a role: write to them. Where it asks for a second step, a login without one ends."""
    if address := persons.address_of(role.person):
        outbox.add(emails.role_given(address, role=role, name=role.person.name), by=by, at=at)


@transaction.atomic
def role_ended(*, role: Role, by: Actor, at: datetime) -> None:
    """A role ended: who saw other people's details by it signs in anew, with what is left."""
    if KINDS.role(role.kind).is_staff:
        logins.end_all(person=role.person, why=LoginEnd.ROLE, by=by, at=at)


@transaction.atomic
def left(*, person: Person, by: Actor, at: datetime) -> None:
    """Somebody left: every login ends, every passkey, code app and recovery code goes."""
    logins.end_all(person=person, why=LoginEnd.LEFT, by=by, at=at)
    steps.take_away(person=person, by=by, at=at)


@transaction.atomic
def erased(*, person: Person, by: Actor, at: datetime) -> None:
    """Somebody's account is emptied: which browsers they used is forgotten, that they once signed in is not."""
    left(person=person, by=by, at=at)
    logins.forget_devices(person_key=person.reference, by=by, at=at)
