"""Reading who looked at sensitive records."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.http import Http404

from commonweal.core.days import london_day, start_of
from commonweal.people.standing import Standing
from commonweal.privacy import abilities
from commonweal.privacy.models import Look

MOST_SHOWN = 200


def at_record(subject_kind: str, reference: str) -> list[Look]:
    """Who looked at one record, newest first. The caller has the record, and so may see it."""
    return list(Look.objects.filter(subject_kind=subject_kind, subject_reference=reference)[:MOST_SHOWN])


def newest(standing: Standing) -> QuerySet[Look]:
    """Who looked lately. Raises Http404 for who may not see it."""
    if not standing.may(abilities.SEE_LOOKS):
        raise Http404
    return Look.objects.all()[:MOST_SHOWN]


def days_before(day: date) -> list[date]:
    """The London days before `day` on which something was noted, oldest first."""
    rows = Look.objects.filter(looked_at__lt=start_of(day)).order_by("looked_at")
    return sorted({london_day(at) for at in rows.values_list("looked_at", flat=True)})


def by_label(labels: list[str]) -> QuerySet[Look]:
    """The times that somebody with one of these labels looked."""
    return Look.objects.filter(by__in=labels).order_by("looked_at", "id")
