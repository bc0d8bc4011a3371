"""Who follows a commitment or a whole strategy by e-mail."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commonweal.core.encryption import EncryptedTextField
from commonweal.core.references import ReferenceField
from commonweal.messaging.states import When
from commonweal.people.models import Person
from commonweal.strategy.models import Commitment, Strategy

ASKED_FOR = (When.AT_ONCE, When.DAILY, When.WEEKLY)
"""How often somebody can be written to about what they follow."""


class Follow(models.Model):
    """That an address, or a person with an account, wants to hear when a status changes.

    One row for each time it was asked for, of a commitment or of a whole strategy. It counts once it is confirmed, by
    the button behind the link that only the mailbox has; whoever is signed in confirms by asking. `when` is how often
    was asked for; messaging keeps what is wished from the confirmation on. Rows are deleted when it ends.
    """

    reference = ReferenceField(prefix="FW")
    strategy = models.ForeignKey(Strategy, null=True, blank=True, on_delete=models.PROTECT, related_name="follows")
    commitment = models.ForeignKey(Commitment, null=True, blank=True, on_delete=models.PROTECT, related_name="follows")

    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    contact = EncryptedTextField(blank=True)
    contact_digest = models.CharField(max_length=32, blank=True, db_index=True)
    reach_digest = models.CharField(max_length=32, blank=True, db_index=True)

    when = models.CharField(max_length=8, choices=When.choices)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("asked_at", "id")
        indexes = (models.Index(fields=["confirmed_at", "asked_at"], name="accountability_follow_asked"),)
        constraints = (
            models.CheckConstraint(
                name="accountability_follow_of_one",
                condition=Q(strategy__isnull=True, commitment__isnull=False)
                | Q(strategy__isnull=False, commitment__isnull=True),
            ),
            models.CheckConstraint(
                name="accountability_follow_by_one",
                condition=Q(person__isnull=True) & ~Q(contact_digest="") & ~Q(reach_digest="")
                | Q(person__isnull=False, contact_digest="", reach_digest="", confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="accountability_follow_when", condition=Q(when__in=[each.value for each in ASKED_FOR])
            ),
            models.CheckConstraint(
                name="accountability_follow_confirmed",
                condition=Q(confirmed_at__isnull=True) | Q(confirmed_at__gte=F("asked_at")),
            ),
            *(
                models.UniqueConstraint(
                    fields=[who, what],
                    condition=Q(**{f"{what}__isnull": False}, confirmed_at__isnull=False) & is_theirs,
                    name=f"accountability_follow_once_{by}_{what}",
                    violation_error_message=_("You follow this already"),
                )
                for who, by, is_theirs in (
                    ("person", "person", Q(person__isnull=False)),
                    ("contact_digest", "contact", ~Q(contact_digest="")),
                )
                for what in ("strategy", "commitment")
            ),
        )

    def __str__(self) -> str:
        return str(self.reference)

    @property
    def is_confirmed(self) -> bool:
        """Whether it counts."""
        return self.confirmed_at is not None

    @property
    def is_of_commitment(self) -> bool:
        """Whether one commitment is followed, and not a whole strategy."""
        return self.commitment_id is not None

    @property
    def title(self) -> str:
        """What is followed, in words."""
        return str(self.commitment or self.strategy)
