"""Emptying the accounts of people who left, and their declarations: what names them goes, what happened stays."""

from __future__ import annotations

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from commonweal.core import audit
from commonweal.core.actors import Actor
from commonweal.core.rules import require
from commonweal.people import announcements, queries, rules
from commonweal.people.models import Interest, Person


@transaction.atomic
def erase_person(*, person: Person, by: Actor, at: datetime) -> Person:
    """Forget the name and the address of somebody who left; roles stay and name nobody. Raises RefusedError."""
    person = queries.persons.lock(person)
    require(rules.persons.can_erase(by, person, at=at))
    name, address = person.name, queries.persons.address_of(person)
    EmailAddress.objects.filter(user=person).delete()
    person.name, person.erased_at, person.is_active = "", at, False
    person.save(update_fields=["name", "erased_at", "is_active"])
    audit.record("people.person.erase", person, by=by, at=at)
    for value in filter(None, (name, address)):
        audit.forget_name(audit.digest_of(value))
    announcements.ERASED.tell(person=person, by=by, at=at)
    return person


@transaction.atomic
def empty_interest(*, interest: Interest, by: Actor, at: datetime) -> Interest:
    """Forget with whom an interest was; its kind and days stay for the figures."""
    interest = queries.interests.lock(interest)
    interest.with_whom = interest.detail = ""
    interest.emptied_at = at
    interest.save(update_fields=["with_whom", "detail", "emptied_at"])
    audit.record("people.interest.empty", interest, by=by, at=at)
    return interest
