"""Measures of success in every state, with the people and the decisions that it takes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from commonweal.accountability.models import Measure, MeasureValue
from commonweal.accountability.operations import measure_figures, measures
from commonweal.accountability.queries import measures as queries
from commonweal.accountability.rules.measure_periods import Span, span_of
from commonweal.accountability.states.measures import Direction, Period
from commonweal.core.actors import Actor
from commonweal.decisions.models import Decision
from commonweal.decisions.operations import drafts, recording
from commonweal.decisions.states import Outcome
from commonweal.strategy.models import Strategy
from tests.factories import decisions, strategy
from tests.factories.decisions import House

LONG_AGO = timedelta(days=400)

WORDS: dict[str, Any] = {
    "title": "Halls that are warm",
    "definition": "Of all village halls, how many are warm enough in winter.",
    "numerator": "Halls at 18 degrees in January",
    "denominator": "All village halls",
    "unit": "%",
    "serves": ["AIM:aim-1", "OUTCOME:outcome-1"],
}

TERMS: dict[str, Any] = {
    "owner": "council",
    "period": Period.YEARLY,
    "source": "The yearly look at halls",
    "confidence": "High: each is measured",
    "caveat": "",
    "direction": Direction.MORE,
    "baseline_value": Decimal(52),
    "baseline_on": date(2024, 3, 31),
    "baseline_source": "The look at halls of 2024",
    "target_value": Decimal(80),
    "target_upto": None,
    "target_by_on": None,
    "has_no_target": False,
}

FIGURE: dict[str, Any] = {
    "value": None,
    "numerator": Decimal(61),
    "denominator": Decimal(100),
    "source": "The look at halls of 2026",
    "scope": "All village halls of the county",
    "caveat": "",
}

LAST_YEAR = Span(date(2025, 4, 1), date(2026, 3, 31))
"""The year that was over last, for tests, whose clock stands at 17 June 2026."""

YEAR_BEFORE = Span(date(2024, 4, 1), date(2025, 3, 31))


@dataclass(frozen=True)
class Land:
    """A council with its people, and its strategy, whose pack proposes two measures."""

    home: House
    strategy: Strategy
    proposals: dict[str, Measure] = field(default_factory=dict)

    @property
    def officer(self) -> Actor:
        """Who proposes measures and enters figures."""
        return self.home.officer.actor

    @property
    def colleague(self) -> Actor:
        """Who confirms figures."""
        return self.home.colleague.actor


def land(*, at: datetime) -> Land:
    """The council and its strategy, loaded long before."""
    home = decisions.house(at=at - LONG_AGO)
    loaded = strategy.a_strategy(at=at - LONG_AGO)
    return Land(home, loaded, queries.of_pack(loaded))


def proposed(place: Land, *, at: datetime, **changes: Any) -> Measure:
    """A measure that an officer proposed; nothing is said but its words."""
    return measures.propose(strategy=place.strategy, by=place.officer, at=at, **WORDS | changes)


def say_terms(place: Land, measure: Measure, *, at: datetime, **changes: Any) -> Measure:
    """The measure with all that a decision needs, or with the changes."""
    terms = TERMS | changes
    terms["owner"] = queries.owner_by_key(place.strategy, terms["owner"])
    return measures.say_terms(measure=measure, by=place.officer, at=at, **terms)


def prepared(place: Land, *, at: datetime, **changes: Any) -> Measure:
    """A proposal of which all is said that a decision needs; `changes` are of its words or its terms."""
    of_words = {name: changes.pop(name) for name in WORDS if name in changes}
    return say_terms(place, proposed(place, at=at, **of_words), at=at, **changes)


def decide(place: Land, measure: Measure, effect: str, *, at: datetime) -> Decision:
    """A decision about the measure, public at once."""
    decision = awaiting(place, measure, effect, at=at)
    return recording.confirm(decision=decision, by=place.home.accountable.actor, at=at)


def awaiting(place: Land, measure: Measure, effect: str, *, at: datetime) -> Decision:
    """A decision about the measure whose record waits for a second person."""
    outcome = Outcome.ADOPT if effect == "ADOPT" else Outcome.OTHER
    decided_on = at.date() - timedelta(days=14)
    decision = decisions.written(place.home, at=at, outcome=outcome, decided_on=decided_on)
    by = place.officer
    drafts.add_subject(
        decision=decision, kind=queries.SUBJECT, reference=measure.reference, effect=effect, by=by, at=at
    )
    return recording.send(decision=decision, by=by, at=at)


def adopted(place: Land, *, at: datetime, **changes: Any) -> Measure:
    """A measure that a decision adopted."""
    measure = prepared(place, at=at, **changes)
    decide(place, measure, "ADOPT", at=at)
    return queries.get_for_desk(measure.reference)


def entered(place: Land, measure: Measure, *, at: datetime, span: Span = LAST_YEAR, **changes: Any) -> MeasureValue:
    """A figure that waits to be confirmed."""
    return measure_figures.enter(measure=measure, span=span, by=place.officer, at=at, **FIGURE | changes)


def confirmed(place: Land, measure: Measure, *, at: datetime, span: Span = LAST_YEAR, **changes: Any) -> MeasureValue:
    """A figure that counts."""
    waits = entered(place, measure, at=at, span=span, **changes)
    return measure_figures.confirm(figure=waits, by=place.colleague, at=at)


def corrected(place: Land, figure: MeasureValue, *, at: datetime, **changes: Any) -> MeasureValue:
    """A figure that has taken the place of another."""
    later = measure_figures.correct(
        figure=figure, replaces_why="Two halls were counted twice", by=place.officer, at=at, **FIGURE | changes
    )
    return measure_figures.confirm(figure=later, by=place.colleague, at=at)


def anew(measure: Measure) -> Measure:
    """The same measure as it is now."""
    return queries.get_for_desk(measure.reference)


def month(measure: Measure, day: date) -> Span:
    """The measure's period in which a day lies."""
    return span_of(measure.period, day)
