"""Measures of success as everybody sees them, as component parameters. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from commonweal.accountability.models import Measure, MeasureValue
from commonweal.accountability.presenters import measure_words as words
from commonweal.accountability.rules import measures as rules
from commonweal.accountability.rules.measures import Judgement
from commonweal.accountability.states.measures import FigureStatus
from commonweal.core import days
from commonweal.core.journeys import JourneyStep
from commonweal.strategy.models import Part, PartKind, Strategy
from commonweal.ui.charts import bars
from commonweal.ui.rows import Cells, Row, cells, link, row

MOST_BARS = 12


@dataclass(frozen=True)
class Listed:
    """One measure in a list."""

    measure: Measure
    judgement: Judgement
    sentence: str
    href: str

    @property
    def tag(self) -> dict[str, Any]:
        """The tag of how it stands."""
        return words.tag(self.judgement)

    @property
    def way(self) -> list[tuple[str, str]]:
        """From where to where."""
        return words.way(self.measure, self.judgement)


@dataclass(frozen=True)
class Section:
    """The measures of one aim, or of none."""

    title: str
    listed: list[Listed]


class Framework:
    """Every measure of a strategy: those adopted and proposed by the aim they serve first, and those that ended."""

    def __init__(self, measures: Sequence[Measure], aims: Iterable[Part], *, at: datetime) -> None:
        listed = [_listed(measure, at=at) for measure in measures]
        order = list(aims)
        self.adopted = _sections([each for each in listed if each.measure.is_adopted], order)
        self.proposed = _sections([each for each in listed if each.measure.is_proposed], order)
        self.ended = [each for each in listed if not each.measure.is_at_work]
        self.adopted_count = sum(each.measure.is_adopted for each in listed)
        self.proposed_count = sum(each.measure.is_proposed for each in listed)


def address(measure: Measure) -> str:
    """The path of a measure's public page."""
    where = {"slug": measure.strategy.slug, "ref": measure.reference}
    return reverse("accountability:measure_record", kwargs=where)


def _listed(measure: Measure, *, at: datetime) -> Listed:
    judgement = rules.judge(measure, at=at)
    return Listed(measure, judgement, words.sentence(measure, judgement, at=at), address(measure))


def _sections(listed: Sequence[Listed], aims: Sequence[Part]) -> list[Section]:
    """By the first aim that each serves, in the strategy's order; at the end those that serve none."""
    places = {aim.pk: place for place, aim in enumerate(aims)}
    found: dict[int, list[Listed]] = {}
    for each in listed:
        served = [places[part.pk] for part in each.measure.serves.all() if part.pk in places]
        found.setdefault(min(served, default=len(aims)), []).append(each)
    return [
        Section(aims[place].title if place < len(aims) else _("For the strategy as a whole"), found[place])
        for place in sorted(found)
    ]


def fact_rows(measure: Measure) -> list[Row]:
    """What it is made of, whose it is, from where and to where, and who adopted it."""
    said = [
        (_("Made of"), _made_of(measure)),
        (_("Unit"), measure.unit),
        (_("Which way is better"), str(measure.get_direction_display()) if measure.direction else ""),
        (_("Serves"), served_words(measure)),
        (_("Started at"), _baseline(measure)),
        (_("Target"), words.target_words(measure)),
        (_("Owner"), measure.owner.name if measure.owner else _("Not said yet")),
        (_("How often"), str(measure.get_period_display()) if measure.period else _("Not said yet")),
        (_("Source"), measure.source or _("Not said yet")),
        (_("How sure we are"), measure.confidence or _("Not said yet")),
        (_("Read with care"), measure.caveat),
    ]
    return [row(name, value) for name, value in said if value] + _decided_rows(measure)


def _made_of(measure: Measure) -> str:
    if not measure.numerator or not measure.denominator:
        return measure.numerator
    parts = {"some": measure.numerator, "all": measure.denominator}
    return _("%(some)s, divided by: %(all)s") % parts


def _baseline(measure: Measure) -> str:
    shown = words.baseline_words(measure)
    if not measure.baseline_source:
        return shown
    return _("%(value)s (source: %(source)s)") % {"value": shown, "source": measure.baseline_source}


def served_words(measure: Measure) -> str:
    """The aims, objectives and outcomes that it serves, in a line."""
    order = list(PartKind)
    parts = sorted(measure.serves.all(), key=lambda part: (order.index(PartKind(part.kind)), part.position))
    return "; ".join(f"{PartKind(part.kind).label}: {part.title}" for part in parts)


def _decided_rows(measure: Measure) -> list[Row]:
    rows = []
    if measure.adoption and measure.adopted_on and measure.adopted_by:
        who = _("%(body)s, %(day)s: ") % {
            "body": measure.adopted_by.name,
            "day": days.show_day(measure.adopted_on),
        }
        decision = link(unbroken(measure.adoption), "decisions:decision_record", ref=measure.adoption)
        rows.append(row(_("Adopted by"), format_html("{}{}", who, decision)))
    if measure.ending:
        rows.append(row(_("Ended by"), link(unbroken(measure.ending), "decisions:decision_record", ref=measure.ending)))
    elif measure.ended_why:
        rows.append(row(_("Why it ended"), measure.ended_why))
    return rows


