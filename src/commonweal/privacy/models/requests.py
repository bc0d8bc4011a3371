"""What people ask about their own data, and what belongs to a request: further contacts and notes of staff."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commonweal.core.encryption import EncryptedTextField
from commonweal.core.references import ReferenceField
from commonweal.privacy.states import RequestStatus


class RequestKind(models.TextChoices):
    """What somebody can ask: the rights of articles 15, 17, 16 and 21 of the UK GDPR."""

    ACCESS = "ACCESS", _("A copy of what is kept about you")
    ERASURE = "ERASURE", _("Erase what is kept about you")
    CORRECTION = "CORRECTION", _("Put something right")
    OBJECTION = "OBJECTION", _("Object to how your data is used")


class ReachBy(models.TextChoices):
    """How the person is told and handed what they asked for. Nobody needs an e-mail address to ask."""

    EMAIL = "EMAIL", _("By e-mail")
    PHONE = "PHONE", _("By telephone")
    POST = "POST", _("By post")
    DESK = "DESK", _("They come to us")


class PrivacyRequest(models.Model):
    """One request, and the clock that runs from the day it was received.

    The person behind it is known by their account (`person_key`), by a contact, or both. `is_contact_shown` says that
    the contact was proved to be theirs; nothing is looked for by one that was not. A collecting code is only ever kept
    as a digest.
    """

    reference = ReferenceField(prefix="PR")
    kind = models.CharField(max_length=12, choices=RequestKind.choices)
    status = models.CharField(max_length=12, choices=RequestStatus.choices, default=RequestStatus.RECEIVED)
    person_key = models.CharField(max_length=40, blank=True, db_index=True)
    name = EncryptedTextField(blank=True)
    contact = EncryptedTextField(blank=True)
    contact_digest = models.CharField(max_length=32, blank=True, db_index=True)
    reach_by = models.CharField(max_length=8, choices=ReachBy.choices, default=ReachBy.EMAIL)
    is_contact_shown = models.BooleanField(default=False)
    is_on_paper = models.BooleanField(default=False)
    about = EncryptedTextField(blank=True)

    received_on = models.DateField()
    due_on = models.DateField()
    asked_at = models.DateTimeField()
    extended_at = models.DateTimeField(null=True, blank=True)
    extended_because = EncryptedTextField(blank=True)
    gathered_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_on = models.DateField(null=True, blank=True)
    answer = EncryptedTextField(blank=True)
    collect_until_on = models.DateField(null=True, blank=True)
    code_digest = models.CharField(max_length=32, blank=True)
    code_sent_at = models.DateTimeField(null=True, blank=True)
    code_tries = models.PositiveSmallIntegerField(default=0)
    collected_at = models.DateTimeField(null=True, blank=True)
    emptied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("due_on", "id")
        indexes = (models.Index(fields=["status", "due_on"], name="privacy_request_queue"),)
        constraints = (
            models.CheckConstraint(name="privacy_request_kind", condition=Q(kind__in=RequestKind.values)),
            models.CheckConstraint(name="privacy_request_status", condition=Q(status__in=RequestStatus.values)),
            models.CheckConstraint(name="privacy_request_reach", condition=Q(reach_by__in=ReachBy.values)),
            models.CheckConstraint(
                name="privacy_request_whose",
                condition=~Q(person_key="") | ~Q(contact_digest="") | Q(is_on_paper=True) | Q(emptied_at__isnull=False),
                violation_error_message=_("Say whose data it is: an account, or a way to reach them"),
            ),
            models.CheckConstraint(
                name="privacy_request_clock",
                condition=Q(due_on__gt=F("received_on")),
                violation_error_code="received_on",
                violation_error_message=_("A request is due after the day it was received"),
            ),
            models.CheckConstraint(
                name="privacy_request_settled",
                condition=Q(status=RequestStatus.RECEIVED, settled_at__isnull=True, settled_on__isnull=True)
                | (~Q(status=RequestStatus.RECEIVED) & Q(settled_at__isnull=False, settled_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="privacy_request_collect",
                condition=Q(collect_until_on__isnull=True) | Q(status=RequestStatus.ANSWERED, kind=RequestKind.ACCESS),
                violation_error_message=_("Only an answered request for a copy has something to collect"),
            ),
            # What is encrypted cannot be looked at here; the rest of what an emptied request must not hold can.
            models.CheckConstraint(
                name="privacy_request_emptied",
                condition=Q(emptied_at__isnull=True)
                | Q(settled_at__isnull=False, person_key="", contact_digest="", code_digest=""),
            ),
        )

    def __str__(self) -> str:
        return str(self.reference)

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self.status == RequestStatus.RECEIVED

    @property
    def is_extended(self) -> bool:
        """Whether the two further months were taken."""
        return self.extended_at is not None

    @property
    def is_access(self) -> bool:
        """Whether a copy is asked for."""
        return self.kind == RequestKind.ACCESS

    @property
    def is_erasure(self) -> bool:
        """Whether erasure is asked for."""
        return self.kind == RequestKind.ERASURE

    @property
    def is_in_words(self) -> bool:
        """Whether it is answered in words alone."""
        return self.kind in {RequestKind.CORRECTION, RequestKind.OBJECTION}

    @property
    def is_emptied(self) -> bool:
        """Whether what is about the person has been erased from it."""
        return self.emptied_at is not None

    @property
    def is_reached_by_email(self) -> bool:
        """Whether letters can be written to the person, and the copy fetched from their own page."""
        return self.reach_by == ReachBy.EMAIL and bool(self.contact)

    @property
    def is_collected(self) -> bool:
        """Whether the copy was fetched, or handed over on paper."""
        return self.collected_at is not None

    @property
    def is_gathered(self) -> bool:
        """Whether what is kept has been looked for."""
        return self.gathered_at is not None


class RequestContact(models.Model):
    """A further contact of the person, added after an officer made sure that it is theirs."""

    request = models.ForeignKey(PrivacyRequest, on_delete=models.PROTECT, related_name="contacts")
    contact = EncryptedTextField()
    contact_digest = models.CharField(max_length=32)
    how_shown = EncryptedTextField()
    added_by = models.CharField(max_length=160)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=["request", "contact_digest"],
                name="privacy_contact_once",
                violation_error_code="contact",
                violation_error_message=_("This contact is on the request already"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.request_id}"


class StaffNote(models.Model):
    """What an officer noted on a request. The person can ask to read it."""

    request = models.ForeignKey(PrivacyRequest, on_delete=models.PROTECT, related_name="notes")
    words = EncryptedTextField()
    noted_by = models.CharField(max_length=160)
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.request_id}"
