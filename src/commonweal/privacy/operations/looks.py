"""Noting who looked at a sensitive record."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from commonweal.core.actors import Actor
from commonweal.core.days import end_of, start_of
from commonweal.people.standing import Standing, standing_of
from commonweal.privacy.models import Look


def note(*, subject_kind: str, reference: str, by: Actor, at: datetime, standing: Standing | None = None) -> Look:
    """Note that `by` opened the record `reference` of the kind `subject_kind` (`area.noun`); one insert.

    Call it each time staff open a record of a special category, or a privacy case. `standing` saves the query where
    the page has asked for it already. The note is about the looking, not about the record, so nothing else is written.
    """
    roles = (standing or standing_of(by, at=at)).roles
    role = roles[0] if roles else None
    return Look.objects.create(
        subject_kind=subject_kind,
        subject_reference=reference,
        by=by.label,
        role_kind=role.kind if role else "",
        body_reference=role.body.reference if role else "",
        looked_at=at,
    )


@transaction.atomic
def forget(*, day: date, by: Actor, at: datetime) -> None:  # noqa: ARG001  # the certificate says who and when
    """Delete what was noted on one London day."""
    Look.objects.filter(looked_at__gte=start_of(day), looked_at__lt=end_of(day)).delete()
