"""Interests that people declare: what, with whom, from when until when. A change is a new row; nothing is edited."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commonweal.core.encryption import EncryptedTextField
from commonweal.core.references import ReferenceField
from commonweal.people.models.persons import Person


class InterestKind(models.TextChoices):
    """What sort of interest it is. The first seven are the pecuniary ones that the law names for councillors."""

    EMPLOYMENT = "EMPLOYMENT", _("Work, trade or profession")
    SPONSORSHIP = "SPONSORSHIP", _("Sponsorship, or help with election expenses")
    CONTRACT = "CONTRACT", _("Contract with the council")
    LAND = "LAND", _("Land in the county")
    LICENCE = "LICENCE", _("Licence to use land in the county")
    TENANCY = "TENANCY", _("Tenancy from the council")
    SECURITIES = "SECURITIES", _("Shares or securities")
    TRUSTEE = "TRUSTEE", _("Trustee, director or committee member")
    MEMBERSHIP = "MEMBERSHIP", _("Member or regular volunteer")
    CLOSE_PERSON = "CLOSE_PERSON", _("Somebody close to me runs it or works there")
    OTHER = "OTHER", _("Something else")


PECUNIARY = (
    InterestKind.EMPLOYMENT,
    InterestKind.SPONSORSHIP,
    InterestKind.CONTRACT,
    InterestKind.LAND,
    InterestKind.LICENCE,
    InterestKind.TENANCY,
    InterestKind.SECURITIES,
)
"""What the Relevant Authorities (Disclosable Pecuniary Interests) Regulations 2012 ask councillors to publish."""


class Interest(models.Model):
    """One declared interest. `replaces` is what it corrects; that row then says when it was replaced.

    `is_sensitive` ones of councillors stay off the public register (Localism Act 2011, section 32).
    """

    reference = ReferenceField(prefix="DI")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="interests")
    kind = models.CharField(max_length=16, choices=InterestKind.choices)
    with_whom = EncryptedTextField()
    detail = EncryptedTextField(blank=True)
    is_partners = models.BooleanField(default=False)
    is_sensitive = models.BooleanField(default=False)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    declared_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by_interest"
    )
    replaced_at = models.DateTimeField(null=True, blank=True)
    emptied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-from_on", "-id")
        indexes = (models.Index(fields=["person", "replaced_at"], name="people_interest_person"),)
        constraints = (
            models.CheckConstraint(name="people_interest_kind", condition=Q(kind__in=InterestKind.values)),
            models.CheckConstraint(
                name="people_interest_days",
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                violation_error_code="until_on",
                violation_error_message=_("An interest ends on or after the day it began"),
            ),
            models.CheckConstraint(
                name="people_interest_ended",
                condition=Q(ended_at__isnull=True) | Q(until_on__isnull=False),
            ),
            models.CheckConstraint(
                name="people_interest_not_itself",
                condition=Q(replaces__isnull=True) | ~Q(replaces=F("id")),
            ),
        )

    def __str__(self) -> str:
        return str(self.reference)

    def is_held_on(self, day: date) -> bool:
        """Whether it is held on the London day `day`, as far as was declared."""
        return self.replaced_at is None and self.from_on <= day and (self.until_on is None or day <= self.until_on)

    @property
    def is_pecuniary(self) -> bool:
        """Whether it is one that the law asks a councillor to publish."""
        return self.kind in PECUNIARY

    @property
    def is_present(self) -> bool:
        """Whether nothing has replaced it, so that it is what counts."""
        return self.replaced_at is None


class InterestReview(models.Model):
    """That somebody looked at their declarations on a day and said that they are right, or that there are none."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="interest_reviews")
    reviewed_at = models.DateTimeField()
    has_none = models.BooleanField(default=False)

    class Meta:
        ordering = ("-reviewed_at", "-id")

    def __str__(self) -> str:
        return f"{self.person_id} {self.reviewed_at:%Y-%m-%d}"
