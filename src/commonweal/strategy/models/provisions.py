"""What else a pack says: words, bands, rules by date, grant definitions, audiences, proposed measures."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commonweal.strategy.models.strategies import Strategy


class ProvisionKind(models.TextChoices):
    """What sort of provision it is; its shape is said in `pack.shapes`."""

    TERM = "TERM", _("Word explained")
    GRANT_TYPE = "GRANT_TYPE", _("Type of grant")
    CRITERION = "CRITERION", _("Criterion for a direct award")
    GRANT_STANDARD = "GRANT_STANDARD", _("Standard for grants")
    BAND = "BAND", _("Income band")
    RULE = "RULE", _("Rule by date")
    AUDIENCE = "AUDIENCE", _("Audience of the yearly report")
    MEASURE = "MEASURE", _("Proposed measure of success")
    FRESHNESS = "FRESHNESS", _("How long evidence counts")
    PRINCIPLE = "PRINCIPLE", _("Principle of the former Compact")


class Provision(models.Model):
    """One provision, as the newest version of the pack has it; `content` was checked against its shape on loading."""

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="provisions")
    kind = models.CharField(max_length=16, choices=ProvisionKind.choices)
    code = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField()
    content: models.JSONField[dict[str, Any], dict[str, Any]] = (
        models.JSONField()
    )  # Any: what the shape of its kind says
    is_withdrawn = models.BooleanField(default=False)

    class Meta:
        ordering = ("kind", "position", "id")
        constraints = (
            models.UniqueConstraint(fields=["strategy", "kind", "code"], name="strategy_provision_once"),
            models.CheckConstraint(name="strategy_provision_kind", condition=Q(kind__in=ProvisionKind.values)),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"
