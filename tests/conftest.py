"""What every test stands on: a database made once, a clock that stands still, a shut network, checked pages.

Nothing here has to be asked for, except `at` (the instant it is) and `same_queries` (a page's queries do not grow with
its rows). A test that needs the clock to run says `@pytest.mark.real_time`; live servers and real databases that are
watched from outside need it.
"""

from __future__ import annotations

import gzip
import ipaddress
import json
import logging
import os
import shutil
import socket
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from commonweal.publishing import files
from tests.platform.flushing import lifted_refusals
from tests.platform.page_lint import check_page
from tests.platform.sharing import ByWhatIsShared

# A summer morning, when London is an hour ahead of UTC, so that mixing the two up shows.
NOW = datetime(2026, 6, 17, 9, 30, tzinfo=ZoneInfo("Europe/London"))

# Parts that `./run test` leaves to `--all`; what is collected and not run is counted in this file for it.
PARTS = ("postgres", "browser", "kill", "fuzz", "long")
COUNTS_FILE = "COMMONWEAL_TEST_COUNTS"

# A database that was migrated before, for each process to copy: a file on SQLite, a name on PostgreSQL.
TEMPLATE = "COMMONWEAL_TEST_TEMPLATE"


# The run.


def pytest_configure() -> None:
    """Tests write files: refuse to start where they would be a developer's own. Fake servers keep their chatter."""
    for chatty in ("mail.log", "werkzeug"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    if not os.environ.get("COMMONWEAL_DATA_DIR"):
        raise pytest.UsageError(
            "Start tests with ./run test, or give them a data folder: COMMONWEAL_DATA_DIR=/tmp/tests pytest …"
        )


@pytest.fixture(scope="session", autouse=True)
def _settings_for_tests(django_test_environment: None) -> Iterator[None]:
    """Stylesheets from where they were built, without collecting them; every component's parameters checked."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    # The log's stream is the one of the test that Django was set up in; pytest keeps every record by itself.
    for handler in [each for each in logging.getLogger().handlers if type(each) is logging.StreamHandler]:
        logging.getLogger().removeHandler(handler)
    with override_settings(STORAGES=settings.STORAGES | {"staticfiles": plain}, CHECKS_COMPONENTS=True):
        yield


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Count the parts before `-m` takes them away; on one process of the run only."""
    counts_file = os.environ.get(COUNTS_FILE)
    if counts_file and getattr(config, "workerinput", {}).get("workerid", "gw0") == "gw0":
        counts = Counter(part for item in items for part in PARTS if item.get_closest_marker(part))
        rest = sum(not any(item.get_closest_marker(part) for part in PARTS) for item in items)
        Path(counts_file).write_text(json.dumps({**counts, "": rest}))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByWhatIsShared | None:
    """Tests that share something dear go to one process, where `--dist loadgroup` asks for it."""
    return ByWhatIsShared(config, log) if config.getoption("dist") == "loadgroup" else None


# The database.


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Keep the copy of the template, so that it is not migrated from nothing; the run's folder goes as a whole.

    PostgreSQL copies a template by itself, and a server that was named to us is left as it was found.
    """
    return TEMPLATE in os.environ and connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Start from the migrated template where `./run test` made one."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        # A test's database need not outlive the power.
        database["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
    if TEMPLATE not in os.environ:
        return
    if connection.vendor == "sqlite":
        shutil.copy(os.environ[TEMPLATE], database["TEST"]["NAME"])
    else:
        database["TEST"]["TEMPLATE"] = os.environ[TEMPLATE]


@pytest.fixture(scope="session", autouse=True)
def _flush_empties_every_table() -> Iterator[None]:
    """A test that commits is cleaned up after by emptying all tables; those the database guards are let go for that."""
    really_flush = BaseDatabaseOperations.execute_sql_flush

    def execute_sql_flush(self: BaseDatabaseOperations, sql_list: list[str]) -> None:
        with lifted_refusals(self.connection):
            really_flush(self, sql_list)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", execute_sql_flush)
        yield


# The clock.


@pytest.fixture
def at() -> datetime:
    """The instant it is in every test: Wednesday 17 June 2026, half past nine in the morning in London."""
    return NOW


@pytest.fixture(autouse=True)
def _clock_stands_still(request: pytest.FixtureRequest) -> Iterator[None]:
    runs = request.node.get_closest_marker("real_time") or "live_server" in request.fixturenames
    if runs:
        yield
    else:
        with time_machine.travel(NOW, tick=False):
            yield


# The network.


class NetworkShutError(RuntimeError):
    """A test tried to reach another machine; the message names it and says what to do."""


def _refuse_other_machines(address: object) -> None:
    if not isinstance(address, tuple):  # a Unix socket
        return
    host = str(address[0])
    try:
        is_here = ipaddress.ip_address(host).is_loopback
    except ValueError:
        is_here = host in {"localhost", ""}
    if not is_here:
        raise NetworkShutError(
            f"A test tried to reach {host}. The network is shut in tests: give the code a fake of that service that is"
            " held to recorded answers, or a server on 127.0.0.1."
        )


@pytest.fixture(scope="session", autouse=True)
def _network_is_shut() -> Iterator[None]:
    really_connect, really_connect_ex, really_look_up = (
        socket.socket.connect,
        socket.socket.connect_ex,
        socket.getaddrinfo,
    )

    def connect(self: socket.socket, address: Any) -> None:
        _refuse_other_machines(address)
        really_connect(self, address)

    def connect_ex(self: socket.socket, address: Any) -> int:
        _refuse_other_machines(address)
        return really_connect_ex(self, address)

    def look_up(host: Any, *args: Any, **kwargs: Any) -> Any:
        _refuse_other_machines((host.decode() if isinstance(host, bytes) else host or "",))
        return really_look_up(host, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect)
        patch.setattr(socket.socket, "connect_ex", connect_ex)
        patch.setattr(socket, "getaddrinfo", look_up)
        yield


# Files of open data.


@pytest.fixture(autouse=True)
def _no_file_of_open_data_is_kept() -> Iterator[None]:
    """Files are kept by the version of their data, and the next test's data may be of the same instant."""
    yield
    shutil.rmtree(files.folder(), ignore_errors=True)


# The pages.


def _page_of(response: Any) -> str | None:
    """The markup of an HTML answer, or None when it is something else."""
    is_page = response.headers.get("Content-Type", "").startswith("text/html") and not response.streaming
    if not is_page or not response.content:
        return None
    content: bytes = response.content
    if response.headers.get("Content-Encoding") == "gzip":
        content = gzip.decompress(content)
    return content.decode(response.charset)


@pytest.fixture(scope="session", autouse=True)
def _pages_are_linted() -> Iterator[None]:
    really_request = Client.request

    def request(self: Client, **environment: Any) -> HttpResponse:
        response: Any = really_request(self, **environment)
        page = _page_of(response)
        if page is not None:
            check_page(page, address=f"{environment.get('REQUEST_METHOD', 'GET')} {environment.get('PATH_INFO', '/')}")
        answer: HttpResponse = response
        return answer

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Client, "request", request)
        yield


class QueriesGrowError(AssertionError):
    """A page makes more queries when it has more rows; the message shows those that came more often."""


SameQueries = Callable[..., None]


@pytest.fixture
def same_queries(db: None) -> SameQueries:
    """A check that a page makes as many queries for 3 rows as for 30.

    `same_queries(client, address, add_row)`: `add_row(number)` makes one more row that the page shows.
    """

    def check(client: Client, address: str, add_row: Callable[[int], object], *, few: int = 3, many: int = 30) -> None:
        seen: list[list[str]] = []
        made = 0
        client.get(address)  # what is read once and kept, is read now
        for wanted in (few, many):
            for number in range(made, wanted):
                add_row(number)
            made = wanted
            with CaptureQueriesContext(connection) as captured:
                assert client.get(address).status_code == 200
            seen.append([query["sql"] for query in captured.captured_queries])
        if len(seen[0]) != len(seen[1]):
            raise QueriesGrowError(
                f"{address} makes {len(seen[0])} queries for {few} rows and {len(seen[1])} for {many}. The last were:\n"
                + "\n".join(seen[1][-5:])
            )

    return check
