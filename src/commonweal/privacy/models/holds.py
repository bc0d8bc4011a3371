"""Legal holds: what must stay although its time is up or somebody asks for its erasure."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commonweal.core.encryption import EncryptedTextField
from commonweal.core.references import ReferenceField


class HoldKind(models.TextChoices):
    """What is held."""

    PERSON = "PERSON", _("Everything about one person")
    RECORD = "RECORD", _("One record")
    HOLDING = "HOLDING", _("A whole class of records")


class Hold(models.Model):
    """Something that must not be deleted until a day, with the reason, and who said so."""

    reference = ReferenceField(prefix="LH")
    kind = models.CharField(max_length=8, choices=HoldKind.choices)
    person_key = models.CharField(max_length=40, blank=True)
    contact = EncryptedTextField(blank=True)
    contact_digest = models.CharField(max_length=32, blank=True)
    holding = models.CharField(max_length=80, blank=True)
    record_reference = models.CharField(max_length=80, blank=True)
    because = EncryptedTextField()
    placed_by = models.CharField(max_length=160)
    placed_at = models.DateTimeField()
    placed_on = models.DateField()
    until_on = models.DateField()
    lifted_by = models.CharField(max_length=160, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_because = EncryptedTextField(blank=True)

    class Meta:
        ordering = ("until_on", "id")
        constraints = (
            models.CheckConstraint(name="privacy_hold_kind", condition=Q(kind__in=HoldKind.values)),
            models.CheckConstraint(
                name="privacy_hold_what",
                condition=(
                    Q(kind=HoldKind.PERSON, holding="", record_reference="")
                    & (~Q(person_key="") | ~Q(contact_digest=""))
                )
                | (Q(kind=HoldKind.RECORD) & ~Q(holding="") & ~Q(record_reference=""))
                | (Q(kind=HoldKind.HOLDING, record_reference="") & ~Q(holding="")),
                violation_error_message=_("Say what is held: a person, a record, or a class of records"),
            ),
            models.CheckConstraint(
                name="privacy_hold_days",
                condition=Q(until_on__gt=F("placed_on")),
                violation_error_code="until_on",
                violation_error_message=_("Choose a day after today until which it is held"),
            ),
            models.CheckConstraint(
                name="privacy_hold_lifted",
                condition=Q(lifted_at__isnull=True, lifted_by="") | (Q(lifted_at__isnull=False) & ~Q(lifted_by="")),
            ),
        )

    def __str__(self) -> str:
        return str(self.reference)

    @property
    def is_lifted(self) -> bool:
        """Whether somebody ended it before its day."""
        return self.lifted_at is not None
