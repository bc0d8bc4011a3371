"""Who looked at a sensitive record: one row for each time, written once and never changed."""

from __future__ import annotations

from django.db import models

from commonweal.core.actors import Kind


class Look(models.Model):
    """One time that somebody of the staff opened a record, with the role and body they did it under."""

    subject_kind = models.CharField(max_length=80)
    subject_reference = models.CharField(max_length=80)
    by = models.CharField(max_length=160)
    role_kind = models.CharField(max_length=40, blank=True)
    body_reference = models.CharField(max_length=12, blank=True)
    looked_at = models.DateTimeField()

    class Meta:
        ordering = ("-looked_at", "-id")
        indexes = (models.Index(fields=["subject_kind", "subject_reference"], name="privacy_look_subject"),)

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject_reference}"

    @property
    def is_by_the_system(self) -> bool:
        """Whether a job of the system itself looked."""
        return self.by.startswith(f"{Kind.SYSTEM}:")
