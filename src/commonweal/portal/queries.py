"""What the portal reads itself: who is to be written to about people and roles, and about what."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from commonweal.core.days import london_day
from commonweal.messaging.queries import contacts, written_since
from commonweal.people import abilities as peoples
from commonweal.people.models import Body, InterestReview, Orphan, OrphanKind, Person
from commonweal.people.queries import persons, roles
from commonweal.people.role_kinds import KINDS
from commonweal.people.rules.interests import REVIEWED_EVERY
from commonweal.portal.people_letters import abilities

SETTLED_IN = timedelta(days=14)
"""Somebody new is reminded after so long: half of the 28 days that a councillor has."""

REMINDED_EVERY = timedelta(days=90)
"""Often enough not to be forgotten, seldom enough to be read."""


def newly_found(at: datetime) -> dict[str, int]:
    """What the look of the instant `at` found that was not found before: how many of each kind, in words."""
    found = Counter(Orphan.objects.filter(first_found_at=at, mended_at=None).values_list("kind", flat=True))
    return {str(OrphanKind(kind).label): count for kind, count in sorted(found.items())}


def who_look_after(body: Body, *, at: datetime) -> list[Person]:
    """Those who look after the people of `body`; where nobody does, the council's administrators."""
    kinds = [kind.name for kind in KINDS.kinds_with(abilities.HEAR_OF_ENDED_TERMS)]
    held = roles.held_on(london_day(at)).filter(body=body, kind__in=kinds, person__is_active=True)
    own = {role.person_id: role.person for role in held.select_related("person")}
    return list(own.values()) or contacts.people_with(peoples.MANAGE_PEOPLE, at=at)


def to_remind(at: datetime, *, limit: int) -> list[tuple[Person, str]]:
    """Those whose turn it is to look at their interests, and their addresses.

    They hold a role, have not looked for a year, joined more than a short while ago, and were not reminded of late.
    """
    reviewed = InterestReview.objects.filter(person=OuterRef("pk"), reviewed_at__gt=at - REVIEWED_EVERY)
    held = roles.held_on(london_day(at)).filter(person=OuterRef("pk"))
    due = Person.objects.filter(Exists(held), ~Exists(reviewed), is_active=True, joined_at__lt=at - SETTLED_IN)
    people = list(due.order_by("pk"))
    addresses = persons.addresses_by_person(people)
    told = written_since("people.review_interests", at - REMINDED_EVERY, to=addresses.values())
    waiting = [(each, addresses[each.pk]) for each in people if addresses.get(each.pk, "") not in {"", *told}]
    return waiting[:limit]
