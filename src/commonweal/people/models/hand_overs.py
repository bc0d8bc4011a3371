"""What a leaver's work became: who took on what."""

from __future__ import annotations

from django.db import models

from commonweal.people.models.persons import Person
from commonweal.people.models.roles import Role


class HandOver(models.Model):
    """That one thing, held by a role, was handed to somebody when the role ended. It is never edited."""

    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="hand_overs")
    to = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="taken_over")
    work_kind = models.CharField(max_length=60)
    work_reference = models.CharField(max_length=40)
    handed_at = models.DateTimeField()

    class Meta:
        ordering = ("-handed_at", "-id")

    def __str__(self) -> str:
        return f"{self.work_reference} → {self.to_id}"
