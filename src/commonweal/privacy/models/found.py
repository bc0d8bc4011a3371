"""What was found about somebody for their request, held as it was; what an officer decided about each item; and the
words that are hidden in all of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commonweal.core.encryption import EncryptedTextField
from commonweal.core.references import ReferenceField
from commonweal.privacy.models.requests import PrivacyRequest


class Decision(models.TextChoices):
    """What becomes of an item in the copy that is sent."""

    OPEN = "OPEN", _("To be decided")
    GIVEN = "GIVEN", _("Given")
    REDACTED = "REDACTED", _("Given with words blacked out")
    WITHHELD = "WITHHELD", _("Withheld")


class FoundItem(models.Model):
    """One fact, or one file, of one record of one holding, frozen when it was gathered.

    It is frozen because a decision is about exactly these words: words that came later were never looked at. A file is
    named by its key only; if the area deletes it meanwhile, there is nothing left to give.
    """

    reference = ReferenceField(prefix="FD")
    request = models.ForeignKey(PrivacyRequest, on_delete=models.PROTECT, related_name="found")
    place = models.PositiveIntegerField()
    holding = models.CharField(max_length=80)
    record_reference = models.CharField(max_length=80)
    record_title = EncryptedTextField()
    title = EncryptedTextField()
    words = EncryptedTextField(blank=True)
    shown_words = EncryptedTextField(blank=True)
    file_key = models.BigIntegerField(null=True, blank=True)
    is_about_others = models.BooleanField(default=False)
    decision = models.CharField(max_length=10, choices=Decision.choices, default=Decision.OPEN)
    because = EncryptedTextField(blank=True)
    decided_by = models.CharField(max_length=160, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("request", "place")
        constraints = (
            models.UniqueConstraint(fields=["request", "place"], name="privacy_found_place"),
            models.CheckConstraint(name="privacy_found_decision", condition=Q(decision__in=Decision.values)),
            models.CheckConstraint(
                name="privacy_found_decided",
                condition=Q(decided_at__isnull=False) | Q(decision__in=[Decision.OPEN, Decision.GIVEN]),
                violation_error_message=_("What is withheld carries who decided and when"),
            ),
        )

    def __str__(self) -> str:
        return str(self.reference)

    @property
    def is_file(self) -> bool:
        """Whether it is a file, and not words."""
        return self.file_key is not None

    @property
    def is_decided(self) -> bool:
        """Whether somebody has said what becomes of it, or nobody needs to."""
        return self.decision != Decision.OPEN

    @property
    def is_withheld(self) -> bool:
        """Whether it does not go out."""
        return self.decision == Decision.WITHHELD

    @property
    def words_given(self) -> str:
        """The words that go out."""
        words: str = self.shown_words if self.decision == Decision.REDACTED else self.words
        return words


class HiddenWords(models.Model):
    """Words that are blacked out wherever they stand in somebody's copy; encrypted, for they are somebody else's."""

    reference = ReferenceField(prefix="HW")
    request = models.ForeignKey(PrivacyRequest, on_delete=models.PROTECT, related_name="hidden")
    words = EncryptedTextField()
    because = EncryptedTextField()
    decided_by = models.CharField(max_length=160)
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return str(self.reference)
