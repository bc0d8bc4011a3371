"""Changing one's own ways in: asked again who one is, told by letter, never left without what a role needs."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client

from commonweal.core.rules import RefusedError
from commonweal.people.models import Person
from commonweal.sign_in import code_apps, operations, queries
from commonweal.sign_in.models import CodeApp, RecoveryCode
from tests.factories import people
from tests.factories import sign_in as make
from tests.factories.sign_in import ADDRESS
from tests.sign_in.reading import error_of, text_of

pytestmark = pytest.mark.django_db

MINE = "/account/sign-in/"
CONFIRM = f"{MINE}confirm/"
APP = "/sign-in/second-step/set-up/app/"
REMOVE_APP = f"{MINE}app/remove/"


def passkey(who: Person, *, name: str = "my phone", at: datetime) -> queries.Passkey:
    operations.passkeys.add(person=who, name=name, credential={}, by=who.actor, at=at)
    return queries.passkeys_of(who)[-1]


CHANGES = [
    ("GET", APP),
    ("POST", APP),
    ("GET", "/sign-in/second-step/set-up/passkey/"),
    ("POST", "/sign-in/second-step/set-up/passkey/options/"),
    ("POST", REMOVE_APP),
    ("POST", f"{MINE}recovery-codes/"),
]


@pytest.mark.parametrize(("method", "address"), CHANGES)
def test_change_asks_again_after_a_quarter_of_an_hour(method: str, address: str, client: Client, at: datetime) -> None:
    make.somebody(at=at)
    make.come_in(client)

    with time_machine.travel(at + timedelta(minutes=14), tick=False):
        soon = client.generic(method, address)
    with time_machine.travel(at + timedelta(minutes=16), tick=False):
        late = client.generic(method, address)

    assert soon.get("Location") != CONFIRM
    assert late["Location"] == CONFIRM


def test_confirming_with_a_code_by_email(client: Client, at: datetime) -> None:
    make.somebody(at=at)
    make.come_in(client)
    later = at + timedelta(hours=1)

    with time_machine.travel(later, tick=False):
        client.get(APP)
        sent = client.post(f"{CONFIRM}send/")
        wrong = client.post(CONFIRM, {"code": "0000 0000"})
        right = client.post(CONFIRM, {"code": make.code_sent()})
        opened = client.get(APP)

    assert (sent["Location"], wrong.status_code, right["Location"], opened.status_code) == (CONFIRM, 422, APP, 200)


def test_code_of_a_friend_confirms_nothing(client: Client, at: datetime) -> None:
    make.somebody(at=at)
    make.come_in(client)
    session = client.session
    session["sign_in.browser"] = "a key of this browser"
    session.save()
    operations.codes.ask(email="friend@resident.example", browser="a key of this browser", by=make.visitor(), at=at)

    with time_machine.travel(at + timedelta(minutes=14), tick=False):
        answer = client.post(CONFIRM, {"code": make.code_sent("friend@resident.example")})

    assert answer.status_code == 422


def test_confirming_with_the_code_app(client: Client, at: datetime) -> None:
    make.with_app(make.officer(at=at), at=at)
    make.come_in(client)
    client.post("/sign-in/second-step/", {"code": make.app_code(at)})
    later = at + timedelta(hours=1)

    with time_machine.travel(later, tick=False):
        client.get(f"{MINE}recovery-codes/")
        answer = client.post(CONFIRM, {"code": make.app_code(later)})

    assert answer["Location"] == f"{MINE}recovery-codes/"


def test_adding_a_code_app_is_told_by_letter(client: Client, at: datetime) -> None:
    make.somebody(at=at)
    make.come_in(client)
    client.get(APP)
    secret = client.session["sign_in.app_secret"]

    kept = client.post(APP, {"code": code_apps.code_of(secret, code_apps.step_at(at))})

    assert "Keep your recovery codes" in text_of(kept)
    letter = make.newest_letter(ADDRESS)
    assert letter.subject == "The way you sign in was changed"
    assert "A code app was added. It was on 17 June 2026 at 9:30am." in letter.text


@pytest.mark.parametrize("is_staff", [True, False])
def test_last_second_step_of_staff_stays(is_staff: bool, client: Client, at: datetime) -> None:
    who = make.officer(at=at) if is_staff else make.somebody(at=at)
    make.with_app(who, at=at)
    make.come_in(client)
    client.post("/sign-in/second-step/", {"code": make.app_code(at)})

    answer = client.post(REMOVE_APP)

    if is_staff:
        refused = "Your role needs a second step. Add another one first, then remove this one"
        assert (error_of(answer), CodeApp.objects.count()) == (refused, 1)
    else:
        assert (answer["Location"], CodeApp.objects.count()) == (MINE, 0)


def test_staff_with_two_second_steps_can_remove_one(at: datetime) -> None:
    who = make.officer(at=at)
    make.with_app(who, at=at)
    kept = passkey(who, at=at)

    operations.steps.remove_code_app(person=who, by=who.actor, at=at)

    with pytest.raises(RefusedError, match="Add another one first"):
        operations.passkeys.remove(person=who, passkey=kept, by=who.actor, at=at)
    assert [each.name for each in queries.passkeys_of(who)] == ["my phone"]


def test_second_code_app_is_refused(at: datetime) -> None:
    who = make.somebody(at=at)
    make.with_app(who, at=at)

    with pytest.raises(RefusedError, match="You have a code app already"):
        make.with_app(who, at=at)


def test_new_recovery_codes_end_the_old(client: Client, at: datetime) -> None:
    who = make.somebody(at=at)
    old = make.with_app(who, at=at)
    make.come_in(client)
    client.post("/sign-in/second-step/", {"code": make.app_code(at)})

    asked = client.get(f"{MINE}recovery-codes/")
    made = client.post(f"{MINE}recovery-codes/")

    new = codes_on(made)
    assert "Make new recovery codes?" in text_of(asked)
    assert (len(new), set(old) & set(new), RecoveryCode.objects.count()) == (8, set(), 8)


def codes_on(page: Any) -> list[str]:
    return [word for word in text_of(page).split() if len(word) == 11 and word[5] == "-"]


def test_eleventh_passkey_is_refused(at: datetime) -> None:
    who = make.somebody(at=at)
    for number in range(10):
        passkey(who, name=f"key {number}", at=at)

    with pytest.raises(RefusedError, match="You have ten passkeys"):
        passkey(who, at=at)


def test_somebody_elses_passkey_is_not_there(client: Client, at: datetime) -> None:
    theirs = passkey(people.person(at=at), at=at)
    who = make.somebody(at=at)
    own = passkey(who, at=at)
    people.sign_in(client, who)
    session = client.session
    session["sign_in.confirmed_at"] = at.isoformat()
    session.save()

    answers = [client.get(f"{MINE}passkeys/{each.reference}/rename/").status_code for each in (theirs, own)]

    assert answers == [404, 200]


def test_nobody_changes_the_ways_in_of_another(at: datetime) -> None:
    who, other = make.somebody(at=at), people.person(at=at)

    with pytest.raises(RefusedError, match="Only the person whose account it is"):
        operations.passkeys.add(person=who, name="mine now", credential={}, by=other.actor, at=at)
    operations.passkeys.add(person=who, name="mine", credential={}, by=who.actor, at=at)

    assert Authenticator.objects.count() == 1


# Passkeys that are not right.


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "nonsense",
        "[]",
        "{}",
        '{"response": {}}',
        '{"response": {"userHandle": "////"}}',
        '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"userHandle": "UE4tMjIyMi0yMjIy"}}',
        "{" * 10_000,
        '{"a": "' + "b" * 30_000 + '"}',
    ],
)
def test_passkey_that_is_none(answer: str, client: Client, at: datetime) -> None:
    client.post("/sign-in/passkey/options/")

    refused = client.post("/sign-in/passkey/", {"credential": answer})

    assert error_of(refused) in {
        "That passkey does not open an account here. Try another one, or use a code by e-mail",
        "Your browser sent no passkey. Switch JavaScript on, or use a code instead",
    }


def test_what_a_passkey_is_asked(client: Client) -> None:
    asked = client.post("/sign-in/passkey/options/").json()["publicKey"]

    assert (asked["rpId"], asked["userVerification"]) == ("testserver", "required")
    assert len(asked["challenge"]) > 20
