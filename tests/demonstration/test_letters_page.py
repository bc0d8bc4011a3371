"""The letters of a demonstration: newest first, page by page, with the code to type beside its letter."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.conf import LazySettings
from django.test import Client

from commonweal.core.actors import Actor
from commonweal.messaging import outbox
from commonweal.sign_in import emails
from tests.factories import messaging as make

pytestmark = pytest.mark.django_db

ADDRESS = "/demonstration/letters/"


def listed(client: Client, query: str = "") -> list[str]:
    page = BeautifulSoup(client.get(f"{ADDRESS}{query}").content, "html.parser")
    return [" ".join(row.get_text(" ").split()) for row in page.select(".cw-results__result")]


def test_code_stands_beside_its_letter(client: Client, at: datetime, settings: LazySettings) -> None:
    settings.IS_DEMONSTRATION = True
    make.queued(at=at)
    code = emails.code("ann@letterbox.example", code="12345678", until=at)
    outbox.add(code, by=Actor.visitor(), at=at + timedelta(minutes=1))

    rows = listed(client)

    assert rows == [
        "Your code to sign in To ann@letterbox.example Code: 1234 5678 Waiting to be sent, 17 June 2026, 9:31am",
        f"We have your request To {make.READER} Waiting to be sent, 17 June 2026, 9:30am",
    ]


def test_earlier_letters_are_on_further_pages(client: Client, at: datetime, settings: LazySettings) -> None:
    settings.IS_DEMONSTRATION = True
    for number in range(27):
        make.queued(at=at + timedelta(minutes=number))

    first, second, beyond = (listed(client, query) for query in ("", "?page=2", "?page=900"))

    assert (len(first), len(second), beyond) == (25, 2, second)
    assert (first[0][-6:], second[-1][-6:]) == ("9:56am", "9:30am")
