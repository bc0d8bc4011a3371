"""Areas by their official nine-character codes: a code that changed is another area, and a succession joins the two."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class AreaKind(models.TextChoices):
    """What sort of area it is."""

    COUNTRY = "COUNTRY", _("Country")
    COUNTY = "COUNTY", _("County")
    DISTRICT = "DISTRICT", _("District")
    WARD = "WARD", _("Ward")
    DIVISION = "DIVISION", _("County electoral division")


class Area(models.Model):
    """One area under one code. `parent` is what it lies in: a ward in its district, a district in its county.

    `ended_on` is the first day on which it was there no longer. `has_ended_undated` says that it has ended, and that
    our source does not tell when.
    """

    code = models.CharField(max_length=9, unique=True)
    kind = models.CharField(max_length=12, choices=AreaKind.choices)
    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=140)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    began_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    has_ended_undated = models.BooleanField(default=False)

    class Meta:
        ordering = ("name", "code")
        indexes = (models.Index(fields=["kind", "name"], name="places_area_kind"),)
        constraints = (
            models.CheckConstraint(name="places_area_kind", condition=Q(kind__in=AreaKind.values)),
            models.CheckConstraint(
                name="places_area_days",
                condition=Q(ended_on__isnull=True) | Q(began_on__isnull=True) | Q(ended_on__gte=F("began_on")),
            ),
            models.CheckConstraint(
                name="places_area_ended_once", condition=Q(has_ended_undated=False) | Q(ended_on__isnull=True)
            ),
        )

    def __str__(self) -> str:
        return self.name


class AreaSuccession(models.Model):
    """That one area took over from another, wholly or in part, from a day on; none where our source tells no day."""

    before = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="successions")
    after = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="precessions")
    from_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ("from_on", "id")
        constraints = (
            models.UniqueConstraint(fields=["before", "after"], name="places_succession_once"),
            models.CheckConstraint(name="places_succession_of_two", condition=~Q(before=F("after"))),
        )

    def __str__(self) -> str:
        return f"{self.before_id} → {self.after_id}"
