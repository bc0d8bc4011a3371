"""A case put together for somebody who asks under freedom of information, with what is withheld from it and why."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commonweal.core.encryption import EncryptedTextField
from commonweal.core.references import ReferenceField
from commonweal.privacy.states import DisclosureStatus


class Regime(models.TextChoices):
    """The law that was asked under."""

    FOI = "FOI", _("Freedom of Information Act 2000")
    EIR = "EIR", _("Environmental Information Regulations 2004")


class Exemption(models.TextChoices):
    """The exemptions and exceptions that are cited most. The value is what the mark in the text says."""

    S40_2 = "s.40(2)", _("FOIA section 40(2): personal information of somebody else")
    S41 = "s.41", _("FOIA section 41: given in confidence")
    S42 = "s.42", _("FOIA section 42: legal advice")
    S43_2 = "s.43(2)", _("FOIA section 43(2): commercial interests")
    S36 = "s.36", _("FOIA section 36: would harm the conduct of public affairs")
    S30 = "s.30", _("FOIA section 30: investigations")
    S31 = "s.31", _("FOIA section 31: law enforcement")
    S38 = "s.38", _("FOIA section 38: health and safety")
    R12_5F = "reg.12(5)(f)", _("EIR regulation 12(5)(f): interests of who gave it")
    R12_5E = "reg.12(5)(e)", _("EIR regulation 12(5)(e): commercial confidentiality")
    R12_4D = "reg.12(4)(d)", _("EIR regulation 12(4)(d): unfinished")
    R12_4E = "reg.12(4)(e)", _("EIR regulation 12(4)(e): internal communications")
    R13 = "reg.13", _("EIR regulation 13: personal data of somebody else")


class Disclosure(models.Model):
    """One request for one case. When it is answered, what was sent is kept beside it exactly as it was sent."""

    reference = ReferenceField(prefix="FI")
    regime = models.CharField(max_length=3, choices=Regime.choices)
    status = models.CharField(max_length=10, choices=DisclosureStatus.choices, default=DisclosureStatus.OPEN)
    case_kind = models.CharField(max_length=80)
    case_reference = models.CharField(max_length=40)
    asked_for = EncryptedTextField()
    received_on = models.DateField()
    due_on = models.DateField()
    begun_by = models.CharField(max_length=160)
    begun_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_on = models.DateField(null=True, blank=True)
    sent_html = EncryptedTextField(blank=True)
    sent_text = EncryptedTextField(blank=True)
    sent_manifest = EncryptedTextField(blank=True)
    """What was hidden and which files went, as JSON: the case may change or be erased, what was sent does not."""

    class Meta:
        ordering = ("due_on", "id")
        constraints = (
            models.CheckConstraint(name="privacy_disclosure_regime", condition=Q(regime__in=Regime.values)),
            models.CheckConstraint(name="privacy_disclosure_status", condition=Q(status__in=DisclosureStatus.values)),
            models.CheckConstraint(
                name="privacy_disclosure_clock",
                condition=Q(due_on__gt=F("received_on")),
                violation_error_code="received_on",
                violation_error_message=_("A request is due after the day it was received"),
            ),
            models.CheckConstraint(
                name="privacy_disclosure_settled",
                condition=Q(status=DisclosureStatus.OPEN, settled_at__isnull=True, settled_on__isnull=True)
                | (~Q(status=DisclosureStatus.OPEN) & Q(settled_at__isnull=False, settled_on__isnull=False)),
            ),
        )

    def __str__(self) -> str:
        return str(self.reference)

    @property
    def is_open(self) -> bool:
        """Whether it is still being prepared."""
        return self.status == DisclosureStatus.OPEN

    @property
    def is_answered(self) -> bool:
        """Whether it was sent."""
        return self.status == DisclosureStatus.ANSWERED


class WithheldPassage(models.Model):
    """One passage of the case that does not go out, with the exemption that allows it."""

    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="withheld")
    document_key = models.CharField(max_length=80)
    passage_key = models.CharField(max_length=80)
    exemption = models.CharField(max_length=16, choices=Exemption.choices)
    because = EncryptedTextField(blank=True)
    decided_by = models.CharField(max_length=160)
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(name="privacy_withheld_exemption", condition=Q(exemption__in=Exemption.values)),
            models.UniqueConstraint(
                fields=["disclosure", "document_key", "passage_key"],
                name="privacy_withheld_once",
                violation_error_message=_("This passage is withheld already"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.document_key} {self.passage_key}"


class BlackedWords(models.Model):
    """Words that are blacked out wherever they stand in the case; encrypted, for they are what must stay hidden."""

    reference = ReferenceField(prefix="BW")
    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="blacked")
    words = EncryptedTextField()
    exemption = models.CharField(max_length=16, choices=Exemption.choices)
    decided_by = models.CharField(max_length=160)
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(name="privacy_blacked_exemption", condition=Q(exemption__in=Exemption.values)),
        )

    def __str__(self) -> str:
        return str(self.reference)
