"""When places last changed, in one row: what was made from the tables before that is out of date."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

ONLY_ROW = 1


class Stamp(models.Model):
    """A value that is another one after every change to areas, figures, boundaries or the edition in use.

    Each web process keeps what it drew of a place, and asks only whether the stamp is still the same. Never a count:
    after a backup was put back the same count could stand for something else.
    """

    value = models.UUIDField()
    renewed_at = models.DateTimeField()

    class Meta:
        constraints = (models.CheckConstraint(name="places_stamp_one", condition=Q(pk=ONLY_ROW)),)

    def __str__(self) -> str:
        return str(self.value)
