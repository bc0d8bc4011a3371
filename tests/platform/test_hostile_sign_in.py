"""What somebody who means harm tries at the door: planted sessions, guessed and stolen codes, and ways round it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from commonweal.messaging.models import Letter
from commonweal.people import kinds_of_role
from commonweal.people.models import Person
from commonweal.sign_in import code_apps
from commonweal.sign_in.models import CodeApp, ContactCode, Login
from tests.factories import people
from tests.platform.personas import sign_in_guest

pytestmark = pytest.mark.django_db

ADDRESS, STRANGER = "asha@resident.example", "nobody@resident.example"

START, CODE = "/sign-in/", "/sign-in/code/"

ELSEWHERE = (
    "https://evil.example/",
    "//evil.example/",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "/\t/evil.example",
    "/%0d%0aLocation:https://evil.example",
    "http:///evil.example",
    "/@evil.example//\nx",
    "x" * 5000,
)


def somebody(at: datetime, **fields: Any) -> Person:
    """Somebody with an account, who signs in with `ADDRESS`."""
    who = people.person(at=at, **fields)
    EmailAddress.objects.create(user=who, email=ADDRESS, verified=True, primary=True)
    return who


def ask(client: Client, address: str, *, next_page: str = "") -> Any:
    """Ask for a code, as the form does."""
    return client.post(START, {"email": address}, query_params={"next": next_page} if next_page else None)


def newest_code(address: str) -> str:
    """The code in the newest letter to `address`."""
    letter = next(letter for letter in Letter.objects.order_by("-id") if letter.to == address)
    found = re.search(r"\b(\d{4}) (\d{4})\b", letter.text)
    assert found is not None
    return found[1] + found[2]


def sign_in(client: Client, address: str, *, next_page: str = "") -> Any:
    """The whole way with a code; the answer to the code."""
    ask(client, address, next_page=next_page)
    return client.post(CODE, {"code": newest_code(address)})


def words(answer: Any) -> str:
    """What a page says, without what is different on every page."""
    return re.sub(r'value="[^"]{20,}"', "", answer.content.decode())


@pytest.mark.parametrize("address", [ADDRESS, STRANGER], ids=["person", "guest"])
def test_session_that_was_planted_is_worth_nothing_after_signing_in(address: str, at: datetime) -> None:
    somebody(at)
    victim, attacker = Client(), Client()
    ask(victim, address)
    planted = victim.cookies["sessionid"].value

    victim.post(CODE, {"code": newest_code(address)})
    attacker.cookies["sessionid"] = planted
    answer = attacker.get(reverse("sign_in:ways_list"))

    assert victim.cookies["sessionid"].value != planted
    assert answer.status_code == HTTPStatus.FOUND
    assert answer["Location"].startswith("/sign-in/")


def test_nobody_learns_from_the_pages_who_has_an_account(at: datetime) -> None:
    somebody(at)
    seen = []

    for address in (ADDRESS, STRANGER):
        client = Client()
        asked = ask(client, address)
        page = client.get(CODE)
        wrong = client.post(CODE, {"code": "00000000"})
        seen.append((asked.status_code, asked["Location"], words(page), wrong.status_code, words(wrong)))

    with_account, without = [
        [str(each).replace(who, "…") for each in told] for who, told in zip((ADDRESS, STRANGER), seen, strict=True)
    ]
    assert with_account == without


def test_nobody_learns_from_the_letters_who_has_an_account(at: datetime) -> None:
    somebody(at)
    for address in (ADDRESS, STRANGER):
        ask(Client(), address)

    letters = [letter for letter in Letter.objects.all() if letter.to in {ADDRESS, STRANGER}]

    told = {(letter.kind, letter.subject, re.sub(r"\d{4} \d{4}", "…", letter.text)) for letter in letters}
    assert (len(letters), len(told)) == (2, 1)


@pytest.mark.parametrize("elsewhere", ELSEWHERE, ids=lambda each: repr(each)[:30])
def test_signing_in_leads_to_no_other_website(elsewhere: str, at: datetime, client: Client) -> None:
    somebody(at)

    answer = sign_in(client, ADDRESS, next_page=elsewhere)
    again = client.get(START, {"next": elsewhere})

    for led in (answer, again):
        assert led.status_code == HTTPStatus.FOUND
        assert re.fullmatch(r"/[^/\\\s][^\s]*|/", led["Location"]), led["Location"]


def test_code_of_another_browser_opens_nothing(at: datetime) -> None:
    somebody(at)
    victim, attacker = Client(), Client()
    ask(victim, ADDRESS)
    stolen = newest_code(ADDRESS)
    ask(attacker, STRANGER)

    refused = attacker.post(CODE, {"code": stolen})
    taken = victim.post(CODE, {"code": stolen})

    assert (refused.status_code, taken.status_code) == (422, 302)


def test_code_that_was_used_opens_nothing_again(at: datetime, client: Client) -> None:
    somebody(at)
    sign_in(client, ADDRESS)
    used = newest_code(ADDRESS)
    client.post("/sign-out/")
    ask(client, STRANGER)

    again = client.post(CODE, {"code": used})

    assert again.status_code == 422


def test_code_is_not_guessed_in_one_browser(at: datetime, client: Client) -> None:
    somebody(at)
    ask(client, ADDRESS)
    right = newest_code(ADDRESS)
    guesses = [f"{number:08}" for number in range(6) if f"{number:08}" != right][:5]

    for guess in guesses:
        client.post(CODE, {"code": guess})
    answer = client.post(CODE, {"code": right})

    assert answer.status_code == 422


@pytest.mark.slow
def test_code_is_not_guessed_in_many_browsers(at: datetime) -> None:
    somebody(at)

    for hour in range(12):
        with time_machine.travel(at + timedelta(hours=hour), tick=False):
            for _browser in range(10):
                client = Client()
                if ask(client, ADDRESS).status_code == HTTPStatus.FOUND:
                    for guess in range(6):
                        client.post(CODE, {"code": f"{guess:08}"})
    tried = sum(ContactCode.objects.values_list("tries", flat=True))

    assert ContactCode.objects.count() <= 15
    assert tried <= 30


def test_staff_are_nowhere_before_the_second_step(at: datetime, client: Client) -> None:
    officer = somebody(at)
    people.role(kinds_of_role.PRIVACY_OFFICER, at=at, who=officer)

    led = sign_in(client, ADDRESS, next_page=reverse("sign_in:ways_list"))
    deep = client.get(reverse("sign_in:ways_list"))
    done = client.post(reverse("sign_in:step_done"))

    assert led["Location"] == reverse("sign_in:step_choose")
    assert (deep.status_code, done.status_code) == (302, 302)
    assert Login.objects.count() == 0


def test_second_step_cannot_be_added_in_the_place_of_one_there_is(at: datetime, client: Client) -> None:
    officer = somebody(at)
    people.role(kinds_of_role.PRIVACY_OFFICER, at=at, who=officer)
    CodeApp.objects.create(person=officer, secret="JBSWY3DPEHPK3PXP", added_at=at)
    sign_in(client, ADDRESS)

    where = [client.get(reverse(f"sign_in:{name}"))["Location"] for name in ("step_choose", "app_add", "passkey_add")]

    assert where == [reverse("sign_in:step_show")] * 3


def test_second_step_is_not_guessed(at: datetime, client: Client) -> None:
    officer = somebody(at)
    people.role(kinds_of_role.PRIVACY_OFFICER, at=at, who=officer)
    secret = code_apps.new_secret()
    CodeApp.objects.create(person=officer, secret=secret, added_at=at)
    sign_in(client, ADDRESS)
    right = code_apps.code_of(secret, code_apps.step_at(at))
    guesses = [f"{number:06}" for number in range(9) if f"{number:06}" != right]

    for guess in guesses:
        client.post(reverse("sign_in:step_show"), {"code": guess})
    answer = client.post(reverse("sign_in:step_show"), {"code": right})

    assert answer.status_code == 422
    assert Login.objects.count() == 0


def test_role_given_while_signed_in_asks_for_the_second_step(at: datetime, client: Client) -> None:
    member = somebody(at)
    sign_in(client, ADDRESS)
    before = client.get(reverse("sign_in:ways_list")).status_code

    people.role(kinds_of_role.ADMINISTRATOR, at=at, who=member)
    after = client.get(reverse("sign_in:ways_list")).status_code

    assert (before, after) == (200, 302)


def test_signing_in_again_in_the_same_browser(at: datetime, client: Client) -> None:
    somebody(at)
    sign_in(client, ADDRESS)
    first = client.cookies["sessionid"].value
    client.post(reverse("sign_in:confirm_send"))

    again = client.post(CODE, {"code": newest_code(ADDRESS)})

    assert again.status_code == HTTPStatus.FOUND
    assert client.cookies["sessionid"].value != first
    assert client.get(reverse("sign_in:ways_list")).status_code == 200


def test_account_that_was_closed_is_closed_in_every_browser(at: datetime, client: Client) -> None:
    who = somebody(at)
    sign_in(client, ADDRESS)
    before = client.get(reverse("sign_in:ways_list")).status_code

    Person.objects.filter(pk=who.pk).update(is_active=False, left_at=at)
    after = client.get(reverse("sign_in:ways_list")).status_code
    answer = sign_in(Client(), ADDRESS)

    assert (before, after) == (200, 302)
    assert answer["Location"] == reverse("sign_in:guest")


def test_guest_is_no_person(at: datetime, client: Client) -> None:
    somebody(at)

    sign_in_guest(client, ADDRESS)
    answer = client.get(reverse("sign_in:ways_list"))

    assert answer.status_code == HTTPStatus.FOUND


def test_browser_of_another_person_cannot_be_ended(at: datetime) -> None:
    victim, attacker = people.person(at=at), people.person(at=at)
    at_home, elsewhere = people.sign_in(Client(), victim), people.sign_in(Client(), attacker)
    theirs = Login.objects.get(person=victim)

    answer = elsewhere.post(reverse("sign_in:login_end", kwargs={"ref": theirs.reference}))

    assert answer.status_code == 404
    assert at_home.get(reverse("sign_in:ways_list")).status_code == 200


def test_mail_scanner_that_opens_every_link_changes_nothing(at: datetime, client: Client) -> None:
    somebody(at)
    ask(client, ADDRESS)
    code = newest_code(ADDRESS)
    letter = next(each for each in Letter.objects.all() if each.to == ADDRESS)

    for link in re.findall(r"https?://[^/\s]+(/\S*)", letter.text):
        Client().get(link)
        Client().head(link)

    assert client.post(CODE, {"code": code}).status_code == HTTPStatus.FOUND
