"""Reading declared interests: the person's own, and what the law makes public of a councillor's."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404

from commonweal.core.days import start_of
from commonweal.people.models import PECUNIARY, Interest, InterestReview, Person


def of(person: Person, *, on: date) -> list[Interest]:
    """What the person has declared and holds on the London day `on`. For deciders, rules and the person."""
    return list(
        Interest.objects.filter(
            Q(until_on__isnull=True) | Q(until_on__gte=on),
            person=person,
            replaced_at__isnull=True,
            from_on__lte=on,
        )
    )


def history_of(person: Person) -> QuerySet[Interest]:
    """Everything the person ever declared, what was replaced as well, the newest declaration first."""
    return Interest.objects.filter(person=person).order_by("-declared_at", "-id")


def public_of(councillor: Person, *, on: date) -> list[Interest]:
    """What the public register shows: the pecuniary interests held on the day, but for sensitive ones."""
    kinds = [kind.value for kind in PECUNIARY]
    return [each for each in of(councillor, on=on) if each.kind in kinds and not each.is_sensitive]


def withheld_of(councillor: Person, *, on: date) -> int:
    """How many of the pecuniary interests the register withholds; the law asks to say that there are some."""
    return sum(each.is_sensitive and each.is_pecuniary for each in of(councillor, on=on))


def get_of(person: Person, reference: str) -> Interest:
    """A declaration of the person that nothing has replaced. Raises Http404."""
    found = Interest.objects.filter(person=person, reference=reference, replaced_at__isnull=True).first()
    if found is None:
        raise Http404
    return found


def lock(interest: Interest) -> Interest:
    """The same declaration, read anew and held until the transaction ends."""
    return Interest.objects.select_for_update().get(pk=interest.pk)


def last_review(person: Person) -> InterestReview | None:
    """When the person last said that their declarations are right; None when they never did."""
    return InterestReview.objects.filter(person=person).first()


def by_reference(reference: str) -> Interest | None:
    """The declaration with this reference, for the retention schedule; None when there is none."""
    return Interest.objects.filter(reference=reference).select_related("person").first()


def over_before(day: date) -> QuerySet[Interest]:
    """The declarations that were over before the London day: ended, replaced, or the person left; not yet emptied."""
    at = start_of(day)
    return Interest.objects.filter(
        Q(until_on__lt=day) | Q(replaced_at__lt=at) | Q(person__left_at__lt=at), emptied_at__isnull=True
    ).select_related("person")
