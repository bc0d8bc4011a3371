"""The bodies that run the service or a part of it. Organisations that are helped by it are kept elsewhere."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commonweal.core.files import StoredFile
from commonweal.core.references import ReferenceField


class BodyKind(models.TextChoices):
    """What sort of body it is."""

    COUNCIL = "COUNCIL", _("County or unitary council")
    DIRECTORATE = "DIRECTORATE", _("Directorate")
    TEAM = "TEAM", _("Team")
    DISTRICT = "DISTRICT", _("District or borough council")
    NHS = "NHS", _("NHS body")
    COMMUNITY_FOUNDATION = "COMMUNITY_FOUNDATION", _("Community foundation")
    VOLUNTEER_CENTRE = "VOLUNTEER_CENTRE", _("Volunteer centre")
    FUNDER = "FUNDER", _("Partner funder")
    STEERING_GROUP = "STEERING_GROUP", _("Steering Group of the sector")
    GROUP = "GROUP", _("Group or charity")


PARTS = (BodyKind.DIRECTORATE, BodyKind.TEAM)
"""Kinds that are always a part of another body."""


class Body(models.Model):
    """One body. It is never deleted: it ends on a day, and what came after it is a `BodySuccession`."""

    reference = ReferenceField(prefix="BD")
    slug = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=24, choices=BodyKind.choices)
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=40, blank=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    area_code = models.CharField(max_length=9, blank=True)
    began_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    purpose = models.CharField(max_length=300, blank=True)
    email = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    website = models.CharField(max_length=200, blank=True)

    has_own_look = models.BooleanField(default=False)
    colour = models.CharField(max_length=7, blank=True)
    logo = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("name", "id")
        constraints = (
            models.CheckConstraint(name="people_body_kind", condition=Q(kind__in=BodyKind.values)),
            models.CheckConstraint(
                name="people_body_part",
                condition=~Q(kind__in=[kind.value for kind in PARTS]) | Q(parent__isnull=False),
                violation_error_code="parent",
                violation_error_message=_("Choose the body that this is a part of"),
            ),
            models.CheckConstraint(
                name="people_body_not_its_own_part",
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                violation_error_code="parent",
                violation_error_message=_("A body cannot be a part of itself. Choose another"),
            ),
            models.CheckConstraint(
                name="people_body_days",
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("began_on")),
                violation_error_code="ended_on",
                violation_error_message=_("A body ends on or after the day it began"),
            ),
            models.CheckConstraint(
                name="people_body_website",
                condition=Q(website="") | Q(website__startswith="https://") | Q(website__startswith="http://"),
                violation_error_code="website",
                violation_error_message=_("Enter the website in full, like https://www.example.org"),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def words(self) -> str:
        """What it is called where there is little room."""
        return self.short_name or self.name


class BodySuccession(models.Model):
    """That one body took over from another, wholly or in part, from a day on. Both keep their own records."""

    before = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="successions")
    after = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="precessions")
    from_on = models.DateField()
    what = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("from_on", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["before", "after"],
                name="people_succession_once",
                violation_error_message=_("This succession has been recorded already"),
            ),
            models.CheckConstraint(
                name="people_succession_of_two",
                condition=~Q(before=F("after")),
                violation_error_code="after",
                violation_error_message=_("A body cannot succeed itself. Choose another"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.before_id} → {self.after_id}"
