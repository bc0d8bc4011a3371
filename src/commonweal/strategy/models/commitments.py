"""Commitments: what was promised, with what force, by whom, and what would show it."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commonweal.strategy.models.parts import Part
from commonweal.strategy.models.strategies import NamedBody, Strategy


class Kind(models.TextChoices):
    """What sort of sentence of the strategy it is."""

    DUTY = "DUTY", _("Legal duty")
    RULE = "RULE", _("Rule")
    STANDARD = "STANDARD", _("Standard")
    PROMISE = "PROMISE", _("Promise of action")
    AIM = "AIM", _("Aim or principle")
    MEASURE = "MEASURE", _("Measure")


class Force(models.TextChoices):
    """How strongly it was said. It decides what can be called broken (G-20)."""

    MUST = "MUST", _("must")
    WILL = "WILL", _("will")
    SHOULD = "SHOULD", _("should")
    MAY = "MAY", _("may")


class EvidenceClass(models.TextChoices):
    """How it can be shown."""

    RECORDS = "A", _("By records")
    DOCUMENT = "B", _("By a filed document")
    JUDGEMENT = "C", _("By asking those concerned")


class Commitment(models.Model):
    """One commitment, or with a `parent` one sub-rule of it, as the newest version of the pack says it.

    It is never deleted: what a newer version leaves out is withdrawn. `freshness_days` is how long evidence counts,
    from the pack's own table; where there is none it counts to the last day of the commitment
    (`is_counted_until_due`), or does not lapse. Kind is the parent's where a sub-rule; force is always its own (C-155
    to C-167).
    """

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="commitments")
    code = models.CharField(max_length=16)
    position = models.PositiveSmallIntegerField()
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="sub_rules")

    title = models.CharField(max_length=120)
    words = models.TextField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    force = models.CharField(max_length=6, choices=Force.choices)
    evidence_class = models.CharField(max_length=1, choices=EvidenceClass.choices)
    section = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="section_commitments")
    owner = models.ForeignKey(NamedBody, on_delete=models.PROTECT, related_name="commitments")
    serves = models.ManyToManyField(Part, related_name="commitments")
    """The aims, uses, objectives and outcomes it serves; the linking is the pack's."""

    shown_by = models.TextField()
    supplier = models.ForeignKey(NamedBody, on_delete=models.PROTECT, related_name="+")
    freshness = models.CharField(max_length=40)
    freshness_days = models.PositiveSmallIntegerField(null=True, blank=True)
    is_counted_until_due = models.BooleanField(default=False)
    begins_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    target_at_least = models.PositiveIntegerField(null=True, blank=True)
    target_of = models.CharField(max_length=200, blank=True)
    sides: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    gaps: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    note = models.TextField(blank=True)
    is_withdrawn = models.BooleanField(default=False)

    class Meta:
        ordering = ("position", "id")
        constraints = (
            models.UniqueConstraint(fields=["strategy", "code"], name="strategy_commitment_once"),
            models.CheckConstraint(name="strategy_commitment_kind", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(name="strategy_commitment_force", condition=Q(force__in=Force.values)),
            models.CheckConstraint(
                name="strategy_commitment_class", condition=Q(evidence_class__in=EvidenceClass.values)
            ),
            models.CheckConstraint(
                name="strategy_commitment_not_its_own_parent", condition=Q(parent__isnull=True) | ~Q(parent=F("id"))
            ),
            models.CheckConstraint(
                name="strategy_commitment_target",
                condition=(Q(target_at_least__isnull=True) & Q(target_of=""))
                | (Q(target_at_least__gte=1) & ~Q(target_of="")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def reference(self) -> str:
        """What tells it from every other commitment of any strategy: `weldmere-2021/C-005`."""
        return f"{self.strategy.slug}/{self.code}"

    def has_begun(self, on: date) -> bool:
        """Whether its time has begun on a London day."""
        return self.begins_on is None or self.begins_on <= on

    def is_past_due(self, on: date) -> bool:
        """Whether the last day for it is over on a London day."""
        return self.due_on is not None and self.due_on < on


class Succession(models.Model):
    """What became of a commitment in the strategy that came next: it was carried forward, or dropped and why."""

    before = models.OneToOneField(Commitment, on_delete=models.PROTECT, related_name="succession")
    after = models.ForeignKey(Commitment, null=True, blank=True, on_delete=models.PROTECT, related_name="precessions")
    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="carried")
    """The strategy that came next."""
    why = models.TextField(blank=True)

    class Meta:
        ordering = ("before",)
        constraints = (
            models.CheckConstraint(name="strategy_succession_reason", condition=Q(after__isnull=False) | ~Q(why="")),
            models.CheckConstraint(
                name="strategy_succession_of_two", condition=Q(after__isnull=True) | ~Q(before=F("after"))
            ),
        )

    def __str__(self) -> str:
        return f"{self.before_id} → {self.after_id}"
