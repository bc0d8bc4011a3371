"""How many people live where: a count always belongs to a series, which says when, from where and how exact."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commonweal.places.models.areas import Area
from commonweal.places.models.imports import Import


class Series(models.Model):
    """One set of figures for one day, for example "Census 2021, first release, rounded to 100" on 21 March 2021."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=160)
    reference_on = models.DateField()
    rounded_to = models.PositiveIntegerField(default=1)
    source = models.CharField(max_length=200)
    licence = models.CharField(max_length=120)
    published_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("-reference_on", "name")
        verbose_name_plural = "series"
        constraints = (
            models.CheckConstraint(name="places_series_rounding", condition=Q(rounded_to__gte=1)),
            models.CheckConstraint(
                name="places_series_told",
                condition=~Q(name="") & ~Q(source="") & ~Q(licence=""),
                violation_error_message=_("Say what the figures are called, where they come from and their licence"),
            ),
        )

    def __str__(self) -> str:
        return self.name


class Population(models.Model):
    """How many people lived in an area, as one series counts them."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="populations")
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="populations")
    count = models.PositiveIntegerField()
    taken_from = models.ForeignKey(Import, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-series__reference_on", "series__name", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["area", "series"],
                name="places_population_once",
                violation_error_message=_("This series already has a figure for that area"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.area_id}: {self.count}"
