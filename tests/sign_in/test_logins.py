"""Browsers that are signed in: for how long, seen, ended, and what they cost each request."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commonweal.core import jobs
from commonweal.core.actors import Actor
from commonweal.core.rules import RefusedError
from commonweal.people.operations import leavers
from commonweal.privacy import tasks as privacy
from commonweal.sign_in import operations
from commonweal.sign_in.models import CodeApp, ContactCode, Login, LoginEnd, RecoveryCode
from tests.factories import people
from tests.factories import sign_in as make
from tests.factories.sign_in import ADDRESS
from tests.sign_in.reading import text_of

pytestmark = pytest.mark.django_db

MINE = "/account/sign-in/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 "
    "Mobile/15E148 Safari/604.1"
)


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox on Windows"),
        (IPHONE, "Safari on iPhone"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36", "Chrome on Android"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 14) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Mac"),
        ("curl/8", "A browser we do not know"),
        ("\x00<script>alert(1)</script>" * 100, "A browser we do not know"),
        ("", "A browser we do not know"),
    ],
)
def test_browser_is_called_by_its_name(agent: str, words: str, at: datetime) -> None:
    make.somebody(at=at)
    browser = Client(HTTP_USER_AGENT=agent)
    make.come_in(browser)

    page = text_of(browser.get(MINE))

    assert f"{words} With a code by e-mail Since 17 June 2026, last used on 17 June 2026. This browser." in page


def test_one_other_browser_is_signed_out(client: Client, at: datetime) -> None:
    make.somebody(at=at)
    library = Client(HTTP_USER_AGENT=FIREFOX)
    make.come_in(library)
    make.come_in(client)
    login = Login.objects.order_by("id")[0]

    asked = client.get(f"{MINE}browsers/{login.reference}/end/")
    done = client.post(f"{MINE}browsers/{login.reference}/end/")

    assert "Sign out of Firefox on Windows?" in text_of(asked)
    assert done["Location"] == MINE
    assert [client.get(MINE).status_code, library.get(MINE).status_code] == [200, 302]
    assert "You were signed out of this browser. Sign in again to go on." in text_of(library.get("/sign-in/"))
    assert "You were signed out" not in text_of(library.get("/sign-in/"))


def test_all_others_are_signed_out(client: Client, at: datetime) -> None:
    make.somebody(at=at)
    others = [Client(), Client()]
    for browser in [*others, client]:
        make.come_in(browser)

    client.post(f"{MINE}browsers/end/")

    assert [browser.get(MINE).status_code for browser in [*others, client]] == [302, 302, 200]


def test_somebody_elses_browser_is_not_there(client: Client, at: datetime) -> None:
    make.somebody(at=at)
    make.somebody(at=at, address="ben@resident.example", name="Ben Weald")
    other = Client()
    make.come_in(other, "ben@resident.example")
    theirs = Login.objects.get()
    make.come_in(client)

    answers = [
        client.get(f"{MINE}browsers/{theirs.reference}/end/"),
        client.post(f"{MINE}browsers/{theirs.reference}/end/"),
    ]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert other.get(f"{MINE}browsers/{theirs.reference}/end/").status_code == 200


def test_signing_out(client: Client, at: datetime) -> None:
    make.somebody(at=at)
    make.come_in(client)
    cookie = client.cookies["sessionid"].value

    looked = client.get("/sign-out/")
    still = client.get(MINE).status_code
    done = client.post("/sign-out/")
    client.cookies["sessionid"] = cookie

    assert (looked.status_code, still, done["Location"]) == (200, 200, "/sign-out/done/")
    assert (client.get(MINE).status_code, Login.objects.get().end) == (302, "SIGNED_OUT")


def test_signing_in_again_in_the_same_browser_ends_the_first(client: Client, at: datetime) -> None:
    make.somebody(at=at)
    make.somebody(at=at, address="ben@resident.example", name="Ben Weald")
    make.come_in(client)
    make.ask(Client(), "ben@resident.example")

    make.come_in(client, ADDRESS)  # whoever is signed in is led on, and types no address
    client.post("/sign-in/code/", {"code": make.code_sent()})

    assert Login.objects.filter(ended_at=None).count() == 1


@pytest.mark.parametrize(
    ("kind", "days", "is_still_in"),
    [
        ("group_manager", 13, True),
        ("group_manager", 15, False),
        ("grant_officer", 0.49, True),
        ("grant_officer", 0.51, False),
    ],
)
def test_how_long_a_browser_stays_signed_in(
    kind: str, days: float, is_still_in: bool, client: Client, at: datetime
) -> None:
    who = make.somebody(at=at)
    people.role(kind, at=at, who=who)
    people.sign_in(client, who)

    with time_machine.travel(at + timedelta(days=days), tick=False):
        answer = client.get(MINE)

    assert answer.status_code == (200 if is_still_in else 302)


def test_coming_every_week_keeps_somebody_signed_in(client: Client, at: datetime) -> None:
    make.somebody(at=at)
    make.come_in(client)

    answers = []
    for week in (1, 2, 3, 4):
        with time_machine.travel(at + timedelta(weeks=week), tick=False):
            answers.append(client.get(MINE).status_code)

    assert answers == [200] * 4
    assert str(Login.objects.get().last_seen_on) == "2026-07-15"


def test_new_staff_role_asks_for_a_second_step_at_the_next_request(client: Client, at: datetime) -> None:
    who = make.somebody(at=at)
    make.come_in(client)
    before = client.get(MINE).status_code

    people.role("grant_officer", at=at, who=who)
    after = client.get(MINE)

    assert (before, after.status_code, Login.objects.get().end) == (200, 302, "ROLE")
    assert "Your role asks for a second step. Sign in again, and we show you how." in text_of(client.get("/sign-in/"))


def test_leaving_ends_everything(client: Client, at: datetime) -> None:
    who = make.officer(at=at)
    make.with_app(who, at=at)
    make.come_in(client)
    client.post("/sign-in/second-step/", {"code": make.app_code(at)})
    before = client.get(MINE).status_code

    leavers.leave(person=who, by=Actor.system("tests"), at=at)

    assert (before, client.get(MINE).status_code) == (200, 302)
    assert (CodeApp.objects.count(), RecoveryCode.objects.count()) == (0, 0)
    assert Login.objects.get().end in {"LEFT", "ROLE"}


def test_visitor_without_cookie_costs_no_query(client: Client) -> None:
    with CaptureQueriesContext(connection) as captured:
        client.get("/accessibility/")

    assert [query["sql"] for query in captured.captured_queries] == []


@pytest.mark.parametrize(("kind", "most"), [("group_manager", 4), ("grant_officer", 3)])
def test_person_costs_few_queries(kind: str, most: int, client: Client, at: datetime) -> None:
    who = make.somebody(at=at)
    people.role(kind, at=at, who=who)
    people.sign_in(client, who, second_step=kind == "grant_officer")

    with CaptureQueriesContext(connection) as captured:
        client.get("/accessibility/")

    # What the frame shows of powers that are switched on is not signing in's.
    ours = [query["sql"] for query in captured.captured_queries if "people_power" not in query["sql"]]
    assert len(ours) == most, ours


def test_list_of_browsers_makes_the_same_queries(same_queries: Any, client: Client, at: datetime) -> None:
    who = make.somebody(at=at)
    make.come_in(client)

    same_queries(client, MINE, lambda number: people.sign_in(Client(), who))


def test_nobody_ends_the_login_of_another(at: datetime) -> None:
    who, other = make.somebody(at=at), people.person(at=at)
    browser = Client()
    make.come_in(browser)

    with pytest.raises(RefusedError, match="Only the person whose account it is"):
        operations.logins.end(login=Login.objects.get(), why=LoginEnd.ELSEWHERE, by=other.actor, at=at)
    operations.logins.end(login=Login.objects.get(), why=LoginEnd.ELSEWHERE, by=who.actor, at=at)

    assert Login.objects.get().end == "ELSEWHERE"


# What jobs forget.


def nights_work(*, at: datetime) -> None:
    with time_machine.travel(at, tick=False):
        privacy.propose_deletions(at=at)
        jobs.drain()


def test_codes_are_forgotten_when_the_schedule_says(client: Client, at: datetime) -> None:
    make.ask(client)

    nights_work(at=at + timedelta(days=1))
    early = ContactCode.objects.count()
    nights_work(at=at + timedelta(days=2))

    assert (early, ContactCode.objects.count()) == (1, 0)


def test_logins_are_forgotten_ninety_days_after_they_end(client: Client, at: datetime) -> None:
    make.somebody(at=at)
    make.come_in(client)
    client.post("/sign-out/")

    nights_work(at=at + timedelta(days=90))
    early = Login.objects.count()
    nights_work(at=at + timedelta(days=91))

    assert (early, Login.objects.count()) == (1, 0)


def test_sessions_whose_time_is_over_are_forgotten(client: Client, at: datetime) -> None:
    make.somebody(at=at)
    make.come_in(client)

    operations.logins.forget_sessions(by=Actor.system("sign_in.forget_sessions"), at=at + timedelta(days=91))

    assert Session.objects.count() == 0


# What the database refuses.


def a_code(at: datetime, **fields: Any) -> ContactCode:
    return ContactCode.objects.create(
        **{
            "browser_digest": "browser",
            "code_digest": "code",
            "contact": ADDRESS,
            "contact_digest": "contact",
            "reach_digest": "reach",
            "asked_at": at,
            "expires_at": at + timedelta(minutes=15),
        }
        | fields
    )


def a_login(at: datetime, **fields: Any) -> Login:
    return Login.objects.create(
        **{
            "person": people.person(at=at),
            "session_digest": "session",
            "way": "CODE",
            "started_at": at,
            "last_seen_on": at.date(),
            "ends_at": at + timedelta(hours=1),
        }
        | fields
    )


@pytest.mark.parametrize(
    ("make_row", "breach"),
    [
        (a_code, lambda at: {"tries": 6}),
        (a_code, lambda at: {"expires_at": at}),
        (a_code, lambda at: {"used_at": at + timedelta(minutes=16)}),
        (a_login, lambda at: {"way": "PASSWORD"}),
        (a_login, lambda at: {"second_step": "SMS"}),
        (a_login, lambda at: {"ended_at": at}),
        (a_login, lambda at: {"end": "LEFT"}),
        (a_login, lambda at: {"end": "BORED", "ended_at": at}),
        (a_login, lambda at: {"ends_at": at}),
    ],
)
def test_what_cannot_be_is_refused_by_the_database(make_row: Any, breach: Any, at: datetime) -> None:
    make_row(at).delete()

    with pytest.raises(IntegrityError), transaction.atomic():
        make_row(at, **breach(at))


def test_browser_waits_for_one_code_only(at: datetime) -> None:
    a_code(at, replaced_at=at)
    a_code(at)

    with pytest.raises(IntegrityError), transaction.atomic():
        a_code(at)


def test_session_belongs_to_one_login(at: datetime) -> None:
    a_login(at)

    with pytest.raises(IntegrityError), transaction.atomic():
        a_login(at)
