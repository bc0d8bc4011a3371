"""The page on which one chooses whom to be: the personas first, each with their own way in."""

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
    "Maureen Tully A volunteer whose group has no charity number maureen.tully@letterbox.example"
    " A code by e-mail, without an account."
)
OFFICER = (
    "Priya Shah A grant officer priya.shah@weldmere.example A code by e-mail, then a code from an authenticator app."
)


def rows_of(client: Client) -> list[str]:
    page = BeautifulSoup(client.get("/demonstration/people/").content, "html.parser")
    return [" ".join(row.get_text(" ").split()) for row in page.select(".govuk-summary-list__row")]


def join(name: str, address: str, *, at: datetime) -> None:
    persons.join(name=name, address=address, is_demonstration=True, by=BY, at=at)


def test_personas_come_first_in_their_order(client: Client, at: datetime, settings: LazySettings) -> None:
    settings.IS_DEMONSTRATION = True
    officer = persona("grants")
    join("Somebody Else", "somebody@letterbox.example", at=at)
    join(officer.name, officer.address, at=at)

    rows = rows_of(client)

    assert [row.split(" How to sign in")[0] for row in (rows[0], rows[1], rows[4], rows[-1])] == [
        "Nobody in particular An analyst or a journalist, who only looks Does not sign in.",
        GUEST,
        OFFICER,
        "Somebody Else No role: a resident somebody@letterbox.example A code by e-mail.",
    ]
    assert len(rows) == len(PERSONAS) + 1


def test_nobody_is_introduced_where_nobody_is_yet(client: Client, settings: LazySettings) -> None:
    settings.IS_DEMONSTRATION = True

    assert rows_of(client) == []
