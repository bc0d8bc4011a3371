"""What measures prove of C-025 and of an aim: kept, partly kept, breached and empty, each through what people do."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from commonweal.accountability.operations import measures as operations
from commonweal.strategy import evidence
from commonweal.strategy.evidence import Asked, Evidence, Outcome, Tally
from commonweal.strategy.models import Commitment
from tests.factories import measures as make
from tests.factories import strategy
from tests.factories.measures import Land

pytestmark = pytest.mark.django_db

LONG_AGO = timedelta(days=300)


def found(place: Land, name: str, at: datetime) -> Evidence:
    """What the query tells; the small strategy has neither commitment, so one of its own stands in for both."""
    query = next(each for each in evidence.queries() if each.name == f"accountability.{name}")
    return query.collect(Asked(_stand_in(place), at))


def _stand_in(place: Land) -> Commitment:
    commitment = strategy.commitment(place.strategy, "C-005")
    commitment.freshness_days = None
    return commitment


def facts(proof: Evidence) -> list[tuple[str, Outcome]]:
    return [(row.fact, row.outcome) for row in proof.rows]


def empty(*, at: datetime) -> Land:
    """A strategy for which nothing is proposed any more."""
    place = make.land(at=at)
    for proposal in place.proposals.values():
        make.decide(place, proposal, "DROP", at=at - LONG_AGO)
    return place


def test_nothing_is_proposed(at: datetime) -> None:
    place = empty(at=at)

    assert found(place, "measures_held", at) == Evidence()


def test_proposals_only(at: datetime) -> None:
    place = make.land(at=at)

    proof = found(place, "measures_held", at)

    assert (proof.tally, proof.tally.population, proof.newest_on) == (Tally(proposed=2), 0, None)
    assert sorted(facts(proof)) == [
        ("“Groups at work”: proposed, and adopted by nobody.", Outcome.PROPOSED),
        ("“Requests answered in time”: proposed, and adopted by nobody.", Outcome.PROPOSED),
    ]


def test_adopted_with_all_that_a_measure_needs(at: datetime) -> None:
    place = empty(at=at)
    measure = make.adopted(place, at=at - LONG_AGO)
    make.confirmed(place, measure, at=at - timedelta(days=30))

    proof = found(place, "measures_held", at)

    assert (proof.tally, proof.newest_on) == (Tally(met=1), date(2026, 5, 18))
    assert facts(proof) == [("“Halls that are warm”: adopted, with all that a measure needs.", Outcome.MET)]


def test_adopted_without_some_of_it(at: datetime) -> None:
    place = empty(at=at)
    lacking = {"baseline_value": None, "baseline_on": None, "baseline_source": "", "source": ""}
    make.adopted(place, at=at)
    make.adopted(place, at=at, title="Halls that are dry", **lacking)

    proof = found(place, "measures_held", at)

    assert proof.tally == Tally(met=1, unmet=1)
    assert facts(proof)[0] == ("“Halls that are dry”: adopted, but it has no baseline; no source.", Outcome.UNMET)


def test_adopted_and_no_figure_ever_given(at: datetime) -> None:
    place = empty(at=at)
    make.adopted(place, at=at - LONG_AGO)
    early = found(place, "measures_held", at - timedelta(days=30))

    late = found(place, "measures_held", at)

    assert (early.tally, late.tally) == (Tally(met=1), Tally(breached=1))
    told = (
        "“Halls that are warm”: adopted, and no figure was ever given. "
        "The first figure, for 2025/26, was due by 30 May 2026."
    )
    assert facts(late) == [(told, Outcome.BREACHED)]


def test_no_target_set_is_whole(at: datetime) -> None:
    place = empty(at=at)
    make.adopted(place, at=at, direction="", target_value=None, has_no_target=True)

    assert found(place, "measures_held", at).tally == Tally(met=1)


def test_measure_that_was_taken_back_counts_no_more(at: datetime) -> None:
    place = empty(at=at)
    own = make.proposed(place, at=at - timedelta(days=2))
    operations.withdraw(measure=own, why="Nobody can count it", by=place.officer, at=at)

    assert found(place, "measures_held", at) == Evidence()


@pytest.mark.parametrize(
    ("target", "by_on", "tally"),
    [
        (60, None, Tally(met=1)),
        (80, None, Tally(unmet=1)),
        (80, date(2026, 3, 31), Tally(breached=1)),
        (None, None, Tally(pending=1)),
    ],
)
def test_aim_reached(target: int | None, by_on: date | None, tally: Tally, at: datetime) -> None:
    place = empty(at=at)
    terms = {
        "target_value": Decimal(target) if target else None,
        "target_by_on": by_on,
        "has_no_target": target is None,
    }
    measure = make.adopted(place, at=at - LONG_AGO, **terms)
    make.confirmed(place, measure, at=at)
    make.adopted(place, at=at - LONG_AGO, title="Of another aim", serves=["AIM:aim-2"])

    assert found(place, "measures_reached", at).tally == tally


def test_rows_lead_to_their_pages(at: datetime) -> None:
    place = make.land(at=at)
    query = next(each for each in evidence.queries() if each.name == "accountability.measures_held")

    rows = list(query.rows(Asked(_stand_in(place), at)))

    assert {row.address for row in rows} == {
        f"/strategy/small-2021/success/{each.reference}/" for each in place.proposals.values()
    }
