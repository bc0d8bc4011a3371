"""Signing in through a council's directory, against a real provider on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.utils import timezone

from commonweal.people.models import Person
from commonweal.sign_in.models import Login
from tests.factories import people
from tests.factories import sign_in as make
from tests.sign_in import directory_service
from tests.sign_in.reading import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.real_time]

GO, BACK = "/sign-in/directory/", "/sign-in/directory/back/"


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with directory_service.started() as address:
        yield address


@pytest.fixture
def directory(issuer: str, settings: Any) -> str:
    settings.DIRECTORY_ISSUER = issuer
    settings.DIRECTORY_LABEL = directory_service.LABEL
    settings.DIRECTORY_SECOND_STEP = ["two-factors", "mfa"]
    settings.SOCIALACCOUNT_PROVIDERS = directory_service.providers(issuer)
    return issuer


def come_back_as(client: Client, sub: str, *, back_to: str = "") -> Any:
    """Go to the directory, sign in there as `sub` (or press its button to stop), and come back."""
    led = client.post(GO + (f"?next={back_to}" if back_to else ""))
    pressed = {"action": "deny"} if sub == "deny" else {"sub": sub}
    answer = requests.post(led["Location"], data=pressed, allow_redirects=False, timeout=10)
    back = urlsplit(answer.headers["Location"])
    return client.get(f"{back.path}?{back.query}")


def test_button_is_there_where_the_council_has_a_directory(client: Client, directory: str) -> None:
    assert directory_service.LABEL in text_of(client.get("/sign-in/"))


def test_directory_is_asked_safely(client: Client, directory: str) -> None:
    led = client.post(GO)

    address = urlsplit(led["Location"])
    asked = parse_qs(address.query)
    assert f"{address.scheme}://{address.netloc}" == directory
    assert set(asked["scope"][0].split()) == {"openid", "profile", "email"}
    assert (asked["response_type"], asked["code_challenge_method"]) == (["code"], ["S256"])
    assert (asked["client_id"], asked["redirect_uri"]) == ([directory_service.CLIENT], [f"http://127.0.0.1:8000{BACK}"])
    assert len(asked["state"][0]) >= 16


def test_directory_lets_a_person_in(client: Client, directory: str) -> None:
    who = make.somebody(at=timezone.now())

    answer = come_back_as(client, "asha", back_to="/search/")

    login = Login.objects.get()
    assert (answer["Location"], login.person, login.way, login.second_step) == ("/search/", who, "DIRECTORY", "")
    assert SocialAccount.objects.count() == 0


@pytest.mark.parametrize(
    ("sub", "led_to", "step"),
    [("asha", "/sign-in/second-step/set-up/", None), ("asha-strong", "/account/", "DIRECTORY")],
)
def test_directory_counts_as_second_step_when_it_says_so(
    sub: str, led_to: str, step: str | None, client: Client, directory: str
) -> None:
    make.officer(at=timezone.now())

    answer = come_back_as(client, sub)

    login = Login.objects.first()
    assert (answer["Location"], login.second_step if login else None) == (led_to, step)


NO_ACCOUNT = "There is no account for you here yet"


@pytest.mark.parametrize(
    ("sub", "title"),
    [
        ("stranger", NO_ACCOUNT),
        ("asha-unverified", NO_ACCOUNT),
        ("asha-says-nothing", NO_ACCOUNT),
        ("no-address", NO_ACCOUNT),
        ("odd-address", NO_ACCOUNT),
        ("deny", f"You did not sign in with {directory_service.LABEL}"),
    ],
)
def test_whom_the_directory_does_not_vouch_for(sub: str, title: str, client: Client, directory: str) -> None:
    make.somebody(at=timezone.now())

    answer = come_back_as(client, sub)

    assert (answer.status_code, Login.objects.count(), Person.objects.count()) == (403, 0, 1)
    assert text_of(answer).startswith(title)


def test_address_at_a_domain_that_is_believed(client: Client, directory: str, settings: Any) -> None:
    make.somebody(at=timezone.now())
    settings.DIRECTORY_DOMAINS = ["resident.example"]

    answer = come_back_as(client, "asha-says-nothing")

    assert (answer["Location"], Login.objects.count()) == ("/account/", 1)


def test_person_who_left(client: Client, directory: str) -> None:
    now = timezone.now()
    make.somebody(at=now, is_active=False, left_at=now)

    assert text_of(come_back_as(client, "asha")).startswith(NO_ACCOUNT)


def test_answer_stolen_into_another_browser(client: Client, directory: str) -> None:
    make.somebody(at=timezone.now())
    led = client.post(GO)
    answer = requests.post(led["Location"], data={"sub": "asha"}, allow_redirects=False, timeout=10)
    back = urlsplit(answer.headers["Location"])

    stolen = Client().get(f"{back.path}?{back.query}")

    assert (stolen.status_code, Login.objects.count()) == (403, 0)
    assert text_of(stolen).startswith(f"We could not reach {directory_service.LABEL}")


def test_answer_played_twice(client: Client, directory: str) -> None:
    make.somebody(at=timezone.now())
    led = client.post(GO)
    answer = requests.post(led["Location"], data={"sub": "asha"}, allow_redirects=False, timeout=10)
    back = urlsplit(answer.headers["Location"])

    answers = [client.get(f"{back.path}?{back.query}").status_code for _time in range(2)]

    assert (answers, Login.objects.count()) == ([302, 403], 1)


def test_directory_that_does_not_answer(client: Client, directory: str, settings: Any) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = directory_service.providers("http://127.0.0.1:9")

    answer = client.post(GO)

    assert answer.status_code == 403
    assert "Try again in a few minutes, or sign in with a code by e-mail." in text_of(answer)


def test_no_directory_no_pages(client: Client) -> None:
    people.person(at=timezone.now())

    assert [client.post(GO).status_code, client.get(BACK).status_code] == [404, 404]
