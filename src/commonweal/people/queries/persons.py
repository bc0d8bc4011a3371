"""Reading people: those that somebody may manage, and, for operations, one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from allauth.account.models import EmailAddress
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404

from commonweal.core import audit, references
from commonweal.core.actors import Actor
from commonweal.core.search import words
from commonweal.people.models import Person, Role
from commonweal.people.queries import roles
from commonweal.people.role_kinds import KINDS

if TYPE_CHECKING:
    from commonweal.people.standing import Standing  # it reads roles, so it stands above this module

MOST_WORDS = 8
"""Words of a search that are looked for."""

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


def names_of(references: Collection[str]) -> Mapping[str, str]:
    """The names of people by their pseudonymous keys; those without one are left out."""
    rows = Person.objects.filter(reference__in=references, erased_at__isnull=True)
    return {person.reference: person.name for person in rows}


# The addresses that people sign in with. They are allauth's rows, one for each person, in lower case.


def as_kept(address: str) -> str:
    """`address` as the table of addresses holds it: nobody may have one that differs in capitals only."""
    return address.strip().lower()


def by_address(address: str) -> Person | None:
    """Whoever has this address, in whichever case it is written, also when they left; None when nobody has."""
    return _with_address(EmailAddress.objects.filter(email=as_kept(address)))


def is_address_kept(*, digest: str) -> bool:
    """Whether an account has the address that stands behind this digest in the trail."""
    known = audit.names_for([digest]).get(digest, "")
    return "@" in known and by_address(known) is not None


def who_signs_in_with(address: str) -> Person | None:
    """The person who can sign in with this address; None when nobody can."""
    return _with_address(EmailAddress.objects.filter(email=as_kept(address), verified=True, user__is_active=True))


def _with_address(rows: QuerySet[EmailAddress]) -> Person | None:
    found = rows.select_related("user").first()
    return found.user if found else None


def key_with(addresses: Iterable[str]) -> str:
    """The pseudonymous key of a person who has one of these addresses; empty when nobody has."""
    rows = EmailAddress.objects.filter(email__in=[as_kept(address) for address in addresses], verified=True)
    return rows.values_list("user__reference", flat=True).first() or ""


def address_of(person: Person) -> str:
    """The address that the person signs in with; empty when there is none."""
    return addresses_by_person([person]).get(person.pk, "")


def addresses_of(key: str) -> tuple[str, ...]:
    """Every address of the person with this pseudonymous key, the one they sign in with first."""
    if not key:
        return ()
    rows = EmailAddress.objects.filter(user__reference=key, verified=True).order_by("-primary", "id")
    return tuple(rows.values_list("email", flat=True))


def addresses_by_person(people: Collection[Person]) -> dict[int, str]:
    """The address that each signs in with, by the person's key in the database; one query."""
    rows = EmailAddress.objects.filter(user__in=people, verified=True).order_by("primary", "-id")
    return dict(rows.values_list("user_id", "email"))


# Those whom somebody may see.


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


# Those who hold a role, or hold none.


def found(standing: Standing, asked: str, *, on: date) -> list[Person]:
    """Those of the `listed` people in whose name or roles each word that is asked for begins a word."""
    wanted = words.words_of_query(asked, most=MOST_WORDS)
    return [each for each in listed(standing, on=on) if all(f" {word}" in _words_of(each) for word in wanted)]


def _words_of(person: Any) -> str:  # a person with `held_roles`
    held = [f"{KINDS.title_of(role.kind)} {role.body.words}" for role in person.held_roles]
    return " " + words.folded(" ".join([person.name, *held]))


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
