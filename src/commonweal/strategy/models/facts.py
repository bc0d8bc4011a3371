"""The figures a strategy states, newer ones beside them, and what was found wrong or missing in its text."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commonweal.strategy.models.parts import Part
from commonweal.strategy.models.strategies import Strategy


class Fact(models.Model):
    """One hard fact that the strategy states, with its source and date. It is never overwritten by a newer figure.

    `figures` are its numbers: name, value, unit, year, and `at_least` or `at_most` where the text says over or up to.
    """

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="facts")
    code = models.CharField(max_length=16)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    words = models.TextField()
    section = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="facts")
    source = models.TextField()
    stated = models.CharField(max_length=60)
    scope = models.CharField(max_length=200, blank=True)
    caveat = models.TextField(blank=True)
    figures: models.JSONField[list[dict[str, object]], list[dict[str, object]]] = models.JSONField(default=list)
    gaps: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    taken_from = models.CharField(max_length=60, blank=True)
    """The slug of the pack that stated it, where it was taken over: it is then not about this county."""
    is_withdrawn = models.BooleanField(default=False)

    class Meta:
        ordering = ("position", "id")
        constraints = (models.UniqueConstraint(fields=["strategy", "code"], name="strategy_fact_once"),)

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class LaterFigure(models.Model):
    """A newer figure that stands beside a fact, with its own source, year, scope and caveat (C-027). Never edited."""

    fact = models.ForeignKey(Fact, on_delete=models.PROTECT, related_name="later_figures")
    words = models.CharField(max_length=300)
    source = models.CharField(max_length=300)
    link = models.CharField(max_length=300, blank=True)
    year = models.CharField(max_length=60)
    scope = models.CharField(max_length=200)
    caveat = models.CharField(max_length=300, blank=True)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=120)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-added_at", "-id")
        constraints = (
            models.CheckConstraint(
                name="strategy_later_figure_withdrawn",
                condition=Q(withdrawn_at__isnull=True, withdrawn_why="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_why="")),
                violation_error_code="withdrawn_why",
                violation_error_message=_("Say why this figure is taken away"),
            ),
            models.CheckConstraint(
                name="strategy_later_figure_link",
                condition=Q(link="") | Q(link__startswith="https://") | Q(link__startswith="http://"),
                violation_error_code="link",
                violation_error_message=_("Enter the link in full, like https://www.example.org/figures"),
            ),
        )

    def __str__(self) -> str:
        return self.words


class Contradiction(models.Model):
    """Something missing, contradictory or out of date in the text, told plainly, and what is done about it."""

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="contradictions")
    code = models.CharField(max_length=16)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    words = models.TextField()
    handling = models.TextField()
    touches: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    """Codes of the commitments and facts it is about."""
    is_withdrawn = models.BooleanField(default=False)

    class Meta:
        ordering = ("position", "id")
        constraints = (models.UniqueConstraint(fields=["strategy", "code"], name="strategy_contradiction_once"),)

    def __str__(self) -> str:
        return f"{self.code} {self.title}"
