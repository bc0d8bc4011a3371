"""What is done with a record: what changes, what is written, what is refused."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from commonweal.core import search
from commonweal.core.audit import AuditEvent
from commonweal.core.files import StoredFile
from commonweal.core.rules import RefusedError
from commonweal.decisions import queries
from commonweal.decisions.models import Decision
from commonweal.decisions.operations import correcting, drafts, letting_go, recording
from commonweal.decisions.states import Outcome, Status, TakenBy
from commonweal.people import kinds_of_role
from commonweal.people.models import BodyKind
from commonweal.people.queries import bodies
from tests.decisions.reading import a_paper, letters
from tests.factories import decisions as make
from tests.factories import people
from tests.factories.decisions import House

pytestmark = pytest.mark.django_db


# One person.


def test_send_makes_public_at_once_and_tells(home: House, told: list[Any], at: datetime) -> None:
    draft = make.written(home, at=at, about={"weld-2021/P-1": "goes_ahead"})
    before = search.find("community officers").total

    decision = recording.send(decision=draft, by=home.officer.actor, at=at)

    assert (decision.status, decision.recorded_at, decision.recorded_on) == (Status.RECORDED, at, date(2026, 6, 17))
    assert (decision.recorded_by, decision.confirmed_by) == (home.officer.actor.label, "")
    assert told == [(decision.reference, ["weld-2021/P-1"])]
    assert (before, [hit.key for hit in search.find("community officers").hits]) == (0, [decision.reference])
    assert letters() == []


def test_send_twice_is_sending_once(home: House, told: list[Any], at: datetime) -> None:
    decision = make.recorded(home, at=at)

    again = recording.send(decision=decision, by=home.officer.actor, at=at)

    assert again.status == Status.RECORDED
    assert len(told) == 1


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"title": ""}, "Say what was decided, in a line"),
        ({"what": ""}, "Say what was decided"),
        ({"taken_by": TakenBy.COMMITTEE}, "Say which office, committee or board decided"),
        ({"decided_on": date(2026, 6, 18)}, "it cannot be after today"),
        ({"power": ""}, "Say under what power it was decided"),
        ({"why": ""}, "Say why it was decided"),
        ({"alternatives": ""}, "Say what else was considered"),
        ({"interests": ""}, "Say whether anybody declared an interest"),
    ],
)
def test_send_refused_while_an_answer_is_missing(
    changes: dict[str, Any], reason: str, home: House, at: datetime
) -> None:
    with pytest.raises(RefusedError, match=reason):
        make.recorded(home, at=at, **changes)

    assert Decision.objects.get().status == Status.DRAFT
    assert make.recorded(home, at=at).is_public


def test_send_refused_when_what_it_does_no_longer_fits(home: House, at: datetime) -> None:
    draft = make.written(home, at=at, about={"weld-2021/P-1": "goes_ahead"})
    what = make.WHAT | {"outcome": Outcome.NOT_GO_AHEAD}
    draft = drafts.say_what(decision=draft, by=home.officer.actor, at=at, **what)

    with pytest.raises(RefusedError, match="does not fit"):
        recording.send(decision=draft, by=home.officer.actor, at=at)


def test_what_is_public_cannot_be_written(home: House, at: datetime) -> None:
    decision = make.recorded(home, at=at)

    with pytest.raises(RefusedError, match="so its words stay as they are"):
        drafts.say_why(decision=decision, by=home.officer.actor, at=at, **make.WHY)


def test_draft_of_another_cannot_be_written(home: House, at: datetime) -> None:
    draft = make.written(home, at=at)

    with pytest.raises(RefusedError, match="Only the person who writes this record"):
        drafts.say_why(decision=draft, by=home.colleague.actor, at=at, **make.WHY)

    assert drafts.say_why(decision=draft, by=home.officer.actor, at=at, **make.WHY).why == make.WHY["why"]


# Whose decisions one may record.


@pytest.mark.parametrize(
    ("kind", "may"),
    [
        (kinds_of_role.COMMUNITIES_OFFICER, True),
        (kinds_of_role.GRANT_OFFICER, True),
        (kinds_of_role.ACCOUNTABLE_OFFICER, False),
        (kinds_of_role.ADMINISTRATOR, False),
        (kinds_of_role.PRIVACY_OFFICER, False),
    ],
)
def test_who_records_for_a_council(kind: str, may: bool, home: House, at: datetime) -> None:
    who = people.role(kind, at=at, where=home.team).person

    if may:
        assert drafts.start(body=home.council, by=who.actor, at=at).keeper == who
    else:
        with pytest.raises(RefusedError, match="Only the people of Ambershire County Council"):
            drafts.start(body=home.council, by=who.actor, at=at)


@pytest.mark.parametrize("kind", [kinds_of_role.PARTNER_LEAD, kinds_of_role.PARTNER_OFFICER])
def test_partner_records_for_its_own_body_alone(kind: str, home: House, at: datetime) -> None:
    centre, other = people.body(BodyKind.VOLUNTEER_CENTRE), people.body(BodyKind.VOLUNTEER_CENTRE)
    by = people.role(kind, at=at, where=centre).person.actor

    for body in (other, home.council):
        with pytest.raises(RefusedError, match="can record its decisions"):
            drafts.start(body=body, by=by, at=at)

    assert drafts.start(body=centre, by=by, at=at).body == centre


def test_officer_of_another_council_records_nothing_here(home: House, at: datetime) -> None:
    elsewhere = people.body(name="Vale County Council")
    by = people.role(kinds_of_role.COMMUNITIES_OFFICER, at=at, where=elsewhere).person.actor

    with pytest.raises(RefusedError, match="Only the people of Ambershire"):
        drafts.start(body=home.council, by=by, at=at)


# What it is about, and its papers.


def test_about_refuses_what_is_not_there_and_what_does_not_fit(home: House, at: datetime) -> None:
    draft = make.written(home, at=at)

    def add(**changes: str) -> Any:
        answers = {"kind": make.PROMISE, "reference": "weld-2021/P-1", "effect": "goes_ahead"} | changes
        return drafts.add_subject(decision=draft, by=home.officer.actor, at=at, **answers)

    for changes, reason in (
        ({"reference": "weld-2021/P-9"}, "We cannot find this any more"),
        ({"kind": "no.such"}, "We cannot find this any more"),
        ({"effect": "blesses"}, "Choose what the decision does to it"),
        ({"effect": "stops"}, "which does not fit"),
    ):
        with pytest.raises(RefusedError, match=reason):
            add(**changes)

    assert (add().title, add(reference="weld-2021/P-2").title) == (
        "Three community officers",
        "A grant for every village hall",
    )


def test_papers_are_numbered_and_taken_away_with_their_files(home: House, at: datetime) -> None:
    by, draft = home.officer.actor, make.written(home, at=at)
    first = drafts.add_paper(decision=draft, title="Plan", document=a_paper(), link="", by=by, at=at)
    second = drafts.add_paper(decision=draft, title="Report", document=None, link="https://example.org/r", by=by, at=at)
    before = StoredFile.objects.count()

    drafts.remove_paper(decision=draft, paper=first, by=by, at=at)

    assert ([first.number, second.number], before, StoredFile.objects.count()) == ([1, 2], 1, 0)
    assert [paper.title for paper in queries.papers_of(draft)] == ["Report"]


def test_paper_refused_that_is_neither_file_nor_address_or_no_document(home: House, at: datetime) -> None:
    draft = make.written(home, at=at)
    page = SimpleUploadedFile("plan.pdf", b"<html><script>alert(1)</script>", "application/pdf")

    for document, link, reason in (
        (None, "", "Choose a file or enter an address"),
        (a_paper(), "https://example.org/", "Choose a file or enter an address"),
        (page, "", "PDF"),
    ):
        with pytest.raises(RefusedError, match=reason):
            drafts.add_paper(decision=draft, title="Plan", document=document, link=link, by=home.officer.actor, at=at)

    assert (queries.papers_of(draft), StoredFile.objects.count()) == ([], 0)


# Correcting, deleting, handing over.


def test_corrections_are_numbered_and_the_words_stay(home: House, at: datetime) -> None:
    decision = make.recorded(home, at=at)
    wrong, right = "£285,000", "£258,000"

    made = [
        correcting.correct(decision=decision, wrong=wrong, right=right, by=home.colleague.actor, at=at)
        for _time in range(2)
    ]

    assert [each.number for each in made] == [1, 2]
    assert queries.get_public(decision.reference).what == make.WHAT["what"]
    assert [hit.key for hit in search.find("258,000").hits] == [decision.reference]


def test_correct_refused_before_it_is_public_and_to_others(home: House, at: datetime) -> None:
    draft, public = make.written(home, at=at), make.recorded(home, at=at)
    stranger = people.role(kinds_of_role.PARTNER_LEAD, at=at, where=people.body(BodyKind.NHS)).person.actor

    for decision, by, reason in (
        (draft, home.officer.actor, "not public yet"),
        (public, stranger, "Only the people of Ambershire"),
    ):
        with pytest.raises(RefusedError, match=reason):
            correcting.correct(decision=decision, wrong="a", right="b", by=by, at=at)


def test_discard_takes_everything_along_and_spares_what_was_sent(home: House, at: datetime) -> None:
    draft, sent = make.written(home, at=at, about={"weld-2021/P-1": "goes_ahead"}), make.awaiting(home, at=at)
    drafts.add_paper(decision=draft, title="Plan", document=a_paper(), link="", by=home.officer.actor, at=at)

    with pytest.raises(RefusedError, match="waits for a second person"):
        letting_go.discard(decision=sent, by=home.officer.actor, at=at)
    letting_go.discard(decision=draft, by=home.officer.actor, at=at)

    assert list(Decision.objects.all()) == [sent]
    assert StoredFile.objects.count() == 0


def test_everything_is_in_the_trail_and_nobody_is_named_in_it(home: House, at: datetime) -> None:
    member = {"taken_by": TakenBy.CABINET_MEMBER, "office": "Cabinet Member for Communities"}
    decision = make.confirmed(home, at=at, **member, member_name="Jean Makepeace")

    trail = AuditEvent.objects.filter(subject_reference=decision.reference).order_by("id")

    assert [event.verb.rpartition(".")[2] for event in trail] == [
        "start",
        "say_what",
        "say_who",
        "say_office",
        "say_when",
        "say_why",
        "send",
        "confirm",
    ]
    assert "Makepeace" not in "".join(str(event.facts) for event in trail)


def test_member_is_named_only_where_a_member_decides_alone(home: House, at: datetime) -> None:
    by = home.officer.actor
    named = {"office": "Communities", "member_name": "Jean Makepeace"}
    drafts_of = {each: make.written(home, at=at, taken_by=each, office="Communities") for each in TakenBy}

    told = {each: _refusal(drafts.say_office, decision=drafts_of[each], by=by, at=at, **named) for each in TakenBy}

    no_office = "Choose first who decided; the full council and the cabinet need no office"
    no_name = "Leave the name empty where no cabinet member decided"
    assert told == dict.fromkeys(TakenBy, no_name) | {
        TakenBy.FULL_COUNCIL: no_office,
        TakenBy.CABINET: no_office,
        TakenBy.CABINET_MEMBER: "",
    }


def _refusal(operation: Any, **words: Any) -> str:
    try:
        operation(**words)
    except RefusedError as error:
        return error.refused.reason
    return ""


def test_office_and_name_are_forgotten_when_somebody_else_decided(home: House, at: datetime) -> None:
    by = home.officer.actor
    member = {"taken_by": TakenBy.CABINET_MEMBER, "office": "Communities", "member_name": "Jean Makepeace"}
    draft = make.written(home, at=at, **member)

    same = drafts.say_who(decision=draft, body=home.team, taken_by=TakenBy.CABINET_MEMBER, by=by, at=at)
    assert (same.office, same.member_name) == ("Communities", "Jean Makepeace")

    other = drafts.say_who(decision=draft, body=home.team, taken_by=TakenBy.COMMITTEE, by=by, at=at)
    assert (other.office, other.member_name, other.member_digest) == ("", "", "")


# What others ask.


def test_about_gives_public_ones_for_each_thing_newest_first(
    home: House, at: datetime, django_assert_max_num_queries: Any
) -> None:
    first, second = "weld-2021/P-1", "weld-2021/P-2"
    old = make.recorded(home, at=at - timedelta(days=9), about={first: "goes_ahead"}, decided_on=date(2026, 5, 4))
    new = make.recorded(home, at=at, about={first: "goes_ahead", second: "goes_ahead"})
    make.written(home, at=at, about={first: "goes_ahead"})
    make.awaiting(home, at=at, about={second: "adopts"})

    with django_assert_max_num_queries(3):
        found = queries.about(make.PROMISE, [first, second, "weld-2021/P-3"], at=at)

    assert found == {first: [new, old], second: [new], "weld-2021/P-3": []}
    assert queries.about(make.PROMISE, [first, second], at=at - timedelta(days=1)) == {first: [old], second: []}
    assert [each.effect for each in found[first][1].subjects.all()] == ["goes_ahead"]


def test_bodies_of_a_council_are_all_of_it_and_of_nobody_else(home: House, at: datetime) -> None:
    people.body(BodyKind.DISTRICT)
    other = people.body(name="Vale County Council")
    people.body(BodyKind.TEAM, parent=other)

    draft = make.begun(home, at=at)
    moved = drafts.say_who(decision=draft, body=home.team, taken_by="CABINET", by=home.officer.actor, at=at)

    assert bodies.there_on(make.today(at)).count() == 5
    assert moved.body == home.team
