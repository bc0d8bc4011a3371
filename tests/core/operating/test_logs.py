"""Log lines: what is needed to mend a fault, and nothing that a person sent or that somebody keeps secret."""

from __future__ import annotations

import ast
import io
import json
import logging
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from gunicorn.config import Config  # type: ignore[import-untyped]  # gunicorn has no types
from pytest_django import Settings

from commonweal.config import urls
from commonweal.config.environment import ROOT
from commonweal.core import logs
from commonweal.core.operating.serving import QuietLogger
from commonweal.portal import errors
from commonweal.ui.access import public

pytestmark = pytest.mark.django_db

# What a person may send, wherever it may come in; none of it may come out in a log.
SECRETS = ("GR-7QK2-M9XD", "jo.bloggs@example.org", "07700900123", "sesame-key", "JoBloggs")

elsewhere = logging.getLogger("another.library")


def raise_with_words(request: HttpRequest, reference: str) -> HttpResponse:
    raise ValueError(f"cannot read {request.POST['email']} {request.POST['name']}")


def refuse_as_suspicious(request: HttpRequest, reference: str) -> HttpResponse:
    raise SuspiciousOperation(f"odd: {SECRETS[1]}")


def log_with_words(request: HttpRequest, reference: str) -> HttpResponse:
    elsewhere.warning("could not reach %s for %s", SECRETS[0], SECRETS[1])
    elsewhere.error(f"put together by hand: {SECRETS[2]}")
    logging.getLogger("commonweal.test").info("done", extra={"email": SECRETS[1], "count": 2})
    warnings.warn(f"careful with {SECRETS[4]}", UserWarning, stacklevel=1)
    return HttpResponse("done", content_type="text/plain")


urlpatterns = [
    *urls.urlpatterns,
    path("raise/<str:reference>", public(raise_with_words)),
    path("suspicious/<str:reference>", public(refuse_as_suspicious)),
    path("log/<str:reference>", public(log_with_words)),
]
handler400, handler404, handler500 = errors.bad_request, errors.not_found, errors.failed


class Written:
    """What was logged, in both forms."""

    def __init__(self) -> None:
        self.streams = {"json": io.StringIO(), "text": io.StringIO()}

    @property
    def text(self) -> str:
        return "".join(stream.getvalue() for stream in self.streams.values())

    @property
    def rows(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.streams["json"].getvalue().splitlines()]


@pytest.fixture
def written(settings: Settings) -> Iterator[Written]:
    """Everything that is logged from here on, by both formatters."""
    lines = Written()
    formatters: dict[str, logging.Formatter] = {"json": logs.JsonLines(), "text": logs.TextLines()}
    handlers = [logging.StreamHandler(stream) for stream in lines.streams.values()]
    for handler, formatter in zip(handlers, formatters.values(), strict=True):
        handler.setFormatter(formatter)
        handler.addFilter(logs.OutsidersAreNoErrors())
        logging.getLogger().addHandler(handler)
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(True)
        yield lines
        logging.captureWarnings(False)
    for handler in handlers:
        logging.getLogger().removeHandler(handler)


@pytest.fixture
def fragile_site(settings: Settings) -> None:
    """A site whose views fail with people's words in their mouths."""
    settings.ROOT_URLCONF = __name__


def send(client: Client, address: str) -> Any:  # the test client's own kind of response
    """One request with everything a person might send, everywhere it may be sent."""
    client.raise_request_exception = False
    client.cookies["visit"] = "sesame-key"
    return client.post(
        f"{address}?key=sesame-key&q=JoBloggs",
        {"email": "jo.bloggs@example.org", "phone": "07700900123", "name": "JoBloggs"},
        headers={
            "Referer": "https://elsewhere.example/?mail=jo.bloggs@example.org",
            "User-Agent": "JoBloggs",
            "X-Forwarded-For": "07700900123",
            "X-Request-Id": "jo.bloggs@example.org",
            "Authorization": "Bearer sesame-key",
        },
    )


def held_in(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret in text]


@pytest.mark.parametrize(
    ("address", "status", "route"),
    [
        ("/raise/GR-7QK2-M9XD", 500, "raise/<str:reference>"),
        ("/suspicious/GR-7QK2-M9XD", 400, "suspicious/<str:reference>"),
        ("/log/GR-7QK2-M9XD", 200, "log/<str:reference>"),
        ("/nowhere/GR-7QK2-M9XD", 404, "(no such page)"),
    ],
)
def test_nothing_sent_is_logged(
    client: Client, fragile_site: None, written: Written, address: str, status: int, route: str
) -> None:
    response = send(client, address)

    last = written.rows[-1]
    assert (response.status_code, last["status"], last["route"], last["method"]) == (status, status, route, "POST")
    assert held_in(written.text) == []


def test_host_that_is_not_ours_is_not_logged(client: Client, fragile_site: None, written: Written) -> None:
    client.raise_request_exception = False

    response = client.get("/log/1", HTTP_HOST="jo.bloggs.example.org")

    assert response.status_code == 400
    assert "jo.bloggs" not in written.text
    assert [row["level"] for row in written.rows if row["logger"] == "django.security.DisallowedHost"] == ["WARNING"]


