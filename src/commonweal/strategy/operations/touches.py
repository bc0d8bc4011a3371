"""Marking what has changed, so that the statuses that rest on it are worked out anew."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from commonweal.core import jobs
from commonweal.core.actors import Actor
from commonweal.strategy.models import Touch

RENEW_JOB = "accountability.renew_statuses"
"""Named here, and done higher up: what works out statuses lies above every area that touches."""


@transaction.atomic
def touch(*names: str, by: Actor, at: datetime) -> None:  # noqa: ARG001  # as every operation is called
    """Note that things of these names (`area.noun`) changed; a part of the operation that changed them."""
    # Only the first asks for the job, so that operations do not wait for one another at its row. Should it be at work
    # just now and not see this mark, the job that comes round by itself does.
    if not Touch.objects.exists():
        jobs.enqueue(RENEW_JOB, key=RENEW_JOB)
    Touch.objects.bulk_create(Touch(name=name, touched_at=at) for name in names)


@transaction.atomic
def take_touches(*, by: Actor, at: datetime) -> frozenset[str]:  # noqa: ARG001  # as every operation is called
    """Take the marks that there are, and give their names; whoever takes them works out what rests on them."""
    found = list(Touch.objects.all())
    Touch.objects.filter(pk__in=[each.pk for each in found]).delete()
    return frozenset(each.name for each in found)
