"""The desk: recording a decision, the second person, and who sees what."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from commonweal.decisions import queries
from commonweal.decisions.models import Decision
from commonweal.decisions.states import Status
from tests.conftest import SameQueries
from tests.decisions.reading import a_paper, address, text
from tests.factories import decisions as make
from tests.factories import people
from tests.factories.decisions import House

pytestmark = pytest.mark.django_db


# The desk: recording.


def answers(**changes: Any) -> dict[str, dict[str, Any]]:
    day = {"decided_on_day": "3", "decided_on_month": "6", "decided_on_year": "2026"}
    return {
        "what": {**make.WHAT, **changes},
        "who": {"taken_by": "CABINET"},
        "when": {"power": "Localism Act 2011", **day},
        "why": make.WHY,
    }


def test_recording_from_the_first_question_to_the_public_page(desk: Client, home: House) -> None:
    begun = desk.post(address("desk_start"))
    decision = Decision.objects.get()
    assert begun.headers["Location"] == address("desk_what", decision)

    for question, said in answers().items():
        extra = {"body": home.council.reference} if question == "who" else {}
        assert desk.post(address(f"desk_{question}", decision), said | extra).status_code == 302
    found = desk.get(address("desk_about", decision), {"words": "officers"})
    thing = {"kind": make.PROMISE, "thing": "weld-2021/P-1"}
    assert address("subject_add", decision, **thing) in found.content.decode()
    assert desk.post(address("subject_add", decision, **thing), {"effect": "goes_ahead"}).status_code == 302
    paper = {"title": "The plan", "document": a_paper(), "link": ""}
    assert desk.post(address("desk_papers", decision), paper).status_code == 302
    assert "The plan" in text(desk.get(address("desk_check", decision)))
    assert desk.post(address("desk_check", decision)).headers["Location"] == address("desk_sent", decision)

    decision.refresh_from_db()
    assert decision.status == Status.RECORDED
    assert "The decision is public" in text(desk.get(address("desk_sent", decision)))
    assert text(Client().get(address("decision_record", decision))).count(": Three community officers") == 1


def test_check_says_what_is_missing(desk: Client, home: House, at: datetime) -> None:
    draft = make.begun(home, at=at)

    answer = desk.post(address("desk_check", draft))

    assert answer.status_code == 422
    assert "Say what was decided, in a line" in text(answer)
    assert text(answer).count("Not answered yet") == 9


def test_changing_one_answer_leads_back_to_the_check(desk: Client, home: House, at: datetime) -> None:
    draft = make.written(home, at=at)

    answer = desk.post(f"{address('desk_why', draft)}?then=check", make.WHY | {"why": "Another reason"})

    assert answer.headers["Location"] == address("desk_check", draft)
    assert "Another reason" in text(desk.get(address("desk_check", draft)))


@pytest.mark.parametrize(
    ("question", "changes", "reason"),
    [
        ("what", {"what": "x" * 50_000}, "must be 5000 characters or fewer; you have used 50000"),
        ("what", {"title": "x" * 50_000}, "must be 200 characters or fewer; you have used 50000"),
        ("what", {"replaces": "DR-2222-2222"}, "Enter the reference of a public decision"),
        ("what", {"outcome": "PERHAPS"}, "from those that are offered"),
        ("who", {"taken_by": "A_FRIEND"}, "from those that are offered"),
        ("when", {"decided_on_month": "13"}, "Enter a date that exists"),
        ("when", {"power": ""}, "Enter the power"),
        ("who", {"body": "BD-2222-2222"}, "from those that are offered"),
        ("why", {"alternatives": " \n "}, "Enter what else was considered"),
    ],
)
def test_answers_that_cannot_be_taken(
    question: str, changes: dict[str, str], reason: str, desk: Client, home: House, at: datetime
) -> None:
    draft = make.begun(home, at=at)
    said = answers()[question] | {"body": home.council.reference} | changes

    answer = desk.post(address(f"desk_{question}", draft), said)

    assert answer.status_code == 422
    assert reason in text(answer)
    assert desk.post(address(f"desk_{question}", draft), said | _mended(changes, question, home)).status_code == 302


def _mended(changes: dict[str, str], question: str, home: House) -> dict[str, Any]:
    right = answers()[question] | {"body": home.council.reference}
    return {name: right.get(name, "") for name in changes}


def test_office_is_asked_for_where_there_are_several(desk: Client, home: House, at: datetime) -> None:
    draft = make.begun(home, at=at)
    cabinet = {"body": home.council.reference, "taken_by": "CABINET"}

    after_cabinet = desk.post(address("desk_who", draft), cabinet)
    after_member = desk.post(address("desk_who", draft), cabinet | {"taken_by": "CABINET_MEMBER"})
    empty = desk.post(address("desk_office", draft), {"office": "", "member_name": ""})
    named = desk.post(address("desk_office", draft), {"office": "Communities", "member_name": "Jean Makepeace"})

    assert after_cabinet.headers["Location"] == address("desk_when", draft)
    assert after_member.headers["Location"] == address("desk_office", draft)
    assert (empty.status_code, "Say which office, committee or board decided" in text(empty)) == (422, True)
    assert named.headers["Location"] == address("desk_when", draft)
    assert "Communities (Jean Makepeace)" in text(desk.get(address("desk_check", draft)))


def test_name_is_asked_for_where_a_member_decided_alone(desk: Client, home: House, at: datetime) -> None:
    member, committee = (
        make.written(home, at=at, taken_by=each, office="Communities") for each in ("CABINET_MEMBER", "COMMITTEE")
    )

    asked = {each: text(desk.get(address("desk_office", each))) for each in (member, committee)}

    assert "Which cabinet member decided?" in asked[member]
    assert "Which committee decided?" in asked[committee]
    assert ["The member’s name" in asked[each] for each in (member, committee)] == [True, False]


def test_changing_who_decided_asks_for_the_office_on_the_way_back(desk: Client, home: House, at: datetime) -> None:
    draft = make.written(home, at=at)
    who = {"body": home.council.reference, "taken_by": "COMMITTEE"}

    first = desk.post(f"{address('desk_who', draft)}?then=check", who)
    second = desk.post(first.headers["Location"], {"office": "Planning Committee"})
    again = desk.post(f"{address('desk_who', draft)}?then=check", who)

    assert first.headers["Location"] == f"{address('desk_office', draft)}?then=check"
    assert second.headers["Location"] == again.headers["Location"] == address("desk_check", draft)


# The desk: coming from what is decided about.


def test_start_from_a_thing_asks_first_what_the_decision_does_to_it(desk: Client, home: House) -> None:
    start = f"{address('desk_start')}?about={make.PROMISE}/weld-2021/P-1"

    shown = text(desk.get(start))
    begun = desk.post(start)

    decision = Decision.objects.get()
    add = address("subject_add", decision, kind=make.PROMISE, thing="weld-2021/P-1")
    assert "It will be about: Three community officers" in shown
    assert begun.headers["Location"] == add
    assert desk.get(add).status_code == 200
    assert desk.post(add, {"effect": "adopts"}).headers["Location"] == address("desk_what", decision)
    assert [each.reference for each in decision.subjects.all()] == ["weld-2021/P-1"]


@pytest.mark.parametrize(
    "about",
    [
        "",
        "/",
        "tests.promise",
        "tests.promise/",
        "tests.promise/weld-2021/P-9",
        "nobody.nothing/weld-2021/P-1",
        "<script>alert(1)</script>/weld-2021/P-1",
        "tests.promise/../../admin",
        "strategy.commitment/\0",
        "strategy.commitment/" + "x" * 5_000,
        "strategy.commitment/a/b/c",
        "strategy.strategy/’ OR 1=1",
    ],
)
def test_start_from_what_is_not_there_is_an_ordinary_start(about: str, desk: Client, home: House) -> None:
    start = f"{address('desk_start')}?{urlencode({'about': about})}"

    assert "It will be about" not in text(desk.get(start))
    begun = desk.post(start)

    assert begun.headers["Location"] == address("desk_what", Decision.objects.get())


# The desk: the second person, and who sees what.


def test_second_person_confirms(desk: Client, second: Client, home: House, at: datetime) -> None:
    waits = make.awaiting(home, at=at)
    listed = text(second.get(address("desk_list")))

    record = second.get(address("desk_record", waits))
    done = second.post(address("desk_confirm", waits))

    assert f"Waiting for you to confirm Decision For Sent by Since {waits.title}" in listed
    assert "Confirm it" in text(record)
    assert done.headers["Location"] == address("desk_sent", waits)
    assert queries.get_public(waits.reference).confirmed_by == home.accountable.actor.label


def test_second_person_returns_and_the_writer_reads_why(
    desk: Client, second: Client, home: House, at: datetime
) -> None:
    waits = make.awaiting(home, at=at)

    second.post(address("desk_return", waits), {"because": "The minutes say 4 June"})

    record = text(desk.get(address("desk_record", waits)))
    assert "Returned Change what is wrong, and send it again" in record
    assert "The minutes say 4 June" in record
    assert second.get(address("desk_record", waits)).status_code == 404


def test_who_sent_it_sees_no_way_to_confirm(desk: Client, home: House, at: datetime) -> None:
    waits = make.awaiting(home, at=at)

    assert "Confirm it" not in text(desk.get(address("desk_record", waits)))
    assert desk.get(address("desk_confirm", waits)).status_code == 404


@pytest.mark.parametrize(
    ("maker", "seen_by"),
    [
        (make.written, {"officer"}),
        (make.returned, {"officer"}),
        (make.awaiting, {"officer", "accountable"}),
        (make.recorded, {"officer", "colleague", "accountable"}),
    ],
)
def test_who_sees_a_record_at_the_desk(maker: Any, seen_by: set[str], home: House, at: datetime) -> None:
    decision = maker(home, at=at)

    seen = {
        name
        for name in ("officer", "colleague", "accountable")
        if people.sign_in(Client(), getattr(home, name)).get(address("desk_record", decision)).status_code == 200
    }

    assert seen == seen_by


def test_desk_lists_what_one_writes_sent_and_made_public(desk: Client, home: House, at: datetime) -> None:
    for maker, title in (
        (make.written, "Mine"),
        (make.returned, "Mine again"),
        (make.awaiting, "Sent"),
        (make.recorded, "Public"),
    ):
        maker(home, at=at, title=title)

    shown = text(desk.get(address("desk_list")))

    places = [shown.index(words) for words in ("You are writing", "You sent, waiting", "Made public lately", "Public ")]
    assert places == sorted(places)
    assert {"Mine", "Mine again", "Sent", "Public"} <= {
        each.get_text()
        for each in BeautifulSoup(desk.get(address("desk_list")).content, "html.parser").select("main td a")
    }


def test_desk_with_nothing_to_do(desk: Client) -> None:
    assert "No record needs you today" in text(desk.get(address("desk_list")))


def test_desk_makes_the_same_queries(second: Client, home: House, at: datetime, same_queries: SameQueries) -> None:
    def add(number: int) -> None:
        (make.awaiting if number % 2 else make.recorded)(home, at=at)

    same_queries(second, address("desk_list"), add)


def test_desk_correct_publishes_beside(desk: Client, home: House, at: datetime) -> None:
    decision = make.recorded(home, at=at)

    empty = desk.post(address("desk_correct", decision), {"wrong": "£285,000", "right": ""})
    done = desk.post(address("desk_correct", decision), {"wrong": "£285,000", "right": "£258,000"})

    assert (empty.status_code, done.headers["Location"]) == (422, address("decision_record", decision))
    assert [each.right for each in queries.get_public(decision.reference).corrections.all()] == ["£258,000"]


def test_desk_discard(desk: Client, home: House, at: datetime) -> None:
    draft, public = make.written(home, at=at), make.recorded(home, at=at)

    assert desk.post(address("desk_discard", public)).status_code == 404
    assert desk.post(address("desk_discard", draft)).headers["Location"] == address("desk_list")
    assert list(Decision.objects.all()) == [public]