def test_what_anybody_can_cause_is_left_out_where_only_errors_are_kept(
    client: Client, fragile_site: None, written: Written
) -> None:
    client.raise_request_exception = False
    before = logging.getLogger().level

    logging.getLogger().setLevel(logging.ERROR)
    client.get("/log/1", HTTP_HOST="jo.bloggs.example.org")
    logging.getLogger().setLevel(before)

    assert written.rows == []


def test_outsiders_line_is_left_out_by_every_handler_that_is_asked() -> None:
    record = logging.LogRecord("django.security.DisallowedHost", logging.ERROR, "", 1, "words", None, None)
    before = logging.getLogger().level

    logging.getLogger().setLevel(logging.ERROR)
    answers = [logs.OutsidersAreNoErrors().filter(record) for _handler in range(2)]
    logging.getLogger().setLevel(before)

    assert answers == [False, False]


def test_exception_is_logged_once_by_type_and_place(client: Client, fragile_site: None, written: Written) -> None:
    send(client, "/raise/GR-7QK2-M9XD")

    failures = [row for row in written.rows if "exception" in row]
    assert [(row["level"], row["exception"], row["route"]) for row in failures] == [
        ("ERROR", "builtins.ValueError", "raise/<str:reference>")
    ]
    assert "raise_with_words" in str(failures[0]["place"])
    assert failures[0]["request"] == written.rows[-1]["request"]


def test_page_that_is_not_there_is_no_failure(client: Client, fragile_site: None, written: Written) -> None:
    client.get("/nowhere")

    assert [row["level"] for row in written.rows if str(row["logger"]).startswith("commonweal")] == ["INFO"]


def test_lines_of_other_libraries_keep_their_pattern_and_place(
    client: Client, fragile_site: None, written: Written
) -> None:
    send(client, "/log/GR-7QK2-M9XD")

    told = [row for row in written.rows if row["logger"] in {"another.library", "py.warnings", "commonweal.test"}]
    assert [(row["logger"], row["message"], row.get("exception"), row.get("count")) for row in told] == [
        ("another.library", "could not reach %s for %s", None, None),
        ("another.library", "(words left out)", None, None),
        ("commonweal.test", "done", None, 2),
        ("py.warnings", "a warning of Python's", "UserWarning", None),
    ]
    assert all("test_logs.py" in str(row["place"]) for row in told if row["logger"] != "commonweal.test")


@pytest.mark.parametrize(
    ("is_behind_proxy", "given", "is_kept"),
    [(True, "abcdef-123456", True), (True, "abc def", False), (False, "abcdef-123456", False)],
)
def test_request_id_is_kept_when_a_proxy_gave_one(
    client: Client, settings: Settings, written: Written, is_behind_proxy: bool, given: str, is_kept: bool
) -> None:
    settings.TRUSTS_PROXY = is_behind_proxy

    response = client.get("/health/live", headers={"X-Request-Id": given})

    assert (response["X-Request-Id"] == given) == is_kept
    assert written.rows[-1]["request"] == response["X-Request-Id"]


def test_gunicorn_lines_hold_no_address(written: Written) -> None:
    quiet = QuietLogger(Config())

    quiet.info("Booting worker with pid: %s", 4711)
    quiet.exception("Error handling request %s", "/GR-7QK2-M9XD?key=sesame-key")
    quiet.warning("Invalid request from ip=07700900123: jo.bloggs@example.org")
    quiet.access("GET /GR-7QK2-M9XD")

    assert [row["message"] for row in written.rows] == [
        "Booting worker with pid: 4711",
        "Error handling request %s",
        "(words left out)",
    ]
    assert held_in(written.text) == []


def _our_modules() -> list[Path]:
    return sorted((ROOT / "src" / "commonweal").rglob("*.py"))


def _logger_calls(module: Path) -> Iterator[ast.Call]:
    levels = {"debug", "info", "warning", "error", "exception", "critical"}
    for node in ast.walk(ast.parse(module.read_text())):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if isinstance(node.func.value, ast.Name) and node.func.value.id == "logger" and node.func.attr in levels:
            yield node


def test_our_own_words_are_constant() -> None:
    calls = [(module, call) for module in _our_modules() for call in _logger_calls(module)]

    filled_in = [
        f"{module.relative_to(ROOT)}:{call.lineno}: log constant words, and give values in extra={{…}}"
        for module, call in calls
        if len(call.args) != 1 or not isinstance(call.args[0], ast.Constant)
    ]
    strangers = [
        f"{module.relative_to(ROOT)}:{call.lineno}: {key.value!r} is not one of core.logs.FIELDS and would be left out"
        for module, call in calls
        for keyword in call.keywords
        if keyword.arg == "extra" and isinstance(keyword.value, ast.Dict)
        for key in keyword.value.keys
        if isinstance(key, ast.Constant) and key.value not in logs.FIELDS
    ]
    assert len(calls) > 3
    assert filled_in + strangers == []
