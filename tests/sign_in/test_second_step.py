"""The second step: asked of whoever has one, set up by staff before they get in, and lost."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client

from commonweal.core.actors import Actor
from commonweal.core.audit import AuditEvent
from commonweal.core.rules import RefusedError
from commonweal.people.models import Person
from commonweal.people.operations import powers
from commonweal.people.queries import powers as powers_read
from commonweal.sign_in import code_apps, operations, queries
from commonweal.sign_in.models import CodeApp, Login, RecoveryCode, StepTry
from tests.factories import people
from tests.factories import sign_in as make
from tests.factories.sign_in import ADDRESS
from tests.sign_in.reading import error_of, text_of

pytestmark = pytest.mark.django_db

STEP = "/sign-in/second-step/"
RECOVER = f"{STEP}recover/"
SET_UP = f"{STEP}set-up/"
APP = f"{SET_UP}app/"
MINE = "/account/sign-in/"

WRONG = (
    "That is not the code your app shows now. Wait for its next code and type that. If it goes on, look whether your "
    "phone sets its clock by itself: a clock that is off gives wrong codes"
)


# At first sign-in.


@pytest.mark.parametrize(("is_staff", "led_to"), [(True, SET_UP), (False, "/account/")])
def test_role_that_sees_others_details_needs_a_second_step(
    is_staff: bool, led_to: str, client: Client, at: datetime
) -> None:
    who = make.somebody(at=at)
    people.role("grant_officer" if is_staff else "group_manager", at=at, who=who)

    answer = make.come_in(client)

    assert answer["Location"] == led_to
    assert Login.objects.exists() is not is_staff


def test_no_page_opens_before_it_is_set_up(client: Client, at: datetime) -> None:
    make.officer(at=at)
    make.come_in(client)

    answers = [client.get(address).status_code for address in (MINE, SET_UP, APP)]

    assert answers == [302, 200, 200]


def test_setting_up_a_code_app_lets_in(client: Client, at: datetime) -> None:
    who = make.officer(at=at)
    make.come_in(client)
    client.get(APP)
    secret = client.session["sign_in.app_secret"]

    kept = client.post(APP, {"code": code_apps.code_of(secret, code_apps.step_at(at))})
    before = Login.objects.count()
    answer = client.post(f"{SET_UP}done/")

    login = Login.objects.get()
    assert (kept.status_code, before, answer["Location"]) == (200, 0, "/account/")
    assert "Keep your recovery codes" in text_of(kept)
    assert (login.person, login.way, login.second_step) == (who, "CODE", "APP")
    assert login.ends_at == at + timedelta(hours=12)
    assert "sign_in.app_secret" not in client.session
    assert client.get(MINE).status_code == 200


@pytest.mark.parametrize("answer", ["", "{}", "[]", "not even that", '{"response": {"userHandle": "AAAA"}}'])
def test_made_up_passkey_is_no_second_step(answer: str, client: Client, at: datetime) -> None:
    make.with_app(make.officer(at=at), at=at)
    make.come_in(client)
    client.post("/sign-in/passkey/options/")

    refused = client.post(f"{STEP}passkey/", {"credential": answer})
    waits = (Login.objects.count(), client.get(MINE).status_code)
    taken = client.post(STEP, {"code": make.app_code(at)})

    assert (refused.status_code, waits) == (422, (0, 302))
    assert (taken.status_code, Login.objects.get().second_step) == (302, "APP")


def test_done_is_nothing_without_a_second_step(client: Client, at: datetime) -> None:
    make.officer(at=at)
    make.come_in(client)

    answer = client.post(f"{SET_UP}done/")

    assert (answer["Location"], Login.objects.count()) == ("/sign-in/", 0)


def test_wrong_code_of_a_new_app(client: Client, at: datetime) -> None:
    make.officer(at=at)
    make.come_in(client)
    client.get(APP)

    answer = client.post(APP, {"code": "000000"})

    assert (error_of(answer), CodeApp.objects.count()) == (WRONG, 0)


def test_whoever_has_a_second_step_cannot_add_another_instead(client: Client, at: datetime) -> None:
    make.with_app(make.officer(at=at), at=at)
    make.come_in(client)

    answers = [client.get(address)["Location"] for address in (SET_UP, APP, f"{SET_UP}passkey/")]

    assert answers == [STEP] * 3


# Each time after that.


def waiting(client: Client, at: datetime) -> tuple[Person, list[str]]:
    who = make.officer(at=at)
    codes = make.with_app(who, at=at)
    assert make.come_in(client)["Location"] == STEP
    return who, codes


def test_app_code_lets_in(client: Client, at: datetime) -> None:
    waiting(client, at)

    answer = client.post(STEP, {"code": make.app_code(at)})

    assert (answer["Location"], Login.objects.get().second_step) == ("/account/", "APP")


def test_app_code_with_a_space_in_it(client: Client, at: datetime) -> None:
    waiting(client, at)

    answer = client.post(STEP, {"code": code_apps.in_threes(make.app_code(at))})

    assert answer.status_code == 302


def test_second_step_belongs_to_its_browser(client: Client, at: datetime) -> None:
    waiting(client, at)

    elsewhere = Client().post(STEP, {"code": make.app_code(at)})
    here = client.post(STEP, {"code": make.app_code(at)})

    assert (elsewhere["Location"], here["Location"]) == ("/sign-in/", "/account/")


def test_second_step_waits_a_quarter_of_an_hour(client: Client, at: datetime) -> None:
    waiting(client, at)
    later = at + timedelta(minutes=16)

    with time_machine.travel(later, tick=False):
        answer = client.post(STEP, {"code": make.app_code(later)})

    assert (answer["Location"], Login.objects.count()) == ("/sign-in/", 0)


def test_replayed_app_code(client: Client, at: datetime) -> None:
    who, _codes = waiting(client, at)
    code = make.app_code(at)
    client.post(STEP, {"code": code})
    other = Client()
    make.come_in(other)

    again = other.post(STEP, {"code": code})

    assert error_of(again) == "That code has been used. Wait for the next code in your app and type that"
    assert not StepTry.objects.filter(person=who).exists()


@pytest.mark.parametrize(
    ("off", "is_let_in"),
    [(0, True), (25, True), (-25, False), (3600, False), (-3600, False)],
    ids=["right", "slow fingers", "used before", "an hour slow", "an hour fast"],
)
def test_telephone_with_a_clock_that_is_off(off: int, is_let_in: bool, client: Client, at: datetime) -> None:
    waiting(client, at)

    answer = client.post(STEP, {"code": make.app_code(at + timedelta(seconds=off))})

    assert answer.status_code == (302 if is_let_in else 422)
    if abs(off) == 3600:
        assert error_of(answer) == WRONG


def test_recovery_code_lets_in_once(client: Client, at: datetime) -> None:
    _who, codes = waiting(client, at)
    other = Client()
    make.come_in(other)

    first = client.post(RECOVER, {"code": codes[0].lower().replace("-", " ")})
    again = other.post(RECOVER, {"code": codes[0]})
    next_one = other.post(RECOVER, {"code": codes[1]})

    assert [first.status_code, again.status_code, next_one.status_code] == [302, 422, 302]
    assert {login.second_step for login in Login.objects.all()} == {"RECOVERY"}
    assert "A recovery code was used to sign in." in make.newest_letter(ADDRESS).text


def test_guessing_the_second_step_ends_after_five(client: Client, at: datetime) -> None:
    waiting(client, at)

    said = [error_of(client.post(STEP, {"code": "000000"})) for _try in range(6)]
    right = client.post(STEP, {"code": make.app_code(at)})

    refused = "Too many wrong codes were typed for this account. Try again after 10:31am, or use a passkey"
    assert said == [WRONG] * 5 + [refused]
    assert error_of(right) == refused


def test_guessing_is_counted_over_all_browsers(client: Client, at: datetime) -> None:
    waiting(client, at)
    for _browser in range(4):
        other = Client()
        make.come_in(other)
        other.post(STEP, {"code": "000000"})
    client.post(STEP, {"code": "000000"})

    assert "Too many wrong codes" in error_of(client.post(STEP, {"code": "000000"}))


def test_recovery_codes_are_kept_as_digests(at: datetime) -> None:
    codes = make.with_app(make.officer(at=at), at=at)

    kept = str(list(RecoveryCode.objects.values()))

    assert (len(codes), [code for code in codes if code in kept or code.replace("-", "") in kept]) == (8, [])


# Lost.


def administrator(at: datetime) -> Person:
    who = make.somebody(at=at, address="admin@resident.example", name="Ada Clerk")
    people.role("administrator", at=at, who=who)
    return who


def switch_on(who: Person, at: datetime) -> None:
    powers.switch_on(
        role=who.roles.get(),
        power="sign_in.reset_second_step",
        reason="A colleague lost their phone",
        until_at=at + timedelta(minutes=30),
        by=who.actor,
        at=at,
    )


def test_reset_takes_everything_away_and_writes(client: Client, at: datetime) -> None:
    who, _codes = waiting(client, at)
    client.post(STEP, {"code": make.app_code(at)})
    admin = administrator(at)
    switch_on(admin, at)

    operations.steps.reset(person=who, reason="Lost phone, seen in person", by=admin.actor, at=at)

    steps = queries.second_steps_of(who)
    assert (steps.is_set_up, steps.recovery_codes, Login.objects.get().end) == (False, 0, "RESET")
    assert client.get(MINE).status_code == 302
    assert make.newest_letter(ADDRESS).subject == "Your second step was reset"
    assert powers_read.uses_of("people.person", who.reference).count() == 1
    assert AuditEvent.objects.get(verb="sign_in.second_step.reset").reason == "Lost phone, seen in person"


def test_reset_needs_the_power(at: datetime) -> None:
    who, admin = make.officer(at=at), administrator(at)
    make.with_app(who, at=at)

    with pytest.raises(RefusedError, match="Switch it on first"):
        operations.steps.reset(person=who, reason="Lost phone", by=admin.actor, at=at)
    switch_on(admin, at)
    operations.steps.reset(person=who, reason="Lost phone", by=admin.actor, at=at)

    assert not CodeApp.objects.exists()


def test_nobody_resets_their_own(at: datetime) -> None:
    admin = administrator(at)
    switch_on(admin, at)

    with pytest.raises(RefusedError, match="Ask another administrator"):
        operations.steps.reset(person=admin, reason="Lost phone", by=admin.actor, at=at)


# A demonstration.


def test_code_app_is_given_in_a_demonstration_only(at: datetime, settings: object) -> None:
    invented = make.somebody(at=at, is_demonstration=True)
    job = Actor.system("demonstration.seed")

    with pytest.raises(RefusedError, match="Only an invented person in a demonstration"):
        operations.steps.give_authenticator(person=invented, by=job, at=at)
    settings.IS_DEMONSTRATION = True  # type: ignore[attr-defined]  # pytest-django's own
    app = operations.steps.give_authenticator(person=invented, by=job, at=at)

    assert app.secret == code_apps.secret_of_demonstration(invented.reference)


def test_real_person_is_given_no_code_app(at: datetime, settings: object) -> None:
    settings.IS_DEMONSTRATION = True  # type: ignore[attr-defined]  # as above

    with pytest.raises(RefusedError, match="Only an invented person"):
        operations.steps.give_authenticator(person=make.somebody(at=at), by=Actor.system("demonstration.seed"), at=at)
