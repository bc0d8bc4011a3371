"""The page on which one chooses whom to be: one of each kind of person, and behind it everybody else."""

from __future__ import annotations

from datetime import datetime

import pytest
from bs4 import BeautifulSoup
from django.conf import LazySettings
from django.test import Client

from commonweal.core.actors import Actor
from commonweal.demonstration.society.personas import PERSONAS, persona
from commonweal.people.operations import persons

BY = Actor.system("tests.demonstration")

pytestmark = pytest.mark.django_db


GUEST = (
    "Maureen Tully A volunteer whose group has no charity number"
    " Sign in without an account, and follow what became of your request for a copy of your data."
    " maureen.tully@letterbox.example A code by e-mail, without an account."
)
OFFICER = (
    "Priya Shah A grant officer Declare an interest, and see where else you are signed in."
    " priya.shah@weldmere.example A code by e-mail, then a code from an authenticator app."
)
VISITOR = (
    "Nobody in particular An analyst or a journalist, who only looks"
    " See whether the strategy’s promises are kept, go from an aim to a single record, and take all as a file."
    " Does not sign in."
)


def rows_of(client: Client, address: str = "/demonstration/people/") -> list[str]:
    page = BeautifulSoup(client.get(address).content, "html.parser")
    rows = [" ".join(row.get_text(" ").split()) for row in page.select(".govuk-summary-list__row")]
    return [row.split(" How to sign in")[0] for row in rows]


def join(name: str, address: str, *, at: datetime) -> None:
    persons.join(name=name, address=address, is_demonstration=True, by=BY, at=at)


def test_personas_stand_in_their_order_with_what_to_try(client: Client, at: datetime, settings: LazySettings) -> None:
    settings.IS_DEMONSTRATION = True
    officer = persona("grants")
    join("Somebody Else", "somebody@letterbox.example", at=at)
    join(officer.name, officer.address, at=at)

    rows = rows_of(client)

    assert (rows[0], rows[3], rows[-1]) == (GUEST, OFFICER, VISITOR)
    assert len(rows) == len(PERSONAS)


def test_everybody_stands_on_a_page_of_their_own(client: Client, at: datetime, settings: LazySettings) -> None:
    settings.IS_DEMONSTRATION = True
    join("Somebody Else", "somebody@letterbox.example", at=at)
    before = client.get("/demonstration/people/").content.decode()

    rows = rows_of(client, "/demonstration/everybody/")

    assert ("Somebody Else" in before, "Everybody who has an account: 1" in before) == (False, True)
    assert rows == ["Somebody Else No role: a resident somebody@letterbox.example A code by e-mail."]


def test_nobody_is_introduced_where_nobody_is_yet(client: Client, settings: LazySettings) -> None:
    settings.IS_DEMONSTRATION = True

    assert [rows_of(client), rows_of(client, "/demonstration/everybody/")] == [[], []]
