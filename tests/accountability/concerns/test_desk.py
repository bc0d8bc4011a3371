"""The desk's pages: for officers who answer concerns, and for the bodies that may reply."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from commonweal.accountability.models import Concern, ConcernReply, MayPublish
from commonweal.accountability.operations import concern_desk as operations
from commonweal.accountability.states.concerns import ConcernStatus
from commonweal.people import kinds_of_role as kinds
from commonweal.people.models import BodyKind, Role
from tests.conftest import SameQueries
from tests.factories import concerns as make
from tests.factories import people

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(at: datetime) -> Role:
    return people.role(kinds.COMMUNITIES_OFFICER, at=at, who=people.person(at=at, name=make.OFFICER))


@pytest.fixture
def desk(client: Client, officer: Role) -> Client:
    return people.sign_in(client, officer.person)


def address(page: str, concern: Concern) -> str:
    return reverse(f"accountability:{page}", kwargs={"ref": concern.reference})


def words_of(response: object) -> str:
    soup = BeautifulSoup(response.content.decode(), "html.parser")  # type: ignore[attr-defined]  # a page
    return " ".join(soup.get_text(" ").split())


def test_desk_parts_what_needs_somebody_from_what_is_late_and_what_comes(desk: Client, at: datetime) -> None:
    late = make.sent(at=at - timedelta(days=36)).concern
    new = make.sent(at=at).concern
    waits = make.summed_up(at=at).concern
    body, _role = make.a_partner(at=at)
    make.asked(waits, body, at=at)
    operations.take_on(concern=waits, by=make.officer(at=at), at=at)

    shown = words_of(desk.get(reverse("accountability:concern_desk")))

    parts = ("Needs you today", new.reference, "Late", late.reference, "Coming", waits.reference)
    assert [shown.index(part) for part in parts] == sorted(shown.index(part) for part in parts)
    assert "Wednesday 10 June 2026: 5 working days late" in shown
    assert "Northmoor Volunteer Centre may reply until 14 July 2026" in shown


def test_desk_with_nothing_to_do(desk: Client) -> None:
    assert "No concern waits for an answer." in words_of(desk.get(reverse("accountability:concern_desk")))


def test_list_makes_the_same_queries(desk: Client, at: datetime, same_queries: SameQueries) -> None:
    body, _role = make.a_partner(at=at)

    def add_row(number: int) -> None:
        raised = make.summed_up(at=at, contact=f"asker{number}@example.org")
        make.asked(raised.concern, body, at=at)

    same_queries(desk, reverse("accountability:concern_desk"), add_row)


def test_officer_takes_on_sums_up_and_answers(desk: Client, officer: Role, at: datetime) -> None:
    concern = make.sent(at=at).concern
    summary = {"summary": "Somebody waited.", "has_words_shown": "YES"}
    answer = {
        "outcome": "UPHELD",
        "answer": "You are right.",
        "action": "We ring.",
        "action_by_on_day": "1",
        "action_by_on_month": "9",
        "action_by_on_year": "2026",
    }

    taken = desk.post(address("concern_take_on", concern))
    early = words_of(desk.get(address("concern_handle", concern)))
    preview = desk.post(address("concern_sum_up", concern), summary)
    unkept = Concern.objects.get().summary
    kept = desk.post(address("concern_sum_up", concern), summary | {"keep": "yes"})
    answered = desk.post(address("concern_answer", concern), answer)

    concern = Concern.objects.get()
    assert (taken.status_code, kept.status_code, answered.status_code) == (302, 302, 302)
    assert "Write the public summary first" in early
    assert "This is what will be read Somebody waited." in words_of(preview)
    assert unkept == ""
    assert (concern.handler, concern.status, concern.has_words_shown) == (officer.person, ConcernStatus.ANSWERED, True)


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({}, "Choose what you find"),
        ({"outcome": "UPHELD", "answer": "Yes"}, "Say what will be done; you found that something is wrong"),
        ({"outcome": "UPHELD", "answer": "Yes"}, "Enter the day by which it will be done"),
        ({"outcome": "NOT_UPHELD", "answer": "No", "action": "Ring"}, "Enter the day by which it will be done"),
        (
            {
                "outcome": "NOT_UPHELD",
                "answer": "No",
                "action_by_on_day": "1",
                "action_by_on_month": "1",
                "action_by_on_year": "2099",
            },
            "Say what will be done by that day, or leave the day empty",
        ),
        (
            {
                "outcome": "NOT_UPHELD",
                "answer": "No",
                "action": "Ring",
                "action_by_on_day": "1",
                "action_by_on_month": "1",
                "action_by_on_year": "2020",
            },
            "Enter a day that lies ahead",
        ),
    ],
)
def test_answer_that_is_half_said_is_refused_on_the_page(
    desk: Client, typed: dict[str, str], error: str, at: datetime
) -> None:
    concern = make.summed_up(at=at).concern

    answer = desk.post(address("concern_answer", concern), typed)

    assert answer.status_code == 422
    assert error in words_of(answer)
    assert Concern.objects.get().is_open


def test_officer_who_filed_the_document_is_told_why_not(client: Client, at: datetime) -> None:
    filer, accepter = make.filers(at=at)
    filing = make.a_filing(at=at, filed_by=filer, accepted_by=accepter)
    concern = make.summed_up(at=at, filing=filing).concern
    who = Role.objects.get(person__reference=filer.key).person

    shown = words_of(people.sign_in(client, who).get(address("concern_handle", concern)))

    assert f"You filed {filing.reference}, which this concern is about. A colleague answers it" in shown
    assert "Answer it" not in shown
    assert "Take it on" not in shown


def test_upheld_concern_leads_to_setting_the_document_aside(desk: Client, at: datetime) -> None:
    filer, accepter = make.filers(at=at)
    filing = make.a_filing(at=at, filed_by=filer, accepted_by=accepter)
    waits = make.summed_up(at=at, filing=filing).concern
    before = desk.get(address("concern_set_aside", waits))
    concern = make.answer(waits, at=at)

    offered = words_of(desk.get(address("concern_handle", concern)))
    done = desk.post(address("concern_set_aside", concern), {"why": "The concern was upheld."})

    filing.refresh_from_db()
    assert (before.status_code, done.status_code) == (302, 302)
    assert "Set the document aside" in offered
    assert (filing.is_set_aside, filing.set_aside_why) == (True, "The concern was upheld.")


def test_officer_asks_a_body_and_it_replies(desk: Client, at: datetime) -> None:
    concern, (body, role) = make.summed_up(at=at).concern, make.a_partner(at=at)
    council = people.body(BodyKind.COUNCIL, name="Other Council")

    offered = desk.get(address("concern_ask_reply", concern)).content.decode()
    nobody = desk.post(address("concern_ask_reply", concern), {"body": str(council.reference)})
    asked = desk.post(address("concern_ask_reply", concern), {"body": str(body.reference)})
    here = reverse("accountability:concern_reply_write", kwargs={"ref": concern.reference, "slug": body.slug})
    people.sign_in(desk, role.person)
    door = words_of(desk.get(reverse("accountability:concern_reply_list")))
    shown = words_of(desk.get(here))
    replied = desk.post(here, {"words": "We had moved."})

    assert (nobody.status_code, asked.status_code, replied.status_code) == (422, 302, 302)
    assert (body.name in offered, council.name in offered) == (True, False)
    assert f"{concern.reference} Northmoor Volunteer Centre" in door
    assert make.SUMMARY in shown
    assert ConcernReply.objects.get().words == "We had moved."
    assert "We had moved." in words_of(desk.get(here))


def test_body_reads_no_words_that_are_not_printed(client: Client, at: datetime) -> None:
    silent = make.summed_up(at=at, may_publish=MayPublish.NOTHING, words="Marrow soup", name="Zebedee").concern
    body, role = make.a_partner(at=at)
    make.asked(silent, body, at=at)
    here = reverse("accountability:concern_reply_write", kwargs={"ref": silent.reference, "slug": body.slug})

    shown = words_of(people.sign_in(client, role.person).get(here))

    assert make.SUMMARY in shown
    assert "Marrow soup" not in shown
    assert "Zebedee" not in shown


def test_body_is_not_shown_what_another_was_asked(client: Client, at: datetime) -> None:
    concern, (body, _role) = make.summed_up(at=at).concern, make.a_partner(at=at)
    _other, others = make.a_partner(at=at, name="Saltmarsh Centre")
    make.asked(concern, body, at=at)
    here = reverse("accountability:concern_reply_write", kwargs={"ref": concern.reference, "slug": body.slug})
    people.sign_in(client, others.person)

    assert client.get(here).status_code == 404
    assert client.post(here, {"words": "Ours"}).status_code == 404
    assert concern.reference not in words_of(client.get(reverse("accountability:concern_reply_list")))


def test_officer_types_in_what_a_body_sent_by_letter(desk: Client, at: datetime) -> None:
    concern, unmanned = make.summed_up(at=at).concern, people.body(BodyKind.NHS, name="Health Board")
    manned, _role = make.a_partner(at=at)
    for body in (unmanned, manned):
        make.asked(concern, body, at=at)
    here = reverse("accountability:concern_reply_write", kwargs={"ref": concern.reference, "slug": unmanned.slug})

    shown = desk.get(address("concern_handle", concern)).content.decode()
    desk.post(here, {"words": "By letter"})

    assert shown.count("Type in what it sent by letter") == 1
    assert here in shown
    assert ConcernReply.objects.get(body=unmanned).words == "By letter"


def test_officer_reads_the_reply_and_has_it_printed(desk: Client, at: datetime) -> None:
    concern = make.replied(at=at).concern
    waiting = words_of(desk.get(reverse("accountability:concern_desk")))

    empty = desk.post(address("concern_look_at_reply", concern), {})
    done = desk.post(address("concern_look_at_reply", concern), {"is_shown": "YES"})

    assert "Replies to our answers that nobody has read" in waiting
    assert (empty.status_code, done.status_code) == (422, 302)
    assert Concern.objects.get().public_reply == "Thank you. Please tell the others who waited."


def test_officer_erases_what_it_says(desk: Client, at: datetime) -> None:
    concern = make.sent(at=at).concern

    answer = desk.post(address("concern_erase", concern))

    concern.refresh_from_db()
    assert (answer.status_code, concern.is_emptied, concern.words) == (302, True, "")


def test_person_sees_that_somebody_looked(desk: Client, at: datetime) -> None:
    raised = make.sent(at=at)
    own = reverse("accountability:concern_record", kwargs={"key": raised.key})
    before = words_of(desk.get(own))

    desk.get(address("concern_handle", raised.concern))

    assert "Nobody has opened it yet." in before
    assert "Communities officer" in words_of(desk.get(own))


def test_leaver_hands_concerns_over_on_the_pages(client: Client, officer: Role, at: datetime) -> None:
    concern = make.sent(at=at).concern
    operations.take_on(concern=concern, by=officer.person.actor, at=at)
    colleague = people.role(kinds.COMMUNITIES_OFFICER, at=at, who=people.person(at=at, name="Ann Lee"))
    people.sign_in(client, people.role(kinds.ADMINISTRATOR, at=at).person)
    leave = reverse("people:person_leave", kwargs={"ref": officer.person.reference})

    shown = client.get(leave).content.decode()
    done = client.post(leave, {"to_all": colleague.person.reference})

    concern.refresh_from_db()
    assert concern.reference in shown
    assert (done.status_code, concern.handler) == (302, colleague.person)
