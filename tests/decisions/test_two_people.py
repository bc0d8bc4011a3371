"""What a second person confirms: which records, who may, who may not, and what comes back."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from commonweal.core import search
from commonweal.core.actors import Actor
from commonweal.core.rules import RefusedError
from commonweal.decisions import queries
from commonweal.decisions.operations import drafts, recording
from commonweal.decisions.states import Outcome, Status
from commonweal.messaging.models import Letter
from commonweal.people import kinds_of_role
from commonweal.people.models import BodyKind, StandIn
from commonweal.people.operations import two_people
from tests.decisions.reading import letters
from tests.factories import decisions as make
from tests.factories import people
from tests.factories.decisions import House

pytestmark = pytest.mark.django_db

SYSTEM = Actor.system("tests.decisions")


def test_adopting_waits_for_a_second_person_who_is_written_to(home: House, told: list[Any], at: datetime) -> None:
    waits = make.awaiting(home, at=at)

    assert (waits.status, waits.is_by_two_people, told) == (Status.AWAITING, True, [])
    assert letters() == [("decisions.to_confirm", "gareth.pugh@people.example")]
    assert search.find("community officers").total == 0

    public = recording.confirm(decision=waits, by=home.accountable.actor, at=at)

    assert (public.status, public.confirmed_by) == (Status.RECORDED, home.accountable.actor.label)
    assert told == [(public.reference, [])]
    assert letters()[1:] == [("decisions.confirmed", "orla.brannigan@people.example")]


@pytest.mark.parametrize(
    "changes",
    [{"outcome": Outcome.ADOPT}, {"outcome": Outcome.REPLACE}, {"about": {"weld-2021/P-3": "adopts"}}],
    ids=["adopts", "replaces something", "has an effect like that"],
)
def test_what_needs_two_people(changes: dict[str, Any], home: House, at: datetime) -> None:
    assert make.recorded(home, at=at, **changes).status == Status.AWAITING
    assert make.recorded(home, at=at).status == Status.RECORDED


def test_taking_the_place_of_another_needs_two_people(home: House, at: datetime) -> None:
    earlier = make.recorded(home, at=at)

    later = make.recorded(home, at=at, outcome=Outcome.NOT_GO_AHEAD, replaces=earlier.reference.lower())

    assert later.status == Status.AWAITING
    assert queries.get_public(earlier.reference).replaced_by is None
    recording.confirm(decision=later, by=home.accountable.actor, at=at)
    assert queries.get_public(earlier.reference).replaced_by == later


def test_replacing_what_was_replaced_is_refused(home: House, at: datetime) -> None:
    earlier = make.recorded(home, at=at)
    later = make.confirmed(home, at=at, replaces=earlier.reference)

    with pytest.raises(RefusedError, match=f"{later.reference} has replaced that decision already"):
        make.written(home, at=at, replaces=earlier.reference)
    with pytest.raises(RefusedError, match="Enter the reference of a public decision"):
        make.written(home, at=at, replaces="DR-2222-2222")


@pytest.mark.parametrize("who", ["officer", "colleague"])
def test_confirm_refused_to_who_sent_it_and_to_who_may_not(who: str, home: House, at: datetime) -> None:
    waits = make.awaiting(home, at=at)

    with pytest.raises(RefusedError, match="Only an accountable officer"):
        recording.confirm(decision=waits, by=getattr(home, who).actor, at=at)

    assert recording.confirm(decision=waits, by=home.accountable.actor, at=at).is_public


def test_lead_who_sent_it_cannot_confirm_it(at: datetime) -> None:
    centre = people.body(BodyKind.VOLUNTEER_CENTRE, name="Northmoor Centre")
    lead = people.role(kinds_of_role.PARTNER_LEAD, at=at, where=centre).person
    second = people.role(kinds_of_role.PARTNER_LEAD, at=at, where=centre, who=people.person(at=at, name="Ben")).person
    waits = make.awaiting(House(centre, centre, lead, lead, second), at=at)

    with pytest.raises(RefusedError, match="You took the first step yourself, so another person must"):
        recording.confirm(decision=waits, by=lead.actor, at=at)

    assert recording.confirm(decision=waits, by=second.actor, at=at).is_public


def test_send_refused_where_nobody_else_can_confirm(at: datetime) -> None:
    centre = people.body(BodyKind.VOLUNTEER_CENTRE, name="Northmoor Centre")
    lead = people.role(kinds_of_role.PARTNER_LEAD, at=at, where=centre).person
    alone = House(centre, centre, lead, lead, lead)

    with pytest.raises(RefusedError, match="Nobody else can confirm this for Northmoor Centre"):
        make.awaiting(alone, at=at)

    exception(alone, StandIn.SINGLE_PERSON, at=at)
    public = make.confirmed(alone, at=at)
    assert (public.recorded_by, public.confirmed_by) == (lead.actor.label, lead.actor.label)
    assert public.exception is not None


def test_outside_approver_confirms(home: House, at: datetime) -> None:
    centre = people.body(BodyKind.VOLUNTEER_CENTRE)
    lead = people.role(kinds_of_role.PARTNER_LEAD, at=at, where=centre).person
    exception(House(centre, centre, lead, lead, lead), StandIn.OUTSIDE_APPROVER, approver=home.colleague, at=at)

    public = make.confirmed(House(centre, centre, lead, lead, home.colleague), at=at)

    assert (public.confirmed_by, public.exception) == (home.colleague.actor.label, None)


def exception(home: House, kind: StandIn, *, at: datetime, **fields: Any) -> None:
    two_people.give(
        body=home.council,
        decision="decisions.confirm_decision",
        kind=kind,
        reason="There is one of us",
        from_on=make.today(at),
        until_on=make.today(at) + timedelta(days=30),
        by=SYSTEM,
        at=at,
        **fields,
    )


def test_return_gives_the_reason_and_lets_it_be_sent_again(home: House, at: datetime) -> None:
    back = make.returned(home, at=at)

    assert (back.status, back.returned_because) == (Status.RETURNED, "The minutes say 4 June")
    assert letters()[-1] == ("decisions.returned", "orla.brannigan@people.example")
    assert "The minutes say 4 June" in Letter.objects.get(kind="decisions.returned").text

    when: dict[str, Any] = {"decided_on": date(2026, 6, 4), "power": "Localism Act 2011"}
    drafts.say_when(decision=back, by=home.officer.actor, at=at, **when)
    again = recording.send(decision=back, by=home.officer.actor, at=at)
    assert (again.status, again.decided_on) == (Status.AWAITING, date(2026, 6, 4))
