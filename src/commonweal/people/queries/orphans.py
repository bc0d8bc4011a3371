"""Reading what the nightly look found."""

from __future__ import annotations

from django.db.models import QuerySet

from commonweal.people.models import HandOver, Orphan, Person


def open_ones() -> QuerySet[Orphan]:
    """What was found and still is so, by kind, the oldest first."""
    return Orphan.objects.filter(mended_at__isnull=True)


def mended() -> QuerySet[Orphan]:
    """What was found once and is no longer so, the latest first."""
    return Orphan.objects.filter(mended_at__isnull=False).order_by("-mended_at", "-id")


def taken_over_by(person: Person) -> QuerySet[HandOver]:
    """What was handed to the person when somebody left, the newest first."""
    return HandOver.objects.filter(to=person).select_related("role__person")
