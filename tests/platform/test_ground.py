"""What every test stands on, tested: the clock, the network, the client, the count of queries."""

from __future__ import annotations

import re
import socket
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from django.utils import timezone

from commonweal.core.idempotency import IdempotencyKey
from commonweal.ui.access import public
from tests.conftest import NetworkShutError, QueriesGrowError, SameQueries
from tests.platform.sharing import TOGETHER, unit_of


def test_modules_that_share_something_are_sent_to_one_process() -> None:
    shares = re.compile(r'^@pytest\.fixture\(scope="module"', re.MULTILINE)
    root = Path(__file__).parents[2]

    found = {str(path.relative_to(root)) for path in root.glob("tests/**/test_*.py") if shares.search(path.read_text())}

    assert found == TOGETHER
    access, ground = "tests/platform/test_access.py::test_a[x::y]", "tests/platform/test_ground.py::test_b"
    assert (unit_of(access), unit_of(ground)) == ("tests/platform/test_access.py", ground)


def test_clock_stands_still(at: datetime) -> None:
    began = timezone.now()

    time.sleep(0.01)

    assert (began, timezone.now()) == (at, at)
    assert at == datetime(2026, 6, 17, 8, 30, tzinfo=UTC)


@pytest.mark.real_time
def test_clock_runs_where_it_is_asked_to(at: datetime) -> None:
    began = timezone.now()

    time.sleep(0.01)

    assert began < timezone.now()
    assert began != at


@pytest.mark.parametrize("host", ["192.0.2.1", "example.org", "2001:db8::1"])
def test_network_is_shut(host: str) -> None:
    with pytest.raises(NetworkShutError, match=f"A test tried to reach {host}"):
        socket.create_connection((host, 80), timeout=0.1)


def test_network_is_shut_for_who_knows_the_number() -> None:
    with socket.socket() as caller, pytest.raises(NetworkShutError):
        caller.connect_ex(("192.0.2.1", 80))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_this_machine_can_be_reached(host: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

        with socket.create_connection((host, port), timeout=5) as caller:
            assert caller.getpeername() == ("127.0.0.1", port)


# A list page that asks once, and one that asks for every row.


@public
def steady(_request: HttpRequest) -> HttpResponse:
    names = [row.key for row in IdempotencyKey.objects.all()]
    return HttpResponse("\n".join(names), content_type="text/plain")


@public
def growing(_request: HttpRequest) -> HttpResponse:
    numbers = IdempotencyKey.objects.values_list("pk", flat=True)
    names = [IdempotencyKey.objects.get(pk=number).key for number in list(numbers)]
    return HttpResponse("\n".join(names), content_type="text/plain")


urlpatterns = [path("steady", steady), path("growing", growing)]


@pytest.fixture
def add_row(db: None, at: datetime) -> Any:
    return lambda number: IdempotencyKey.objects.create(purpose="test", key=str(number), claimed_at=at)


@pytest.mark.urls("tests.platform.test_ground")
def test_queries_of_a_page_that_asks_once(same_queries: SameQueries, client: Client, add_row: Any) -> None:
    same_queries(client, "/steady", add_row)

    assert IdempotencyKey.objects.count() == 30


@pytest.mark.urls("tests.platform.test_ground")
def test_queries_of_a_page_that_asks_for_every_row(same_queries: SameQueries, client: Client, add_row: Any) -> None:
    with pytest.raises(QueriesGrowError, match="/growing makes 4 queries for 3 rows and 31 for 30"):
        same_queries(client, "/growing", add_row)
