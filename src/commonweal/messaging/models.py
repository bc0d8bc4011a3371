"""The outbox, one row for each letter; the words of letters by version; what was heard of letters; who wants which."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commonweal.core.encryption import EncryptedTextField
from commonweal.core.references import ReferenceField
from commonweal.messaging.states import OPEN, Delivery, Status, When


class Letter(models.Model):
    """One letter to one address. What it says and to whom is encrypted; `reply` is the mail server's last code.

    `wording` is the version of the words it was made from, 0 for the original. `topic` is empty for what is needed.
    An emptied letter keeps its kind, states and dates, and nothing of the person.
    """

    reference = ReferenceField(prefix="LT")
    kind = models.CharField(max_length=120)
    wording = models.PositiveIntegerField(default=0)
    topic = models.CharField(max_length=120, blank=True, default="")
    to = EncryptedTextField()
    to_digest = models.CharField(max_length=32)
    subject = EncryptedTextField()
    text = EncryptedTextField()
    html = EncryptedTextField()
    status = models.CharField(max_length=12, choices=Status, default=Status.QUEUED)
    delivery = models.CharField(max_length=12, choices=Delivery, default=Delivery.UNKNOWN)
    message_id = models.CharField(max_length=200, unique=True, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    reply = models.CharField(max_length=3, blank=True)
    added_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    is_for_digest = models.BooleanField(default=False)
    digest = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="gathered")
    tried_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    emptied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("added_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(status=Status.SENT, sent_at__isnull=False)
                | Q(status__in=[status for status in Status.values if status != Status.SENT], sent_at=None),
                name="messaging_letter_sent_at",
            ),
            models.CheckConstraint(condition=Q(delivery__in=Delivery.values), name="messaging_letter_delivery"),
            models.CheckConstraint(
                condition=~Q(status=Status.WAITING) | Q(due_at__isnull=False), name="messaging_letter_due_at"
            ),
            models.CheckConstraint(
                condition=Q(status=Status.GATHERED, digest__isnull=False)
                | (~Q(status=Status.GATHERED) & Q(digest=None)),
                name="messaging_letter_gathered",
            ),
            # Somebody waits for an open letter; and what is encrypted cannot be looked at here, the rest can.
            models.CheckConstraint(
                condition=Q(emptied_at=None) | (Q(to_digest="") & ~Q(status__in=list(OPEN))),
                name="messaging_letter_emptied",
            ),
        )
        indexes = (
            models.Index(
                fields=["status", "added_at"], condition=Q(status__in=list(OPEN)), name="messaging_letter_open"
            ),
            models.Index(fields=["to_digest"], name="messaging_letter_to"),
            models.Index(fields=["delivery", "added_at"], name="messaging_letter_heard"),
        )

    def __str__(self) -> str:
        return str(self.reference)

    @property
    def is_open(self) -> bool:
        """Whether something is still to happen to it, by the worker or by a person."""
        return self.status in OPEN


class Wording(models.Model):
    """One version of the words of a kind of letter. It is never edited; the highest number is in force.

    One that goes back to the original holds no words: what the code says counts, also when that is mended later.
    `original_digest` tells which original its writer had before them.
    """

    kind = models.CharField(max_length=120)
    number = models.PositiveIntegerField()
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    is_original = models.BooleanField(default=False)
    original_digest = models.CharField(max_length=64)
    reason = models.CharField(max_length=300)
    written_by = models.CharField(max_length=160)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ("kind", "-number")
        constraints = (
            models.UniqueConstraint(
                fields=["kind", "number"],
                name="messaging_wording_once",
                violation_error_message=_("Somebody else changed this letter just now. Look at it again"),
            ),
            models.CheckConstraint(
                condition=(Q(is_original=True) & Q(subject="") & Q(body=""))
                | (Q(is_original=False) & ~Q(subject="") & ~Q(body="")),
                name="messaging_wording_words",
                violation_error_code="body",
                violation_error_message=_("Write the words of the letter"),
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="messaging_wording_reason",
                violation_error_code="reason",
                violation_error_message=_("Say why you change the letter"),
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="messaging_wording_number"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class Source(models.TextChoices):
    """Who told us what became of a letter."""

    MAILBOX = "MAILBOX", _("A report by e-mail")
    NOTIFY = "NOTIFY", _("GOV.UK Notify")


class DeliveryReport(models.Model):
    """One thing that was heard of one letter; `code` is the enhanced status code (RFC 3463) or Notify's own word."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="reports")
    delivery = models.CharField(max_length=12, choices=Delivery)
    source = models.CharField(max_length=8, choices=Source)
    code = models.CharField(max_length=24, blank=True)
    heard_at = models.DateTimeField()

    class Meta:
        ordering = ("heard_at", "id")
        constraints = (
            models.CheckConstraint(condition=Q(delivery__in=Delivery.values), name="messaging_report_delivery"),
            models.CheckConstraint(condition=Q(source__in=Source.values), name="messaging_report_source"),
            models.UniqueConstraint(fields=["letter", "delivery", "code"], name="messaging_report_once"),
        )

    def __str__(self) -> str:
        return f"{self.letter_id} {self.delivery}"


class ProviderNotice(models.Model):
    """What somebody with Notify's token told us of a notification; a hint, until Notify itself was asked."""

    notification_id = models.UUIDField()
    said = models.CharField(max_length=24)
    received_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["notification_id", "said"], name="messaging_notice_once"),)

    def __str__(self) -> str:
        return f"{self.notification_id} {self.said}"


class ReturnedAddress(models.Model):
    """An address, by its digest alone, from which letters come back, or where they were reported as unwanted."""

    contact_digest = models.CharField(max_length=32, unique=True)
    since_at = models.DateTimeField()
    last_at = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-last_at", "id")
        constraints = (
            models.CheckConstraint(condition=Q(last_at__gte=F("since_at")), name="messaging_returned_instants"),
        )

    def __str__(self) -> str:
        return str(self.contact_digest)


class QuietHours(models.Model):
    """From and until which hour in London a contact wants no letter that can wait; equal hours for none."""

    contact_digest = models.CharField(max_length=32, unique=True)
    from_hour = models.PositiveSmallIntegerField()
    until_hour = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(from_hour__lte=23, until_hour__lte=23),
                name="messaging_quiet_hours",
                violation_error_code="from_hour",
                violation_error_message=_("Choose an hour of the day"),
            ),
        )

    def __str__(self) -> str:
        return str(self.contact_digest)


class TopicChoice(models.Model):
    """When a contact wants the letters of one topic."""

    contact_digest = models.CharField(max_length=32)
    topic = models.CharField(max_length=120)
    when = models.CharField(max_length=8, choices=When)
    chosen_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["contact_digest", "topic"], name="messaging_choice_once"),
            models.CheckConstraint(condition=Q(when__in=When.values), name="messaging_choice_when"),
        )

    def __str__(self) -> str:
        return f"{self.contact_digest} {self.topic}"
