"""The pages on which people follow, confirm, see and stop."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client

from commonweal.accountability import following
from commonweal.accountability.models import Follow
from commonweal.core.digests import contact_digest
from commonweal.messaging.models import TopicChoice
from commonweal.messaging.states import When
from commonweal.people.models import Person
from commonweal.strategy.models import Strategy
from tests.conftest import SameQueries
from tests.factories import follows as make
from tests.factories import people
from tests.factories.strategy import a_strategy

pytestmark = pytest.mark.django_db

FOLLOW, FOLLOW_ALL = "/strategy/small-2021/commitments/S-001/follow/", "/strategy/small-2021/follow/"
SENT = "/strategy/small-2021/follow/sent/"
ASKED = {"email": make.ADDRESS, "when": "AT_ONCE"}


@pytest.fixture
def strategy(at: datetime) -> Strategy:
    return a_strategy(at=at)


@pytest.fixture
def officer(at: datetime) -> Person:
    return make.an_officer(at=at)


def path(address: str) -> str:
    return "/" + address.split("/", 3)[3]


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return " ".join(answer.content.decode().split())


def listed(email: str = make.ADDRESS) -> str:
    return f"/following/{following.list_key(contact_digest(email))}/"


@pytest.mark.usefixtures("strategy")
@pytest.mark.parametrize("address", [FOLLOW, FOLLOW_ALL])
def test_follow_without_an_account(client: Client, address: str) -> None:
    asked = client.post(address, ASKED)
    follow = Follow.objects.get()
    confirm = path(following.confirm_address(follow))
    looked = client.get(confirm)
    after_looking = Follow.objects.get().is_confirmed
    pressed = client.post(confirm)

    assert (asked.status_code, asked["Location"]) == (302, SENT)
    assert (looked.status_code, after_looking) == (200, False)
    assert (pressed.status_code, pressed["Location"]) == (302, f"{listed()}?followed=yes")
    assert Follow.objects.get().is_confirmed is True
    assert "You follow it from now on." in text(client, pressed["Location"])
    assert "Open our letter to go on" in text(client, SENT)


@pytest.mark.usefixtures("strategy")
def test_the_page_after_asking_is_the_same_for_who_follows_already(client: Client, at: datetime) -> None:
    first = client.post(FOLLOW, ASKED)
    follow = Follow.objects.get()
    client.post(path(following.confirm_address(follow)))

    again = client.post(FOLLOW, ASKED)

    assert (first.status_code, first["Location"]) == (again.status_code, again["Location"])


@pytest.mark.usefixtures("strategy")
@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"email": ""}, "Enter an e-mail address in full"),
        ({"email": "rosa"}, "e-mail address"),
        ({"email": f"{'a' * 50_000}@example.org"}, "e-mail address"),
        ({"email": "rosa@example.org\nBcc: ivy@example.org"}, "e-mail address"),
        ({"when": "NEVER"}, "Choose how often we write from those that are offered"),
        ({"when": ""}, "Choose how often we write"),
    ],
)
def test_what_is_typed_wrong_is_asked_again(client: Client, typed: dict[str, str], words: str) -> None:
    answer = client.post(FOLLOW, ASKED | typed)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Follow.objects.count() == 0


def test_follow_by_one_press_when_signed_in(at: datetime, strategy: Strategy, officer: Person) -> None:
    client = people.sign_in(Client(), officer)

    answer = client.post(FOLLOW, {"when": "DAILY"})
    page = text(client, "/following/")

    assert (answer.status_code, answer["Location"]) == (302, "/following/?followed=yes")
    assert "S-001 Answer letters" in page
    assert "We write once a day when a status has changed." in page
    assert [choice.when for choice in TopicChoice.objects.all()] == [When.DAILY]
    assert "You follow this already." in text(client, FOLLOW)
    assert make.letters_to(make.OFFICERS) == []


def test_stop_what_i_follow(at: datetime, strategy: Strategy, officer: Person) -> None:
    follow = make.by_person(strategy, "S-001", who=officer, at=at)
    client = people.sign_in(Client(), officer)
    address = f"/following/stop/{follow.reference}/"

    looked = client.get(address)
    still = Follow.objects.count()
    pressed = client.post(address)

    assert (looked.status_code, still) == (200, 1)
    assert (pressed.status_code, pressed["Location"]) == (302, "/following/?stopped=yes")
    assert "You follow nothing." in text(client, pressed["Location"])


def test_stop_with_the_link_of_a_letter(client: Client, at: datetime, strategy: Strategy) -> None:
    follow = make.confirmed(strategy, "S-001", at=at)
    address = f"{listed()}stop/{follow.reference}/"

    looked = client.get(address)
    pressed = client.post(address)

    assert (looked.status_code, looked["X-Robots-Tag"]) == (200, "noindex, nofollow")
    assert pressed["Location"] == f"{listed()}?stopped=yes"
    assert Follow.objects.count() == 0


def test_what_others_follow_is_not_there(client: Client, at: datetime, strategy: Strategy, officer: Person) -> None:
    mine = make.confirmed(strategy, "S-001", at=at)
    theirs = make.confirmed(strategy, "S-001", at=at, email="ivy@example.org")
    officers = make.by_person(strategy, "S-001", who=officer, at=at)
    signed_in = people.sign_in(Client(), officer)

    statuses = [
        client.get(f"{listed()}stop/{theirs.reference}/").status_code,
        client.get(f"{listed()}stop/{officers.reference}/").status_code,
        signed_in.get(f"/following/stop/{mine.reference}/").status_code,
        client.get("/following/made-up/").status_code,
        client.get(f"/follow/{mine.reference}/").status_code,
        client.get(f"/follow/{mine.reference}:made-up/").status_code,
        client.get(f"/following/{following.confirm_address(mine).split('/')[-2]}/").status_code,
    ]

    assert client.get(f"{listed()}stop/{mine.reference}/").status_code == 200
    assert statuses == [404] * 7


def test_a_link_whose_row_is_gone(client: Client, at: datetime, strategy: Strategy) -> None:
    follow = make.asked(strategy, at=at)
    address = path(following.confirm_address(follow))
    follow.delete()

    assert client.get(address).status_code == 404


def test_a_commitment_leads_to_following_it(client: Client, at: datetime, strategy: Strategy) -> None:
    page = text(client, "/strategy/small-2021/commitments/S-001/")

    assert f'href="{FOLLOW}"' in page
    assert 'href="/strategy/small-2021/commitments/S-001/changes.atom"' in page


def test_the_list_grows_without_asking_more(
    client: Client, at: datetime, strategy: Strategy, same_queries: SameQueries
) -> None:
    commitment = make.commitment(strategy, "S-001")

    def add(number: int) -> None:
        commitment.pk, commitment.code, commitment.position = None, f"X-{number + 100}", number
        commitment.save()
        digest = contact_digest(make.ADDRESS)
        Follow.objects.create(
            commitment=commitment,
            contact=make.ADDRESS,
            contact_digest=digest,
            reach_digest=digest,
            when=When.AT_ONCE,
            asked_at=at,
            confirmed_at=at,
        )

    same_queries(client, listed(), add)
