"""Leaving altogether: every role ends, all open work is handed over, and nobody can sign in with the account."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from commonweal.core import audit
from commonweal.core.actors import Actor
from commonweal.core.rules import require
from commonweal.people import announcements, queries, rules
from commonweal.people.models import Person, RoleEnd
from commonweal.people.operations import roles
from commonweal.people.operations.roles import TakeOver


@transaction.atomic
def leave(*, person: Person, by: Actor, at: datetime, hand_overs: TakeOver | None = None) -> Person:
    """End every role of the person and then their account. Raises RefusedError while work would be left to nobody.

    What they declared and did stays for as long as the retention schedule says.
    """
    person = queries.persons.lock(person)
    require(rules.persons.can_leave(by, person, at=at))
    for each in queries.roles.open_of(person):
        role = queries.roles.lock(each)
        require(rules.roles.can_end(by, role, at=at))
        roles.finish(role=role, reason=RoleEnd.LEFT, hand_overs=hand_overs or {}, by=by, at=at)
    person.left_at, person.is_active = at, False
    person.save(update_fields=["left_at", "is_active"])
    audit.record("people.person.leave", person, by=by, at=at)
    announcements.LEFT.tell(person=person, by=by, at=at)
    return person
