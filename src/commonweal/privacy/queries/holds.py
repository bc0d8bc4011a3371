"""Reading legal holds, and asking whether something is under one."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.http import Http404

from commonweal.core import personal
from commonweal.core.personal import DataSubject
from commonweal.people.standing import Standing
from commonweal.privacy import abilities
from commonweal.privacy.models import Hold, HoldKind
from commonweal.privacy.queries import subjects


def in_force(day: date) -> QuerySet[Hold]:
    """The holds that are in force on the London day: not lifted, and their own day not over."""
    return Hold.objects.filter(lifted_at=None, until_on__gte=day)


def listed(standing: Standing) -> QuerySet[Hold]:
    """Every hold, those that end first at the top. Raises Http404 for who may not place them."""
    if not standing.may(abilities.HOLD):
        raise Http404
    return Hold.objects.order_by("lifted_at", "until_on", "id")


def get(standing: Standing, reference: str) -> Hold:
    """A hold by its reference. Raises Http404."""
    found = listed(standing).filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


def lock(hold: Hold) -> Hold:
    """The same hold, read anew and held until the transaction ends."""
    return Hold.objects.select_for_update().get(pk=hold.pk)


def on_person(subject: DataSubject, *, on: date) -> list[Hold]:
    """The holds on somebody: by their account's key or by a contact of theirs."""
    theirs = Q(contact_digest__in=subject.contact_digests)
    if subject.person_key:
        theirs |= Q(person_key=subject.person_key)
    return list(in_force(on).filter(theirs, kind=HoldKind.PERSON))


def on_holding(name: str, *, on: date) -> list[Hold]:
    """The holds on the whole class of records called `name`."""
    return list(in_force(on).filter(kind=HoldKind.HOLDING, holding=name))


def held_references(name: str, *, on: date) -> frozenset[str]:
    """The references of the records in the holding `name` that are held one by one, or because of whose they are."""
    holds = list(in_force(on).filter(Q(kind=HoldKind.RECORD, holding=name) | Q(kind=HoldKind.PERSON)))
    held = {hold.record_reference for hold in holds if hold.kind == HoldKind.RECORD}
    find = personal.holding(name).find
    for hold in (hold for hold in holds if hold.kind == HoldKind.PERSON):
        subject = subjects.of_person(hold.person_key, contact=hold.contact)
        held |= {record.reference for record in find(subject)}
    return frozenset(held)


def holds_any(name: str, references: Collection[str], *, on: date) -> bool:
    """Whether any of the records, or their whole class, must stay."""
    return bool(on_holding(name, on=on)) or not held_references(name, on=on).isdisjoint(references)


ENDS_SOON = timedelta(days=30)
"""How long before a hold ends an officer is told."""


def count_ending_soon(*, on: date) -> int:
    """How many of the holds in force end soon."""
    return in_force(on).filter(until_on__lt=on + ENDS_SOON).count()


def of_subject(subject: DataSubject) -> QuerySet[Hold]:
    """Every hold on somebody, past ones too."""
    theirs = Q(contact_digest__in=subject.contact_digests)
    if subject.person_key:
        theirs |= Q(person_key=subject.person_key)
    return Hold.objects.filter(theirs, kind=HoldKind.PERSON)


def ended_before(day: date) -> list[Hold]:
    """Holds that were lifted, or ran out, before the day, and still say about whom they were."""
    over = Q(lifted_at__isnull=False) | Q(until_on__lt=day)
    rows = Hold.objects.filter(over, kind=HoldKind.PERSON, until_on__lt=day)
    return [hold for hold in rows if hold.contact or hold.person_key]


def is_contact_kept(*, digest: str) -> bool:
    """Whether any hold carries the contact with this digest."""
    return Hold.objects.filter(contact_digest=digest).exists()


def by_reference(reference: str) -> Hold | None:
    """The hold called `reference`, for operations; None when there is none."""
    return Hold.objects.filter(reference=reference).first()
