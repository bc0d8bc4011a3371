"""Postcodes, by edition: a whole new edition is filled beside the one in use, then takes its place in one step."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from commonweal.places.models.imports import Import
from commonweal.places.states import EditionStatus


class Edition(models.Model):
    """One edition of the postcodes. People are answered from the one that is in use; there is at most one.

    `filled_to` is the last postcode that was written, so that a filling that was cut short can go on from there.
    """

    status = models.CharField(max_length=8, choices=EditionStatus.choices, default=EditionStatus.FILLING)
    taken_from = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="editions")
    dated_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)
    licence = models.CharField(max_length=120)
    postcodes = models.PositiveIntegerField(default=0)
    live_postcodes = models.PositiveIntegerField(default=0)
    filled_to = models.CharField(max_length=8, blank=True)
    began_at = models.DateTimeField()
    in_use_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(name="places_edition_status", condition=Q(status__in=EditionStatus.values)),
            models.UniqueConstraint(
                fields=["status"], condition=Q(status=EditionStatus.CURRENT), name="places_edition_one_in_use"
            ),
            models.UniqueConstraint(
                fields=["status"], condition=Q(status=EditionStatus.FILLING), name="places_edition_one_filling"
            ),
            models.CheckConstraint(
                name="places_edition_in_use_at",
                condition=~Q(status=EditionStatus.CURRENT) | Q(in_use_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.source}, {self.dated_on}" if self.dated_on else self.source


class Tally(models.Model):
    """How many live postcodes of an edition lie in one area, and the middle of them on the National Grid.

    Made when the edition is put in use: counting two million rows for a page would take seconds.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="tallies")
    area_code = models.CharField(max_length=9)
    live_postcodes = models.PositiveIntegerField()
    easting = models.IntegerField(null=True, blank=True)
    northing = models.IntegerField(null=True, blank=True)

    class Meta:
        ordering = ("area_code",)
        verbose_name_plural = "tallies"
        constraints = (
            models.UniqueConstraint(fields=["edition", "area_code"], name="places_tally_once"),
            models.CheckConstraint(name="places_tally_of_some", condition=Q(live_postcodes__gte=1)),
            models.CheckConstraint(
                name="places_tally_middle",
                condition=Q(easting__isnull=True, northing__isnull=True)
                | Q(easting__isnull=False, northing__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.area_code}: {self.live_postcodes}"


class Postcode(models.Model):
    """One postcode of one edition, with the codes of the areas it lies in, as the file tells them.

    Codes and not keys of areas: a file names wards of counties whose wards nobody loaded, and two million foreign
    keys are two million look-ups. That every district has an area is looked at once, before an edition is put in use.
    """

    pk = models.CompositePrimaryKey("edition_id", "postcode")
    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="rows", db_constraint=False, db_index=False
    )
    postcode = models.CharField(max_length=8)
    district_code = models.CharField(max_length=9, blank=True)
    ward_code = models.CharField(max_length=9, blank=True)
    division_code = models.CharField(max_length=9, blank=True)
    easting = models.IntegerField(null=True, blank=True)
    northing = models.IntegerField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("postcode",)

    def __str__(self) -> str:
        return self.postcode
