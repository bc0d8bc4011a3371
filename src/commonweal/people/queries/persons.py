"""Reading people: those that somebody may manage, and, for operations, one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404

from commonweal.core import references
from commonweal.core.actors import Actor
from commonweal.people.models import Person, Role
from commonweal.people.queries import roles

if TYPE_CHECKING:
    from commonweal.people.standing import Standing  # it reads roles, so it stands above this module

MANAGE_PEOPLE = "people.manage_people"
MANAGE_OWN_PEOPLE = "people.manage_own_people"


def lock(person: Person) -> Person:
    """The same person, read anew and held until the transaction ends."""
    return Person.objects.select_for_update().get(pk=person.pk)


def by_reference(reference: str) -> Person | None:
    """The person with the pseudonymous key `reference`, for jobs and operations; None when there is none."""
    return Person.objects.filter(reference=references.tidy(reference) or "").first()


def of_actor(actor: Actor) -> Person:
    """The person who acts. Raises Http404 for a guest or a visitor."""
    found = by_reference(actor.key)
    if found is None or not found.is_active:
        raise Http404
    return found


def by_address(address: str) -> Person | None:
    """Whoever signs in with this address, in whichever case it is written; None when nobody does."""
    found = EmailAddress.objects.select_related("user").filter(email=address.strip().lower()).first()
    return found.user if found else None


def address_of(person: Person) -> str:
    """The address that the person signs in with; empty when there is none."""
    found = EmailAddress.objects.filter(user=person, primary=True).values_list("email", flat=True).first()
    return found or ""


def names_of(references: Collection[str]) -> Mapping[str, str]:
    """The names of people by their pseudonymous keys; those without one are left out."""
    rows = Person.objects.filter(reference__in=references, erased_at__isnull=True)
    return {person.reference: person.name for person in rows}


def visible_to(standing: Standing) -> QuerySet[Person]:
    """The people whose record this viewer may see: the council's administrators all, leads those of their own body.

    Those of a body are the people whose role there has not ended. From that moment their name and address are no
    longer the body's business; what they did there stays in its records under the reference of their role.
    """
    if standing.may(MANAGE_PEOPLE):
        return Person.objects.all()
    bodies = [role.body_id for role in standing.roles if standing.may(MANAGE_OWN_PEOPLE, body=role.body.reference)]
    at_theirs = Role.objects.filter(person=OuterRef("pk"), body__in=bodies, ended_at__isnull=True)
    return Person.objects.filter(Exists(at_theirs))


def get_visible(standing: Standing, reference: str) -> Person:
    """One of the people whom this viewer may see. Raises Http404."""
    found = visible_to(standing).filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


def is_visible(standing: Standing, person: Person) -> bool:
    """Whether this viewer may see the record of the person."""
    return visible_to(standing).filter(pk=person.pk).exists()


def listed(standing: Standing, *, on: date, left: bool = False) -> list[Person]:
    """The people a viewer may see, with the roles they hold on the day as `held_roles`, by name.

    Names are encrypted, so the database cannot sort by them.
    """
    seen = roles.seen_by(standing, roles.held_on(on)).select_related("body")
    held = Prefetch("roles", queryset=seen, to_attr="held_roles")
    rows = visible_to(standing).filter(left_at__isnull=not left, erased_at__isnull=True)
    return sorted(rows.prefetch_related(held), key=lambda person: person.name.casefold())


def without_role(*, on: date) -> QuerySet[Person]:
    """The people who can sign in and hold no role on the day, nor one that is to come."""
    held = Role.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=on), person=OuterRef("pk"), ended_at__isnull=True
    )
    return Person.objects.filter(is_active=True).exclude(Exists(held))


def able(kinds: Sequence[str], *, on: date, but: Person) -> list[Person]:
    """The active people other than `but` who hold a role of one of these kinds on the day, by name."""
    holders = roles.held_on(on).filter(kind__in=kinds, person=OuterRef("pk"))
    rows = Person.objects.filter(Exists(holders), is_active=True).exclude(pk=but.pk)
    return sorted(rows, key=lambda person: person.name.casefold())


def at_body(body_id: int, *, on: date, but: Person) -> list[Person]:
    """The active people other than `but` who hold any role at the body on the day, by name."""
    holders = roles.held_on(on).filter(body_id=body_id, person=OuterRef("pk"))
    rows = Person.objects.filter(Exists(holders), is_active=True).exclude(pk=but.pk)
    return sorted(rows, key=lambda person: person.name.casefold())


def active_staff(*, on: date) -> list[Person]:
    """Everybody who can sign in and holds a role on the day, by name."""
    rows = Person.objects.filter(Exists(roles.held_on(on).filter(person=OuterRef("pk"))), is_active=True)
    return sorted(rows, key=lambda person: person.name.casefold())


def left_before(at: datetime) -> QuerySet[Person]:
    """The people who left before the instant `at` and are not erased."""
    return Person.objects.filter(left_at__lt=at, erased_at__isnull=True)
