"""Codes that were sent, browsers that are signed in, and what is asked in a second step."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commonweal.core.encryption import EncryptedTextField
from commonweal.core.references import ReferenceField
from commonweal.people.models import Person

MOST_TRIES = 5
"""Of one code. With eight figures and the limits in `rules`, guessing is hopeless; slips of the finger are not."""


class ContactCode(models.Model):
    """A code that was sent to an e-mail address. It opens only the browser that asked for it, once, for a while.

    What was asked for stays a day, because the limits count it; then the row is deleted.
    """

    browser_digest = models.CharField(max_length=32)
    code_digest = models.CharField(max_length=32)
    contact = EncryptedTextField()
    contact_digest = models.CharField(max_length=32, db_index=True)
    reach_digest = models.CharField(max_length=32)
    is_from_known_browser = models.BooleanField(default=False)
    asked_at = models.DateTimeField(db_index=True)
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-asked_at", "-id")
        indexes = (models.Index(fields=["reach_digest", "asked_at"], name="sign_in_code_reach"),)
        constraints = (
            models.UniqueConstraint(
                fields=["browser_digest"],
                condition=Q(used_at__isnull=True, replaced_at__isnull=True),
                name="sign_in_code_one_a_browser",
                violation_error_message=_("A code was sent for this browser just now. Use that one"),
            ),
            models.CheckConstraint(
                name="sign_in_code_tries",
                condition=Q(tries__lte=MOST_TRIES),
                violation_error_message=_("This code was tried too often. Ask for a new one"),
            ),
            models.CheckConstraint(
                name="sign_in_code_times",
                condition=Q(expires_at__gt=F("asked_at")) & (Q(used_at__isnull=True) | Q(used_at__lte=F("expires_at"))),
                violation_error_message=_("This code is too old. Ask for a new one"),
            ),
        )

    def __str__(self) -> str:
        return f"code of {self.asked_at:%Y-%m-%d %H:%M}"


class Way(models.TextChoices):
    """How somebody signed in."""

    CODE = "CODE", _("a code by e-mail")
    PASSKEY = "PASSKEY", _("a passkey")
    DIRECTORY = "DIRECTORY", _("the council’s directory")


class Step(models.TextChoices):
    """What was shown in the second step. A passkey asks its device's owner, so it is both steps at once."""

    APP = "APP", _("a code app")
    PASSKEY = "PASSKEY", _("a passkey")
    RECOVERY = "RECOVERY", _("a recovery code")
    DIRECTORY = "DIRECTORY", _("the council’s directory")


class LoginEnd(models.TextChoices):
    """Why a browser is no longer signed in."""

    SIGNED_OUT = "SIGNED_OUT", _("Signed out")
    ELSEWHERE = "ELSEWHERE", _("Ended from another browser")
    TIME = "TIME", _("Its time was over")
    ROLE = "ROLE", _("A role began or ended")
    RESET = "RESET", _("The second step was reset")
    LEFT = "LEFT", _("The account was closed")


class Login(models.Model):
    """One browser in which somebody is signed in. Every request asks it whether that still holds.

    The browser's session is known by a digest: who reads this table cannot take a session over.
    """

    reference = ReferenceField(prefix="LG")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="logins")
    session_digest = models.CharField(max_length=32, unique=True)
    device = EncryptedTextField(blank=True)
    way = models.CharField(max_length=12, choices=Way.choices)
    second_step = models.CharField(max_length=12, choices=Step.choices, blank=True)
    started_at = models.DateTimeField()
    last_seen_on = models.DateField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    end = models.CharField(max_length=12, choices=LoginEnd.choices, blank=True)

    class Meta:
        ordering = ("-started_at", "-id")
        indexes = (models.Index(fields=["person", "ended_at"], name="sign_in_login_person"),)
        constraints = (
            models.CheckConstraint(name="sign_in_login_way", condition=Q(way__in=Way.values)),
            models.CheckConstraint(
                name="sign_in_login_step", condition=Q(second_step="") | Q(second_step__in=Step.values)
            ),
            models.CheckConstraint(name="sign_in_login_end", condition=Q(end="") | Q(end__in=LoginEnd.values)),
            models.CheckConstraint(
                name="sign_in_login_ended",
                condition=Q(ended_at__isnull=True, end="") | (Q(ended_at__isnull=False) & ~Q(end="")),
            ),
            models.CheckConstraint(name="sign_in_login_times", condition=Q(ends_at__gt=F("started_at"))),
        )

    def __str__(self) -> str:
        return str(self.reference)

    def holds(self, at: datetime) -> bool:
        """Whether the browser is still signed in at the instant `at`."""
        return self.ended_at is None and at < self.ends_at


class CodeApp(models.Model):
    """The secret that a code app on somebody's telephone shares with us. `last_step` is the newest that was used."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="code_app")
    secret = EncryptedTextField()
    last_step = models.BigIntegerField(default=0)
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"code app of {self.person_id}"


class RecoveryCode(models.Model):
    """One of the codes that somebody keeps on paper. We keep a digest, so nobody can read it here."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="recovery_codes")
    code_digest = models.CharField(max_length=32, unique=True)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"recovery code of {self.person_id}"


class StepTry(models.Model):
    """A second step that did not succeed. Counted by person, so that nobody guesses for long."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="step_tries")
    tried_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["person", "tried_at"], name="sign_in_step_tries"),)

    def __str__(self) -> str:
        return f"try of {self.person_id}"
