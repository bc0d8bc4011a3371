"""What was read from which file, by whom, how far it has got and what came of it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commonweal.core.files import StoredFile
from commonweal.core.references import ReferenceField
from commonweal.places.states import ImportStatus


class ImportKind(models.TextChoices):
    """What a file tells us."""

    AREAS = "AREAS", _("Areas and their codes")
    BOUNDARIES = "BOUNDARIES", _("Boundaries")
    POPULATIONS = "POPULATIONS", _("Populations")
    POSTCODES = "POSTCODES", _("Postcodes")


class Import(models.Model):
    """One file that was read, or is to be. `sha256` tells whether the same file comes again."""

    reference = ReferenceField(prefix="PI")
    kind = models.CharField(max_length=12, choices=ImportKind.choices)
    status = models.CharField(max_length=12, choices=ImportStatus.choices, default=ImportStatus.WAITING)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, blank=True)
    upload = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=200, blank=True)
    licence = models.CharField(max_length=120, blank=True)
    dated_on = models.DateField(null=True, blank=True)
    series = models.CharField(max_length=160, blank=True)
    rows_total = models.PositiveIntegerField(null=True, blank=True)
    rows_done = models.PositiveIntegerField(default=0)
    rows_left_out = models.PositiveIntegerField(default=0)
    accept_change = models.CharField(max_length=300, blank=True)
    asked_by = models.CharField(max_length=160)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=600, blank=True)

    class Meta:
        ordering = ("-asked_at", "-id")
        indexes = (models.Index(fields=["kind", "sha256"], name="places_import_file"),)
        constraints = (
            models.CheckConstraint(name="places_import_kind", condition=Q(kind__in=ImportKind.values)),
            models.CheckConstraint(name="places_import_status", condition=Q(status__in=ImportStatus.values)),
            models.CheckConstraint(
                name="places_import_rows", condition=Q(rows_total__isnull=True) | Q(rows_done__lte=F("rows_total"))
            ),
            models.CheckConstraint(
                name="places_import_ended",
                condition=Q(status__in=[ImportStatus.WAITING, ImportStatus.RUNNING], ended_at__isnull=True)
                | (~Q(status__in=[ImportStatus.WAITING, ImportStatus.RUNNING]) & Q(ended_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="places_import_refused",
                condition=(Q(status=ImportStatus.REFUSED) & ~Q(error=""))
                | (~Q(status=ImportStatus.REFUSED) & Q(error="")),
                violation_error_message=_("Say why the file was refused"),
            ),
        )

    def __str__(self) -> str:
        return str(self.reference)

    @property
    def is_open(self) -> bool:
        """Whether it has not come to its end."""
        return self.status in {ImportStatus.WAITING, ImportStatus.RUNNING}

    @property
    def percent_done(self) -> int:
        """How much of the file has been taken in, in whole hundredths."""
        if self.status == ImportStatus.DONE:
            return 100
        return self.rows_done * 100 // self.rows_total if self.rows_total else 0
