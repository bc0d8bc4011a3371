"""Figures: one person enters, another confirms, and then it is corrected only by a later one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from commonweal.accountability.models import Measure, MeasureValue
from commonweal.accountability.operations import measure_figures
from commonweal.accountability.presenters import measure_words as words
from commonweal.accountability.rules.measure_periods import Span
from commonweal.accountability.states.measures import FIGURE_JOURNEY, FigureStatus
from commonweal.core.journeys import MoveNotOpenError
from commonweal.core.rules import RefusedError
from tests.factories import measures as make
from tests.factories import people

pytestmark = pytest.mark.django_db


def test_figure_worked_out_from_its_numbers(at: datetime) -> None:
    place = make.land(at=at)
    measure = make.prepared(place, at=at)

    figure = make.entered(place, measure, at=at, numerator=Decimal(2), denominator=Decimal(3))

    assert (figure.value, figure.status) == (Decimal("66.7"), FigureStatus.WAITING)


def test_figure_that_waits_does_not_count(at: datetime) -> None:
    place = make.land(at=at)
    measure = make.prepared(place, at=at)
    figure = make.entered(place, measure, at=at)
    before = make.anew(measure).figures_at(at)

    measure_figures.confirm(figure=figure, by=place.colleague, at=at)

    assert before == []
    assert make.anew(measure).figures_at(at) == [figure]


def test_confirm_own_figure(at: datetime) -> None:
    place = make.land(at=at)
    figure = make.entered(place, make.prepared(place, at=at), at=at)

    with pytest.raises(RefusedError) as refusal:
        measure_figures.confirm(figure=figure, by=place.officer, at=at)
    measure_figures.confirm(figure=figure, by=place.home.accountable.actor, at=at)

    assert refusal.value.refused.reason.startswith("You took the first step yourself, so another person must take")


def test_confirm_by_somebody_without_the_role(at: datetime) -> None:
    place = make.land(at=at)
    figure = make.entered(place, make.prepared(place, at=at), at=at)

    with pytest.raises(RefusedError) as refusal:
        measure_figures.confirm(figure=figure, by=people.person(at=at).actor, at=at)

    assert refusal.value.refused.reason == (
        "Only a communities officer or an accountable officer can confirm a figure. Ask one of them"
    )


def test_figure_returned_and_entered_again(at: datetime) -> None:
    place = make.land(at=at)
    measure = make.prepared(place, at=at)
    figure = make.entered(place, measure, at=at)

    measure_figures.return_(figure=figure, why="The register says 62", by=place.colleague, at=at)
    again = make.confirmed(place, measure, at=at, numerator=Decimal(62))

    assert make.anew(measure).figures_at(at) == [again]


def test_figure_corrected_by_a_later_one(at: datetime) -> None:
    place = make.land(at=at)
    measure = make.prepared(place, at=at)
    first = make.confirmed(place, measure, at=at - timedelta(days=9))

    later = make.corrected(place, first, at=at, numerator=Decimal(59))

    first.refresh_from_db()
    assert (first.status, first.value, first.replaced_at) == (FigureStatus.REPLACED, Decimal(61), at)
    assert make.anew(measure).figures_at(at) == [later]
    assert make.anew(measure).figures_at(at - timedelta(days=1)) == [first]


def test_figure_for_a_period_that_is_not_over(at: datetime) -> None:
    place = make.land(at=at)
    measure = make.prepared(place, at=at)
    this_year = Span(date(2026, 4, 1), date(2027, 3, 31))

    with pytest.raises(RefusedError) as refusal:
        make.entered(place, measure, at=at, span=this_year)

    assert refusal.value.refused.reason == "Choose one of the periods that are over"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"numerator": None, "denominator": None}, "value"),
        ({"numerator": None}, "numerator"),
        ({"denominator": None}, "denominator"),
        ({"denominator": Decimal(0)}, "denominator"),
        ({"value": Decimal(5)}, "value"),
    ],
)
def test_figure_that_cannot_be_told(change: dict[str, Any], field: str, at: datetime) -> None:
    place = make.land(at=at)
    measure = make.prepared(place, at=at)

    with pytest.raises(RefusedError) as refusal:
        make.entered(place, measure, at=at, **change)

    assert refusal.value.refused.field == field


@pytest.mark.parametrize(("some", "of", "is_shown"), [(4, 100, False), (97, 100, False), (5, 100, True), (0, 9, True)])
def test_figure_made_of_few(some: int, of: int, is_shown: bool, at: datetime) -> None:
    place = make.land(at=at)
    measure = make.prepared(place, at=at)

    figure = make.confirmed(place, measure, at=at, numerator=Decimal(some), denominator=Decimal(of))

    assert (words.figure_words(figure, measure) != "too few to show") is is_shown


def test_database_keeps_confirmed_figures(at: datetime) -> None:
    place = make.land(at=at)
    measure = make.prepared(place, at=at)
    figure = make.confirmed(place, measure, at=at)
    rows = MeasureValue.objects.filter(pk=figure.pk)

    with pytest.raises(IntegrityError, match="kept as they are"), transaction.atomic():
        rows.update(value=Decimal(99))
    with pytest.raises(IntegrityError, match="kept as they are"), transaction.atomic():
        rows.delete()


OPEN = {
    (FigureStatus.WAITING, "confirm"): FigureStatus.CONFIRMED,
    (FigureStatus.WAITING, "return_"): FigureStatus.RETURNED,
    (FigureStatus.CONFIRMED, "replace"): FigureStatus.REPLACED,
}


@pytest.mark.parametrize("status", FigureStatus)
@pytest.mark.parametrize("move", FIGURE_JOURNEY.moves)
def test_figure_journey_every_state_and_move(status: FigureStatus, move: str, at: datetime) -> None:
    place = make.land(at=at)
    figure = _in_state(place, status, at=at)
    target = OPEN.get((status, move))
    also = ["replaced_at"] if move == "replace" else ["settled_by", "settled_at", "returned_why"]
    figure.settled_by, figure.settled_at, figure.replaced_at = place.home.colleague, at, at
    figure.returned_why = "The register says 62" if move == "return_" else ""

    if target is None:
        with pytest.raises(MoveNotOpenError):
            FIGURE_JOURNEY.advance(figure, move, by=place.colleague, at=at, also=also)
    else:
        FIGURE_JOURNEY.advance(figure, move, by=place.colleague, at=at, also=also)

    figure.refresh_from_db()
    assert figure.status == (target or status)


def _in_state(place: make.Land, status: FigureStatus, *, at: datetime) -> MeasureValue:
    figure = make.entered(place, make.prepared(place, at=at), at=at)
    if status == FigureStatus.RETURNED:
        return measure_figures.return_(figure=figure, why="Look again", by=place.colleague, at=at)
    if status != FigureStatus.WAITING:
        figure = measure_figures.confirm(figure=figure, by=place.colleague, at=at)
    if status == FigureStatus.REPLACED:
        make.corrected(place, figure, at=at)
        figure.refresh_from_db()
    return figure


Breach = dict[str, Any]

FIGURE_BREACHES: dict[str, Breach] = {
    "accountability_figure_status": {"status": "LOST"},
    "accountability_figure_days": {"until_on": date(2024, 1, 1)},
    "accountability_figure_not_ahead": {"until_on": date(2026, 6, 17)},
    "accountability_figure_parts": {"denominator": None},
    "accountability_figure_said": {"source": ""},
    "accountability_figure_settled": {"settled_at": datetime.fromisoformat("2026-06-17T09:30:00+00:00")},
    "accountability_figure_returned": {"returned_why": "Look again"},
    "accountability_figure_replaces": {"replaces_why": "Counted twice"},
    "accountability_figure_replaced": {"replaced_at": datetime.fromisoformat("2026-06-17T09:30:00+00:00")},
}


@pytest.mark.parametrize("constraint", FIGURE_BREACHES)
def test_figure_constraint_refuses_a_breach(constraint: str, at: datetime) -> None:
    place = make.land(at=at)
    figure = make.entered(place, make.prepared(place, at=at), at=at)
    change = dict(FIGURE_BREACHES[constraint])
    if constraint == "accountability_figure_status":  # so that it breaks this one alone
        change |= {"settled_by": place.home.colleague, "settled_at": at}

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        MeasureValue.objects.filter(pk=figure.pk).update(**change)


def test_one_person_alone_is_refused_by_the_database(at: datetime) -> None:
    place = make.land(at=at)
    figure = make.entered(place, make.prepared(place, at=at), at=at)
    alone = {"status": FigureStatus.CONFIRMED, "settled_by": place.home.officer, "settled_at": at}

    with pytest.raises(IntegrityError, match="accountability_figure_two_people"), transaction.atomic():
        MeasureValue.objects.filter(pk=figure.pk).update(**alone)


@pytest.mark.parametrize(
    ("first", "twin"),
    [(make.entered, "accountability_figure_waits_once"), (make.confirmed, "accountability_figure_once")],
)
def test_one_figure_for_a_period(first: Callable[..., MeasureValue], twin: str, at: datetime) -> None:
    place = make.land(at=at)
    measure = make.prepared(place, at=at)
    first(place, measure, at=at)

    with pytest.raises(IntegrityError, match=f"{twin}|measure_id, accountability_measurevalue.from_on"):
        first(place, measure, at=at)


MEASURE_BREACHES: dict[str, Breach] = {
    "accountability_measure_status": {"status": "LOST"},
    "accountability_measure_direction": {"direction": "SIDEWAYS"},
    "accountability_measure_period": {"period": "DAILY"},
    "accountability_measure_words": {"unit": ""},
    "accountability_measure_adopted": {"adoption": "DR-7QK2-M9XD"},
    "accountability_measure_ended": {"ended_why": "No more"},
    "accountability_measure_retired": {
        "status": "RETIRED",
        "adoption": "DR-7QK2-M9XD",
        "ended_on": date(2026, 6, 1),
        "ended_why": "No more",
    },
    "accountability_measure_baseline": {"baseline_source": ""},
    "accountability_measure_target": {"has_no_target": True},
    "accountability_measure_between": {"direction": "WITHIN"},
}


@pytest.mark.parametrize("constraint", MEASURE_BREACHES)
def test_measure_constraint_refuses_a_breach(constraint: str, at: datetime) -> None:
    place = make.land(at=at)
    measure = make.prepared(place, at=at)
    change = dict(MEASURE_BREACHES[constraint])
    if constraint == "accountability_measure_retired":
        change |= {"adopted_at": at, "adopted_on": at.date(), "adopted_by": place.home.council, "ended_at": at}

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Measure.objects.filter(pk=measure.pk).update(**change)


def test_pack_proposes_a_measure_once(at: datetime) -> None:
    place = make.land(at=at)
    measure = make.proposed(place, at=at)

    with pytest.raises(IntegrityError), transaction.atomic():
        Measure.objects.filter(pk=measure.pk).update(key="groups")


def test_every_constraint_has_its_breach() -> None:
    named = {each.name for model in (Measure, MeasureValue) for each in model._meta.constraints}
    elsewhere = {
        "accountability_figure_two_people",
        "accountability_figure_once",
        "accountability_figure_waits_once",
        "accountability_measure_of_the_pack_once",
    }

    assert named == set(FIGURE_BREACHES) | set(MEASURE_BREACHES) | elsewhere
