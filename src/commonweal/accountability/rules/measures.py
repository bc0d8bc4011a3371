"""How it stands with a measure of success, and who may propose, fill in and confirm. Only a decision adopts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from itertools import takewhile
from typing import Any

from django.utils.translation import gettext as _

from commonweal.accountability.models import Measure, MeasureValue
from commonweal.accountability.queries import measures as queries
from commonweal.accountability.rules.measure_periods import Span, span_of, spans_over
from commonweal.accountability.states.measures import (
    FIGURE_JOURNEY,
    MEASURE_JOURNEY,
    Direction,
    MeasureStatus,
    Verdict,
)
from commonweal.core.actors import Actor
from commonweal.core.days import london_day
from commonweal.core.rules import ALLOWED, Decision, Refused
from commonweal.people import rules as people
from commonweal.people.models import Body
from commonweal.people.standing import Standing, standing_of

PROPOSE = "accountability.propose_measure"
"""To propose measures, prepare them for a decision, and enter their figures."""

CONFIRM = "accountability.confirm_figure"

PERCENT = "%"
TENTHS, HUNDREDTHS = Decimal("0.1"), Decimal("0.01")

SPANS_SHOWN = 12
"""Periods back for which a figure can be entered."""


# How it stands.


@dataclass(frozen=True)
class Judgement:
    """How it stands with a measure: the verdict, and the figure it rests on or that was the latest."""

    verdict: Verdict
    figure: MeasureValue | None = None
    is_reached_since: bool = False
    """Whether a target that was missed on its day has been reached after it."""


def judge(measure: Measure, *, at: datetime) -> Judgement:
    """How it stood with a measure at an instant. What nobody adopted is never met, whatever its figures."""
    figures = measure.figures_at(at)
    latest = figures[-1] if figures else None
    status = measure.status_at(at)
    if status != MeasureStatus.ADOPTED:
        return Judgement(Verdict(status.value), latest)
    if latest is None:
        return Judgement(Verdict.NO_FIGURE)
    if measure.target_value is None:
        return Judgement(Verdict.NO_TARGET, latest)
    by_on = measure.target_by_on
    if by_on is None or by_on >= london_day(at):
        return Judgement(Verdict.MET if is_reached(measure, latest.value) else Verdict.NOT_MET_YET, latest)
    return _judge_after(measure, figures, by_on, on=london_day(at))


def _judge_after(measure: Measure, figures: list[MeasureValue], by_on: date, *, on: date) -> Judgement:
    """How it stands when the target's day has passed: by the last figure of a period that was over on that day."""
    latest = figures[-1]
    in_time = next((each for each in reversed(figures) if each.until_on <= by_on), None)
    if in_time is not None and is_reached(measure, in_time.value):
        return Judgement(Verdict.MET, in_time)
    last_span = _last_span(measure, by_on)
    is_still_out = in_time is None or (last_span is not None and in_time.until_on < last_span.until_on)
    if is_still_out and last_span is not None and last_span.due_on >= on:
        return Judgement(Verdict.NOT_MET_YET, latest)
    is_late = latest is not in_time
    return Judgement(Verdict.MISSED, in_time or latest, is_late and is_reached(measure, latest.value))


def _last_span(measure: Measure, by_on: date) -> Span | None:
    """The last period that was over on the target's day."""
    if not measure.period:
        return None
    span = span_of(measure.period, by_on)
    return span if span.until_on == by_on else next(spans_over(measure.period, by_on))


def is_reached(measure: Measure, value: Decimal) -> bool:
    """Whether a value reaches the target of the measure, by which way is better. Never without a target."""
    target, upto = measure.target_value, measure.target_upto
    if target is None:
        return False
    if measure.direction == Direction.WITHIN:
        return upto is not None and target <= value <= upto
    return value >= target if measure.direction == Direction.MORE else value <= target


