"""The record of a decision, what it is about, its papers, and what was corrected beside it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commonweal.core.encryption import EncryptedTextField
from commonweal.core.files import StoredFile
from commonweal.core.references import ReferenceField
from commonweal.decisions.states import CAN_BE_WRITTEN, NEEDS_TWO, WITHOUT_OFFICE, Outcome, Status, TakenBy
from commonweal.people.models import Body, Person, TwoPersonException

_IS_WRITTEN = Q(status__in=[status.value for status in CAN_BE_WRITTEN])
_IS_RECORDED = Q(status=Status.RECORDED.value)


class Decision(models.Model):
    """One decision. Public and fixed from the moment it is recorded: the database refuses to change its words.

    The words are the body's own and name no officer. A member who decides alone holds public office, so their name can
    be given; it is encrypted all the same, and so is what members declared. `keeper` writes the record and answers
    for it until it is public; `recorded_by` sent it, `confirmed_by` is the second person. `is_by_two_people` is kept
    here because it depends on what the decision does to things of other areas; `exception` lets one person do both.
    """

    reference = ReferenceField(prefix="DR")
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.DRAFT)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    keeper = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    title = models.CharField(max_length=200, blank=True)
    outcome = models.CharField(max_length=16, choices=Outcome.choices, blank=True)
    what = models.TextField(blank=True)
    replaces = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replacements")

    taken_by = models.CharField(max_length=16, choices=TakenBy.choices, blank=True)
    office = models.CharField(max_length=160, blank=True)
    member_name = EncryptedTextField(blank=True)
    member_digest = models.CharField(max_length=32, blank=True, db_index=True)
    decided_on = models.DateField(null=True, blank=True)
    power = models.TextField(blank=True)

    why = models.TextField(blank=True)
    alternatives = models.TextField(blank=True)
    interests = EncryptedTextField(blank=True)

    is_by_two_people = models.BooleanField(default=False)
    started_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=160, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    returned_because = models.CharField(max_length=500, blank=True)
    confirmed_by = models.CharField(max_length=160, blank=True)
    exception = models.ForeignKey(TwoPersonException, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(null=True, blank=True)
    recorded_on = models.DateField(null=True, blank=True)
    emptied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-decided_on", "-id")
        indexes = (models.Index(fields=["status", "-decided_on"], name="decisions_register"),)
        constraints = (
            models.CheckConstraint(name="decisions_status", condition=Q(status__in=Status.values)),
            models.CheckConstraint(name="decisions_outcome", condition=Q(outcome="") | Q(outcome__in=Outcome.values)),
            models.CheckConstraint(
                name="decisions_taken_by", condition=Q(taken_by="") | Q(taken_by__in=TakenBy.values)
            ),
            models.CheckConstraint(
                name="decisions_whole",
                condition=_IS_WRITTEN
                | (
                    ~Q(title="")
                    & ~Q(outcome="")
                    & ~Q(what="")
                    & ~Q(taken_by="")
                    & Q(decided_on__isnull=False)
                    & ~Q(power="")
                    & ~Q(why="")
                    & ~Q(alternatives="")
                    & Q(sent_at__isnull=False)
                    & ~Q(recorded_by="")
                ),
                violation_error_message=_("Answer every question before you send the record"),
            ),
            models.CheckConstraint(
                name="decisions_office",
                condition=_IS_WRITTEN | ~Q(office="") | Q(taken_by__in=[each.value for each in WITHOUT_OFFICE]),
                violation_error_code="office",
                violation_error_message=_("Say which office, committee or board decided"),
            ),
            models.CheckConstraint(
                name="decisions_member_name",
                condition=Q(member_digest="") | Q(taken_by=TakenBy.CABINET_MEMBER.value),
                violation_error_code="member_name",
                violation_error_message=_("Name somebody only where a cabinet member decided"),
            ),
            models.CheckConstraint(
                name="decisions_recorded",
                condition=(_IS_RECORDED & Q(recorded_at__isnull=False, recorded_on__isnull=False))
                | (~_IS_RECORDED & Q(recorded_at__isnull=True, recorded_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="decisions_not_ahead",
                condition=Q(recorded_on__isnull=True) | Q(decided_on__lte=F("recorded_on")),
                violation_error_code="decided_on",
                violation_error_message=_("Enter the day it was decided; it cannot be after today"),
            ),
            models.CheckConstraint(
                name="decisions_needs_two",
                condition=_IS_WRITTEN
                | Q(is_by_two_people=True)
                | (~Q(outcome__in=[each.value for each in NEEDS_TWO]) & Q(replaces__isnull=True)),
            ),
            models.CheckConstraint(
                name="decisions_confirmed",
                condition=~_IS_RECORDED
                | (Q(is_by_two_people=False) & Q(confirmed_by=""))
                | (
                    Q(is_by_two_people=True)
                    & ~Q(confirmed_by="")
                    & (~Q(confirmed_by=F("recorded_by")) | Q(exception__isnull=False))
                ),
                violation_error_message=_("Another person must confirm this record before it is public"),
            ),
            models.CheckConstraint(
                name="decisions_not_replaced_by_itself",
                condition=Q(replaces__isnull=True) | ~Q(replaces=F("id")),
                violation_error_code="replaces",
                violation_error_message=_("A decision cannot replace itself. Enter an earlier one"),
            ),
            models.UniqueConstraint(
                fields=["replaces"],
                condition=_IS_RECORDED,
                name="decisions_replaced_once",
                violation_error_code="replaces",
                violation_error_message=_("Another decision has replaced that one already. Enter the later one"),
            ),
            # What is encrypted cannot be looked at here; its digest can.
            models.CheckConstraint(
                name="decisions_emptied", condition=Q(emptied_at__isnull=True) | (_IS_RECORDED & Q(member_digest=""))
            ),
        )

    def __str__(self) -> str:
        return str(self.reference)

    @property
    def is_public(self) -> bool:
        """Whether everybody can read it."""
        return self.status == Status.RECORDED

    @property
    def is_awaiting(self) -> bool:
        """Whether it waits for a second person."""
        return self.status == Status.AWAITING

    @property
    def is_returned(self) -> bool:
        """Whether the second person sent it back."""
        return self.status == Status.RETURNED

    @property
    def can_be_written(self) -> bool:
        """Whether its words can still be changed."""
        return self.status in CAN_BE_WRITTEN

    @property
    def replaced_by(self) -> Decision | None:
        """The later public decision that took this one's place; None while it stands."""
        return next((later for later in self.replacements.all() if later.is_public), None)

    @property
    def needs_office(self) -> bool:
        """Whether it must say which office, committee or board decided, because there are several of them."""
        return bool(self.taken_by) and self.taken_by not in WITHOUT_OFFICE

    @property
    def may_name_member(self) -> bool:
        """Whether it can name the member: one who decided alone holds public office."""
        return self.taken_by == TakenBy.CABINET_MEMBER

    @property
    def who(self) -> str:
        """Who decided, in words: the office where one is named."""
        return self.office or (str(TakenBy(self.taken_by).label) if self.taken_by else "")


