"""Requests that come by telephone, on paper or in person, written down at the desk; and the first answer to them."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from commonweal.accountability.forms.format_desk import time_of
from commonweal.accountability.models import Channel, Format, FormatRequest, ReachBy
from commonweal.accountability.operations import format_line
from commonweal.accountability.operations import formats as operations
from commonweal.core.actors import Actor
from commonweal.core.audit import AuditEvent
from commonweal.core.digests import contact_digest
from commonweal.core.journeys import steps_of
from commonweal.core.rules import RefusedError
from commonweal.messaging.models import Letter
from commonweal.people import kinds_of_role as kinds
from commonweal.people.models import Role
from tests.conftest import SameQueries
from tests.factories import accountability as make
from tests.factories import people as make_people

pytestmark = pytest.mark.django_db

FRIDAY_EVENING = datetime(2026, 6, 12, 18, 40, tzinfo=UTC)

TYPED: dict[str, Any] = {
    "channel": "ANSWERING_MACHINE",
    "left_on_0": "12",
    "left_on_1": "6",
    "left_on_2": "2026",
    "left_time": "7.40pm",
    "wanted": "The strategy, on tape",
    "format": "AUDIO",
    "reach_by": "PHONE",
    "phone": "01632 960 017",
    "name": "Elsie Marsh",
}


@pytest.fixture
def officer(at: datetime) -> Role:
    return make_people.role(kinds.COMMUNITIES_OFFICER, at=at, who=make_people.person(at=at, name="Priya Shah"))


@pytest.fixture
def desk(client: Client, officer: Role) -> Client:
    return make_people.sign_in(client, officer.person)


def address(page: str, **words: str) -> str:
    return reverse(f"accountability:{page}", kwargs=words)


def typed(form_names: dict[str, Any]) -> dict[str, Any]:
    """As a browser sends them: the three boxes of a date are named by their part."""
    parts = {"_0": "_day", "_1": "_month", "_2": "_year"}
    return {
        next((key[:-2] + word for end, word in parts.items() if key.endswith(end)), key): value
        for key, value in form_names.items()
    }


def test_message_of_friday_evening_is_due_on_monday_evening(at: datetime) -> None:
    asked = make.entered(at=at, left_at=FRIDAY_EVENING)

    assert (asked.left_at, asked.asked_at, asked.first_answer_by_at, str(asked.answer_by_on)) == (
        FRIDAY_EVENING,
        at,
        datetime(2026, 6, 15, 16, 0, tzinfo=UTC),
        "2026-06-26",
    )


def test_request_written_down_is_done_on_behalf_of_who_asked(at: datetime, officer: Role) -> None:
    asked = make.entered(at=at)

    on_behalf_of = f"GUEST:{contact_digest('01632960017')}"
    assert list(steps_of(asked).values_list("move", "by", "on_behalf_of")) == [
        ("send", officer.person.actor.label, on_behalf_of)
    ]
    events = AuditEvent.objects.filter(subject_reference=asked.reference).order_by("id")
    assert list(events.values_list("verb", "on_behalf_of")) == [
        ("accountability.format_request.enter", on_behalf_of),
        ("accountability.format_request.send", on_behalf_of),
    ]


@pytest.mark.parametrize(
    ("changes", "kinds_of_letter"),
    [
        ({}, []),
        ({"reach_by": ReachBy.EMAIL, "contact": "elsie@example.org"}, ["accountability.format_received"]),
    ],
)
def test_person_with_an_address_gets_the_letter_and_link(
    client: Client, changes: dict[str, Any], kinds_of_letter: list[str], at: datetime
) -> None:
    make.entered(at=at, **changes)

    letters = list(Letter.objects.all())
    assert [letter.kind for letter in letters] == kinds_of_letter
    for letter in letters:
        path = next(word for word in letter.text.split() if "/another-format/" in word).removeprefix(settings.BASE_URL)
        assert "We wrote down your request" in client.get(path).content.decode()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"channel": Channel.WEB}, "Choose how the person asked; what comes by this website is here already"),
        ({"left_at": timedelta(minutes=1)}, "Enter when the person asked; it cannot lie ahead"),
        ({"left_at": timedelta(days=-400)}, "Enter a day within the last year, and look at the year you typed"),
        ({"by": kinds.GRANT_OFFICER}, "Only an officer who answers requests for another format can write one down"),
    ],
)
def test_what_cannot_be_written_down(changes: dict[str, Any], reason: str, officer: Role, at: datetime) -> None:
    by = make_people.role(changes["by"], at=at).person.actor if "by" in changes else officer.person.actor
    left_at = at + changes.get("left_at", timedelta())
    answers = make.MESSAGE | {"left_at": at, "by": officer.person.actor}

    format_line.enter(**answers, at=at)
    with pytest.raises(RefusedError) as refused:
        format_line.enter(**answers | changes | {"left_at": left_at, "by": by}, at=at)

    assert refused.value.refused.reason == reason
    assert FormatRequest.objects.count() == 1


def test_officer_writes_down_a_message_and_prints_its_reference(desk: Client) -> None:
    empty = desk.post(address("desk_enter"), {})
    done = desk.post(address("desk_enter"), typed(TYPED), follow=True)

    asked = FormatRequest.objects.get()
    shown = done.content.decode()
    assert empty.status_code == 422
    assert (asked.channel, asked.left_at, asked.contact) == ("ANSWERING_MACHINE", FRIDAY_EVENING, "01632960017")
    assert done.redirect_chain == [(address("desk_entered", ref=asked.reference), 302)]
    assert "Tell them the reference, or print a letter and post it" in shown
    assert "Nobody has got back to them, and it was due by 15 June 2026, 5pm." in shown


def test_letter_to_print_is_for_the_person(desk: Client, at: datetime) -> None:
    by_post = make.entered(at=at, reach_by=ReachBy.POST, contact="Elsie Marsh\n1 High Street, Saltrey")
    closed = make.supplied(at=at).request

    shown = desk.get(address("desk_letter", ref=by_post.reference)).content.decode()

    assert "Elsie Marsh<br>1 High Street, Saltrey" in shown
    assert "The communities team will answer by 1 July 2026." in shown
    assert "on tape" not in shown
    assert desk.get(address("desk_letter", ref=closed.reference)).status_code == 404


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"left_time": "half past"}, "Enter the time the person asked like 9:30am or 14:30"),
        ({"left_on_2": "2027"}, "Enter when the person asked; it cannot lie ahead"),
        ({"format": "LANGUAGE"}, "Enter the language they need"),
        ({"phone": ""}, "Enter a telephone number with its area code"),
    ],
)
def test_writing_down_says_what_to_do(desk: Client, changes: dict[str, str], error: str) -> None:
    answer = desk.post(address("desk_enter"), typed(TYPED | changes))

    assert (answer.status_code, error in answer.content.decode()) == (422, True)


def test_first_answer_is_counted_in_office_hours(at: datetime, officer: Role) -> None:
    asked = make.entered(at=at, left_at=FRIDAY_EVENING)

    answered = make.first_answered(asked=asked, at=at)

    assert (answered.first_answered_at, answered.first_answer_minutes) == (at, 2 * 8 * 60 + 30)
    assert answered.handler == officer.person


def test_first_answer_leaves_a_colleague_what_they_took_on(at: datetime) -> None:
    colleague = make_people.role(kinds.COMMUNITIES_OFFICER, at=at).person
    asked = operations.take_on(asked=make.entered(at=at), by=colleague.actor, at=at)

    answered = format_line.answer_first(asked=asked, answered_at=at, by=make.officer(at=at), at=at)

    assert answered.handler == colleague


def test_supplying_is_getting_back(at: datetime) -> None:
    asked = make.supplied(at=at).request

    assert (asked.first_answered_at, asked.first_answer_minutes) == (at, 0)


@pytest.mark.parametrize(
    ("before", "answered", "reason"),
    [
        ("sent", timedelta(minutes=5), "Enter when you got back to the person; it cannot lie ahead"),
        ("sent", timedelta(hours=-2), "Enter a time after the person asked"),
        ("supplied", timedelta(), "Somebody has noted already when the person was first got back to"),
        ("withdrawn", timedelta(), "This request is closed, so there is nothing to note"),
    ],
)
def test_first_answer_that_cannot_be_noted(before: str, answered: timedelta, reason: str, at: datetime) -> None:
    asked = getattr(make, before)(at=at).request
    by = make.officer(at=at)

    with pytest.raises(RefusedError) as refused:
        format_line.answer_first(asked=asked, answered_at=at + answered, by=by, at=at)

    assert refused.value.refused.reason == reason
    assert (
        format_line.answer_first(asked=make.sent(at=at).request, answered_at=at, by=by, at=at).first_answered_at == at
    )


def test_first_answer_by_somebody_else(at: datetime) -> None:
    asked = make.sent(at=at).request

    with pytest.raises(RefusedError, match="Only an officer who answers requests"):
        format_line.answer_first(asked=asked, answered_at=at, by=Actor.visitor(), at=at)


def test_first_answer_within_the_minute_of_asking(at: datetime) -> None:
    asked = make.sent(at=at + timedelta(seconds=20)).request
    later = at + timedelta(seconds=50)

    answered = format_line.answer_first(asked=asked, answered_at=at, by=make.officer(at=at), at=later)

    assert answered.first_answered_at == asked.left_at


def test_officer_notes_the_first_answer_on_the_page(desk: Client, at: datetime) -> None:
    asked = make.entered(at=at, left_at=FRIDAY_EVENING)
    page = address("desk_answer", ref=asked.reference)

    offered = desk.get(page).content.decode()
    refused = desk.post(
        page, {"answered_on_day": "12", "answered_on_month": "6", "answered_on_year": "2026", "answered_time": "9am"}
    )
    done = desk.post(
        page,
        {"answered_on_day": "15", "answered_on_month": "6", "answered_on_year": "2026", "answered_time": "10:30"},
        follow=True,
    )

    assert 'value="9:30am"' in offered
    assert "Enter a time after the person asked" in refused.content.decode()
    assert "First answered on 15 June 2026, 10:30am, after 1 working hour." in done.content.decode()


def test_format_that_was_not_said_is_noted_later(desk: Client, at: datetime) -> None:
    asked = make.entered(at=at, format=Format.UNSAID)
    page = address("desk_say_format", ref=asked.reference)

    offered = desk.get(page)
    refused = desk.post(page, {"format": "LANGUAGE", "language": ""})
    done = desk.post(page, {"format": "LANGUAGE", "language": "Welsh"})

    asked.refresh_from_db()
    assert (offered.status_code, refused.status_code, done.status_code) == (200, 422, 302)
    assert asked.format_words == "Another language: Welsh"


def test_format_of_a_closed_request_stays(at: datetime) -> None:
    asked = make.supplied(at=at).request

    with pytest.raises(RefusedError, match="This request is closed, so there is nothing to change"):
        format_line.say_format(asked=asked, format=Format.AUDIO, format_detail="", by=make.officer(at=at), at=at)


def test_desk_sorts_by_what_is_due(desk: Client, at: datetime) -> None:
    coming = make.sent(at=at, contact="coming@example.org").request
    today = make.entered(at=at, left_at=at - timedelta(hours=8), contact="01632960018")
    late = make.entered(at=at, left_at=FRIDAY_EVENING)

    shown = desk.get(address("desk_list")).content.decode()

    places = [
        shown.index(words)
        for words in ("Late", late.reference, "Due today", today.reference, "Waiting", coming.reference)
    ]
    assert places == sorted(places)
    assert "16 working hours" in shown


def test_desk_makes_the_same_queries_whatever_the_channel(
    desk: Client, at: datetime, same_queries: SameQueries
) -> None:
    same_queries(
        desk,
        address("desk_list"),
        lambda number: make.entered(at=at, left_at=FRIDAY_EVENING, contact=f"01632960{number:03}"),
    )


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("14:30", time(14, 30)),
        ("2.30pm", time(14, 30)),
        ("9am", time(9)),
        ("12am", time(0)),
        ("12:15 p.m.", time(12, 15)),
        ("noon", time(12)),
        ("0905", time(9, 5)),
        ("9", None),
        ("25:00", None),
        ("13pm", None),
        ("9:75", None),
        ("soon", None),
    ],
)
def test_time_as_people_write_it(said: str, meant: time | None) -> None:
    assert time_of(said) == meant
