"""What happens to records when somebody leaves, and what is let go when its time is over."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from commonweal.core import personal
from commonweal.core.actors import Actor
from commonweal.core.personal import DataSubject
from commonweal.core.rules import RefusedError
from commonweal.decisions import holdings, queries, work
from commonweal.decisions.models import Decision
from commonweal.decisions.operations import drafts, letting_go
from commonweal.decisions.states import TakenBy
from commonweal.people import kinds_of_role
from commonweal.people.models import Role, RoleEnd
from commonweal.people.operations import roles
from commonweal.people.standing import standing_of
from tests.factories import decisions as make
from tests.factories import people
from tests.factories.decisions import House

pytestmark = pytest.mark.django_db

SYSTEM = Actor.system("tests.decisions")

MEMBER = {
    "taken_by": TakenBy.CABINET_MEMBER,
    "office": "Cabinet Member for Communities",
    "member_name": "Jean Makepeace",
    "interests": "Jean Makepeace: trustee of a village hall",
}


@pytest.fixture
def home(at: datetime) -> House:
    return make.house(at=at)


def role_of(home: House) -> Role:
    return Role.objects.get(person=home.officer)


def test_work_is_what_is_not_public_yet(home: House, at: datetime) -> None:
    draft, waits = make.written(home, at=at), make.awaiting(home, at=at)
    make.recorded(home, at=at)

    held = work.held_by(role_of(home))

    assert [item.reference for item in held] == [draft.reference, waits.reference]
    assert work.held_by(Role.objects.get(person=home.accountable)) == []


def test_role_ends_when_its_records_are_handed_over(home: House, at: datetime) -> None:
    draft = make.written(home, at=at)
    items = {(work.NAME, draft.reference): home.colleague}

    roles.end(role=role_of(home), reason=RoleEnd.MOVED, hand_overs=items, by=SYSTEM, at=at)

    draft.refresh_from_db()
    assert draft.keeper == home.colleague
    assert drafts.say_why(decision=draft, by=home.colleague.actor, at=at, **make.WHY).why == make.WHY["why"]


def test_hand_over_refused_to_who_records_nothing_there(home: House, at: datetime) -> None:
    draft = make.written(home, at=at)

    with pytest.raises(RefusedError, match="Only the people of Ambershire"):
        work.hand_over(draft.reference, to=home.accountable, by=SYSTEM, at=at)


def test_adrift_without_a_writer_or_a_second_person(home: House, at: datetime) -> None:
    draft, waits = make.written(home, at=at), make.awaiting(home, at=at)
    before = work.adrift(at)

    Role.objects.all().update(until_on=make.today(at) - timedelta(days=1))

    assert before == []
    assert [item.reference for item in work.adrift(at)] == [draft.reference, waits.reference]


def test_waiting_counts_what_needs_one(home: House, at: datetime) -> None:
    make.awaiting(home, at=at)
    make.returned(home, at=at)
    make.written(home, at=at)

    counted = {
        who.name: work.waiting(standing_of(who.actor, at=at), at)
        for who in (home.officer, home.colleague, home.accountable)
    }

    assert counted == {"Orla Brannigan": 1, "Ann Colleague": 0, "Gareth Pugh": 1}


# What is held of people.


def test_member_who_is_named_finds_the_decisions_and_they_stay(home: House, at: datetime) -> None:
    member = people.person(at=at, name="Jean  MAKEPEACE")
    public, draft = make.recorded(home, at=at, **MEMBER), make.written(home, at=at, **MEMBER)
    make.recorded(home, at=at)
    subject = DataSubject(person_key=member.reference)
    records, unsent = personal.holding(holdings.RECORDS), personal.holding(holdings.DRAFTS)

    found = [[each.reference for each in holding.find(subject)] for holding in (records, unsent)]
    kept = records.erase(subject, by=SYSTEM, at=at)
    erased = unsent.erase(subject, by=SYSTEM, at=at)

    assert found == [[public.reference], [draft.reference]]
    assert ([each.reference for each in kept.kept], erased.erased) == ([public.reference], (draft.reference,))
    names = {each.reference: each.member_name for each in Decision.objects.all()}
    assert (names[public.reference], names[draft.reference]) == ("Jean Makepeace", "")


def test_names_go_after_their_time_and_the_decision_stays(home: House, at: datetime) -> None:
    long_ago = at - timedelta(days=3000)
    for role in Role.objects.all():
        Role.objects.filter(pk=role.pk).update(from_on=long_ago.date())
    old = make.recorded(home, at=long_ago, decided_on=long_ago.date(), **MEMBER)
    make.recorded(home, at=at, **MEMBER)
    holding = personal.holding(holdings.RECORDS)

    due = list(holding.expired(make.today(at) - timedelta(days=2192)))
    for each in due:
        holding.dispose(each.reference, by=SYSTEM, at=at)

    emptied = queries.get_public(old.reference)
    assert [each.reference for each in due] == [old.reference]
    assert (emptied.member_name, emptied.member_digest, emptied.interests) == ("", "", "")
    assert (emptied.emptied_at, emptied.office) == (at, "Cabinet Member for Communities")


def test_empty_refused_to_officers_and_twice(home: House, at: datetime) -> None:
    public = make.recorded(home, at=at, **MEMBER)

    with pytest.raises(RefusedError, match="Only a privacy officer"):
        letting_go.empty(decision=public, by=home.officer.actor, at=at)
    letting_go.empty(decision=public, by=SYSTEM, at=at)
    with pytest.raises(RefusedError, match="nothing in this record to empty"):
        letting_go.empty(decision=public, by=SYSTEM, at=at)


def test_drafts_go_after_a_year(home: House, at: datetime) -> None:
    old, young = make.written(home, at=at - timedelta(days=370)), make.written(home, at=at)
    holding = personal.holding(holdings.DRAFTS)

    due = list(holding.expired(make.today(at) - timedelta(days=365)))
    for each in due:
        holding.dispose(each.reference, by=SYSTEM, at=at)

    assert [each.reference for each in due] == [old.reference]
    assert list(Decision.objects.all()) == [young]


def test_somebody_without_a_role_there_records_nothing(at: datetime, home: House) -> None:
    who = people.ended_role(kinds_of_role.COMMUNITIES_OFFICER, at=at, where=home.team).person

    with pytest.raises(RefusedError, match="Only the people of Ambershire"):
        drafts.start(body=home.council, by=who.actor, at=at)