class DecisionSubject(models.Model):
    """That a decision is about a thing of another area, and what it does to it. The title is as it was then.

    `until_on` is the last day of what it extends; only effects that need one have it.
    """

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="subjects")
    kind = models.CharField(max_length=60)
    reference = models.CharField(max_length=80)
    title = models.CharField(max_length=300)
    effect = models.CharField(max_length=40)
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=["kind", "reference"], name="decisions_about"),)
        constraints = (
            models.UniqueConstraint(
                fields=["decision", "kind", "reference"],
                name="decisions_about_once",
                violation_error_message=_("The decision is about this already. Remove it first to change what it does"),
            ),
            models.CheckConstraint(
                name="decisions_about_something", condition=~Q(reference="") & ~Q(title="") & ~Q(effect="")
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.reference}"


class Paper(models.Model):
    """A paper that lay before whoever decided: a file we keep, or an address elsewhere."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="papers")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    document = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    link = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["decision", "number"], name="decisions_paper_number"),
            models.CheckConstraint(
                name="decisions_paper_one_of_two",
                condition=Q(document__isnull=False, link="") | (Q(document__isnull=True) & ~Q(link="")),
                violation_error_code="link",
                violation_error_message=_("Choose a file or enter an address, one of the two"),
            ),
            models.CheckConstraint(
                name="decisions_paper_link",
                condition=Q(link="") | Q(link__startswith="https://") | Q(link__startswith="http://"),
                violation_error_code="link",
                violation_error_message=_("Enter the address in full, like https://www.example.org/report.pdf"),
            ),
        )

    def __str__(self) -> str:
        return self.title


class Correction(models.Model):
    """What was wrong in the words of a public record, and what is right. It stands beside them, numbered."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="corrections")
    number = models.PositiveSmallIntegerField()
    wrong = models.TextField()
    right = models.TextField()
    made_by = models.CharField(max_length=160)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(
                fields=["decision", "number"],
                name="decisions_correction_number",
                violation_error_message=_("Somebody else corrected this a moment ago. Look, and correct it again"),
            ),
            models.CheckConstraint(
                name="decisions_correction_words",
                condition=~Q(wrong="") & ~Q(right="") & Q(number__gte=1),
                violation_error_message=_("Say what is wrong, and what is right"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.decision_id}.{self.number}"
