"""What a strategy is made of besides its commitments: aims, uses, objectives, outcomes, chapters and their sections."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commonweal.strategy.models.strategies import Strategy


class PartKind(models.TextChoices):
    """What sort of part it is."""

    AIM = "AIM", _("Aim")
    USE = "USE", _("Use")
    OBJECTIVE = "OBJECTIVE", _("Objective")
    OUTCOME = "OUTCOME", _("Outcome of the wider plan")
    CHAPTER = "CHAPTER", _("Chapter")
    SECTION = "SECTION", _("Section")


class Part(models.Model):
    """One aim, use, objective, outcome, chapter or section; a section is in a chapter."""

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="parts")
    kind = models.CharField(max_length=10, choices=PartKind.choices)
    code = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    note = models.TextField(blank=True)
    chapter = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="sections")
    is_withdrawn = models.BooleanField(default=False)

    class Meta:
        ordering = ("kind", "position", "id")
        constraints = (
            models.UniqueConstraint(fields=["strategy", "kind", "code"], name="strategy_part_once"),
            models.CheckConstraint(name="strategy_part_kind", condition=Q(kind__in=PartKind.values)),
            models.CheckConstraint(
                name="strategy_part_chapter",
                condition=Q(kind=PartKind.SECTION, chapter__isnull=False)
                | (~Q(kind=PartKind.SECTION) & Q(chapter__isnull=True)),
            ),
        )

    def __str__(self) -> str:
        return self.title
