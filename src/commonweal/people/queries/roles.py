"""Reading roles: who holds what on a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from commonweal.core import days
from commonweal.people.models import Body, Person, Role

if TYPE_CHECKING:
    from commonweal.people.standing import Standing  # it reads roles, so it stands above this module


def held_on(day: date) -> QuerySet[Role]:
    """The roles that are held on the London day `day`; one that was ended is no longer held from that moment."""
    return Role.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=day),
        Q(ended_at__isnull=True) | Q(ended_at__gte=days.end_of(day)),
        from_on__lte=day,
    )


def of_person(person: Person, *, on: date) -> QuerySet[Role]:
    """The roles `person` holds on the day, with their bodies."""
    return held_on(on).filter(person=person).select_related("body")


def of_key(key: str, *, on: date) -> list[Role]:
    """The roles held on the day by the active person with the pseudonymous key `key`."""
    return list(held_on(on).filter(person__reference=key, person__is_active=True).select_related("body"))


def history_of(person: Person) -> QuerySet[Role]:
    """Every role the person ever held, the newest first."""
    return Role.objects.filter(person=person).select_related("body").order_by("-from_on", "-id")


def seen_by(standing: Standing, rows: QuerySet[Role]) -> QuerySet[Role]:
    """Those of the roles that the viewer may see: administrators all, leads those at their own body."""
    if standing.may("people.manage_people"):
        return rows
    mine = [each.body for each in standing.roles]
    led = [body for body in mine if standing.may("people.manage_own_people", body=body.reference)]
    return rows.filter(body__in=led)


def ended_seen_by(standing: Standing) -> list[Role]:
    """The ended roles that the viewer may see, the last first."""
    rows = seen_by(standing, Role.objects.filter(ended_at__isnull=False)).select_related("body")
    return list(rows.order_by("-until_on", "-id"))


def open_of(person: Person) -> list[Role]:
    """The roles of the person that have not been ended, past their day or not yet begun ones too."""
    return list(Role.objects.filter(person=person, ended_at__isnull=True).select_related("body", "person"))


def overlapping(person: Person, *, body: Body, from_on: date, until_on: date | None) -> QuerySet[Role]:
    """The person's roles at a body that are held on some day of a span."""
    rows = Role.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=from_on), person=person, body=body, ended_at__isnull=True
    )
    return rows.filter(from_on__lte=until_on) if until_on else rows


def of_kind(kind: str) -> QuerySet[Role]:
    """Every role of a kind that was not given by mistake, past ones too, with people and bodies, the newest first."""
    return Role.objects.filter(kind=kind).exclude(end="MISTAKE").select_related("person", "body").order_by("-from_on")


def public_at(body: Body, *, kinds: list[str], on: date) -> list[Role]:
    """The roles of these kinds that active people hold at a body on the day, by the person's name."""
    rows = held_on(on).filter(body=body, kind__in=kinds, person__is_active=True).select_related("person", "body")
    return sorted(rows, key=lambda role: (role.kind, role.person.name.casefold()))


def held_by_kind(*, on: date) -> list[Role]:
    """All roles that active people hold on the day, with people and bodies."""
    return list(held_on(on).filter(person__is_active=True).select_related("person", "body"))


def get_of(person: Person, reference: str) -> Role:
    """A role of the person that has not been ended. Raises Http404."""
    rows = Role.objects.select_related("body", "person")
    found = rows.filter(person=person, reference=reference, ended_at__isnull=True).first()
    if found is None:
        raise Http404
    return found


def by_references(references: list[str]) -> dict[str, Role]:
    """Roles with their people and bodies, by reference."""
    rows = Role.objects.filter(reference__in=references).select_related("person", "body")
    return {role.reference: role for role in rows}


def past_term(*, on: date) -> QuerySet[Role]:
    """The roles whose last day was before the London day `on` and that nobody ended."""
    return Role.objects.filter(until_on__lt=on, ended_at__isnull=True).select_related("person", "body")


def at_ended_bodies(*, on: date) -> QuerySet[Role]:
    """The roles that are not ended at bodies that had ended before the day."""
    return Role.objects.filter(body__ended_on__lt=on, ended_at__isnull=True)


def at(body: Body) -> list[Role]:
    """The roles at a body that have not been ended, with their people."""
    return list(Role.objects.filter(body=body, ended_at__isnull=True).select_related("person", "body"))


def not_ended() -> QuerySet[Role]:
    """Every role that has not been ended."""
    return Role.objects.filter(ended_at__isnull=True)


def has_held_at(person: Person, body: Body) -> bool:
    """Whether the person has a role at the body that is not ended."""
    return Role.objects.filter(person=person, body=body, ended_at__isnull=True).exists()


def is_somebody(kind: str, body: Body, *, on: date) -> bool:
    """Whether an active person holds a role of this kind at the body on the day."""
    return held_on(on).filter(kind=kind, body=body, person__is_active=True).exists()


def lock(role: Role) -> Role:
    """The same role with its body and person, read anew and held until the transaction ends."""
    return Role.objects.select_for_update(of=("self",)).select_related("body", "person").get(pk=role.pk)


def councillors_with_roles(kind: str) -> QuerySet[Person]:
    """The people who hold or held a role of this kind, unless they were erased."""
    held = Role.objects.filter(kind=kind, person=OuterRef("pk")).exclude(end="MISTAKE")
    return Person.objects.filter(Exists(held), erased_at__isnull=True)
