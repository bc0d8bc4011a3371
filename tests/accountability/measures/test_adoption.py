"""Only a recorded decision adopts a measure, and what it adopted stays as it was."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from commonweal.accountability.models import Measure
from commonweal.accountability.operations import measures as operations
from commonweal.accountability.states.measures import MEASURE_JOURNEY, MeasureStatus
from commonweal.core.journeys import MoveNotOpenError, steps_of
from commonweal.core.rules import RefusedError
from commonweal.decisions.states import Status as DecisionStatus
from tests.factories import measures as make

pytestmark = pytest.mark.django_db


def test_measure_adopted_by_a_decision(at: datetime) -> None:
    place = make.land(at=at)
    measure = make.prepared(place, at=at)

    decision = make.decide(place, measure, "ADOPT", at=at)

    after = make.anew(measure)
    assert (after.status, after.adoption, after.adopted_on, after.adopted_by, after.adopted_at) == (
        MeasureStatus.ADOPTED,
        decision.reference,
        decision.decided_on,
        place.home.council,
        at,
    )


def test_measure_whose_decision_waits_for_a_second_person(at: datetime) -> None:
    place = make.land(at=at)
    measure = make.prepared(place, at=at)

    decision = make.awaiting(place, measure, "ADOPT", at=at)

    assert decision.status == DecisionStatus.AWAITING
    assert make.anew(measure).is_proposed


def test_terms_while_a_decision_waits(at: datetime) -> None:
    place = make.land(at=at)
    measure = make.prepared(place, at=at)
    make.say_terms(place, measure, at=at, target_value=Decimal(70))
    decision = make.awaiting(place, measure, "ADOPT", at=at)

    with pytest.raises(RefusedError) as refusal:
        make.say_terms(place, measure, at=at, target_value=Decimal(10))

    assert refusal.value.refused.reason == (
        f"The decision {decision.reference} about it waits to be confirmed. Ask for it to be returned, then change this"
    )
    assert make.anew(measure).target_value == Decimal(70)


@pytest.mark.parametrize(("effect", "status"), [("RETIRE", MeasureStatus.RETIRED), ("DROP", MeasureStatus.DROPPED)])
def test_measure_ended_by_a_decision(effect: str, status: MeasureStatus, at: datetime) -> None:
    place = make.land(at=at)
    measure = make.adopted(place, at=at) if effect == "RETIRE" else make.prepared(place, at=at)

    decision = make.decide(place, measure, effect, at=at)

    after = make.anew(measure)
    assert (after.status, after.ending, after.ended_on) == (status, decision.reference, decision.decided_on)


def test_decision_that_no_longer_fits_does_not_become_public(at: datetime) -> None:
    place = make.land(at=at)
    measure = make.prepared(place, at=at)
    make.decide(place, measure, "ADOPT", at=at)

    with pytest.raises(RefusedError) as refusal:
        make.decide(place, measure, "ADOPT", at=at)

    assert refusal.value.refused.reason == (
        f"{measure.reference} is “Adopted”, so this decision cannot have that effect"
    )


def test_target_of_an_adopted_measure(at: datetime) -> None:
    place = make.land(at=at)
    measure = make.adopted(place, at=at)

    with pytest.raises(RefusedError) as refusal:
        make.say_terms(place, measure, at=at, target_value=Decimal(10))

    assert refusal.value.refused.field == "target_value"
    assert make.anew(measure).target_value == Decimal(80)


def test_target_cannot_be_typed_in_after_adoption(at: datetime) -> None:
    place = make.land(at=at)
    measure = make.adopted(place, at=at, direction="", target_value=None)

    with pytest.raises(RefusedError):
        make.say_terms(place, measure, at=at, direction="MORE", target_value=Decimal(10))
    make.say_terms(place, measure, at=at, direction="", target_value=None, has_no_target=True)

    assert (make.anew(measure).target_value, make.anew(measure).has_no_target) == (None, True)


def test_what_was_left_open_is_filled_in_once(at: datetime) -> None:
    place = make.land(at=at)
    measure = make.adopted(place, at=at, source="")
    make.say_terms(place, measure, at=at, source="The register of halls")

    with pytest.raises(RefusedError) as refusal:
        make.say_terms(place, measure, at=at, source="Somebody’s notes")

    assert refusal.value.refused.field == "source"
    assert make.anew(measure).source == "The register of halls"


@pytest.mark.parametrize("change", [{"target_value": 10}, {"title": "Another"}, {"definition": "Easier"}])
def test_database_keeps_what_was_adopted(change: dict[str, object], at: datetime) -> None:
    place = make.land(at=at)
    measure = make.adopted(place, at=at)

    with pytest.raises(IntegrityError, match="kept as they are"), transaction.atomic():
        Measure.objects.filter(pk=measure.pk).update(**change)


def test_database_adopts_nothing_without_a_decision(at: datetime) -> None:
    place = make.land(at=at)
    measure = make.prepared(place, at=at)

    with pytest.raises(IntegrityError, match="accountability_measure_adopted"), transaction.atomic():
        Measure.objects.filter(pk=measure.pk).update(status=MeasureStatus.ADOPTED)


def test_withdraw_own_proposal(at: datetime) -> None:
    place = make.land(at=at)
    measure = make.proposed(place, at=at)

    operations.withdraw(measure=measure, why="Nobody can count it", by=place.officer, at=at)

    after = make.anew(measure)
    assert (after.status, after.ended_why, after.ending) == (MeasureStatus.DROPPED, "Nobody can count it", "")


def test_withdraw_what_the_pack_proposes(at: datetime) -> None:
    place = make.land(at=at)

    with pytest.raises(RefusedError) as refusal:
        operations.withdraw(measure=place.proposals["groups"], why="No", by=place.officer, at=at)

    assert refusal.value.refused.reason == (
        "The strategy’s pack proposes this. Record the decision that drops it, or change the pack"
    )


def test_propose_by_somebody_else(at: datetime) -> None:
    place = make.land(at=at)

    with pytest.raises(RefusedError) as refusal:
        operations.propose(strategy=place.strategy, by=place.home.accountable.actor, at=at, **make.WORDS)

    assert refusal.value.refused.reason == ("Only a communities officer of the council can do this. Ask one of them")


OPEN = {
    (MeasureStatus.PROPOSED, "adopt"): MeasureStatus.ADOPTED,
    (MeasureStatus.PROPOSED, "drop"): MeasureStatus.DROPPED,
    (MeasureStatus.ADOPTED, "retire"): MeasureStatus.RETIRED,
}


@pytest.mark.parametrize("status", MeasureStatus)
@pytest.mark.parametrize("move", MEASURE_JOURNEY.moves)
def test_measure_journey_every_state_and_move(status: MeasureStatus, move: str, at: datetime) -> None:
    place = make.land(at=at)
    measure = _in_state(place, status, at=at)
    target = OPEN.get((status, move))
    if move == "adopt":
        measure.adoption, measure.adopted_at = "DR-7QK2-M9XD", at
        measure.adopted_on, measure.adopted_by = at.date(), place.home.council
    else:
        measure.ending, measure.ended_at, measure.ended_on = "DR-7QK2-M9XD", at, at.date()
    also = ["adoption", "adopted_at", "adopted_on", "adopted_by", "ending", "ended_at", "ended_on"]

    if target is None:
        with pytest.raises(MoveNotOpenError):
            MEASURE_JOURNEY.advance(measure, move, by=place.officer, at=at, also=also)
    else:
        MEASURE_JOURNEY.advance(measure, move, by=place.officer, at=at, also=also)

    assert make.anew(measure).status == (target or status)


def _in_state(place: make.Land, status: MeasureStatus, *, at: datetime) -> Measure:
    if status == MeasureStatus.PROPOSED:
        return make.prepared(place, at=at)
    if status == MeasureStatus.DROPPED:
        measure = make.prepared(place, at=at)
        make.decide(place, measure, "DROP", at=at)
        return make.anew(measure)
    measure = make.adopted(place, at=at)
    if status == MeasureStatus.RETIRED:
        make.decide(place, measure, "RETIRE", at=at + timedelta(minutes=1))
    return make.anew(measure)


def test_steps_of_a_measure(at: datetime) -> None:
    place = make.land(at=at)
    measure = make.adopted(place, at=at)

    steps = list(steps_of(measure).values_list("move", "source", "target", "by"))

    assert steps == [
        ("begin", "", "PROPOSED", place.officer.label),
        ("adopt", "PROPOSED", "ADOPTED", place.home.accountable.actor.label),
    ]
