"""Powers that somebody switched on for a time, and every use that was made of them."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commonweal.core.references import ReferenceField
from commonweal.people.models.roles import Role


class Power(models.Model):
    """One power, by its name in `role_kinds.KINDS`, switched on under a role for a time and with a reason.

    It runs out at `until_at` by itself; `switched_off_at` is when it was ended, or when it was noted that it had.
    """

    reference = ReferenceField(prefix="PW")
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="powers")
    kind = models.CharField(max_length=60)
    reason = models.CharField(max_length=300)
    switched_on_at = models.DateTimeField()
    until_at = models.DateTimeField()
    switched_off_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-switched_on_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=["role", "kind"],
                condition=Q(switched_off_at__isnull=True),
                name="people_power_once",
                violation_error_message=_("This power is switched on already"),
            ),
            models.CheckConstraint(
                name="people_power_times",
                condition=Q(until_at__gt=F("switched_on_at"))
                & (Q(switched_off_at__isnull=True) | Q(switched_off_at__gte=F("switched_on_at"))),
                violation_error_code="until_at",
                violation_error_message=_("A power ends after it is switched on"),
            ),
            models.CheckConstraint(
                name="people_power_reason",
                condition=~Q(reason=""),
                violation_error_code="reason",
                violation_error_message=_("Say what you need the power for"),
            ),
        )

    def __str__(self) -> str:
        return str(self.reference)

    def is_on(self, at: datetime) -> bool:
        """Whether it is in force at the instant `at`."""
        return self.switched_off_at is None and self.switched_on_at <= at < self.until_at


class PowerUse(models.Model):
    """That a power was used, on what and when. It is never edited."""

    power = models.ForeignKey(Power, on_delete=models.PROTECT, related_name="uses")
    subject_kind = models.CharField(max_length=60)
    subject_reference = models.CharField(max_length=40)
    used_at = models.DateTimeField()

    class Meta:
        ordering = ("-used_at", "-id")

    def __str__(self) -> str:
        return f"{self.power_id}: {self.subject_reference}"
