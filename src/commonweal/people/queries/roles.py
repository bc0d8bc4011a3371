"""Reading roles: who holds what on a day."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from commonweal.people.models import Person, Role


def held_on(day: date) -> QuerySet[Role]:
    """The roles that are held on the London day `day`."""
    return Role.objects.filter(Q(until_on__isnull=True) | Q(until_on__gte=day), from_on__lte=day)


def of_person(person: Person, *, on: date) -> QuerySet[Role]:
    """The roles `person` holds on the day, with their bodies."""
    return held_on(on).filter(person=person).select_related("body")


def of_key(key: str, *, on: date) -> list[Role]:
    """The roles held on the day by the active person with the pseudonymous key `key`."""
    return list(held_on(on).filter(person__reference=key, person__is_active=True).select_related("body"))


def lock(role: Role) -> Role:
    """The same role, read anew and held until the transaction ends."""
    return Role.objects.select_for_update().get(pk=role.pk)
