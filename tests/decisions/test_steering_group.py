"""The Steering Group records its own decisions, two of its members where two are needed, and nobody else's."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from commonweal.core.actors import Actor
from commonweal.core.rules import RefusedError
from commonweal.decisions.models import Decision
from commonweal.decisions.operations import drafts, recording
from commonweal.decisions.states import Outcome, TakenBy
from commonweal.people import kinds_of_role
from commonweal.people.models import BodyKind, StandIn
from commonweal.people.operations import two_people
from tests.decisions.reading import address, text
from tests.factories import decisions as make
from tests.factories import people
from tests.factories.decisions import House

pytestmark = pytest.mark.django_db

ITS_OWN: dict[str, Any] = {"taken_by": TakenBy.GROUP, "office": "Steering Group", "title": "We pass on what we hear"}


@pytest.fixture
def group(at: datetime) -> House:
    """The Steering Group with two members; the first writes, the second confirms."""
    body = people.body(BodyKind.STEERING_GROUP, name="Voices of the sector")
    first, second = (make.somebody(name, at=at) for name in ("Esi Voice", "Bernadette Li"))
    for member in (first, second):
        people.role(kinds_of_role.STEERING_MEMBER, at=at, who=member, where=body)
    return House(body, body, first, second, second)


def test_member_records_a_decision_of_the_group(group: House, client: Client, at: datetime) -> None:
    desk = people.sign_in(client, group.officer)
    begun = desk.post(address("desk_start"))
    decision = Decision.objects.get()

    offered = text(desk.get(address("desk_who", decision)))

    assert begun.headers["Location"] == address("desk_what", decision)
    assert (decision.body, "A steering or working group" in offered, "The cabinet" in offered) == (
        group.council,
        True,
        False,
    )
    public = make.recorded(group, at=at, **ITS_OWN)
    assert "For Voices of the sector" in text(Client().get(address("decision_record", public)))


def test_member_finds_the_door_on_the_desk(group: House, client: Client) -> None:
    desk = people.sign_in(client, group.officer)

    assert "Record what was decided" in text(desk.get("/account/"))


def test_member_and_council_record_nothing_for_each_other(home: House, group: House, at: datetime) -> None:
    member, officer = group.officer.actor, home.officer.actor

    with pytest.raises(RefusedError, match="Only the people of Ambershire County Council can record"):
        drafts.start(body=home.council, by=member, at=at)
    with pytest.raises(RefusedError, match="Only the people of Voices of the sector can record"):
        drafts.start(body=group.council, by=officer, at=at)

    assert drafts.start(body=group.council, by=member, at=at).body == group.council
    assert drafts.start(body=home.council, by=officer, at=at).body == home.council


def test_member_turns_no_record_into_the_councils(home: House, group: House, at: datetime) -> None:
    own = make.written(group, at=at, **ITS_OWN)

    with pytest.raises(RefusedError, match="Only the people of Ambershire County Council can record"):
        drafts.say_who(decision=own, body=home.council, taken_by=TakenBy.CABINET, by=group.officer.actor, at=at)
    with pytest.raises(RefusedError, match="Voices of the sector decides for itself"):
        drafts.say_who(decision=own, body=group.council, taken_by=TakenBy.CABINET, by=group.officer.actor, at=at)

    assert recording.send(decision=own, by=group.officer.actor, at=at).who == "Steering Group"


def test_what_needs_two_people_needs_two_members(home: House, group: House, at: datetime) -> None:
    waits = make.awaiting(group, at=at, **ITS_OWN)

    with pytest.raises(RefusedError, match="You took the first step yourself, so another member must"):
        recording.confirm(decision=waits, by=group.officer.actor, at=at)
    with pytest.raises(RefusedError, match="a member of the Steering Group for its own"):
        recording.confirm(decision=waits, by=home.accountable.actor, at=at)

    assert recording.confirm(decision=waits, by=group.accountable.actor, at=at).is_public


def test_member_confirms_no_decision_of_the_council(home: House, group: House, at: datetime) -> None:
    waits = make.awaiting(home, at=at)

    with pytest.raises(RefusedError, match="a member of the Steering Group for its own"):
        recording.confirm(decision=waits, by=group.accountable.actor, at=at)

    assert recording.confirm(decision=waits, by=home.accountable.actor, at=at).is_public


def test_member_who_is_alone_brings_in_another(at: datetime) -> None:
    body = people.body(BodyKind.STEERING_GROUP, name="Voices of the sector")
    only = people.role(kinds_of_role.STEERING_MEMBER, at=at, where=body).person
    alone = House(body, body, only, only, only)

    with pytest.raises(RefusedError, match="Nobody else can confirm this for Voices of the sector"):
        make.awaiting(alone, at=at, **ITS_OWN)

    people.role(kinds_of_role.STEERING_MEMBER, at=at, where=body, who=people.person(at=at, name="Ben Newcomer"))
    assert make.awaiting(alone, at=at, **ITS_OWN).is_awaiting


@pytest.mark.parametrize("kind", [StandIn.SINGLE_PERSON, StandIn.OUTSIDE_APPROVER])
def test_nobody_from_outside_stands_in_for_a_member(kind: StandIn, home: House, group: House, at: datetime) -> None:
    fields: dict[str, Any] = {
        "decision": "decisions.confirm_decision",
        "kind": kind,
        "reason": "There is one of them",
        "from_on": make.today(at),
        "until_on": make.today(at) + timedelta(days=30),
        "by": Actor.system("tests.decisions"),
        "at": at,
    } | ({"approver": home.colleague} if kind == StandIn.OUTSIDE_APPROVER else {})
    partner = people.body(BodyKind.VOLUNTEER_CENTRE)

    with pytest.raises(RefusedError, match="decides without anybody from outside"):
        two_people.give(body=group.council, **fields)

    assert two_people.give(body=partner, **fields).body == partner


def test_record_of_the_group_is_for_its_members_alone(home: House, group: House, client: Client, at: datetime) -> None:
    waits = make.awaiting(group, at=at, **ITS_OWN | {"outcome": Outcome.ADOPT})
    page = address("desk_record", waits)

    answers = [
        people.sign_in(Client(), person).get(page).status_code
        for person in (home.officer, home.accountable, group.officer, group.accountable)
    ]

    assert answers == [404, 404, 200, 200]
    assert client.get(address("decision_record", waits)).status_code == 404
