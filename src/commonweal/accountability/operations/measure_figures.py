"""Figures of measures: entered by one person, confirmed by another, and then corrected only by a later one."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from commonweal.accountability.models import Measure, MeasureValue
from commonweal.accountability.queries import measures as queries
from commonweal.accountability.rules import measures as rules
from commonweal.accountability.rules.measure_periods import Span
from commonweal.accountability.states.measures import FIGURE_JOURNEY
from commonweal.core import audit
from commonweal.core.actors import Actor
from commonweal.core.days import london_day
from commonweal.core.rules import require
from commonweal.people.queries import persons
from commonweal.people.queries import two_people as exceptions
from commonweal.strategy.operations.touches import touch


@transaction.atomic
def enter(
    *,
    measure: Measure,
    span: Span,
    value: Decimal | None,
    numerator: Decimal | None,
    denominator: Decimal | None,
    source: str,
    scope: str,
    caveat: str,
    by: Actor,
    at: datetime,
) -> MeasureValue:
    """Enter what a measure came to in a period; it counts once a second person confirms it. Raises RefusedError.

    The figure is `value`, or what the two numbers it is made of come to.
    """
    measure = queries.lock(measure)
    require(
        rules.can_enter(by, measure, span, at=at), rules.is_figure(value, numerator=numerator, denominator=denominator)
    )
    return _keep(
        MeasureValue(
            measure=measure,
            from_on=span.from_on,
            until_on=span.until_on,
            numerator=numerator,
            denominator=denominator,
            source=source,
            scope=scope,
            caveat=caveat,
        ),
        value,
        by=by,
        at=at,
    )


@transaction.atomic
def correct(
    *,
    figure: MeasureValue,
    replaces_why: str,
    value: Decimal | None,
    numerator: Decimal | None,
    denominator: Decimal | None,
    source: str,
    scope: str,
    caveat: str,
    by: Actor,
    at: datetime,
) -> MeasureValue:
    """Enter another figure for the same period that takes the place of a confirmed one, once it is confirmed itself."""
    measure = queries.lock(figure.measure)
    earlier = queries.lock_figure(figure)
    span = Span(earlier.from_on, earlier.until_on)
    require(
        rules.can_replace(earlier),
        rules.can_enter(by, measure, span, at=at),
        rules.is_figure(value, numerator=numerator, denominator=denominator),
    )
    return _keep(
        MeasureValue(
            measure=measure,
            from_on=span.from_on,
            until_on=span.until_on,
            numerator=numerator,
            denominator=denominator,
            source=source,
            scope=scope,
            caveat=caveat,
            replaces=earlier,
            replaces_why=replaces_why,
        ),
        value,
        by=by,
        at=at,
    )


def _keep(figure: MeasureValue, value: Decimal | None, *, by: Actor, at: datetime) -> MeasureValue:
    if figure.numerator is not None and figure.denominator is not None:
        figure.value = rules.worked_out(figure.measure, figure.numerator, figure.denominator)
    elif value is not None:
        figure.value = value
    figure.recorded_by, figure.recorded_at, figure.recorded_on = persons.of_actor(by), at, london_day(at)
    figure.save()
    FIGURE_JOURNEY.begin(figure, by=by, at=at)
    facts = {"measure": figure.measure.reference, "from_on": figure.from_on, "value": str(figure.value)}
    audit.record("accountability.measure_figure.enter", figure, by=by, at=at, facts=facts)
    touch(queries.TOUCHED, by=by, at=at)
    return figure


@transaction.atomic
def confirm(*, figure: MeasureValue, by: Actor, at: datetime) -> MeasureValue:
    """Confirm a figure as the second person: it counts from now on, and the one it corrects no longer does."""
    queries.lock(figure.measure)
    figure = queries.lock_figure(figure)
    require(rules.can_confirm(by, figure, at=at))
    if (earlier := figure.replaces) is not None:
        earlier = queries.lock_figure(earlier)
        require(rules.can_replace(earlier))
        earlier.replaced_at = at
        FIGURE_JOURNEY.advance(earlier, "replace", by=by, at=at, also=["replaced_at"])
    _settle(figure, "confirm", by=by, at=at, also=("exception",))
    return figure


@transaction.atomic
def return_(*, figure: MeasureValue, why: str, by: Actor, at: datetime) -> MeasureValue:
    """Return a figure to the one who entered it, and say what is wrong. It never counts."""
    figure = queries.lock_figure(figure)
    require(rules.can_look_over(by, figure, at=at))
    figure.returned_why = why
    _settle(figure, "return_", by=by, at=at, also=("returned_why",))
    return figure


def _settle(figure: MeasureValue, move: str, *, by: Actor, at: datetime, also: tuple[str, ...]) -> None:
    figure.settled_by, figure.settled_at = persons.by_reference(by.key), at
    body = rules.body_of(by, at=at)
    if move == "confirm" and body is not None and figure.recorded_by == figure.settled_by:
        figure.exception = exceptions.in_force(decision=rules.CONFIRM, body=body, on=london_day(at)).first()
    FIGURE_JOURNEY.advance(figure, move, by=by, at=at, also=["settled_by", "settled_at", *also])
    audit.record(f"accountability.measure_figure.{move.strip('_')}", figure, by=by, at=at)
    touch(queries.TOUCHED, by=by, at=at)
