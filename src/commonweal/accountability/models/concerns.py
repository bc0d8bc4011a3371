"""Concerns that anybody raises on a commitment, and what the bodies concerned reply to them."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commonweal.accountability.models.filings import Filing
from commonweal.accountability.states.concerns import ConcernStatus
from commonweal.core.days import london_day
from commonweal.core.encryption import EncryptedTextField
from commonweal.core.references import ReferenceField
from commonweal.people.models import Body, Person
from commonweal.strategy.models import Commitment


class MayPublish(models.TextChoices):
    """What the person who raises a concern lets us print of it."""

    WORDS = "WORDS", _("My words, as I wrote them")
    SUMMARY = "SUMMARY", _("Only a summary, in the council’s words")
    NOTHING = "NOTHING", _("Nothing of what I wrote")


class ReachRaiserBy(models.TextChoices):
    """How the person who raises a concern wants to be reached."""

    EMAIL = "EMAIL", _("E-mail")
    PHONE = "PHONE", _("Telephone")
    POST = "POST", _("Post")
    NOTHING = "NOTHING", _("Do not contact me")


class ConcernOutcome(models.TextChoices):
    """What the council finds."""

    UPHELD = "UPHELD", _("Upheld")
    PARTLY_UPHELD = "PARTLY_UPHELD", _("Partly upheld")
    NOT_UPHELD = "NOT_UPHELD", _("Not upheld")
    NO_VIEW = "NO_VIEW", _("No view taken")


FINDS_FOR_RAISER = frozenset({ConcernOutcome.UPHELD, ConcernOutcome.PARTLY_UPHELD})

OPEN = frozenset({ConcernStatus.WAITING})
SETTLED = frozenset({ConcernStatus.CLOSED, ConcernStatus.WITHDRAWN})
ANSWERED = frozenset({ConcernStatus.ANSWERED, ConcernStatus.CLOSED})


class Concern(models.Model):
    """One concern. Whoever holds its key (the private link) may see it, withdraw it, and reply to the answer.

    What the person wrote, their name and contact are encrypted, and printed only as `may_publish` lets us and once an
    officer has looked: whole, or not at all. `summary` is the council's own, and names nobody. Of one whose person lets
    nothing be printed the public sees reference, commitment, days, outcome and what will be done. `filing` is the
    document it challenges. `held_until_on` is the last day for the person's reply to the answer.
    """

    reference = ReferenceField(prefix="CN")
    key_digest = models.CharField(max_length=32, unique=True)
    status = models.CharField(max_length=10, choices=ConcernStatus.choices, default=ConcernStatus.DRAFT)
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="concerns")
    filing = models.ForeignKey(Filing, null=True, blank=True, on_delete=models.PROTECT, related_name="concerns")

    words = EncryptedTextField(blank=True)
    wish = EncryptedTextField(blank=True)
    may_publish = models.CharField(max_length=8, choices=MayPublish.choices, blank=True)
    name = EncryptedTextField(blank=True)
    reach_by = models.CharField(max_length=8, choices=ReachRaiserBy.choices, blank=True)
    contact = EncryptedTextField(blank=True)
    contact_digest = models.CharField(max_length=32, blank=True, db_index=True)
    reach_digest = models.CharField(max_length=32, blank=True, db_index=True)

    handler = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    summary = models.TextField(blank=True)
    has_words_shown = models.BooleanField(default=False)
    outcome = models.CharField(max_length=14, choices=ConcernOutcome.choices, blank=True)
    answer = models.TextField(blank=True)
    action = models.TextField(blank=True)
    action_by_on = models.DateField(null=True, blank=True)
    raiser_reply = EncryptedTextField(blank=True)
    is_reply_seen = models.BooleanField(default=False)
    is_reply_shown = models.BooleanField(default=False)

    started_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_on = models.DateField(null=True, blank=True)
    answer_by_on = models.DateField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    held_until_on = models.DateField(null=True, blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    emptied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-sent_at", "-id")
        indexes = (
            models.Index(fields=["status", "answer_by_on"], name="accountability_concern_queue"),
            models.Index(fields=["commitment", "-sent_at"], name="accountability_concern_of"),
            models.Index(fields=["started_at"], name="accountability_concern_begun"),
            # Lists and evidence of many years are read by the days that concerns are of, the newest first.
            *(
                models.Index(fields=[f"-{column}", "-id"], name=f"accountability_concern_{name}")
                for name, column in (
                    ("sent", "sent_at"),
                    ("day", "sent_on"),
                    ("due", "answer_by_on"),
                    ("over", "answered_on"),
                )
            ),
            models.Index(
                fields=["-answered_on", "-id"],
                condition=Q(answered_on__gt=F("answer_by_on")),
                name="accountability_concern_late",
            ),
            models.Index(fields=["answered_on", "sent_on", "commitment"], name="accountability_concern_took"),
            models.Index(fields=["commitment", "status", "outcome"], name="accountability_concern_counts"),
        )
        constraints = (
            models.CheckConstraint(name="accountability_concern_status", condition=Q(status__in=ConcernStatus.values)),
            models.CheckConstraint(
                name="accountability_concern_publish",
                condition=Q(may_publish="") | Q(may_publish__in=MayPublish.values),
            ),
            models.CheckConstraint(
                name="accountability_concern_reach", condition=Q(reach_by="") | Q(reach_by__in=ReachRaiserBy.values)
            ),
            models.CheckConstraint(
                name="accountability_concern_contact",
                condition=Q(reach_by="")
                | Q(reach_by=ReachRaiserBy.NOTHING, contact_digest="")
                | (~Q(reach_by=ReachRaiserBy.NOTHING) & ~Q(contact_digest="")),
                violation_error_code="reach_by",
                violation_error_message=_("Tell us how to reach you, or choose that we do not"),
            ),
            models.CheckConstraint(
                name="accountability_concern_whole",
                condition=Q(status=ConcernStatus.DRAFT)
                | (
                    ~Q(may_publish="")
                    & (~Q(reach_by="") | Q(emptied_at__isnull=False))
                    & Q(sent_at__isnull=False, sent_on__isnull=False)
                    & Q(answer_by_on__isnull=False, answer_by_on__gte=F("sent_on"))
                ),
                violation_error_message=_("Answer every question before you send the concern"),
            ),
            models.CheckConstraint(
                name="accountability_concern_words_shown",
                condition=Q(has_words_shown=False) | (Q(may_publish=MayPublish.WORDS) & ~Q(summary="")),
                violation_error_code="has_words_shown",
                violation_error_message=_("The person did not agree to have their own words printed"),
            ),
            models.CheckConstraint(
                name="accountability_concern_answered",
                condition=Q(
                    status__in=sorted(ANSWERED),
                    answered_at__isnull=False,
                    answered_on__isnull=False,
                    held_until_on__isnull=False,
                    outcome__in=ConcernOutcome.values,
                )
                & ~Q(answer="")
                | (
                    ~Q(status__in=sorted(ANSWERED))
                    & Q(answered_at__isnull=True, answered_on__isnull=True, outcome="", answer="")
                ),
                violation_error_code="answer",
                violation_error_message=_("Choose what you find, and say why"),
            ),
            models.CheckConstraint(
                name="accountability_concern_summed_up",
                condition=~Q(status__in=sorted(ANSWERED)) | Q(may_publish=MayPublish.NOTHING) | ~Q(summary=""),
                violation_error_code="answer",
                violation_error_message=_("Write the public summary before you answer"),
            ),
            models.CheckConstraint(
                name="accountability_concern_action",
                condition=(Q(action="") & Q(action_by_on__isnull=True))
                | (~Q(action="") & Q(action_by_on__isnull=False)),
                violation_error_code="action_by_on",
                violation_error_message=_("Say what will be done and by which day, or leave both empty"),
            ),
            models.CheckConstraint(
                name="accountability_concern_remedy",
                condition=~Q(outcome__in=sorted(FINDS_FOR_RAISER)) | ~Q(action=""),
                violation_error_code="action",
                violation_error_message=_("Say what will be done; you found that something is wrong"),
            ),
            models.CheckConstraint(
                name="accountability_concern_settled",
                condition=Q(status__in=sorted(SETTLED), settled_at__isnull=False)
                | (~Q(status__in=sorted(SETTLED)) & Q(settled_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="accountability_concern_replied",
                condition=Q(replied_at__isnull=True) | Q(status=ConcernStatus.CLOSED, replied_at__gte=F("answered_at")),
            ),
            models.CheckConstraint(
                name="accountability_concern_reply_seen",
                condition=Q(is_reply_seen=False) | Q(replied_at__isnull=False),
            ),
            models.CheckConstraint(
                name="accountability_concern_reply_shown",
                condition=Q(is_reply_shown=False) | Q(may_publish=MayPublish.WORDS, is_reply_seen=True),
                violation_error_message=_("The person did not agree to have their own words printed"),
            ),
            # What is encrypted cannot be looked at here; the rest of what an emptied concern must not hold can.
            models.CheckConstraint(
                name="accountability_concern_emptied",
                condition=Q(emptied_at__isnull=True)
                | Q(
                    settled_at__isnull=False,
                    has_words_shown=False,
                    is_reply_shown=False,
                    reach_by="",
                    contact_digest="",
                    reach_digest="",
                ),
            ),
        )

    def __str__(self) -> str:
        return str(self.reference)

    @property
    def is_draft(self) -> bool:
        """Whether it has not been sent yet."""
        return self.status == ConcernStatus.DRAFT

    @property
    def is_open(self) -> bool:
        """Whether it waits for the council's answer."""
        return self.status in OPEN

    @property
    def is_answered(self) -> bool:
        """Whether the council has answered it."""
        return self.status in ANSWERED

    @property
    def is_replyable(self) -> bool:
        """Whether the person may still reply to the answer, or say that it is done with."""
        return self.status == ConcernStatus.ANSWERED

    @property
    def is_withdrawn(self) -> bool:
        """Whether the person took it back."""
        return self.status == ConcernStatus.WITHDRAWN

    @property
    def is_emptied(self) -> bool:
        """Whether what the person wrote, and how to reach them, has been erased."""
        return self.emptied_at is not None

    @property
    def is_upheld(self) -> bool:
        """Whether the council found that the person was right, in whole or in part."""
        return self.outcome in FINDS_FOR_RAISER

    @property
    def is_silent(self) -> bool:
        """Whether nothing of what the person wrote may be printed, not even summed up."""
        return self.may_publish == MayPublish.NOTHING

    @property
    def lets_words_be_shown(self) -> bool:
        """Whether the person agreed that their own words are printed."""
        return self.may_publish == MayPublish.WORDS

    @property
    def is_reached_by_email(self) -> bool:
        """Whether letters about it can be sent to the person."""
        return self.reach_by == ReachRaiserBy.EMAIL

    @property
    def is_reached_by_nothing(self) -> bool:
        """Whether the private link is the only way between the person and us."""
        return self.reach_by == ReachRaiserBy.NOTHING

    @property
    def has_answers(self) -> bool:
        """Whether any question has been answered."""
        return bool(self.words or self.may_publish or self.reach_by)

    @property
    def public_summary(self) -> str:
        """The council's summary, as far as it may be printed."""
        return "" if self.is_silent or self.is_withdrawn else str(self.summary)

    @property
    def public_words(self) -> str:
        """The person's own words, as far as they may be printed and an officer has looked."""
        return str(self.words) if self.has_words_shown and not self.is_withdrawn else ""

    @property
    def public_answer(self) -> str:
        """Why the council finds so, as far as it may be printed: it tells what the concern was."""
        return "" if self.is_silent else str(self.answer)

    @property
    def public_reply(self) -> str:
        """The person's reply to the answer, as far as it may be printed: whole, once an officer has looked."""
        return str(self.raiser_reply) if self.is_reply_shown else ""

    def is_late_on(self, day: date) -> bool:
        """Whether by the end of yesterday's day it should have been answered and was not, or was answered too late."""
        until = self.ended_on or day
        return self.answer_by_on is not None and self.answer_by_on < until

    @property
    def ended_on(self) -> date | None:
        """The London day on which the wait for an answer was over: it was answered, or withdrawn."""
        return self.answered_on or self.withdrawn_on

    @property
    def withdrawn_on(self) -> date | None:
        """The London day on which the person took it back."""
        return london_day(self.settled_at) if self.is_withdrawn and self.settled_at else None


class ConcernReply(models.Model):
    """The right of reply of one body to one concern: it is asked, and its people may write once, until a day.

    Printed as they wrote it, unless nothing of the concern may be printed.
    """

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="replies")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    asked_on = models.DateField()
    reply_by_on = models.DateField()
    words = EncryptedTextField(blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    replied_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    emptied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("asked_at", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["concern", "body"],
                name="accountability_concern_reply_once",
                violation_error_code="body",
                violation_error_message=_("This body has been asked for its reply already"),
            ),
            models.CheckConstraint(
                name="accountability_concern_reply_days", condition=Q(reply_by_on__gte=F("asked_on"))
            ),
            models.CheckConstraint(
                name="accountability_concern_reply_whole",
                condition=Q(replied_at__isnull=True, replied_by__isnull=True)
                | Q(replied_at__isnull=False, replied_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.concern_id}: {self.body_id}"

    @property
    def is_written(self) -> bool:
        """Whether the body has replied."""
        return self.replied_at is not None

    def is_open_on(self, day: date) -> bool:
        """Whether the body may still reply on a London day."""
        return not self.is_written and self.reply_by_on >= day
