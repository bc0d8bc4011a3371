"""The way in by a code: what is sent, what is taken, and what each thing that goes wrong says."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from commonweal.core.audit import AuditEvent
from commonweal.core.digests import contact_digest
from commonweal.core.rules import ALLOWED, Refused
from commonweal.messaging import rules as letter_rules
from commonweal.messaging.kinds import KINDS
from commonweal.messaging.models import Letter, ReturnedAddress
from commonweal.sign_in.models import ContactCode, Login
from tests.factories import sign_in as make
from tests.factories.sign_in import ADDRESS
from tests.sign_in.reading import error_of, words_of

pytestmark = pytest.mark.django_db

CODE = "/sign-in/code/"

WIDE = {ord(figure): chr(ord(figure) + 0xFEE0) for figure in "0123456789"}
"""Figures as keyboards of other scripts type them."""


def test_code_lets_a_person_in(client: Client, at: datetime) -> None:
    who = make.somebody(at=at)

    answer = make.come_in(client)

    assert (answer.status_code, answer["Location"]) == (302, "/account/")
    assert client.get("/account/sign-in/").status_code == 200
    login = Login.objects.get()
    assert (login.person, login.way, login.second_step, login.started_at) == (who, "CODE", "", at)
    assert login.ends_at == at + timedelta(days=14)


def test_code_lets_somebody_without_account_in_as_guest(client: Client, at: datetime) -> None:
    answer = make.come_in(client)

    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/guest/")
    assert client.get("/sign-in/guest/").status_code == 200
    assert client.get("/account/sign-in/")["Location"] == "/sign-in/?next=%2Faccount%2Fsign-in%2F"
    assert client.session["sign_in.guest"] == contact_digest(ADDRESS)


def test_guest_is_a_visitor_after_twelve_hours(client: Client, at: datetime) -> None:
    make.come_in(client)

    with time_machine.travel(at + timedelta(hours=11, minutes=59), tick=False):
        before = client.get("/sign-in/guest/").status_code
    with time_machine.travel(at + timedelta(hours=12, minutes=1), tick=False):
        after = client.get("/sign-in/guest/").status_code

    assert (before, after) == (200, 302)


def test_person_who_left_is_a_guest(client: Client, at: datetime) -> None:
    make.somebody(at=at, is_active=False, left_at=at)

    answer = make.come_in(client)

    assert (answer["Location"], Login.objects.count()) == ("/sign-in/guest/", 0)


def test_nobody_learns_who_has_an_account(at: datetime) -> None:
    make.somebody(at=at)
    stranger = "stranger@resident.example"

    answers = []
    for address in (ADDRESS, stranger):
        browser = Client()
        asked = browser.post("/sign-in/", {"email": address})
        code, letter = make.code_sent(address), make.newest_letter(address)
        page = words_of(browser.get(CODE)).replace(address, "…")
        answers.append((asked.status_code, asked["Location"], letter.subject, letter.text.replace(code, "…"), page))

    assert _without_token(answers[0]) == _without_token(answers[1])


def _without_token(answer: tuple[Any, ...]) -> tuple[Any, ...]:
    *rest, page = answer
    before, _, after = page.partition('name="csrfmiddlewaretoken" value="')
    return (*rest, before + after.partition('"')[2])


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param(lambda code: code, id="as it stands"),
        pytest.param(lambda code: code.replace(" ", ""), id="without spaces"),
        pytest.param(lambda code: "-".join(code), id="with dashes"),
        pytest.param(lambda code: f"  {code} \t", id="with spaces around"),
        pytest.param(lambda code: code.replace("0", "O").replace("1", "l"), id="letters for figures"),
        pytest.param(lambda code: code.replace("0", "o").replace("1", "I"), id="small letters for figures"),
        pytest.param(
            lambda code: "".join(chr(ord(each) + 0xFEE0) if each != " " else each for each in code), id="wide"
        ),
    ],
)
def test_code_is_read_however_it_is_typed(typed: Any, client: Client, at: datetime) -> None:
    code = make.ask(client)

    answer = client.post(CODE, {"code": typed(code)})

    assert answer.status_code == 302


# What goes wrong, and the sentence for it.


def test_stolen_code_in_another_browser(client: Client, at: datetime) -> None:
    code = make.ask(client)
    thief = Client()

    stolen = thief.post(CODE, {"code": code})
    own = client.post(CODE, {"code": code})

    assert (stolen.status_code, own.status_code) == (422, 302)
    assert "A code works only in the browser that asked for it" in words_of(stolen)


def test_stolen_code_in_a_browser_that_asked_itself(client: Client, at: datetime) -> None:
    code = make.ask(client)
    thief = Client()
    make.ask(thief)

    stolen = thief.post(CODE, {"code": code})
    own = client.post(CODE, {"code": code})

    assert error_of(stolen) == (
        "That code belongs to another browser, or to an earlier e-mail. Type the code from the newest e-mail, in the "
        "browser that asked for it"
    )
    assert own.status_code == 302


def test_two_browsers_at_once(at: datetime) -> None:
    telephone, computer = Client(), Client()
    first = make.ask(telephone)
    second = make.ask(computer)

    crossed = telephone.post(CODE, {"code": second})
    answers = [telephone.post(CODE, {"code": first}), computer.post(CODE, {"code": second})]

    assert crossed.status_code == 422
    assert [answer.status_code for answer in answers] == [302, 302]


def test_replayed_code(client: Client, at: datetime) -> None:
    make.somebody(at=at)
    code = make.ask(client)
    client.post(CODE, {"code": code})
    client.post("/sign-out/")
    session = client.session
    asked = ContactCode.objects.get()

    again = client.post(CODE, {"code": code})

    assert (again.status_code, asked.used_at) == (422, at)
    assert "sign_in.browser" not in session


def test_code_used_twice_in_its_browser(client: Client, at: datetime) -> None:
    code = make.ask(client)
    key = client.session["sign_in.browser"]
    client.post(CODE, {"code": code})
    session = client.session
    session["sign_in.browser"] = key
    session.save()

    again = client.post(CODE, {"code": code})

    assert error_of(again) == "This code has been used. Each code works once: ask for a new one"


def test_code_after_a_quarter_of_an_hour(client: Client, at: datetime) -> None:
    code = make.ask(client)

    with time_machine.travel(at + timedelta(minutes=15), tick=False):
        late = client.post(CODE, {"code": code})
    with time_machine.travel(at + timedelta(minutes=14, seconds=59), tick=False):
        in_time = client.post(CODE, {"code": code})

    assert error_of(late) == "This code is too old. A code works for 15 minutes: ask for a new one"
    assert in_time.status_code == 302


def test_newer_code_ends_the_one_before_it(client: Client, at: datetime) -> None:
    earlier = make.ask(client)
    newer = make.ask(client)

    answers = [client.post(CODE, {"code": earlier}), client.post(CODE, {"code": newer})]

    assert [answer.status_code for answer in answers] == [422, 302]
    assert "to an earlier e-mail" in error_of(answers[0])


def test_mail_scanner_that_follows_the_link(client: Client, at: datetime) -> None:
    code = make.ask(client)
    scanner = Client()
    letter = make.newest_letter(ADDRESS)
    link = next(line for line in letter.text.splitlines() if line.endswith(CODE))

    looked = [scanner.get(link), scanner.head(link), scanner.options(link)]
    answer = client.post(CODE, {"code": code})

    assert [each.status_code for each in looked] == [200, 200, 405]
    assert code not in link
    assert answer.status_code == 302


def test_wrong_code_can_be_tried_five_times(client: Client, at: datetime) -> None:
    code = make.ask(client)
    wrong = f"{(int(code.replace(' ', '')) + 1) % 10**8:08}"

    said = [error_of(client.post(CODE, {"code": wrong})) for _try in range(5)]
    right = client.post(CODE, {"code": code})

    assert said == [
        *["That is not the code we sent. Look at the newest e-mail from us and type its code again"] * 4,
        "That was not the code, and it cannot be tried again. Ask for a new one",
    ]
    assert error_of(right) == "Too many wrong codes were typed. Ask for a new one, or ring us"


def test_half_a_code_is_no_try(client: Client, at: datetime) -> None:
    code = make.ask(client)

    for _slip in range(6):
        client.post(CODE, {"code": code[:4]})
    answer = client.post(CODE, {"code": code})

    assert answer.status_code == 302


def test_codes_to_one_mailbox_are_limited(at: datetime) -> None:
    spellings = [f"{name}@resident.example" for name in ("asha", "Asha", "asha+a", "a.s.h.a")]

    answers = [Client().post("/sign-in/", {"email": address}) for address in [*spellings, *spellings[:2]]]
    other = Client().post("/sign-in/", {"email": "ben@resident.example"})

    assert [answer.status_code for answer in answers] == [302] * 5 + [422]
    assert error_of(answers[-1]) == (
        "We have sent 5 codes to this address, and that is as many as we send. Use the newest of them, or ask again "
        "after 10:31am"
    )
    assert other.status_code == 302


def test_codes_may_be_asked_again_when_the_refusal_said(client: Client, at: datetime) -> None:
    for _time in range(5):
        make.ask(client)

    with time_machine.travel(at + timedelta(minutes=59), tick=False):
        early = client.post("/sign-in/", {"email": ADDRESS}).status_code
    with time_machine.travel(at + timedelta(minutes=61), tick=False):
        later = client.post("/sign-in/", {"email": ADDRESS}).status_code

    assert (early, later) == (422, 302)


def test_many_people_at_one_network_address(at: datetime) -> None:
    def ask(number: int) -> int:
        address = f"reader{number}@resident.example"
        return Client().post("/sign-in/", {"email": address}, REMOTE_ADDR="203.0.113.9").status_code

    answers = {ask(number) for number in range(60)}

    assert answers == {302}


def test_codes_for_the_whole_service_are_limited(client: Client, at: datetime) -> None:
    ContactCode.objects.bulk_create(
        ContactCode(
            browser_digest=f"b{number}",
            code_digest="c",
            contact="",
            contact_digest=f"d{number}",
            reach_digest=f"r{number}",
            asked_at=at - timedelta(minutes=1),
            expires_at=at + timedelta(minutes=14),
        )
        for number in range(2000)
    )

    answer = client.post("/sign-in/", {"email": ADDRESS})

    assert "Very many people are signing in just now. Try again in an hour" in error_of(answer)


# Coming back.


@pytest.mark.parametrize(
    ("asked", "led_to"),
    [
        ("/another-format/", "/another-format/"),
        ("/account/sign-in/?a=1", "/account/sign-in/?a=1"),
        ("https://elsewhere.example/", "/account/"),
        ("//elsewhere.example/", "/account/"),
        ("/\\elsewhere.example/", "/account/"),
        ("javascript:alert(1)", "/account/"),
        ("/" + "a" * 3000, "/account/"),
        ("", "/account/"),
    ],
)
def test_next_page_is_one_of_ours(asked: str, led_to: str, client: Client, at: datetime) -> None:
    make.somebody(at=at)
    client.post("/sign-in/", {"email": ADDRESS}, QUERY_STRING=f"next={asked}")

    answer = client.post(CODE, {"code": make.code_sent()})

    assert answer["Location"] == led_to


def test_whoever_is_signed_in_is_led_on(client: Client, at: datetime) -> None:
    make.somebody(at=at)
    make.come_in(client)

    assert client.get("/sign-in/?next=/search/")["Location"] == "/search/"


# What is kept.


def test_code_is_kept_as_a_digest_only(client: Client, at: datetime) -> None:
    code = make.ask(client)

    row = ContactCode.objects.values().get()

    assert code.replace(" ", "") not in str(row)
    assert row["contact"] == ADDRESS


def test_use_of_a_code_is_on_the_trail(client: Client, at: datetime) -> None:
    make.come_in(client)

    events = [(event.verb, event.by) for event in AuditEvent.objects.filter(verb__startswith="sign_in")]
    assert events == [("sign_in.contact_code.use", f"GUEST:{contact_digest(ADDRESS)}")]


def test_code_that_is_typed_in_shows_that_letters_arrive(client: Client, at: datetime) -> None:
    ReturnedAddress.objects.create(contact_digest=contact_digest(ADDRESS), since_at=at, last_at=at)
    code = make.ask(client)
    before = ReturnedAddress.objects.count()

    client.post(CODE, {"code": "0000 0000" if code != "0000 0000" else "0000 0001"})
    wrong = ReturnedAddress.objects.count()
    client.post(CODE, {"code": code})

    assert (before, wrong, ReturnedAddress.objects.count()) == (1, 1, 0)


def test_words_around_the_code_can_be_changed_and_the_code_cannot_be_left_out() -> None:
    kind, body = KINDS.kind("sign_in.code"), "^ ((code))\n\nUntil ((time)), at ((link))"

    kept = letter_rules.can_use_words(kind, subject="Your code", body=body)
    left_out = letter_rules.can_use_words(kind, subject="Your code", body=body.replace("((code))", ""))

    assert (kept, left_out) == (ALLOWED, Refused("Put ((code)) back: whoever gets this letter needs it", field="body"))


def test_nothing_is_sent_for_what_is_no_address(client: Client, at: datetime) -> None:
    answer = client.post("/sign-in/", {"email": "asha"})

    assert (error_of(answer), Letter.objects.count()) == ("Enter an e-mail address in full, like name@example.com", 0)
