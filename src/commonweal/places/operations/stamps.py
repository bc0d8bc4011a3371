"""Noting that places changed, so that nothing that was drawn before is shown any more."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from django.db import transaction

from commonweal.core.actors import Actor
from commonweal.places.models.stamps import ONLY_ROW, Stamp


@transaction.atomic
def renew(*, by: Actor, at: datetime) -> None:  # noqa: ARG001  # as every operation is called
    """Have everything about places drawn anew; a part of the change, in its transaction."""
    Stamp.objects.update_or_create(pk=ONLY_ROW, defaults={"value": uuid4(), "renewed_at": at})
