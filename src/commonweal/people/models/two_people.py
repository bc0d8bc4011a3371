"""What stands in for a second person where a body is too small to have one."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commonweal.core.references import ReferenceField
from commonweal.people.models.bodies import Body
from commonweal.people.models.persons import Person


class StandIn(models.TextChoices):
    """What stands in for the second person."""

    OUTSIDE_APPROVER = "OUTSIDE_APPROVER", _("A named person of another body decides")
    SINGLE_PERSON = "SINGLE_PERSON", _("One person does both, and it is public")


class TwoPersonException(models.Model):
    """That a body's decisions of one kind need no second person of its own, for a time, and why. All of it is public.

    `decision` is a name in `two_people.DECISIONS`. `given_by` is the giver's label; days are London days.
    """

    reference = ReferenceField(prefix="TX")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="two_person_exceptions")
    decision = models.CharField(max_length=60)
    kind = models.CharField(max_length=20, choices=StandIn.choices)
    approver = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="approves_for")
    reason = models.CharField(max_length=300)
    from_on = models.DateField()
    until_on = models.DateField()
    given_by = models.CharField(max_length=160)
    given_at = models.DateTimeField()
    ended_by = models.CharField(max_length=160, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-from_on", "-id")
        constraints = (
            models.CheckConstraint(name="people_exception_kind", condition=Q(kind__in=StandIn.values)),
            models.CheckConstraint(
                name="people_exception_approver",
                condition=Q(kind=StandIn.OUTSIDE_APPROVER.value, approver__isnull=False)
                | Q(kind=StandIn.SINGLE_PERSON.value, approver__isnull=True),
                violation_error_code="approver",
                violation_error_message=_("Choose who decides from outside"),
            ),
            models.CheckConstraint(
                name="people_exception_days",
                condition=Q(until_on__gte=F("from_on")),
                violation_error_code="until_on",
                violation_error_message=_("It ends on or after the day it begins"),
            ),
            models.CheckConstraint(
                name="people_exception_reason",
                condition=~Q(reason=""),
                violation_error_code="reason",
                violation_error_message=_("Say why two people are not possible"),
            ),
            models.CheckConstraint(
                name="people_exception_ended",
                condition=Q(ended_at__isnull=True, ended_by="") | (Q(ended_at__isnull=False) & ~Q(ended_by="")),
            ),
        )

    def __str__(self) -> str:
        return str(self.reference)

    def is_in_force(self, day: date) -> bool:
        """Whether it counts on the London day `day`."""
        return self.ended_at is None and self.from_on <= day <= self.until_on

    @property
    def is_single_person(self) -> bool:
        """Whether one person may do both parts."""
        return self.kind == StandIn.SINGLE_PERSON