def chart(measure: Measure, *, at: datetime) -> bars.BarChart | None:
    """The figures that stand as bars with the baseline before them and the target across; None where there are none."""
    figures = [each for each in measure.figures_at(at) if not words.is_too_small(each)][-MOST_BARS:]
    if not figures:
        return None
    drawn = []
    if measure.baseline_value is not None and measure.baseline_on is not None:
        shown = words.show_short(measure.baseline_value, measure.unit)
        label = _("Start, %(day)s") % {"day": days.show_day(measure.baseline_on)}
        drawn.append(bars.Bar(label, shown, float(measure.baseline_value), is_quiet=True))
    drawn += [
        bars.Bar(words.period_words(each), words.show_short(each.value, measure.unit), float(each.value))
        for each in figures
    ]
    return bars.draw(
        drawn, id="figures", title=_finding(measure, figures), marks=_marks(measure), source=_source(measure, figures)
    )


def _finding(measure: Measure, figures: Sequence[MeasureValue]) -> str:
    latest = figures[-1]
    told = {
        "value": words.show_value(latest.value, measure.unit),
        "period": words.period_words(latest),
        "before": "",
        "when": "",
    }
    if len(figures) > 1:
        told |= {"before": words.show_short(figures[-2].value, measure.unit), "when": words.period_words(figures[-2])}
    elif measure.baseline_value is not None and measure.baseline_on is not None:
        told |= {
            "before": words.show_short(measure.baseline_value, measure.unit),
            "when": days.show_day(measure.baseline_on),
        }
    if not told["before"]:
        return _("%(value)s in %(period)s") % told
    return _("%(value)s in %(period)s, after %(before)s (%(when)s)") % told


def _marks(measure: Measure) -> list[bars.Mark]:
    """The target, where somebody adopted one: a proposal has none."""
    if measure.target_value is None or measure.is_proposed:
        return []
    ends = [measure.target_value] + ([measure.target_upto] if measure.target_upto is not None else [])
    return [
        bars.Mark(_("Target %(value)s") % {"value": words.show_short(end, measure.unit)}, float(end)) for end in ends
    ]


def _source(measure: Measure, figures: Sequence[MeasureValue]) -> str:
    latest = figures[-1]
    told = {"unit": measure.unit, "source": latest.source, "scope": latest.scope}
    return _("In: %(unit)s. Source: %(source)s. Covers: %(scope)s.") % told


def figure_rows(measure: Measure) -> list[Cells]:
    """Every figure that stands or stood, the latest period first."""
    public = [each for each in measure.figures.all() if each.status in {FigureStatus.CONFIRMED, FigureStatus.REPLACED}]
    public.sort(key=lambda each: (each.from_on, each.settled_at), reverse=True)
    return [
        cells(
            unbroken(words.period_words(each)),
            words.figure_words(each, measure),
            words.parts_words(each) or "–",
            _remarks(each),
            _standing(each),
        )
        for each in public
    ]


def unbroken(text: str) -> SafeString:
    """Words that stay on one line in a narrow column."""
    return format_html('<span class="cw-unbroken">{}</span>', text)


def _remarks(figure: MeasureValue) -> str:
    said = [_("Source: %s") % figure.source, _("Covers: %s") % figure.scope]
    if figure.caveat:
        said.append(_("Read with care: %s") % figure.caveat)
    if figure.replaces_why:
        said.append(_("Corrected: %s") % figure.replaces_why)
    return ". ".join(each.rstrip(".") for each in said) + "."


def _standing(figure: MeasureValue) -> str:
    settled = days.show_day(days.london_day(figure.settled_at)) if figure.settled_at else ""
    if figure.replaced_at is None:
        return _("Confirmed on %(day)s") % {"day": settled}
    replaced = days.show_day(days.london_day(figure.replaced_at))
    return _("Confirmed on %(day)s, replaced on %(later)s") % {"day": settled, "later": replaced}


def history_rows(measure: Measure, steps: Iterable[JourneyStep]) -> list[Cells]:
    """What became of it and when, oldest first."""
    proposer = _("Proposed with the strategy’s pack") if measure.key else _("Proposed by an officer of the council")
    told = {
        "begin": proposer,
        "adopt": _("Adopted by decision %(reference)s") % {"reference": measure.adoption},
        "retire": _("Its use was ended by decision %(reference)s") % {"reference": measure.ending},
        "drop": _("Dropped by decision %(reference)s") % {"reference": measure.ending}
        if measure.ending
        else _("Dropped: %(why)s") % {"why": measure.ended_why},
    }
    return [cells(days.show_instant(step.happened_at), told[step.move]) for step in steps]


def crumbs(strategy: Strategy, *, last: str = "") -> list[dict[str, str]]:
    """Where one is: the strategy, its measures, and perhaps one of them."""
    items = [{"text": strategy.title, "href": reverse("accountability:strategy", kwargs={"slug": strategy.slug})}]
    items.append(
        {"text": _("Success"), "href": reverse("accountability:measure_list", kwargs={"slug": strategy.slug})}
        if last
        else {"text": _("Success")}
    )
    return items + ([{"text": last}] if last else [])
