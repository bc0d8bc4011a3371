"""Newer figures beside the facts of a strategy: public at once, never edited, taken away with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from commonweal.core.actors import Actor
from commonweal.core.audit import AuditEvent
from commonweal.core.rules import RefusedError
from commonweal.people import kinds_of_role
from commonweal.people.models import Person
from commonweal.strategy import newer
from commonweal.strategy.models import Fact, LaterFigure, Touch
from commonweal.strategy.newer import NewerFigure
from commonweal.strategy.operations import figures as operations
from commonweal.strategy.queries import figures as queries
from tests.factories import people
from tests.factories import strategy as make

pytestmark = pytest.mark.django_db

PAGE, DESK = "/strategy/small-2021/facts/F-15/", "/desk/facts/small-2021/F-15/"

SAID: dict[str, Any] = {
    "words": "In 2025 there were 3,102 groups at work.",
    "source": "Register of charities, extract of 1 May 2026",
    "link": "https://www.example.org/register",
    "year": "2025",
    "scope": "Smallshire",
    "caveat": "Groups without a number are left out.",
}


@pytest.fixture
def fact(at: datetime) -> Fact:
    make.a_strategy(at=at)
    return queries.get_fact("small-2021", "F-15")


@pytest.fixture
def officer(at: datetime) -> Person:
    return people.role(kinds_of_role.COMMUNITIES_OFFICER, at=at).person


def add(fact: Fact, officer: Person, at: datetime, **said: str) -> LaterFigure:
    return operations.add_later_figure(fact=fact, **SAID | said, by=officer.actor, at=at)


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return " ".join(answer.content.decode().split())


def test_add_beside_a_fact(client: Client, at: datetime, fact: Fact, officer: Person) -> None:
    figure = add(fact, officer, at)

    page = text(client, PAGE)

    assert queries.later_figures(fact) == [figure]
    assert Touch.objects.filter(name="strategy.later_figure").count() == 1
    assert AuditEvent.objects.filter(verb="strategy.later_figure.add").count() == 1
    assert "More than 2,845 groups are at work." in page
    for words in SAID.values():
        assert words in page, words
    assert "Put beside it by the council on 17 June 2026." in page
    assert "One newer figure stands beside it." in text(client, "/strategy/small-2021/facts/")


def test_add_by_somebody_who_does_not_keep_them(at: datetime, fact: Fact) -> None:
    other = people.role(kinds_of_role.GRANT_OFFICER, at=at).person

    with pytest.raises(RefusedError) as refusal:
        add(fact, other, at)

    assert refusal.value.refused.reason == (
        "Only officers who keep newer figures can add one. Send yours to the communities team"
    )


def test_add_to_what_is_no_longer_stated(at: datetime, fact: Fact, officer: Person) -> None:
    fact.is_withdrawn = True

    with pytest.raises(RefusedError) as refusal:
        add(fact, officer, at)

    assert refusal.value.refused.reason == (
        "The newest version of the strategy no longer states this, so nothing is put beside it"
    )


def test_withdraw_says_why_for_ever(client: Client, at: datetime, fact: Fact, officer: Person) -> None:
    figure = add(fact, officer, at)

    operations.withdraw_later_figure(figure=figure, why="It counts another area.", by=officer.actor, at=at)

    page = text(client, PAGE)
    assert "On 17 June 2026: <span data-given>It counts another area.</span>" in page
    assert SAID["words"] in page
    assert "newer figure stands beside it" not in text(client, "/strategy/small-2021/facts/")


def test_withdraw_twice(at: datetime, fact: Fact, officer: Person) -> None:
    figure = add(fact, officer, at)
    operations.withdraw_later_figure(figure=figure, why="Wrong.", by=officer.actor, at=at)

    with pytest.raises(RefusedError) as refusal:
        operations.withdraw_later_figure(figure=figure, why="Wrong.", by=officer.actor, at=at)

    assert refusal.value.refused.reason == "This figure was taken away already"


def test_withdraw_by_a_visitor(at: datetime, fact: Fact, officer: Person) -> None:
    figure = add(fact, officer, at)

    with pytest.raises(RefusedError):
        operations.withdraw_later_figure(figure=figure, why="Wrong.", by=Actor.visitor(), at=at)


def test_the_database_refuses_a_link_that_is_none(at: datetime, fact: Fact, officer: Person) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        add(fact, officer, at, link="javascript:alert(1)")


def test_the_database_refuses_to_take_away_without_a_reason(at: datetime, fact: Fact, officer: Person) -> None:
    figure = add(fact, officer, at)

    with pytest.raises(IntegrityError), transaction.atomic():
        LaterFigure.objects.filter(pk=figure.pk).update(withdrawn_at=at)


# At the desk.


def test_desk_puts_a_figure_beside_a_fact(at: datetime, fact: Fact, officer: Person) -> None:
    client = people.sign_in(Client(), officer)

    listed = text(client, "/desk/facts/?q=groups")
    answer = client.post(DESK, SAID)

    assert 'href="/desk/facts/small-2021/F-15/"' in listed
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    assert [each.words for each in queries.later_figures(fact)] == [SAID["words"]]
    assert 'href="/desk/facts/small-2021/F-15/1/take-away/"' in text(client, DESK)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"link": "www.example.org"}, "Enter the link in full, like https://www.example.org/figures"),
        ({"link": "javascript:alert(1)"}, "Enter the link in full, like https://www.example.org/figures"),
        ({"words": ""}, "Enter the figure in a sentence"),
        ({"year": ""}, "Enter the year"),
        ({"scope": ""}, "Enter what it covers"),
        ({"source": ""}, "Enter who says so"),
    ],
)
def test_desk_says_what_is_wrong(at: datetime, fact: Fact, officer: Person, said: dict[str, str], words: str) -> None:
    client = people.sign_in(Client(), officer)

    answer = client.post(DESK, SAID | said)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert queries.later_figures(fact) == []


def test_desk_takes_a_figure_away(at: datetime, fact: Fact, officer: Person) -> None:
    add(fact, officer, at)
    client = people.sign_in(Client(), officer)

    empty = client.post(f"{DESK}1/take-away/")
    answer = client.post(f"{DESK}1/take-away/", {"why": "It counts another area."})
    again = client.get(f"{DESK}1/take-away/")

    assert (empty.status_code, answer.status_code, again.status_code) == (422, 302, 404)
    assert client.get(f"{DESK}2/take-away/").status_code == 404


@pytest.mark.parametrize("address", ["/desk/facts/", DESK, f"{DESK}1/take-away/"])
def test_desk_is_not_there_for_others(at: datetime, fact: Fact, officer: Person, address: str) -> None:
    add(fact, officer, at)
    keeper = people.sign_in(Client(), officer)
    other = people.sign_in(Client(), people.role(kinds_of_role.GRANT_OFFICER, at=at).person)

    assert (keeper.get(address).status_code, other.get(address).status_code) == (200, 404)


def test_desk_without_a_strategy(at: datetime, officer: Person) -> None:
    client = people.sign_in(Client(), officer)

    assert "No strategy has been loaded here yet." in text(client, "/desk/facts/")


# Worked out.


@pytest.fixture
def provider() -> Iterator[None]:
    newer.register("F-15", _three)
    yield
    newer.forget("F-15")


def _three(_fact: Fact, _at: datetime) -> list[NewerFigure]:
    return [NewerFigure("There are three now.", "Our list", "2026", "Smallshire", address="/places/")]


@pytest.mark.usefixtures("provider")
def test_a_figure_that_is_worked_out_stands_first(client: Client, at: datetime, fact: Fact, officer: Person) -> None:
    add(fact, officer, at)

    page = text(client, PAGE)

    assert page.index("There are three now.") < page.index(SAID["words"])
    assert "Worked out from this service’s own records whenever this page is read." in page


@pytest.mark.usefixtures("provider")
def test_two_providers_for_one_fact() -> None:
    with pytest.raises(newer.ProviderTakenError):
        newer.register("F-15", lambda _fact, _at: [])
