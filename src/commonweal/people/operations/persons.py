"""Giving somebody an account, and changing what it says about them."""

from __future__ import annotations

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from commonweal.core import audit
from commonweal.core.actors import Actor
from commonweal.core.rules import Refused, RefusedError, require
from commonweal.people import announcements, queries, rules
from commonweal.people.addresses import canonical
from commonweal.people.models import Person


@transaction.atomic
def join(*, name: str, address: str, by: Actor, at: datetime, is_demonstration: bool = False) -> Person:
    """Give somebody an account; `address` is the e-mail address with which they sign in, and shows it is theirs then.

    Raises RefusedError, also when somebody has the address already.
    """
    address = canonical(address)
    require(rules.persons.can_join(by, address, at=at))
    person = Person(name=name, joined_at=at, is_demonstration=is_demonstration)
    person.set_unusable_password()
    person.save()
    _put_address(person, address)
    audit.record("people.person.join", person, by=by, at=at, personal={"name": name, "address": address})
    announcements.JOINED.tell(person=person, address=address, by=by, at=at)
    return person


def _put_address(person: Person, address: str) -> None:
    try:
        with transaction.atomic():
            EmailAddress.objects.create(user=person, email=address, verified=True, primary=True)
    except IntegrityError:  # somebody else took it a moment ago
        words = _("Somebody signs in with this address already. Find them in the list of people")
        raise RefusedError(Refused(words, field="address")) from None


@transaction.atomic
def change_name(*, person: Person, name: str, by: Actor, at: datetime) -> Person:
    """Correct how the person is called."""
    person = queries.persons.lock(person)
    require(rules.persons.can_change_name(by, person, at=at))
    earlier, person.name = person.name, name
    person.save(update_fields=["name"])
    audit.record("people.person.change_name", person, by=by, at=at, personal={"from": earlier, "to": name})
    return person


@transaction.atomic
def change_address(*, person: Person, address: str, by: Actor, at: datetime) -> Person:
    """Set the address the person signs in with; whoever calls this has seen that it is theirs, by a code sent there."""
    address = canonical(address)
    person = queries.persons.lock(person)
    require(rules.persons.can_change_address(by, person, address))
    earlier = queries.persons.address_of(person)
    EmailAddress.objects.filter(user=person).delete()
    _put_address(person, address)
    audit.record("people.person.change_address", person, by=by, at=at, personal={"from": earlier, "to": address})
    announcements.ADDRESS_CHANGED.tell(person=person, address=address, by=by, at=at)
    return person


@transaction.atomic
def come_back(*, person: Person, by: Actor, at: datetime) -> Person:
    """Open the account of somebody who left. Roles are given anew."""
    person = queries.persons.lock(person)
    require(rules.persons.can_come_back(by, person, at=at))
    person.is_active, person.left_at, person.joined_at = True, None, at
    person.save(update_fields=["is_active", "left_at", "joined_at"])
    audit.record("people.person.come_back", person, by=by, at=at)
    announcements.JOINED.tell(person=person, address=queries.persons.address_of(person), by=by, at=at)
    return person
