"""Browsers in which a code was typed before: strangers cannot use up what may be asked for in them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from commonweal.core.digests import reach_digest
from commonweal.sign_in import operations, queries, rules
from commonweal.sign_in.models import ContactCode
from tests.factories import sign_in as make
from tests.factories.sign_in import ADDRESS

pytestmark = pytest.mark.django_db


def use_up_codes(at: datetime) -> None:
    sent = len(queries.codes_to(reach_digest(ADDRESS), is_known=False, since=at - timedelta(hours=1)))
    for number in range(sent, rules.MOST_CODES_AN_HOUR):
        operations.codes.ask(email=ADDRESS, browser=f"stranger {number}", by=make.visitor(), at=at)


def test_browser_that_was_used_before_has_codes_of_its_own(client: Client, at: datetime) -> None:
    make.come_in(client)
    with time_machine.travel(at + timedelta(days=100), tick=False):
        use_up_codes(at + timedelta(days=100))

        stranger = Client().post("/sign-in/", {"email": ADDRESS}).status_code
        mine = [client.post("/sign-in/", {"email": ADDRESS}).status_code for _time in range(6)]

    assert (stranger, mine) == (422, [302] * 5 + [422])


def test_browser_is_known_for_its_own_mailbox_only(client: Client, at: datetime) -> None:
    make.come_in(client, "ben@resident.example")
    use_up_codes(at)

    answer = client.post("/sign-in/", {"email": ADDRESS})

    assert answer.status_code == 422


@pytest.mark.parametrize(
    "change",
    [lambda value: value[:-1] + ("A" if value[-1] != "A" else "B"), lambda _value: "", lambda _value: "W10"],
    ids=["forged", "emptied", "unsigned"],
)
def test_browser_with_a_made_up_cookie_is_not_known(change: Any, client: Client, at: datetime) -> None:
    make.come_in(client)
    use_up_codes(at)
    before = client.post("/sign-in/", {"email": ADDRESS}).status_code
    client.cookies["known"] = change(client.cookies["known"].value)

    after = client.post("/sign-in/", {"email": ADDRESS}).status_code

    assert (before, after) == (302, 422)


def test_browser_is_known_for_180_days(client: Client, at: datetime) -> None:
    make.come_in(client)
    later = at + timedelta(days=180, seconds=1)

    with time_machine.travel(later, tick=False):
        use_up_codes(later)
        answer = client.post("/sign-in/", {"email": ADDRESS})

    assert answer.status_code == 422


def test_wrong_codes_of_strangers_leave_the_known_browser_its_tries(client: Client, at: datetime) -> None:
    make.come_in(client)
    for number in range(6):
        asked = operations.codes.ask(
            email=ADDRESS, browser=f"stranger {number}", by=make.visitor(), at=at - timedelta(hours=3 - number // 3)
        )
        ContactCode.objects.filter(pk=asked.pk).update(tries=5)

    stranger, mine = Client(), client
    answers = [make.come_in(browser).status_code for browser in (stranger, mine)]

    assert answers == [422, 302]


def test_known_cookie_says_nothing_and_is_for_signing_in_only(client: Client) -> None:
    make.come_in(client)

    cookie = client.cookies["known"]

    assert ADDRESS not in cookie.value
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/sign-in/", True, "Lax")
    assert cookie["max-age"] == 180 * 24 * 3600
