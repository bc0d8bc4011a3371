"""What the nightly look finds that belongs to nobody any more."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class OrphanKind(models.TextChoices):
    """In what way something is orphaned."""

    BODY_ENDED = "BODY_ENDED", _("Role at a body that has ended")
    NO_ROLE = "NO_ROLE", _("Person without a role who can still sign in")
    PAST_TERM = "PAST_TERM", _("Role past its last day")
    WORK = "WORK", _("Work that nobody holds any more")
    NO_LEAD = "NO_LEAD", _("Body with nobody to look after its people")
    SCOPE_GONE = "SCOPE_GONE", _("Role for something that is gone")
    POWER_ON = "POWER_ON", _("Power left on after its role ended")


class Orphan(models.Model):
    """One thing that was found, when first and when last, and when it was no longer so.

    `subject_kind` is a table's name or a kind of work; `subject_reference` is the thing's public reference.
    """

    kind = models.CharField(max_length=12, choices=OrphanKind.choices)
    subject_kind = models.CharField(max_length=60)
    subject_reference = models.CharField(max_length=40)
    first_found_at = models.DateTimeField()
    last_found_at = models.DateTimeField()
    mended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("kind", "first_found_at", "id")
        constraints = (
            models.CheckConstraint(name="people_orphan_kind", condition=Q(kind__in=OrphanKind.values)),
            models.UniqueConstraint(
                fields=["kind", "subject_kind", "subject_reference"],
                condition=Q(mended_at__isnull=True),
                name="people_orphan_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_reference}"
