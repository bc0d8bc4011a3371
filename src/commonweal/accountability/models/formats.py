"""Requests for something in another format or language."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commonweal.accountability.states.formats import Status
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
    UNSAID = "UNSAID", _("Not said yet")


class Channel(models.TextChoices):
    """How a request came to the council."""

    WEB = "WEB", _("This website")
    EMAIL = "EMAIL", _("E-mail")
    PHONE = "PHONE", _("Telephone")
    TEXT_RELAY = "TEXT_RELAY", _("Text relay")
    ANSWERING_MACHINE = "ANSWERING_MACHINE", _("Answering machine")
    LETTER = "LETTER", _("Letter")
    IN_PERSON = "IN_PERSON", _("In person")


REQUEST_LINE = frozenset({Channel.PHONE, Channel.TEXT_RELAY, Channel.ANSWERING_MACHINE})
"""The channels of the line that the strategy promises to look after in office hours (C-006)."""


class ReachBy(models.TextChoices):
    """How somebody wants to be reached."""

    EMAIL = "EMAIL", _("E-mail")
    PHONE = "PHONE", _("Telephone")
    POST = "POST", _("Post")


class FormatRequest(models.Model):
    """One request. Whoever holds its key (the private link) may see, withdraw and nothing else.

    `left_at` is when the person asked: sent the form, left the message, posted the letter's day. `asked_at` is when it
    was here to be worked on; between the two lies, for what is entered at the desk, the time until somebody listened.

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

    channel = models.CharField(max_length=20, choices=Channel.choices, default=Channel.WEB)
    mail_digest = models.CharField(max_length=32, blank=True)

    handler = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    started_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    first_answer_by_at = models.DateTimeField(null=True, blank=True)
    first_answered_at = models.DateTimeField(null=True, blank=True)
    first_answer_minutes = models.PositiveIntegerField(null=True, blank=True)
    answer_by_on = models.DateField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    emptied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-asked_at", "-id")
        indexes = (
            models.Index(fields=["status", "answer_by_on"], name="accountability_format_queue"),
            models.Index(fields=["status", "started_at"], name="accountability_format_begun"),
            # The few that were late among very many are told apart without reading the others.
            models.Index(fields=["-answer_by_on", "-id", "settled_at", "status"], name="accountability_format_due"),
            models.Index(fields=["status", "-settled_at", "-id", "answer_by_on"], name="accountability_format_late"),
            # Evidence and figures of many years are read by the days that requests are of, the newest first.
            *(
                models.Index(fields=[f"-{column}", "-id"], name=f"accountability_format_{name}")
                for name, column in (
                    ("left", "left_at"),
                    ("settled", "settled_at"),
                    ("first_by", "first_answer_by_at"),
                    ("first_on", "first_answered_at"),
                )
            ),
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
            models.CheckConstraint(name="accountability_format_channel", condition=Q(channel__in=Channel.values)),
            models.CheckConstraint(
                name="accountability_format_left",
                condition=Q(status=Status.DRAFT) | Q(left_at__isnull=False, left_at__lte=F("asked_at")),
                violation_error_code="left_time",
                violation_error_message=_("Enter when the person asked; it cannot lie ahead"),
            ),
            # Without a clock nobody could say whether the line was looked after.
            models.CheckConstraint(
                name="accountability_format_clock",
                condition=Q(status=Status.DRAFT)
                | ~Q(channel__in=sorted(REQUEST_LINE))
                | Q(first_answer_by_at__isnull=False),
            ),
            models.CheckConstraint(
                name="accountability_format_first",
                condition=Q(first_answered_at__isnull=True, first_answer_minutes__isnull=True)
                | Q(
                    left_at__isnull=False,
                    first_answered_at__gte=F("left_at"),
                    first_answer_minutes__isnull=False,
                ),
                violation_error_code="answered_time",
                violation_error_message=_("Enter a time after the person asked"),
            ),
            models.UniqueConstraint(
                name="accountability_format_mail", fields=["mail_digest"], condition=~Q(mail_digest="")
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
    def files(self) -> list[StoredFile]:
        """Every file that came with it, in order."""
        first = [self.document] if self.document else []
        return [*first, *(enclosure.document for enclosure in self.enclosures.all())]

    @property
    def is_draft(self) -> bool:
        """Whether it has not been sent yet."""
        return self.status == Status.DRAFT

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self.status == Status.RECEIVED

    @property
    def is_withdrawn(self) -> bool:
        """Whether the person took it back, or had it erased while it was open."""
        return self.status == Status.WITHDRAWN

    @property
    def is_first_answered(self) -> bool:
        """Whether somebody has got back to the person."""
        return self.first_answered_at is not None

    @property
    def is_from_line(self) -> bool:
        """Whether it came by the request line: telephone, text relay or answering machine."""
        return self.channel in REQUEST_LINE

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
    def is_reached_by_post(self) -> bool:
        """Whether a letter on paper reaches the person."""
        return self.reach_by == ReachBy.POST

    @property
    def format_words(self) -> str:
        """The format in words, with the language or detail where there is one."""
        words = str(Format(self.format).label) if self.format else ""
        return f"{words}: {self.format_detail}" if self.format_detail else words


class Enclosure(models.Model):
    """A file that came with a message beside the first one, which is the request's own document."""

    request = models.ForeignKey(FormatRequest, on_delete=models.PROTECT, related_name="enclosures")
    number = models.PositiveSmallIntegerField()
    document = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(name="accountability_enclosure_once", fields=["request", "number"]),
            models.CheckConstraint(name="accountability_enclosure_number", condition=Q(number__gte=2)),
        )

    def __str__(self) -> str:
        return f"{self.request} {self.number}"
