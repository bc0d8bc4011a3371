"""A strategy, and the bodies it names."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from commonweal.people.models import Body


class Strategy(models.Model):
    """One strategy of one county, as the newest version of its pack says it. Its slug is part of every address.

    It is never deleted. `succeeds` is the strategy that it takes the place of, from the day it begins.
    """

    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    summary = models.TextField()
    source = models.TextField()
    owner_key = models.CharField(max_length=60)
    county_name = models.CharField(max_length=120)
    county_code = models.CharField(max_length=9, blank=True)
    extends = models.CharField(max_length=60, blank=True)
    """The slug of the pack whose words these are, with names of its own put in."""
    succeeds = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="successors")

    from_on = models.DateField()
    until_on = models.DateField()
    review_by_on = models.DateField(null=True, blank=True)

    is_adopted = models.BooleanField()
    adopted_on = models.DateField(null=True, blank=True)
    adoption_record = models.TextField(blank=True)
    adoption_note = models.TextField(blank=True)

    settings: models.JSONField[dict[str, object], dict[str, object]] = models.JSONField(default=dict)

    class Meta:
        ordering = ("-from_on", "slug")
        constraints = (
            models.CheckConstraint(name="strategy_strategy_term", condition=Q(until_on__gte=F("from_on"))),
            models.CheckConstraint(
                name="strategy_strategy_not_its_own_successor",
                condition=Q(succeeds__isnull=True) | ~Q(succeeds=F("id")),
            ),
        )

    def __str__(self) -> str:
        return self.title


class NamedBody(models.Model):
    """A body that the strategy names: one body, however many names the text has for it. It may have a successor."""

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="bodies")
    key = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80, blank=True)
    other_names: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    kind = models.CharField(max_length=24)
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True, blank=True)
    successor = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="precedents")
    is_withdrawn = models.BooleanField(default=False)

    class Meta:
        ordering = ("position", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["strategy", "key"], name="strategy_named_body_once"),
            models.CheckConstraint(
                name="strategy_named_body_successor", condition=Q(successor__isnull=True) | Q(ended_on__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def words(self) -> str:
        """What it is called where there is little room."""
        return self.short_name or self.name
