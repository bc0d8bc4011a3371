"""Reading bodies. They are public."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404

from commonweal.people.models import Body


def get(slug: str) -> Body:
    """The body at the address `slug`. Raises Http404."""
    found = Body.objects.select_related("parent").filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def there_on(day: date) -> QuerySet[Body]:
    """The bodies that exist on the London day `day`, by name."""
    return Body.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=day), began_on__lte=day)


def names_of(references: Sequence[str]) -> Mapping[str, str]:
    """The names of bodies, by reference."""
    return dict(Body.objects.filter(reference__in=references).values_list("reference", "name"))


def choices() -> list[tuple[str, str]]:
    """Reference and name of every body that has not ended."""
    return list(Body.objects.filter(ended_on__isnull=True).values_list("reference", "name"))
