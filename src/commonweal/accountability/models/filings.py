"""What people bring where records cannot prove a commitment: documents, answers of both sides, notes, and obstacles."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commonweal.accountability.states.filings import FilingStatus
from commonweal.core.files import StoredFile
from commonweal.core.references import ReferenceField
from commonweal.people.models import Body, Person, TwoPersonException
from commonweal.strategy.models import Commitment

FEWEST_ANSWERS = 5
"""Answers of fewer are too few: four people can be guessed, and do not speak for a council or for a sector."""


class Shows(models.TextChoices):
    """How much of a commitment a document shows, as the one says who files it and the other who accepts it."""

    WHOLE = "WHOLE", _("All of it")
    PART = "PART", _("A part of it")


class Filing(models.Model):
    """A document or link filed by one person as evidence for a commitment, and accepted by another (class B).

    Public once accepted, and shown as filed, not proved by records. `dated_on` is the document's own London day. The
    public sees who filed and who accepted it by their office, as it was then (`filed_as`, `settled_as`), not by name.
    What was accepted can be set aside later; it stays public that it was, and why.
    """

    reference = ReferenceField(prefix="FE")
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="filings")
    status = models.CharField(max_length=10, choices=FilingStatus.choices, default=FilingStatus.FILED)
    title = models.CharField(max_length=200)
    shows = models.CharField(max_length=6, choices=Shows.choices)
    words = models.TextField()
    """What the document shows, in words for the public."""
    dated_on = models.DateField()
    document = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    link = models.CharField(max_length=400, blank=True)
    filed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    filed_at = models.DateTimeField()
    filed_on = models.DateField()
    filed_as = models.CharField(max_length=200)
    settled_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_as = models.CharField(max_length=200, blank=True)
    settled_why = models.CharField(max_length=500, blank=True)
    exception = models.ForeignKey(TwoPersonException, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    set_aside_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    set_aside_at = models.DateTimeField(null=True, blank=True)
    set_aside_as = models.CharField(max_length=200, blank=True)
    set_aside_why = models.CharField(max_length=500, blank=True)
    emptied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-filed_at", "-id")
        indexes = (models.Index(fields=["status", "filed_at"], name="accountability_filing_queue"),)
        constraints = (
            models.CheckConstraint(name="accountability_filing_status", condition=Q(status__in=FilingStatus.values)),
            models.CheckConstraint(name="accountability_filing_shows", condition=Q(shows__in=Shows.values)),
            models.CheckConstraint(
                name="accountability_filing_something",
                condition=Q(document__isnull=False) | ~Q(link="") | Q(emptied_at__isnull=False),
                violation_error_code="document",
                violation_error_message=_("Choose a file, or enter a link to the document"),
            ),
            models.CheckConstraint(
                name="accountability_filing_link",
                condition=Q(link="") | Q(link__startswith="https://") | Q(link__startswith="http://"),
                violation_error_code="link",
                violation_error_message=_("Enter the link in full, like https://www.example.org/report"),
            ),
            models.CheckConstraint(
                name="accountability_filing_not_ahead",
                condition=Q(dated_on__lte=F("filed_on")),
                violation_error_code="dated_on",
                violation_error_message=_("Enter the day of the document; it cannot be after today"),
            ),
            models.CheckConstraint(
                name="accountability_filing_settled",
                condition=Q(status=FilingStatus.FILED, settled_at__isnull=True, settled_by__isnull=True)
                | (~Q(status=FilingStatus.FILED) & Q(settled_at__isnull=False, settled_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="accountability_filing_two_people",
                condition=~Q(status__in=[FilingStatus.ACCEPTED, FilingStatus.SET_ASIDE])
                | ~Q(settled_by=F("filed_by"))
                | Q(exception__isnull=False),
                violation_error_message=_("Somebody other than the person who filed this accepts it"),
            ),
            models.CheckConstraint(
                name="accountability_filing_why",
                condition=~Q(status=FilingStatus.RETURNED) | ~Q(settled_why=""),
                violation_error_code="why",
                violation_error_message=_("Say why, so that the one who filed it knows what is missing"),
            ),
            models.CheckConstraint(
                name="accountability_filing_set_aside",
                condition=Q(status=FilingStatus.SET_ASIDE, set_aside_at__isnull=False, set_aside_by__isnull=False)
                & ~Q(set_aside_why="")
                | (
                    ~Q(status=FilingStatus.SET_ASIDE)
                    & Q(set_aside_at__isnull=True, set_aside_by__isnull=True, set_aside_why="")
                ),
                violation_error_code="why",
                violation_error_message=_("Say why it no longer counts"),
            ),
            models.CheckConstraint(
                name="accountability_filing_emptied",
                condition=Q(emptied_at__isnull=True)
                | (Q(document__isnull=True) & ~Q(status__in=[FilingStatus.FILED, FilingStatus.ACCEPTED])),
            ),
        )

    def __str__(self) -> str:
        return str(self.reference)

    @property
    def is_waiting(self) -> bool:
        """Whether it waits for a second person."""
        return self.status == FilingStatus.FILED

    @property
    def is_accepted(self) -> bool:
        """Whether a second person accepted it, and it still counts."""
        return self.status == FilingStatus.ACCEPTED

    @property
    def is_returned(self) -> bool:
        """Whether the second person returned it."""
        return self.status == FilingStatus.RETURNED

    @property
    def is_withdrawn(self) -> bool:
        """Whether the one who filed it took it back before it was accepted."""
        return self.status == FilingStatus.WITHDRAWN

    @property
    def is_set_aside(self) -> bool:
        """Whether it was accepted once, and no longer counts."""
        return self.status == FilingStatus.SET_ASIDE

    @property
    def is_public(self) -> bool:
        """Whether everybody may see it: it was accepted, be it set aside since."""
        return self.is_accepted or self.is_set_aside

    @property
    def shows_whole(self) -> bool:
        """Whether it shows all of what was promised."""
        return self.shows == Shows.WHOLE


class Side(models.TextChoices):
    """Which side of the relationship answered."""

    COUNCIL = "COUNCIL", _("The council")
    SECTOR = "SECTOR", _("The sector")


class Attestation(models.Model):
    """What one side of the relationship answered when it was asked whether a commitment is kept (class C).

    Who asked whom, when, how many were asked, answered and agreed. Public at once; withdrawn with a reason, never
    edited. `asked_on` is the London day on which the answers were complete. An answer of fewer than `FEWEST_ANSWERS`
    is public as too few to count: how many agreed is then said nowhere.
    """

    reference = ReferenceField(prefix="AT")
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="attestations")
    side = models.CharField(max_length=8, choices=Side.choices)
    question = models.CharField(max_length=300)
    asked_by = models.CharField(max_length=200)
    asked_whom = models.CharField(max_length=300)
    asked_on = models.DateField()
    asked = models.PositiveIntegerField()
    answered = models.PositiveIntegerField()
    agreed = models.PositiveIntegerField()
    words = models.TextField(blank=True)
    link = models.CharField(max_length=400, blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_on = models.DateField()
    recorded_as = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("-asked_on", "-id")
        constraints = (
            models.CheckConstraint(name="accountability_attestation_side", condition=Q(side__in=Side.values)),
            models.CheckConstraint(
                name="accountability_attestation_counts",
                condition=Q(asked__gte=1) & Q(answered__lte=F("asked")) & Q(agreed__lte=F("answered")),
                violation_error_code="agreed",
                violation_error_message=_("No more can agree than answered, and no more answer than were asked"),
            ),
            models.CheckConstraint(
                name="accountability_attestation_not_ahead",
                condition=Q(asked_on__lte=F("recorded_on")),
                violation_error_code="asked_on",
                violation_error_message=_("Enter the day the answers were in; it cannot be after today"),
            ),
            models.CheckConstraint(
                name="accountability_attestation_withdrawn",
                condition=Q(withdrawn_at__isnull=True, withdrawn_why="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_why="")),
                violation_error_code="withdrawn_why",
                violation_error_message=_("Say why this is withdrawn"),
            ),
            models.CheckConstraint(
                name="accountability_attestation_link",
                condition=Q(link="") | Q(link__startswith="https://") | Q(link__startswith="http://"),
                violation_error_code="link",
                violation_error_message=_("Enter the link in full, like https://www.example.org/survey"),
            ),
        )

    def __str__(self) -> str:
        return str(self.reference)

    @property
    def is_withdrawn(self) -> bool:
        """Whether the side that recorded it took it back."""
        return self.withdrawn_at is not None

    @property
    def is_too_few(self) -> bool:
        """Whether so few answered that it does not count, and that their answers could be guessed."""
        return self.answered < FEWEST_ANSWERS


class Note(models.Model):
    """A signed, dated note beside the status of a commitment. It changes no status, and is never edited.

    Once it is withdrawn its words are no longer printed, and after their time are gone (`emptied_at`).
    """

    reference = ReferenceField(prefix="NT")
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="notes")
    words = models.TextField()
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    signed_as = models.CharField(max_length=200)
    """The office and body it is signed for; the person's name stands beside it."""
    written_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.CharField(max_length=500, blank=True)
    emptied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-written_at", "-id")
        constraints = (
            models.CheckConstraint(
                name="accountability_note_words",
                condition=(~Q(words="") | Q(emptied_at__isnull=False, withdrawn_at__isnull=False)) & ~Q(signed_as=""),
                violation_error_code="words",
                violation_error_message=_("Write the note"),
            ),
            models.CheckConstraint(
                name="accountability_note_withdrawn",
                condition=Q(withdrawn_at__isnull=True, withdrawn_why="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_why="")),
                violation_error_code="withdrawn_why",
                violation_error_message=_("Say why this note is withdrawn"),
            ),
        )

    def __str__(self) -> str:
        return str(self.reference)

    @property
    def is_withdrawn(self) -> bool:
        """Whether its author took it back."""
        return self.withdrawn_at is not None


class Obstacle(models.Model):
    """What stands in the way of a commitment, and who can take it away. It sets the flag, and no status."""

    reference = ReferenceField(prefix="OB")
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="obstacles")
    what = models.CharField(max_length=500)
    unblocker = models.CharField(max_length=200)
    """Who can take it away: a body or an office, in words."""
    unblocking_body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    """The body, where it is one of ours; it is written to."""
    found_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    found_at = models.DateTimeField()
    found_as = models.CharField(max_length=200)
    reminded_at = models.DateTimeField(null=True, blank=True)
    """When somebody was last written to because it still stands."""
    gone_at = models.DateTimeField(null=True, blank=True)
    gone_how = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("-found_at", "-id")
        constraints = (
            models.CheckConstraint(
                name="accountability_obstacle_words",
                condition=~Q(what="") & ~Q(unblocker=""),
                violation_error_code="unblocker",
                violation_error_message=_("Say what stands in the way, and who can take it away"),
            ),
            models.CheckConstraint(
                name="accountability_obstacle_gone",
                condition=Q(gone_at__isnull=True, gone_how="") | (Q(gone_at__isnull=False) & ~Q(gone_how="")),
                violation_error_code="gone_how",
                violation_error_message=_("Say how it went away"),
            ),
        )

    def __str__(self) -> str:
        return str(self.reference)

    @property
    def is_gone(self) -> bool:
        """Whether it no longer stands in the way."""
        return self.gone_at is not None
