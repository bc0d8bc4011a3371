"""Writing to people when people announce something, inside the same transaction; and the yearly reminder."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from commonweal.core.actors import Actor
from commonweal.messaging import outbox
from commonweal.messaging.queries import contacts
from commonweal.people import abilities as peoples
from commonweal.people.models import Power, Role, RoleEnd
from commonweal.people.queries import persons
from commonweal.portal import queries
from commonweal.portal.people_letters import emails

MOST_REMINDED = 200
"""In one go, so that nobody else waits to write; the next working day takes the rest."""


@transaction.atomic
def orphans_found(*, count: int, by: Actor, at: datetime) -> None:  # noqa: ARG001  # as it is announced
    """The night found something new: write to the administrators."""
    found = queries.newly_found(at)
    people = contacts.people_with(peoples.MANAGE_PEOPLE, at=at)
    for address in persons.addresses_by_person(people).values():
        outbox.add(emails.orphans_found(address, found=found), by=by, at=at)


@transaction.atomic
def role_ended(*, role: Role, by: Actor, at: datetime) -> None:
    """A term ran out: write to whose it was, and to those who look after the people of that body."""
    if role.end != RoleEnd.TERM:
        return
    if own := persons.addresses_by_person([role.person]).get(role.person_id):
        outbox.add(emails.term_ended(own, role=role), by=by, at=at)
    others = [person for person in queries.who_look_after(role.body, at=at) if person.pk != role.person_id]
    for address in persons.addresses_by_person(others).values():
        outbox.add(emails.term_of_other_ended(address, role=role), by=by, at=at)


@transaction.atomic
def power_switched_on(*, power: Power, by: Actor, at: datetime) -> None:
    """Somebody switched on a power: write to the others who oversee powers."""
    overseers = contacts.people_with(peoples.OVERSEE_POWERS, at=at)
    others = [person for person in overseers if person.pk != power.role.person_id]
    for address in persons.addresses_by_person(others).values():
        outbox.add(emails.power_switched_on(address, power=power), by=by, at=at)


@transaction.atomic
def remind_of_interests(*, by: Actor, at: datetime) -> int:
    """Write to those whose turn it is to look at their declared interests; how many.

    Nobody is reminded twice in ninety days, however often this is called.
    """
    due = queries.to_remind(at, limit=MOST_REMINDED)
    for person, address in due:
        outbox.add(emails.review_interests(address, name=person.name), by=by, at=at)
    return len(due)