def missing(measure: Measure) -> list[str]:
    """What an adopted measure should say and does not, in words that follow “it has no”."""
    said = (
        (bool(measure.serves.all()), _("outcome")),
        (measure.baseline_value is not None, _("baseline")),
        (measure.has_said_target, _("target, nor says that none is set")),
        (measure.owner_id is not None, _("owner")),
        (bool(measure.period), _("period")),
        (bool(measure.source), _("source")),
        (bool(measure.confidence), _("confidence")),
    )
    return [words for is_there, words in said if not is_there]


def spans_without_figure(measure: Measure, *, at: datetime) -> list[Span]:
    """The periods that ended since the measure was adopted and have no confirmed figure, the latest first."""
    if measure.status_at(at) != MeasureStatus.ADOPTED or not measure.period or measure.adopted_on is None:
        return []
    adopted_on = measure.adopted_on
    there = {figure.from_on for figure in measure.figures_at(at)}
    since = takewhile(lambda span: span.until_on >= adopted_on, spans_over(measure.period, london_day(at)))
    return [span for span in since if span.from_on not in there]


def is_without_figure(measure: Measure, *, at: datetime) -> bool:
    """Whether an adopted measure has not one figure although the first was due."""
    spans = spans_without_figure(measure, at=at)
    return bool(spans) and not measure.figures_at(at) and spans[-1].due_on < london_day(at)


# Who may do what.


def is_proposer(standing: Standing) -> bool:
    """Whether somebody with this standing proposes measures and enters figures."""
    return standing.may(PROPOSE)


def is_confirmer(standing: Standing) -> bool:
    """Whether somebody with this standing confirms figures."""
    return standing.may(CONFIRM)


def is_at_desk(standing: Standing) -> bool:
    """Whether somebody with this standing works with measures at all."""
    return is_proposer(standing) or is_confirmer(standing)


def can_propose(by: Actor, *, at: datetime) -> Decision:
    """Whether `by` may propose a measure, or say what one needs to be decided about."""
    if not is_proposer(standing_of(by, at=at)):
        return Refused(_("Only a communities officer of the council can do this. Ask one of them"))
    return ALLOWED


def can_say_terms(by: Actor, measure: Measure, *, at: datetime) -> Decision:
    """Whether `by` may say what a measure starts from and aims at: while it is used and no decision on it waits."""
    if not measure.is_at_work:
        return Refused(_("This measure is no longer used, so it stays as it is"))
    if (waits := queries.awaiting_decision(measure)) is not None:
        return Refused(
            _("The decision %(reference)s about it waits to be confirmed. Ask for it to be returned, then change this")
            % {"reference": waits.reference}
        )
    return can_propose(by, at=at)


DECIDED = ("direction", "target_value", "target_upto", "target_by_on")

LEFT_OPEN = (
    "owner",
    "period",
    "source",
    "confidence",
    "caveat",
    "baseline_value",
    "baseline_on",
    "baseline_source",
    "has_no_target",
)
"""What may be filled in after a measure was adopted without it."""


def can_change_terms(measure: Measure, terms: Mapping[str, Any]) -> Decision:  # Any: what the columns hold
    """Whether these terms may stand: anything in a proposal; in an adopted measure only what was left open.

    A target is decided and never typed in afterwards, or whoever enters figures could choose what is met.
    """
    if measure.is_proposed:
        return ALLOWED
    for name in DECIDED:
        if terms[name] != getattr(measure, name):
            return Refused(
                _("The target was decided, so it stays. For another, have a new measure adopted in this one’s place"),
                field=name,
            )
    for name in LEFT_OPEN:
        before = getattr(measure, name)
        if before not in (None, "", False) and terms[name] != before:
            words = _("This was there when the measure was adopted, or was filled in since, so it stays")
            return Refused(words, field=name)
    return ALLOWED


def can_withdraw(by: Actor, measure: Measure, *, at: datetime) -> Decision:
    """Whether `by` may take a proposal back: one that an officer made, while nobody has decided on it."""
    if not MEASURE_JOURNEY.is_open(measure.status, "drop"):
        return Refused(_("Only a proposal can be taken back. To end an adopted measure, record the decision that does"))
    if measure.key:
        return Refused(_("The strategy’s pack proposes this. Record the decision that drops it, or change the pack"))
    return can_say_terms(by, measure, at=at)


