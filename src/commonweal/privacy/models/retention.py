"""What the schedule proposes to delete, and the certificate of what was deleted."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commonweal.core.actors import Kind
from commonweal.core.encryption import EncryptedTextField
from commonweal.core.references import ReferenceField
from commonweal.privacy.states import ProposalStatus


class Proposal(models.Model):
    """Records of one holding whose time is up, gathered in one night. A person confirms it, or the schedule says that
    nobody needs to. Period, law and action are kept as the schedule had them."""

    reference = ReferenceField(prefix="DP")
    holding = models.CharField(max_length=80)
    status = models.CharField(max_length=12, choices=ProposalStatus.choices, default=ProposalStatus.PROPOSED)
    period = models.CharField(max_length=40)
    because = models.CharField(max_length=400)
    law = models.CharField(max_length=600)
    action = models.CharField(max_length=10)
    began_before_on = models.DateField()
    made_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=160, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("made_at", "id")
        constraints = (
            models.CheckConstraint(name="privacy_proposal_status", condition=Q(status__in=ProposalStatus.values)),
            models.CheckConstraint(
                name="privacy_proposal_confirmed",
                condition=Q(status__in=[ProposalStatus.PROPOSED, ProposalStatus.DROPPED], confirmed_by="")
                | (
                    Q(status__in=[ProposalStatus.CONFIRMED, ProposalStatus.DONE], confirmed_at__isnull=False)
                    & ~Q(confirmed_by="")
                ),
                violation_error_message=_("Nothing is deleted that nobody confirmed"),
            ),
        )

    def __str__(self) -> str:
        return str(self.reference)

    @property
    def is_waiting(self) -> bool:
        """Whether it waits for a person."""
        return self.status == ProposalStatus.PROPOSED

    @property
    def is_unattended(self) -> bool:
        """Whether it was confirmed by the schedule, and not by a person."""
        return self.confirmed_by.startswith(f"{Kind.SYSTEM}:")


class Outcome(models.TextChoices):
    """What became of one proposed record."""

    PROPOSED = "PROPOSED", _("To be deleted")
    TAKEN_OUT = "TAKEN_OUT", _("Taken out")
    DISPOSED = "DISPOSED", _("Deleted")
    HELD = "HELD", _("Under a legal hold")
    GONE = "GONE", _("No longer due")


class ProposedRecord(models.Model):
    """One record in a proposal. A record that was taken out is not proposed again before `again_on`."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="records")
    holding = models.CharField(max_length=80)
    record_reference = models.CharField(max_length=80)
    began_on = models.DateField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.PROPOSED)
    because = EncryptedTextField(blank=True)
    again_on = models.DateField(null=True, blank=True)
    settled_by = models.CharField(max_length=160, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("began_on", "id")
        indexes = (models.Index(fields=["proposal", "outcome"], name="privacy_proposed_left"),)
        constraints = (
            models.CheckConstraint(name="privacy_proposed_outcome", condition=Q(outcome__in=Outcome.values)),
            models.UniqueConstraint(
                fields=["holding", "record_reference"],
                condition=Q(outcome=Outcome.PROPOSED),
                name="privacy_proposed_once",
                violation_error_message=_("This record is proposed already"),
            ),
            models.CheckConstraint(
                name="privacy_proposed_taken_out",
                condition=~Q(outcome=Outcome.TAKEN_OUT)
                | (Q(again_on__isnull=False, settled_at__isnull=False) & ~Q(settled_by="")),
                violation_error_code="again_on",
                violation_error_message=_("Say when a record that was taken out is to be looked at again"),
            ),
        )

    def __str__(self) -> str:
        return self.record_reference


class Certificate(models.Model):
    """That records were deleted: of what class, how many, for what reason, who confirmed it, and when it ran.

    References are kept as keyed digests: somebody who has one can show that it is among them, and nobody can list them.
    """

    reference = ReferenceField(prefix="DC")
    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="certificate")
    holding = models.CharField(max_length=80)
    count = models.PositiveIntegerField()
    digests = models.JSONField()
    period = models.CharField(max_length=40)
    law = models.CharField(max_length=600)
    action = models.CharField(max_length=10)
    confirmed_by = models.CharField(max_length=160)
    confirmed_at = models.DateTimeField()
    finished_at = models.DateTimeField()

    class Meta:
        ordering = ("-finished_at", "-id")
        constraints = (
            models.CheckConstraint(
                name="privacy_certificate_count",
                condition=Q(count__gt=0),
                violation_error_message=_("There is no certificate where nothing was deleted"),
            ),
        )

    def __str__(self) -> str:
        return str(self.reference)
