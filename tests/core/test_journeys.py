"""Journeys: a move is open from some states and leaves a step; from others it changes nothing."""

from datetime import UTC, datetime, timedelta

import pytest

from commonweal.core.actors import Actor
from commonweal.core.journeys import Journey, JourneyStep, Move, MoveNotOpenError, steps_of

AT = datetime(2026, 3, 29, 12, 0, tzinfo=UTC)
OFFICER = Actor.person("p-1", name="Ada Ward").acting_for(Actor.guest("4f0a"))

JOURNEY = Journey(
    send=Move(["PACKED"], "SENT"),
    lose=Move(["PACKED", "SENT"], "LOST"),
    find=Move(["LOST"], "PACKED"),
)
STATES = ("PACKED", "SENT", "LOST")


def test_a_thing_that_begins_and_moves_leaves_steps_in_order(parcel_class):
    parcel = parcel_class.objects.create()
    JOURNEY.begin(parcel, by=Actor.visitor(), at=AT)

    JOURNEY.advance(parcel, "send", by=OFFICER, at=AT + timedelta(hours=1))

    assert parcel_class.objects.get().status == "SENT"
    shared = {"subject_kind": "core.parcel", "subject_key": str(parcel.pk)}
    assert list(steps_of(parcel).values()) == [
        shared
        | {
            "id": steps_of(parcel)[0].pk,
            "move": "begin",
            "source": "",
            "target": "PACKED",
            "by": "VISITOR:visitor",
            "on_behalf_of": "",
            "happened_at": AT,
        },
        shared
        | {
            "id": steps_of(parcel)[1].pk,
            "move": "send",
            "source": "PACKED",
            "target": "SENT",
            "by": "PERSON:p-1",
            "on_behalf_of": "GUEST:4f0a",
            "happened_at": AT + timedelta(hours=1),
        },
    ]


@pytest.mark.parametrize("status", STATES)
@pytest.mark.parametrize("move", JOURNEY.moves)
def test_every_move_is_made_or_refused_in_every_state(parcel_class, status, move):
    parcel = parcel_class.objects.create(status=status)
    target = {source: target for source, name, target in JOURNEY.edges() if name == move}.get(status)

    if target is None:
        with pytest.raises(MoveNotOpenError, match=f"'{move}' is not open from '{status}'"):
            JOURNEY.advance(parcel, move, by=OFFICER, at=AT)
    else:
        JOURNEY.advance(parcel, move, by=OFFICER, at=AT)

    assert (parcel_class.objects.get().status, JourneyStep.objects.count()) == ((target, 1) if target else (status, 0))


def test_a_move_saves_what_must_be_saved_with_it_and_nothing_else(parcel_class):
    one, other = parcel_class.objects.create(), parcel_class.objects.create()
    kept = other.reference
    one.reference, other.reference = "PA-one", "PA-other"

    JOURNEY.advance(one, "send", by=OFFICER, at=AT, also=["reference"])
    JOURNEY.advance(other, "send", by=OFFICER, at=AT)

    assert list(parcel_class.objects.order_by("pk").values_list("reference", "status")) == [
        ("PA-one", "SENT"),
        (kept, "SENT"),
    ]


def test_steps_of_a_thing_are_its_own(parcel_class):
    one, other = parcel_class.objects.create(), parcel_class.objects.create()
    JOURNEY.advance(one, "send", by=OFFICER, at=AT)

    JOURNEY.advance(other, "lose", by=OFFICER, at=AT)

    assert [[step.move for step in steps_of(parcel)] for parcel in (one, other)] == [["send"], ["lose"]]


def test_a_journey_can_be_asked_and_drawn():
    assert [JOURNEY.moves_from(state) for state in STATES] == [["send", "lose"], ["lose"], ["find"]]
    assert list(JOURNEY.edges()) == [
        ("PACKED", "send", "SENT"),
        ("PACKED", "lose", "LOST"),
        ("SENT", "lose", "LOST"),
        ("LOST", "find", "PACKED"),
    ]
