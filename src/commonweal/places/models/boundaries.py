"""The shapes of areas, made small for maps on our pages."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from commonweal.places.models.areas import Area
from commonweal.places.models.imports import Import


class Boundary(models.Model):
    """The shape of one area, ready for an SVG: `path` is path data in the map grid of `places.grid`.

    In the map grid x counts tens of metres to the east and y tens of metres to the south, so that a map needs no
    more than a `viewBox`. Shapes of one import were made smaller together, so neighbours still meet.
    """

    area = models.OneToOneField(Area, on_delete=models.PROTECT, related_name="boundary")
    path = models.TextField()
    label_x = models.IntegerField()
    label_y = models.IntegerField()
    min_x = models.IntegerField()
    min_y = models.IntegerField()
    max_x = models.IntegerField()
    max_y = models.IntegerField()
    resolution_metres = models.PositiveIntegerField()
    dated_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)
    licence = models.CharField(max_length=120)
    taken_from = models.ForeignKey(Import, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("area__name", "id")
        verbose_name_plural = "boundaries"
        constraints = (
            models.CheckConstraint(name="places_boundary_path", condition=Q(path__startswith="M")),
            models.CheckConstraint(
                name="places_boundary_bounds", condition=Q(min_x__lt=F("max_x"), min_y__lt=F("max_y"))
            ),
        )

    def __str__(self) -> str:
        return str(self.area)
