"""How it stands with a measure: proposals are never met, and a target's day counts."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from commonweal.accountability.models import Measure
from commonweal.accountability.presenters import measure_words as words
from commonweal.accountability.rules import measures as rules
from commonweal.accountability.rules.measure_periods import Span, latest_over, span_of
from commonweal.accountability.states.measures import MeasureStatus, Verdict
from tests.factories import measures as make

LONG_AGO = timedelta(days=500)

JUDGED: dict[str, tuple[dict[str, Any], Verdict, str]] = {
    "reached": ({"target_value": Decimal(60)}, Verdict.MET, "61% in 2025/26. The target is 60% or more."),
    "exactly": ({"target_value": Decimal(61)}, Verdict.MET, "61% in 2025/26. The target is 61% or more."),
    "not yet": ({}, Verdict.NOT_MET_YET, "61% in 2025/26. The target is 80% or more."),
    "day to come": (
        {"target_by_on": date(2027, 3, 31)},
        Verdict.NOT_MET_YET,
        "61% in 2025/26. The target is 80% or more by 31 March 2027.",
    ),
    "missed": (
        {"target_by_on": date(2026, 3, 31)},
        Verdict.MISSED,
        "61% in 2025/26. The target was 80% or more by 31 March 2026.",
    ),
    "reached by the day": (
        {"target_value": Decimal(60), "target_by_on": date(2026, 3, 31)},
        Verdict.MET,
        "61% in 2025/26. The target is 60% or more by 31 March 2026.",
    ),
    "reached after the day": (
        {"target_value": Decimal(60), "target_by_on": date(2025, 3, 31)},
        Verdict.MISSED,
        "50% in 2024/25. The target was 60% or more by 31 March 2025. It has been reached since.",
    ),
    "less is better": (
        {"direction": "LESS", "target_value": Decimal(70)},
        Verdict.MET,
        "61% in 2025/26. The target is 70% or less.",
    ),
    "between": (
        {"direction": "WITHIN", "target_value": Decimal(40), "target_upto": Decimal(60)},
        Verdict.NOT_MET_YET,
        "61% in 2025/26. The target is between 40% and 60%.",
    ),
    "no target set": (
        {"direction": "", "target_value": None, "has_no_target": True},
        Verdict.NO_TARGET,
        "61% in 2025/26. No target is set.",
    ),
    "target not said": (
        {"direction": "", "target_value": None},
        Verdict.NO_TARGET,
        "61% in 2025/26. Nobody has said what to aim at.",
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("case", JUDGED)
def test_measure_judged(case: str, at: datetime) -> None:
    terms, verdict, sentence = JUDGED[case]
    place = make.land(at=at - LONG_AGO)
    measure = make.adopted(place, at=at - LONG_AGO, **terms)
    make.confirmed(place, measure, at=at, span=make.YEAR_BEFORE, numerator=Decimal(50))
    make.confirmed(place, measure, at=at)

    judgement = rules.judge(make.anew(measure), at=at)

    assert (judgement.verdict, words.sentence(make.anew(measure), judgement, at=at)) == (verdict, sentence)


@pytest.mark.django_db
def test_proposal_whose_trial_reaches_its_target(at: datetime) -> None:
    place = make.land(at=at)
    proposal = make.prepared(place, at=at, target_value=Decimal(10))
    twin = make.adopted(place, at=at, title="The same, adopted", target_value=Decimal(10))
    for measure in (proposal, twin):
        make.confirmed(place, measure, at=at)

    stands = [rules.judge(make.anew(each), at=at).verdict for each in (proposal, twin)]

    assert stands == [Verdict.PROPOSED, Verdict.MET]


@pytest.mark.django_db
def test_measure_without_a_figure(at: datetime) -> None:
    place = make.land(at=at)
    measure = make.adopted(place, at=at - timedelta(days=300))
    make.entered(place, measure, at=at)

    judgement = rules.judge(make.anew(measure), at=at)

    assert judgement.verdict == Verdict.NO_FIGURE
    assert words.sentence(make.anew(measure), judgement, at=at) == (
        "The first figure, for 2025/26, was due by 30 May 2026."
    )


@pytest.mark.django_db
def test_target_whose_last_figure_is_still_out(at: datetime) -> None:
    place = make.land(at=at - LONG_AGO)
    terms = {"period": "QUARTERLY", "target_by_on": date(2026, 5, 31)}
    measure = make.adopted(place, at=at - LONG_AGO, **terms)
    make.confirmed(place, measure, at=at, span=Span(date(2025, 10, 1), date(2025, 12, 31)))
    before_due, after_due = at - timedelta(days=18), at

    make_early = rules.judge(make.anew(measure), at=after_due)

    # The figure of January to March was due by 30 May.
    assert make_early.verdict == Verdict.MISSED
    assert rules.judge(_known_at(measure, before_due), at=before_due).verdict == Verdict.NO_FIGURE


def _known_at(measure: Measure, _at: datetime) -> Measure:
    return make.anew(measure)


@pytest.mark.django_db
def test_measure_as_it_was_known_before(at: datetime) -> None:
    place = make.land(at=at - LONG_AGO)
    measure = make.adopted(place, at=at - timedelta(days=30))
    make.confirmed(place, measure, at=at - timedelta(days=10))
    now = make.anew(measure)

    told = [rules.judge(now, at=at - timedelta(days=days)).verdict for days in (40, 20, 5)]

    assert told == [Verdict.PROPOSED, Verdict.NO_FIGURE, Verdict.NOT_MET_YET]


def test_no_verdict_of_what_nobody_adopted_is_met(at: datetime) -> None:
    for status in set(MeasureStatus) - {MeasureStatus.ADOPTED}:
        assert Verdict(status.value) not in {Verdict.MET, Verdict.NOT_MET_YET, Verdict.MISSED, Verdict.NO_TARGET}


@pytest.mark.parametrize(
    ("period", "first", "last", "title"),
    [
        ("YEARLY", date(2025, 4, 1), date(2026, 3, 31), "2025/26"),
        ("HALF_YEARLY", date(2025, 10, 1), date(2026, 3, 31), "October 2025 to March 2026"),
        ("QUARTERLY", date(2026, 1, 1), date(2026, 3, 31), "January to March 2026"),
        ("MONTHLY", date(2026, 2, 1), date(2026, 2, 28), "February 2026"),
    ],
)
def test_period_that_a_day_lies_in(period: str, first: date, last: date, title: str) -> None:
    span = span_of(period, date(2026, 2, 10))

    assert (span, span.title) == (Span(first, last), title)


def test_periods_that_are_over() -> None:
    spans = latest_over("QUARTERLY", date(2026, 6, 17), count=3)

    assert [span.title for span in spans] == [
        "January to March 2026",
        "October to December 2025",
        "July to September 2025",
    ]


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        ("61.0000", "%", "61%"),
        ("61.5000", "%", "61.5%"),
        ("1250", "organisations", "1,250 organisations"),
        ("2.4", "£ for each £1", "£2.40 for each £1"),
        ("1200", "£", "£1,200"),
        ("-3.25", "points", "-3.25 points"),
        ("100", "hours", "100 hours"),
    ],
)
def test_value_in_words(value: str, unit: str, shown: str) -> None:
    assert words.show_value(Decimal(value), unit) == shown