def can_enter(by: Actor, measure: Measure, span: Span, *, at: datetime) -> Decision:
    """Whether `by` may enter a figure for this period: one of the measure's own that is over."""
    may = can_propose(by, at=at)
    if not may:
        return may
    if not measure.is_at_work:
        return Refused(_("This measure is no longer used, so it has no new figures"))
    if not measure.period:
        return Refused(_("Say first how often there is a figure for this measure"))
    if span != span_of(measure.period, span.from_on) or span.until_on >= london_day(at):
        return Refused(_("Choose one of the periods that are over"), field="period")
    return ALLOWED


def worked_out(measure: Measure, numerator: Decimal, denominator: Decimal) -> Decimal:
    """What two numbers come to in the measure's unit: percentages to one place, anything else to two.

    It is kept as it is shown, so that nobody reads "80%" and is told that 80% is not reached.
    """
    share = numerator / denominator if denominator else Decimal(0)  # the database refuses a nought below
    if measure.unit == PERCENT:
        return (share * 100).quantize(TENTHS, ROUND_HALF_UP)
    return share.quantize(HUNDREDTHS, ROUND_HALF_UP)


def is_figure(value: Decimal | None, *, numerator: Decimal | None, denominator: Decimal | None) -> Decision:
    """Whether a figure can be told from what was entered: itself, or both numbers that it is made of."""
    if denominator is not None and denominator <= 0:
        return Refused(_("Enter a number above nought: nothing can be shared out among nobody"), field="denominator")
    if (numerator is None) != (denominator is None):
        empty = "denominator" if denominator is None else "numerator"
        return Refused(_("Enter both numbers that the figure is made of, or leave both empty"), field=empty)
    if value is None and numerator is None:
        return Refused(_("Enter the figure, or both numbers that it is made of"), field="value")
    if value is not None and numerator is not None:
        return Refused(_("Enter the figure, or the numbers that it is made of, not both"), field="value")
    return ALLOWED


def can_replace(earlier: MeasureValue) -> Decision:
    """Whether another figure can take the place of this one: while it stands."""
    if not FIGURE_JOURNEY.is_open(earlier.status, "replace"):
        return Refused(_("Only a confirmed figure is corrected. This one does not stand"))
    return ALLOWED


def can_confirm(by: Actor, figure: MeasureValue, *, at: datetime) -> Decision:
    """Whether `by` is the second person: able to confirm figures, and not the one who entered this."""
    may = can_look_over(by, figure, at=at)
    body = body_of(by, at=at)
    if not may or body is None:
        return may
    return people.two_people.are_two_people(figure.recorded_by.actor, by, decision=CONFIRM, body=body, at=at)


def can_look_over(by: Actor, figure: MeasureValue, *, at: datetime) -> Decision:
    """Whether `by` may confirm or return this figure, the two-person rule apart."""
    if not FIGURE_JOURNEY.is_open(figure.status, "confirm"):
        return Refused(_("This figure does not wait to be confirmed"))
    if not is_confirmer(standing_of(by, at=at)):
        return Refused(_("Only a communities officer or an accountable officer can confirm a figure. Ask one of them"))
    return ALLOWED


def body_of(by: Actor, *, at: datetime) -> Body | None:
    """The body at which `by` confirms figures; None where they do not."""
    roles = standing_of(by, at=at).roles
    return next((role.body for role in roles if Standing(by, (role,)).may(CONFIRM)), None)


def can_decide(measure: Measure, move: str) -> Decision:
    """Whether a decision can do this to a measure: what `MEASURE_JOURNEY` has from where it has got to."""
    if not MEASURE_JOURNEY.is_open(measure.status, move):
        words = {"reference": measure.reference, "state": measure.get_status_display()}
        return Refused(_("%(reference)s is “%(state)s”, so this decision cannot have that effect") % words)
    return ALLOWED
