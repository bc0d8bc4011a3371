"""A council in which decisions are recorded, what listeners heard, and browsers at the desk."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client

from commonweal.core.actors import Actor
from commonweal.decisions import announcements
from commonweal.decisions.models import Decision
from tests.factories import decisions as make
from tests.factories import people
from tests.factories.decisions import House


@pytest.fixture
def home(at: datetime) -> House:
    return make.house(at=at)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, list[str]]]:
    """What those who listen heard: the decision's reference, and what it is about."""
    heard: list[tuple[str, list[str]]] = []

    def hear(*, decision: Decision, by: Actor, at: datetime) -> None:
        heard.append((decision.reference, [each.reference for each in decision.subjects.all()]))

    monkeypatch.setitem(announcements.RECORDED._handlers, "tests", hear)
    return heard


@pytest.fixture
def desk(client: Client, home: House) -> Client:
    return people.sign_in(client, home.officer)


@pytest.fixture
def second(home: House) -> Client:
    return people.sign_in(Client(), home.accountable)
