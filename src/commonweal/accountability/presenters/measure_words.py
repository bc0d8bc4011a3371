"""What measures and their figures are called in sentences: values, targets, and how it stands. Pure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from commonweal.accountability.models import Measure, MeasureValue
from commonweal.accountability.rules import measures as rules
from commonweal.accountability.rules.measure_periods import Span
from commonweal.accountability.rules.measures import Judgement
from commonweal.accountability.states.measures import Direction, Verdict
from commonweal.core import days
from commonweal.publishing.suppression import suppress

POUND = "£"

TAGS = {
    Verdict.PROPOSED: "govuk-tag--grey",
    Verdict.NO_FIGURE: "govuk-tag--blue",
    Verdict.NO_TARGET: "govuk-tag--blue",
    Verdict.MET: "cw-tag-kept",
    Verdict.NOT_MET_YET: "cw-tag-soon",
    Verdict.MISSED: "cw-tag-late",
    Verdict.RETIRED: "govuk-tag--grey",
    Verdict.DROPPED: "govuk-tag--grey",
}


def tag(judgement: Judgement) -> dict[str, Any]:
    """The tag of a verdict; a sentence always stands beside it."""
    return {"text": str(judgement.verdict.label), "classes": TAGS[judgement.verdict]}


def show_number(value: Decimal) -> str:
    """A number with its thousands parted and no noughts behind the last digit that says something."""
    shown = f"{value:,f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def show_value(value: Decimal, unit: str) -> str:
    """A value in its unit, as people say it: `61.5%`, `£2.40 for each £1`, `14 hours`."""
    number = show_number(value)
    if unit.startswith("%"):
        return f"{number}{unit}"
    if unit.startswith(POUND):
        return f"{POUND}{value:,.2f}".replace(".00", "") + unit[len(POUND) :]
    return f"{number} {unit}"


def show_short(value: Decimal, unit: str) -> str:
    """A value where the unit stands beside already: the number, with the sign of a percentage or of pounds."""
    if unit.startswith(("%", POUND)):
        return show_value(value, unit[:1])
    return show_number(value)


def is_too_small(figure: MeasureValue) -> bool:
    """Whether a figure is made of so few that somebody could be recognised by it."""
    if figure.numerator is None or figure.denominator is None:
        return False
    rest = figure.denominator - figure.numerator
    return any(suppress(int(part)) is None for part in (figure.numerator, figure.denominator, rest) if part > 0)


def figure_words(figure: MeasureValue, measure: Measure) -> str:
    """What a figure came to; or that it is made of too few to show."""
    return _("too few to show") if is_too_small(figure) else show_value(figure.value, measure.unit)


def parts_words(figure: MeasureValue) -> str:
    """The two numbers a figure is made of; nothing where it was entered itself, or they are too small."""
    if figure.numerator is None or figure.denominator is None or is_too_small(figure):
        return ""
    words = {"some": show_number(figure.numerator), "all": show_number(figure.denominator)}
    return _("%(some)s of %(all)s") % words


def period_words(figure: MeasureValue) -> str:
    """What the period of a figure is called."""
    return Span(figure.from_on, figure.until_on).title


def target_words(measure: Measure, *, is_short: bool = False) -> str:
    """What it aims at, and by when; that nothing is set, or that nobody said so. The short form is as above."""
    if measure.target_value is None:
        return _("No target set") if measure.has_no_target else _("Not said yet")
    aim = _aim(measure, measure.target_value, show=show_short if is_short else show_value)
    if measure.target_by_on is None:
        return aim
    return _("%(aim)s by %(day)s") % {"aim": aim, "day": days.show_day(measure.target_by_on)}


def _aim(measure: Measure, target: Decimal, *, show: Callable[[Decimal, str], str]) -> str:
    if measure.direction == Direction.WITHIN and measure.target_upto is not None:
        words = {"low": show_short(target, measure.unit), "high": show(measure.target_upto, measure.unit)}
        return _("between %(low)s and %(high)s") % words
    if measure.direction == Direction.LESS:
        return _("%(value)s or less") % {"value": show(target, measure.unit)}
    return _("%(value)s or more") % {"value": show(target, measure.unit)}


def baseline_words(measure: Measure, *, is_short: bool = False) -> str:
    """Where it started, and when; that nobody said so. The short form is for where the unit stands beside."""
    if measure.baseline_value is None or measure.baseline_on is None:
        return _("Not said yet")
    show = show_short if is_short else show_value
    value = show(measure.baseline_value, measure.unit)
    return _("%(value)s on %(day)s") % {"value": value, "day": days.show_day(measure.baseline_on)}


def sentence(measure: Measure, judgement: Judgement, *, at: datetime) -> str:
    """How it stands with a measure, in a sentence or two."""
    words = {
        "value": figure_words(judgement.figure, measure) if judgement.figure else "",
        "period": period_words(judgement.figure) if judgement.figure else "",
        "target": target_words(measure),
        "day": days.show_day(measure.ended_on) if measure.ended_on else "",
    }
    verdict = judgement.verdict
    if verdict is Verdict.PROPOSED:
        trial = _(" As a trial: %(value)s in %(period)s.") % words if judgement.figure else ""
        return _("Nobody has adopted it, so it is neither met nor missed.") + trial
    if verdict is Verdict.NO_FIGURE:
        return _no_figure(measure, at=at)
    if verdict is Verdict.NO_TARGET:
        set_or_not = _("No target is set.") if measure.has_no_target else _("Nobody has said what to aim at.")
        return _("%(value)s in %(period)s. ") % words + set_or_not
    if verdict is Verdict.MISSED:
        since = _(" It has been reached since.") if judgement.is_reached_since else ""
        return _("%(value)s in %(period)s. The target was %(target)s.") % words + since
    if verdict in {Verdict.MET, Verdict.NOT_MET_YET}:
        return _("%(value)s in %(period)s. The target is %(target)s.") % words
    if verdict is Verdict.RETIRED:
        return _("Adopted once, and not used since %(day)s.") % words
    return _("This proposal was dropped on %(day)s.") % words


def _no_figure(measure: Measure, *, at: datetime) -> str:
    spans = rules.spans_without_figure(measure, at=at)
    if not spans:
        return _("The first period since it was adopted is not over yet.")
    words = {"period": spans[-1].title, "day": days.show_day(spans[-1].due_on)}
    if spans[-1].due_on < days.london_day(at):
        return _("The first figure, for %(period)s, was due by %(day)s.") % words
    return _("The first figure, for %(period)s, is due by %(day)s.") % words


def way(measure: Measure, judgement: Judgement) -> list[tuple[str, str]]:
    """From where, to where it has got, and what it aims at, each with its word; the sentence above has the unit."""
    figure, latest = judgement.figure, _("None yet")
    if figure is not None:
        shown = _("too few to show") if is_too_small(figure) else show_short(figure.value, measure.unit)
        latest = _("%(value)s in %(period)s") % {"value": shown, "period": period_words(figure)}
    return [
        (_("Started at"), baseline_words(measure, is_short=True)),
        (_("Latest"), latest),
        (_("Target"), target_words(measure, is_short=True)),
    ]
