"""Who may give somebody an account, change what it says, and end it."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from commonweal.core.actors import Actor, Kind
from commonweal.core.days import london_day
from commonweal.core.rules import ALLOWED, Decision, Refused
from commonweal.people import abilities
from commonweal.people.models import Person
from commonweal.people.queries import persons, roles
from commonweal.people.standing import Standing, standing_of


def is_manager(standing: Standing) -> bool:
    """Whether somebody manages people at all: everybody's, or those of a body of their own."""
    return standing.may(abilities.MANAGE_PEOPLE) or standing.may(abilities.MANAGE_OWN_PEOPLE)


def is_administrator(standing: Standing) -> bool:
    """Whether somebody manages everybody."""
    return standing.may(abilities.MANAGE_PEOPLE)


def can_join(by: Actor, address: str, *, at: datetime) -> Decision:
    """Whether `by` may give somebody an account under this address: administrators, leads, and the system."""
    if by.kind is not Kind.SYSTEM and not is_manager(standing_of(by, at=at)):
        return Refused(_("Only an administrator of the council, or a partner's lead, can add people. Ask one"))
    return can_have_address(None, address)


def can_have_address(person: Person | None, address: str) -> Decision:
    """Whether nobody else signs in with the address, in whichever case it is written."""
    holder = persons.by_address(address)
    if holder is None or (person is not None and holder.pk == person.pk):
        return ALLOWED
    if holder.left_at is not None:
        return Refused(
            _("Somebody who left has this address. Find them among the people who left, and bring them back"),
            field="address",
        )
    return Refused(_("Somebody signs in with this address already. Find them in the list of people"), field="address")


def can_change_name(by: Actor, person: Person, *, at: datetime) -> Decision:
    """Whether `by` may correct the name: the person, an administrator, or the system."""
    if by.kind is Kind.SYSTEM or by.key == person.reference or standing_of(by, at=at).may(abilities.MANAGE_PEOPLE):
        return ALLOWED
    return Refused(_("Only the person themself, or an administrator of the council, can change this name"))


def can_change_address(by: Actor, person: Person, address: str) -> Decision:
    """Whether `by` may set the address: the person, who has shown that it is theirs, or the system."""
    if by.kind is not Kind.SYSTEM and by.key != person.reference:
        return Refused(_("Only the person themself can change the address they sign in with"))
    if person.left_at is not None:
        return Refused(_("This person has left, so the address cannot be changed"))
    return can_have_address(person, address)


def can_leave(by: Actor, person: Person, *, at: datetime) -> Decision:
    """Whether `by` may end the account. Roles and work are asked about one by one: `rules.roles.can_end`."""
    if person.left_at is not None:
        return Refused(_("This person has left already"))
    if by.kind is Kind.SYSTEM:
        return ALLOWED
    if by.key == person.reference:
        return Refused(_("Ask an administrator to end your account, so that somebody takes over your work"))
    standing = standing_of(by, at=at)
    held = roles.of_person(person, on=london_day(at))
    is_theirs = any(standing.may(abilities.MANAGE_OWN_PEOPLE, body=role.body.reference) for role in held)
    if not is_theirs and not standing.may(abilities.MANAGE_PEOPLE):
        return Refused(_("Only an administrator of the council can end this account. Ask one"))
    return ALLOWED


def can_come_back(by: Actor, person: Person, *, at: datetime) -> Decision:
    """Whether `by` may open the account of somebody who left and was not erased."""
    if person.left_at is None:
        return Refused(_("This person has not left"))
    if person.erased_at is not None:
        return Refused(_("What this account said was erased. Add the person anew"))
    if by.kind is Kind.SYSTEM or standing_of(by, at=at).may(abilities.MANAGE_PEOPLE):
        return ALLOWED
    return Refused(_("Only an administrator of the council can bring somebody back. Ask one"))


def can_erase(by: Actor, person: Person, *, at: datetime) -> Decision:
    """Whether `by` may empty the account: a privacy officer or the system, once the person left."""
    if by.kind is not Kind.SYSTEM and not standing_of(by, at=at).may(abilities.ERASE_ACCOUNTS):
        return Refused(_("Only a privacy officer of the council can erase an account. Ask them"))
    if person.erased_at is not None:
        return Refused(_("This account is empty already"))
    if person.left_at is None:
        return Refused(_("End the account first, so that somebody takes over the work"))
    return ALLOWED
