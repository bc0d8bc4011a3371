"""Measures of success and their figures: what is counted, from where to where, by when, and who adopted that."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commonweal.accountability.states.measures import Direction, FigureStatus, MeasureStatus, Period
from commonweal.core.references import ReferenceField
from commonweal.people.models import Body, Person, TwoPersonException
from commonweal.strategy.models import NamedBody, Part, Strategy

_IS_ADOPTED = Q(status__in=[MeasureStatus.ADOPTED.value, MeasureStatus.RETIRED.value])
_HAS_ENDED = Q(status__in=[MeasureStatus.RETIRED.value, MeasureStatus.DROPPED.value])


class Measure(models.Model):
    """One measure of success. It is proposed, by the pack under a `key` or by an officer, and adopted by a decision.

    What a decision adopted is fixed: the database refuses to change its words, and what was said of its target. A
    target is `target_value`, with `target_upto` where it should keep between two, reached by `target_by_on` if a day
    was set; or `has_no_target` says that there is none. `adoption` and `ending` are references of decisions.
    """

    reference = ReferenceField(prefix="SM")
    status = models.CharField(max_length=10, choices=MeasureStatus.choices, default=MeasureStatus.PROPOSED)
    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="measures")
    key = models.CharField(max_length=60, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    serves = models.ManyToManyField(Part, related_name="measures")
    """The aims, objectives and outcomes whose success it would show."""

    title = models.CharField(max_length=200)
    definition = models.TextField()
    numerator = models.TextField(blank=True)
    denominator = models.TextField(blank=True)
    unit = models.CharField(max_length=120)
    direction = models.CharField(max_length=8, choices=Direction.choices, blank=True)
    owner = models.ForeignKey(NamedBody, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=12, choices=Period.choices, blank=True)
    source = models.TextField(blank=True)
    confidence = models.CharField(max_length=300, blank=True)
    caveat = models.TextField(blank=True)

    baseline_value = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    baseline_on = models.DateField(null=True, blank=True)
    baseline_source = models.CharField(max_length=300, blank=True)
    target_value = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    target_upto = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    target_by_on = models.DateField(null=True, blank=True)
    has_no_target = models.BooleanField(default=False)

    proposed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    """The officer who proposed it; nobody where the pack did."""
    proposed_at = models.DateTimeField()
    adoption = models.CharField(max_length=12, blank=True)
    adopted_at = models.DateTimeField(null=True, blank=True)
    adopted_on = models.DateField(null=True, blank=True)
    """The London day of the decision, not of its record."""
    adopted_by = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ending = models.CharField(max_length=12, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("strategy", "position", "id")
        constraints = (
            models.CheckConstraint(name="accountability_measure_status", condition=Q(status__in=MeasureStatus.values)),
            models.CheckConstraint(
                name="accountability_measure_direction", condition=Q(direction="") | Q(direction__in=Direction.values)
            ),
            models.CheckConstraint(
                name="accountability_measure_period", condition=Q(period="") | Q(period__in=Period.values)
            ),
            models.UniqueConstraint(
                fields=["strategy", "key"], condition=~Q(key=""), name="accountability_measure_of_the_pack_once"
            ),
            models.CheckConstraint(
                name="accountability_measure_words",
                condition=~Q(title="") & ~Q(definition="") & ~Q(unit=""),
                violation_error_code="definition",
                violation_error_message=_("Say what it is called, what is counted, and in which unit"),
            ),
            models.CheckConstraint(
                name="accountability_measure_adopted",
                condition=(
                    _IS_ADOPTED
                    & ~Q(adoption="")
                    & Q(adopted_at__isnull=False, adopted_on__isnull=False, adopted_by__isnull=False)
                )
                | (~_IS_ADOPTED & Q(adoption="", adopted_at=None, adopted_on=None, adopted_by=None)),
                violation_error_message=_("Only a recorded decision adopts a measure"),
            ),
            models.CheckConstraint(
                name="accountability_measure_ended",
                condition=(
                    _HAS_ENDED & Q(ended_at__isnull=False, ended_on__isnull=False) & (~Q(ending="") | ~Q(ended_why=""))
                )
                | (~_HAS_ENDED & Q(ending="", ended_at=None, ended_on=None, ended_why="")),
                violation_error_code="why",
                violation_error_message=_("Say why it ends, or record the decision that ends it"),
            ),
            models.CheckConstraint(
                name="accountability_measure_retired",
                condition=~Q(status=MeasureStatus.RETIRED) | ~Q(ending=""),
                violation_error_message=_("Only a recorded decision ends a measure that was adopted"),
            ),
            models.CheckConstraint(
                name="accountability_measure_baseline",
                condition=Q(baseline_value=None, baseline_on=None, baseline_source="")
                | (Q(baseline_value__isnull=False, baseline_on__isnull=False) & ~Q(baseline_source="")),
                violation_error_code="baseline_value",
                violation_error_message=_(
                    "Say where it started with the figure, its day and its source, or leave out all"
                ),
            ),
            models.CheckConstraint(
                name="accountability_measure_target",
                condition=Q(target_value=None, target_upto=None, target_by_on=None)
                | (Q(target_value__isnull=False, has_no_target=False) & ~Q(direction="")),
                violation_error_code="target_value",
                violation_error_message=_("A target needs a figure, and which way is better; or say that none is set"),
            ),
            models.CheckConstraint(
                name="accountability_measure_between",
                condition=Q(target_value=None)
                | (Q(direction=Direction.WITHIN, target_upto__isnull=False, target_upto__gte=F("target_value")))
                | (~Q(direction=Direction.WITHIN) & Q(target_upto=None)),
                violation_error_code="target_upto",
                violation_error_message=_("Enter both figures it should keep between, the lower one first"),
            ),
        )

    def __str__(self) -> str:
        return str(self.reference)

    @property
    def is_proposed(self) -> bool:
        """Whether nobody has adopted it."""
        return self.status == MeasureStatus.PROPOSED

    @property
    def is_adopted(self) -> bool:
        """Whether it is adopted and still used."""
        return self.status == MeasureStatus.ADOPTED

    @property
    def is_at_work(self) -> bool:
        """Whether figures are still recorded for it."""
        return self.status in {MeasureStatus.PROPOSED, MeasureStatus.ADOPTED}

    @property
    def has_said_target(self) -> bool:
        """Whether a target is set, or it is said that there is none."""
        return self.target_value is not None or self.has_no_target

    def status_at(self, at: datetime) -> MeasureStatus:
        """Where it had got to at an instant."""
        if self.ended_at is not None and self.ended_at <= at:
            return MeasureStatus(self.status)
        is_adopted = self.adopted_at is not None and self.adopted_at <= at
        return MeasureStatus.ADOPTED if is_adopted else MeasureStatus.PROPOSED

    def figures_at(self, at: datetime) -> list[MeasureValue]:
        """The figures that stood at an instant, the oldest period first; reads what was fetched with the measure."""
        return sorted((each for each in self.figures.all() if each.stood_at(at)), key=lambda each: each.from_on)


class MeasureValue(models.Model):
    """What a measure came to in one period, as one person entered it and another confirmed.

    The database refuses to change one that was confirmed: a mistake is put right by a later figure that names it. The
    figure is either entered itself, or worked out from the two numbers it is made of; a percentage is out of 100.
    """

    reference = ReferenceField(prefix="MV")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="figures")
    status = models.CharField(max_length=10, choices=FigureStatus.choices, default=FigureStatus.WAITING)
    from_on = models.DateField()
    until_on = models.DateField()
    value = models.DecimalField(max_digits=16, decimal_places=4)
    numerator = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    denominator = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    source = models.CharField(max_length=300)
    scope = models.CharField(max_length=200)
    caveat = models.CharField(max_length=500, blank=True)
    replaces = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replacements")
    replaces_why = models.CharField(max_length=500, blank=True)

    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_on = models.DateField()
    settled_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    returned_why = models.CharField(max_length=500, blank=True)
    exception = models.ForeignKey(TwoPersonException, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("measure", "from_on", "id")
        indexes = (models.Index(fields=["status", "recorded_at"], name="accountability_figure_queue"),)
        constraints = (
            models.CheckConstraint(name="accountability_figure_status", condition=Q(status__in=FigureStatus.values)),
            models.CheckConstraint(name="accountability_figure_days", condition=Q(until_on__gt=F("from_on"))),
            models.CheckConstraint(
                name="accountability_figure_not_ahead",
                condition=Q(until_on__lt=F("recorded_on")),
                violation_error_code="period",
                violation_error_message=_("Choose a period that is over"),
            ),
            models.CheckConstraint(
                name="accountability_figure_parts",
                condition=Q(numerator=None, denominator=None)
                | Q(numerator__isnull=False, denominator__isnull=False, denominator__gt=0),
                violation_error_code="denominator",
                violation_error_message=_("Enter both numbers it is made of, the second above nought, or neither"),
            ),
            models.CheckConstraint(
                name="accountability_figure_said",
                condition=~Q(source="") & ~Q(scope=""),
                violation_error_code="source",
                violation_error_message=_("Say where the figure comes from, and whom or what it covers"),
            ),
            models.CheckConstraint(
                name="accountability_figure_settled",
                condition=Q(status=FigureStatus.WAITING, settled_by=None, settled_at=None)
                | (~Q(status=FigureStatus.WAITING) & Q(settled_by__isnull=False, settled_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="accountability_figure_returned",
                condition=Q(status=FigureStatus.RETURNED) & ~Q(returned_why="")
                | ~Q(status=FigureStatus.RETURNED) & Q(returned_why=""),
                violation_error_code="why",
                violation_error_message=_("Say why you return it, so that the one who entered it knows what is wrong"),
            ),
            models.CheckConstraint(
                name="accountability_figure_two_people",
                condition=Q(status__in=[FigureStatus.WAITING.value, FigureStatus.RETURNED.value])
                | ~Q(settled_by=F("recorded_by"))
                | Q(exception__isnull=False),
                violation_error_message=_("Somebody other than the person who entered this figure confirms it"),
            ),
            models.CheckConstraint(
                name="accountability_figure_replaces",
                condition=Q(replaces=None, replaces_why="") | (Q(replaces__isnull=False) & ~Q(replaces_why="")),
                violation_error_code="replaces_why",
                violation_error_message=_("Say what was wrong with the figure before"),
            ),
            models.CheckConstraint(
                name="accountability_figure_replaced",
                condition=Q(status=FigureStatus.REPLACED, replaced_at__isnull=False)
                | (~Q(status=FigureStatus.REPLACED) & Q(replaced_at=None)),
            ),
            models.UniqueConstraint(
                fields=["measure", "from_on"],
                condition=Q(status=FigureStatus.CONFIRMED),
                name="accountability_figure_once",
                violation_error_code="period",
                violation_error_message=_("There is a figure for this period already. Correct that one"),
            ),
            models.UniqueConstraint(
                fields=["measure", "from_on"],
                condition=Q(status=FigureStatus.WAITING),
                name="accountability_figure_waits_once",
                violation_error_code="period",
                violation_error_message=_("A figure for this period waits to be confirmed already"),
            ),
        )

    def __str__(self) -> str:
        return str(self.reference)

    @property
    def is_waiting(self) -> bool:
        """Whether a second person has still to look at it."""
        return self.status == FigureStatus.WAITING

    @property
    def is_confirmed(self) -> bool:
        """Whether it stands."""
        return self.status == FigureStatus.CONFIRMED

    def stood_at(self, at: datetime) -> bool:
        """Whether it was confirmed and not yet replaced at an instant."""
        if self.status not in {FigureStatus.CONFIRMED, FigureStatus.REPLACED} or self.settled_at is None:
            return False
        return self.settled_at <= at and (self.replaced_at is None or self.replaced_at > at)
