"""How it stands with every commitment, how that was worked out, and how it stood before."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from commonweal.accountability.states.statuses import Standing
from commonweal.strategy.evidence import Tally
from commonweal.strategy.models import Commitment


class Worked(models.Model):
    """What was worked out: a standing, the reason in a sentence, and the flags beside it.

    `basis` holds, for every evidence query, how many records there were of each outcome and a digest of the public
    ones. `is_filed_only`: it rests on a document or on answers, and no record proves it. Days are London days.
    """

    standing = models.CharField(max_length=20, choices=Standing.choices)
    reason = models.TextField()
    newest_on = models.DateField(null=True, blank=True)
    lapses_on = models.DateField(null=True, blank=True)
    """The first day on which the evidence no longer counts; none where it does not lapse."""
    overdue_since_on = models.DateField(null=True, blank=True)
    """The last day for it, once it is over with the promise not kept."""
    blocked_by = models.TextField(blank=True)
    """What stands in the way, and who can take it away; empty where nothing does."""
    is_proposed = models.BooleanField(default=False)
    is_filed_only = models.BooleanField(default=False)
    is_challenged = models.BooleanField(default=False)
    basis: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField(default=list)  # Any: counts

    class Meta:
        abstract = True


class CommitmentStatus(Worked):
    """How it stands with one commitment now. Written by `operations.statuses.renew` and by nothing else."""

    commitment = models.OneToOneField(Commitment, on_delete=models.PROTECT, related_name="status")
    since_at = models.DateTimeField()
    checked_at = models.DateTimeField()

    class Meta:
        ordering = ("commitment",)
        constraints = (
            models.CheckConstraint(name="accountability_status_standing", condition=Q(standing__in=Standing.values)),
            models.CheckConstraint(name="accountability_status_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="accountability_status_kept_shown",
                condition=~Q(standing=Standing.KEPT) | Q(newest_on__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.commitment_id}: {self.standing}"


class StatusStep(Worked):
    """That it stood so with a commitment from an instant on; never edited. The newest is how it stands now."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="status_steps")
    from_at = models.DateTimeField()
    is_change_of_standing = models.BooleanField()
    """Whether the standing itself changed, and not only the figures behind it."""

    class Meta:
        ordering = ("-from_at", "-id")
        indexes = (
            models.Index(fields=["commitment", "-from_at"], name="accountability_step_of"),
            models.Index(fields=["is_change_of_standing", "-from_at"], name="accountability_step_news"),
        )
        constraints = (
            models.CheckConstraint(name="accountability_step_standing", condition=Q(standing__in=Standing.values)),
            models.UniqueConstraint(fields=["commitment", "from_at"], name="accountability_step_once"),
        )

    def __str__(self) -> str:
        return f"{self.commitment_id}: {self.standing} from {self.from_at}"


class EvidenceReading(models.Model):
    """What one evidence query answered for one commitment, when it was asked last.

    `rows` are the public records that matter most, worst first, as they were read. `failure` says in words why the
    query could not be read; what it answered before then no longer counts.
    """

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="readings")
    query = models.CharField(max_length=80)
    read_at = models.DateTimeField()
    met = models.PositiveIntegerField(default=0)
    unmet = models.PositiveIntegerField(default=0)
    breached = models.PositiveIntegerField(default=0)
    pending = models.PositiveIntegerField(default=0)
    proposed = models.PositiveIntegerField(default=0)
    restricted = models.PositiveIntegerField(default=0)
    newest_on = models.DateField(null=True, blank=True)
    reached_value = models.FloatField(null=True, blank=True)
    reached_of = models.CharField(max_length=200, blank=True)
    rows: models.JSONField[list[dict[str, str]], list[dict[str, str]]] = models.JSONField(default=list)
    failure = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("commitment", "query")
        constraints = (models.UniqueConstraint(fields=["commitment", "query"], name="accountability_reading_once"),)

    def __str__(self) -> str:
        return f"{self.commitment_id} {self.query}"

    @property
    def tally(self) -> Tally:
        """How many records there are of each outcome."""
        return Tally(self.met, self.unmet, self.breached, self.pending, self.proposed)
