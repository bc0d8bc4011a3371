"""The health pages: right about each thing, silent about people, and never hung by one thing that is."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

import commonweal
from commonweal.config.reading import Server
from commonweal.core import audit
from commonweal.core.actors import Actor
from commonweal.core.jobs.workers import WorkerBeat
from commonweal.core.operating import health, maintenance, marks
from commonweal.core.operating.health import Finding, Standing

# Checks look from threads of their own, which see only what was committed.
pytestmark = pytest.mark.django_db(transaction=True)

ELSEWHERE = "203.0.113.7"

Register = Callable[..., None]


@pytest.fixture
def only_core(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what areas and other tests registered."""
    core = ["database", "migrations", "data_folder", "file_store", "workers", "queue", "audit_trail", "scanner"]
    monkeypatch.setattr(health, "_checks", {name: health._checks[name] for name in core})


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch) -> Register:
    """Register checks of the test's own, and only those."""
    monkeypatch.setattr(health, "_checks", {})
    monkeypatch.setattr(health, "_running", {})
    return health.register


@pytest.fixture
def worker(at: datetime) -> None:
    WorkerBeat.objects.create(id="w1", host="here", pid=1, started_at=at, seen_at=at)


def test_live_answers_without_asking_anything(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        response = client.get("/health/live")

    assert (response.status_code, response.json()) == (200, {"status": "alive"})
    assert "no-store" in response["Cache-Control"]


def test_ready_with_everything_well(
    client: Client, own_folder: object, only_core: None, worker: None, at: datetime
) -> None:
    response = client.get("/health/ready")

    told = response.json()
    milliseconds = told["checks"]["database"]["milliseconds"]
    free = told["checks"]["data_folder"]["free_mb"]
    assert (response.status_code, told) == (
        200,
        {
            "status": "ready",
            "at": "2026-06-17T08:30:00+00:00",
            "version": commonweal.__version__,
            "closed_for_maintenance": False,
            "checks": {
                "database": {"well": True, "words": "", "milliseconds": milliseconds},
                "migrations": {"well": True, "words": "", "missing": 0},
                "data_folder": {"well": True, "words": "", "free_mb": free},
                "file_store": {"well": True, "words": ""},
                "workers": {"well": True, "words": "", "alive": 1},
                "queue": {"well": True, "words": "", "waiting": 0, "oldest_waiting_seconds": 0, "failed": 0},
                "audit_trail": {"well": True, "words": "", "lag_seconds": 0},
                "scanner": {"well": True, "words": "", "state": "NOT_SET_UP"},
            },
        },
    )
    assert "no-store" in response["Cache-Control"]


def test_ready_without_a_worker_asks_for_attention(client: Client, own_folder: object, only_core: None) -> None:
    response = client.get("/health/ready")

    assert (response.status_code, response.json()["status"]) == (200, "attention")
    assert response.json()["checks"]["workers"] == {
        "well": False,
        "words": "no worker is alive: jobs and letters wait",
        "alive": 0,
    }


def test_ready_with_a_full_disk_is_not(
    client: Client, settings: Settings, own_folder: object, only_core: None, worker: None
) -> None:
    settings.DISK_FREE_LIMIT_BYTES = 10**18

    response = client.get("/health/ready")

    assert (response.status_code, response.json()["status"]) == (503, "not ready")
    assert response.json()["checks"]["data_folder"]["words"] == "the disk is nearly full"


def test_ready_with_a_late_seal(
    own_folder: object, only_core: None, worker: None, settings: Settings, at: datetime
) -> None:
    mark = marks.Mark.objects.create(name="test", set_at=at)
    with transaction.atomic():
        audit.record("core.test.happen", mark, by=Actor.system("test"), at=at - timedelta(seconds=601))
    settings.SEAL_LAG_LIMIT_SECONDS = 600

    found = health.examine(at=at).findings["audit_trail"]

    assert found == Finding(False, "events wait too long for their seal", {"lag_seconds": 601})


def test_ready_with_a_silent_scanner(own_folder: object, only_core: None, settings: Settings, at: datetime) -> None:
    settings.SCANNER = Server.read("unix:///nowhere/clamd.sock", "unix")

    found = health.examine(at=at).findings["scanner"]

    assert found == Finding(False, "it does not answer, so uploads are refused", {"state": "SILENT"})


def test_detail_is_for_this_machine_and_the_token(client: Client, settings: Settings, register: Register) -> None:
    register("thing", lambda at: Finding(True))
    settings.HEALTH_TOKEN = "let-me-see"
    askers = {
        "this machine": {"REMOTE_ADDR": "127.0.0.1"},
        "through a proxy on it": {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": ELSEWHERE},
        "elsewhere": {"REMOTE_ADDR": ELSEWHERE},
        "the token": {"REMOTE_ADDR": ELSEWHERE, "HTTP_AUTHORIZATION": "Bearer let-me-see"},
        "another token": {"REMOTE_ADDR": ELSEWHERE, "HTTP_AUTHORIZATION": "Bearer let-me-look"},
    }

    sees = {name: "checks" in client.get("/health/ready", **asker).json() for name, asker in askers.items()}  # type: ignore[arg-type]  # headers, not options

    assert sees == {
        "this machine": True,
        "through a proxy on it": False,
        "elsewhere": False,
        "the token": True,
        "another token": False,
    }


def test_no_token_set_opens_nothing(client: Client, settings: Settings, register: Register) -> None:
    register("thing", lambda at: Finding(True))
    settings.HEALTH_TOKEN = ""

    answer = client.get("/health/ready", REMOTE_ADDR=ELSEWHERE, HTTP_AUTHORIZATION="Bearer ").json()

    assert answer == {"status": "ready"}


def test_check_that_fails_hides_nothing_else(register: Register, at: datetime) -> None:
    def fail(at: datetime) -> Finding:
        raise LookupError("a name: Jo Bloggs")

    register("broken", fail)
    register("whole", lambda at: Finding(True, figures={"count": 3}))

    report = health.examine(at=at)

    assert report.findings == {
        "broken": Finding(False, "the check failed (LookupError)"),
        "whole": Finding(True, figures={"count": 3}),
    }
    assert report.standing is Standing.ATTENTION


def test_check_that_hangs_is_not_asked_twice(register: Register, at: datetime) -> None:
    go_on = threading.Event()
    asked: list[datetime] = []

    def hang(at: datetime) -> Finding:
        asked.append(at)
        go_on.wait(20)
        return Finding(True)

    register("hung", hang, is_vital=True, seconds=0.05)

    reports = [health.examine(at=at), health.examine(at=at)]

    go_on.set()
    assert [report.findings for report in reports] == [{"hung": Finding(False, "no answer within 0.05 seconds")}] * 2
    assert reports[0].standing is Standing.NOT_READY
    assert asked == [at]


def test_health_answers_while_the_site_is_closed(
    client: Client, own_folder: object, register: Register, at: datetime
) -> None:
    register("thing", lambda at: Finding(True))
    maintenance.close(reason="New things", at=at)

    page, live, ready = (client.get(address) for address in ("/", "/health/live", "/health/ready"))

    assert [page.status_code, live.status_code, ready.status_code] == [503, 200, 200]
    assert ready.json()["closed_for_maintenance"] is True
    maintenance.reopen()
