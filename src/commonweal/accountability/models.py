"""Requests for something in another format or language."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commonweal.accountability.states import Status
from commonweal.core.encryption import EncryptedTextField
from commonweal.core.files import StoredFile
from commonweal.core.references import ReferenceField
from commonweal.people.models import Person


class Format(models.TextChoices):
    """What people ask for. The strategy promises any format or language (C-005); the list only saves typing."""

    LARGE_PRINT = "LARGE_PRINT", _("Large print")
    EASY_READ = "EASY_READ", _("Easy read")
    AUDIO = "AUDIO", _("Audio")
    BRAILLE = "BRAILLE", _("Braille")
    SIGN_LANGUAGE = "SIGN_LANGUAGE", _("British Sign Language video")
    PAPER = "PAPER", _("Printed on paper")
    LANGUAGE = "LANGUAGE", _("Another language")
    OTHER = "OTHER", _("Something else")


class ReachBy(models.TextChoices):
    """How somebody wants to be reached."""

    EMAIL = "EMAIL", _("E-mail")
    PHONE = "PHONE", _("Telephone")
    POST = "POST", _("Post")


class FormatRequest(models.Model):
    """One request. Whoever holds its key (the private link) may see, withdraw and nothing else.

    What was asked, names and contacts are encrypted: they can show a disability or where somebody lives. The format is
    plain, because the figures of a year count it; the words beside it are not, for a language can show an origin.
    """

    reference = ReferenceField(prefix="AF")
    key_digest = models.CharField(max_length=32, unique=True)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.DRAFT)

    wanted = EncryptedTextField(blank=True)
    document = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    format = models.CharField(max_length=16, choices=Format.choices, blank=True)
    format_detail = EncryptedTextField(blank=True)
    has_format_detail = models.BooleanField(default=False)

    name = EncryptedTextField(blank=True)
    reach_by = models.CharField(max_length=8, choices=ReachBy.choices, blank=True)
    contact = EncryptedTextField(blank=True)
    contact_digest = models.CharField(max_length=32, blank=True, db_index=True)
    reach_digest = models.CharField(max_length=32, blank=True, db_index=True)

    handler = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    started_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True, blank=True)
    answer_by_on = models.DateField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    emptied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-asked_at", "-id")
        indexes = (
            models.Index(fields=["status", "answer_by_on"], name="accountability_format_queue"),
            models.Index(fields=["status", "started_at"], name="accountability_format_begun"),
        )
        constraints = (
            models.CheckConstraint(name="accountability_format_status", condition=Q(status__in=Status.values)),
            models.CheckConstraint(
                name="accountability_format_kind", condition=Q(format="") | Q(format__in=Format.values)
            ),
            models.CheckConstraint(
                name="accountability_format_reach", condition=Q(reach_by="") | Q(reach_by__in=ReachBy.values)
            ),
            models.CheckConstraint(
                name="accountability_format_detail",
                condition=~Q(format__in=[Format.LANGUAGE, Format.OTHER])
                | Q(has_format_detail=True)
                | Q(emptied_at__isnull=False),
                violation_error_code="format_detail",
                violation_error_message=_("Tell us which language or format you need"),
            ),
            models.CheckConstraint(
                name="accountability_format_whole",
                condition=Q(status=Status.DRAFT)
                | (
                    ~Q(format="")
                    & (~Q(contact_digest="") | Q(emptied_at__isnull=False))
                    & Q(asked_at__isnull=False)
                    & Q(answer_by_on__isnull=False)
                ),
                violation_error_message=_("Answer every question before you send the request"),
            ),
            models.CheckConstraint(
                name="accountability_format_settled",
                condition=Q(status__in=[Status.SUPPLIED, Status.WITHDRAWN], settled_at__isnull=False)
                | (~Q(status__in=[Status.SUPPLIED, Status.WITHDRAWN]) & Q(settled_at__isnull=True)),
            ),
            # What is encrypted cannot be looked at here; the rest of what an emptied request must not hold can.
            models.CheckConstraint(
                name="accountability_format_emptied",
                condition=Q(emptied_at__isnull=True)
                | Q(
                    settled_at__isnull=False,
                    has_format_detail=False,
                    reach_by="",
                    contact_digest="",
                    reach_digest="",
                    document__isnull=True,
                ),
            ),
        )

    def __str__(self) -> str:
        return str(self.reference)

    @property
    def is_draft(self) -> bool:
        """Whether it has not been sent yet."""
        return self.status == Status.DRAFT

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self.status == Status.RECEIVED

    @property
    def is_emptied(self) -> bool:
        """Whether what the person wrote, and how to reach them, has been erased."""
        return self.emptied_at is not None

    @property
    def has_answers(self) -> bool:
        """Whether any question has been answered."""
        return bool(self.wanted or self.format or self.contact)

    @property
    def is_reached_by_email(self) -> bool:
        """Whether letters about it can be sent."""
        return self.reach_by == ReachBy.EMAIL

    @property
    def format_words(self) -> str:
        """The format in words, with the language or detail where there is one."""
        words = str(Format(self.format).label) if self.format else ""
        return f"{words}: {self.format_detail}" if self.format_detail else words
