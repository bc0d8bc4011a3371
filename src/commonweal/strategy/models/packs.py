"""Every version of a pack that was loaded, and how each entry stood in it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commonweal.strategy.models.strategies import Strategy


class Pack(models.Model):
    """One loaded version. `digest` tells its contents from any other's; `number` counts the versions of a strategy."""

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="packs")
    number = models.PositiveSmallIntegerField()
    version = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()
    loaded_by = models.CharField(max_length=120)

    class Meta:
        ordering = ("strategy", "-number")
        constraints = (
            models.UniqueConstraint(fields=["strategy", "number"], name="strategy_pack_number"),
            models.UniqueConstraint(fields=["strategy", "version"], name="strategy_pack_version"),
        )

    def __str__(self) -> str:
        return f"{self.strategy_id} {self.version}"


class Change(models.TextChoices):
    """What a version did to an entry."""

    ADDED = "ADDED", _("Added")
    CHANGED = "CHANGED", _("Changed")
    REMOVED = "REMOVED", _("Removed")


class Edition(models.Model):
    """How one entry stood from one version of the pack on; never edited. `kind` is the group of the pack's files."""

    pack = models.ForeignKey(Pack, on_delete=models.PROTECT, related_name="editions")
    kind = models.CharField(max_length=20)
    code = models.CharField(max_length=60)
    change = models.CharField(max_length=8, choices=Change.choices)
    content: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()  # Any: as the entry's own shape
    """Empty where it was removed."""

    class Meta:
        ordering = ("pack", "kind", "code")
        constraints = (
            models.UniqueConstraint(fields=["pack", "kind", "code"], name="strategy_edition_once"),
            models.CheckConstraint(name="strategy_edition_change", condition=Q(change__in=Change.values)),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.code} {self.change}"
