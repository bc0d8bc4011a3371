"""Measures of success as officers see them: what needs a figure, what waits to be confirmed, what is proposed. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.accountability.models import Measure, MeasureValue
from commonweal.accountability.presenters import measure_words as words
from commonweal.accountability.rules import measures as rules
from commonweal.accountability.rules.measure_periods import Span, latest_over
from commonweal.accountability.states.measures import FigureStatus
from commonweal.core import days
from commonweal.core.actors import Actor
from commonweal.ui.rows import Cells, Row, cells, link, row


class Desk:
    """What an officer finds: late and due figures, figures to look over, those that came back, and all measures."""

    def __init__(
        self,
        measures: Sequence[Measure],
        waiting: Sequence[MeasureValue],
        returned: Sequence[MeasureValue],
        *,
        by: Actor,
        at: datetime,
    ) -> None:
        today = days.london_day(at)
        entered = {(each.measure_id, each.from_on) for each in waiting}
        missing = [
            (measure, span)
            for measure in measures
            for span in rules.spans_without_figure(measure, at=at)
            if (measure.pk, span.from_on) not in entered
        ]
        missing.sort(key=lambda pair: (pair[1].due_on, pair[0].position, pair[0].reference))
        self.late = [_missing(measure, span) for measure, span in missing if span.due_on < today]
        self.due = [_missing(measure, span) for measure, span in missing if span.due_on >= today]
        self.to_confirm = [_waiting(each) for each in waiting if each.recorded_by.reference != by.key]
        self.own = [_waiting(each, is_own=True) for each in waiting if each.recorded_by.reference == by.key]
        self.returned = [_returned(each) for each in returned]
        self.adopted = [_listed(each, at=at) for each in measures if each.is_adopted]
        self.proposed = [_proposal(each) for each in measures if each.is_proposed]


def _to(measure: Measure) -> object:
    return link(measure.title, "accountability:measure_at_desk", ref=measure.reference)


def _missing(measure: Measure, span: Span) -> Cells:
    day = days.show_day(span.due_on, with_weekday=True)
    enter = link(
        _("Enter the figure for %(period)s") % {"period": span.title},
        "accountability:figure_enter",
        ref=measure.reference,
    )
    return cells(_to(measure), span.title, day, enter)


def _waiting(figure: MeasureValue, *, is_own: bool = False) -> Cells:
    measure = figure.measure
    entered = days.show_day(days.london_day(figure.recorded_at))
    shown = _to(measure) if is_own else link(measure.title, "accountability:figure_confirm", ref=figure.reference)
    return cells(
        shown,
        words.period_words(figure),
        words.show_value(figure.value, measure.unit),
        figure.recorded_by.name,
        entered,
    )


def _returned(figure: MeasureValue) -> Cells:
    measure = figure.measure
    again = link(_("Enter it again"), "accountability:figure_enter", ref=measure.reference)
    return cells(_to(measure), words.period_words(figure), figure.returned_why, again)


def _listed(measure: Measure, *, at: datetime) -> Cells:
    judgement = rules.judge(measure, at=at)
    return cells(_to(measure), str(judgement.verdict.label), words.sentence(measure, judgement, at=at))


def _proposal(measure: Measure) -> Cells:
    return cells(_to(measure), measure.reference, ready_words(measure))


def ready_words(measure: Measure) -> str:
    """How much of what a decision needs has been said of a proposal."""
    lacking = len(rules.missing(measure))
    if not lacking:
        return _("Ready for a decision")
    said = ngettext("%(count)d thing has not been said yet", "%(count)d things have not been said yet", lacking)
    return said % {"count": lacking}


def lacking_words(measure: Measure) -> list[str]:
    """What has not been said of a measure, each in words."""
    return [_("No %(thing)s") % {"thing": each} for each in rules.missing(measure)]


def figure_rows(figures: Iterable[MeasureValue], measure: Measure) -> list[Cells]:
    """Every figure of a measure with where it has got to; those that stand can be corrected."""
    shown = []
    for each in figures:
        state: object = str(FigureStatus(each.status).label)
        if each.is_waiting:
            state = link(state, "accountability:figure_confirm", ref=each.reference)
        correct: object = ""
        if each.is_confirmed and measure.is_at_work:
            correct = link(_("Correct it"), "accountability:figure_correct", ref=each.reference)
        value = words.show_value(each.value, measure.unit)
        shown.append(cells(words.period_words(each), value, _parts(each) or "–", state, correct or "–"))
    return shown


def _parts(figure: MeasureValue) -> str:
    if figure.numerator is None or figure.denominator is None:
        return ""
    parts = {"some": words.show_number(figure.numerator), "all": words.show_number(figure.denominator)}
    return _("%(some)s of %(all)s") % parts


def check_rows(figure: MeasureValue) -> list[Row]:
    """All that was entered of one figure, for who looks it over."""
    measure = figure.measure
    before = figure.replaces
    said = [
        (_("What is counted"), measure.definition),
        (_("Period"), words.period_words(figure)),
        (_("Figure"), words.show_value(figure.value, measure.unit)),
        (_("Made of"), _parts(figure)),
        (_("Source"), figure.source),
        (_("Covers"), figure.scope),
        (_("Read with care"), figure.caveat),
        (_("Takes the place of"), words.show_value(before.value, measure.unit) if before else ""),
        (_("What was wrong"), figure.replaces_why),
        (_("Entered by"), f"{figure.recorded_by.name}, {days.show_instant(figure.recorded_at)}"),
    ]
    return [row(name, value) for name, value in said if value]


def periods(measure: Measure, *, at: datetime) -> list[tuple[str, str]]:
    """The periods for which a figure can be entered, those first that lack one."""
    if not measure.period:
        return []
    spans = latest_over(measure.period, days.london_day(at), count=rules.SPANS_SHOWN)
    there = {each.from_on for each in measure.figures_at(at)}
    return [(span.from_on.isoformat(), span.title) for span in spans if span.from_on not in there]
