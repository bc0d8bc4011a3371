"""Reading powers: which are in force, and every use that was made of them."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from commonweal.core.actors import Actor, Kind
from commonweal.core.days import london_day
from commonweal.people.models import Person, Power, PowerUse, Role
from commonweal.people.queries import roles


def in_force(actor: Actor, *, at: datetime) -> list[Power]:
    """The powers the actor has switched on and that are in force at the instant. One query, none for a visitor."""
    if actor.kind is not Kind.PERSON:
        return []
    held = roles.held_on(london_day(at)).filter(pk=OuterRef("role"), person__is_active=True)
    rows = Power.objects.filter(
        Exists(held),
        role__person__reference=actor.key,
        switched_off_at__isnull=True,
        switched_on_at__lte=at,
        until_at__gt=at,
    )
    return list(rows.order_by("until_at"))


def of_person(person: Person) -> QuerySet[Power]:
    """Every power the person ever switched on, with its uses, the newest first."""
    return Power.objects.filter(role__person=person).select_related("role__body").prefetch_related("uses")


def every() -> QuerySet[Power]:
    """Every power that anybody ever switched on, with who and its uses, the newest first. For overseers."""
    return Power.objects.select_related("role__person", "role__body").prefetch_related("uses")


def get_of(person: Person, reference: str) -> Power:
    """A power that the person switched on and nobody has switched off. Raises Http404."""
    found = Power.objects.filter(role__person=person, reference=reference, switched_off_at__isnull=True).first()
    if found is None:
        raise Http404
    return found


def lock(power: Power) -> Power:
    """The same power, read anew and held until the transaction ends."""
    return Power.objects.select_for_update(of=("self",)).select_related("role__person").get(pk=power.pk)


def run_out(*, at: datetime, role: Role | None = None) -> QuerySet[Power]:
    """The powers whose time is over and that are not noted as off."""
    rows = Power.objects.filter(until_at__lte=at, switched_off_at__isnull=True)
    return rows.filter(role=role) if role else rows


def on_under(role: Role) -> QuerySet[Power]:
    """The powers under a role that are not switched off."""
    return Power.objects.filter(role=role, switched_off_at__isnull=True)


def left_on(*, at: datetime) -> QuerySet[Power]:
    """The powers that are not switched off though their role, or the person's account, has ended."""
    is_over = Q(role__ended_at__isnull=False) | Q(role__person__is_active=False)
    return Power.objects.filter(is_over, switched_off_at__isnull=True, until_at__gt=at)


def uses_of(kind: str, reference: str) -> QuerySet[PowerUse]:
    """Every use of a power on one thing, with who."""
    return PowerUse.objects.filter(subject_kind=kind, subject_reference=reference).select_related("power__role__person")
