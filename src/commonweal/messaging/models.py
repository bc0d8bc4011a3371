"""The outbox: one row for each letter, written in the transaction of the operation that sends it."""

from __future__ import annotations

from django.db import models

from commonweal.core.encryption import EncryptedTextField
from commonweal.core.references import ReferenceField
from commonweal.messaging.states import OPEN, Status


class Letter(models.Model):
    """One letter to one address. What it says and to whom is encrypted; `reply` is the mail server's last code."""

    reference = ReferenceField(prefix="LT")
    kind = models.CharField(max_length=120)
    to = EncryptedTextField()
    to_digest = models.CharField(max_length=32)
    subject = EncryptedTextField()
    text = EncryptedTextField()
    html = EncryptedTextField()
    status = models.CharField(max_length=12, choices=Status, default=Status.QUEUED)
    message_id = models.CharField(max_length=200, unique=True, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    reply = models.CharField(max_length=3, blank=True)
    added_at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("added_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(status=Status.SENT, sent_at__isnull=False)
                | models.Q(
                    status__in=[Status.QUEUED, Status.HANDING_OVER, Status.HELD, Status.FAILED, Status.DROPPED],
                    sent_at=None,
                ),
                name="messaging_letter_sent_at",
            ),
        )
        indexes = (
            models.Index(
                fields=["status", "added_at"], condition=models.Q(status__in=list(OPEN)), name="messaging_letter_open"
            ),
            models.Index(fields=["to_digest"], name="messaging_letter_to"),
        )

    def __str__(self) -> str:
        return str(self.reference)
