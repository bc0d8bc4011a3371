"""Every address × every method × every persona over HTTP, from the one table in `access_table.py`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import product
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, path, reverse

from commonweal.portal import errors
from commonweal.ui.access import public
from tests.platform.access_table import SECRET, TABLE, Persona, Row, World, make_world

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")

READABLE = [row for row in TABLE if row.answers["GET"][Persona.HOLDER] == 200]


@pytest.fixture
def world(db: None, at: datetime) -> World:
    return make_world(at)


def address(row: Row, world: World, persona: Persona) -> str:
    return reverse(row.name, kwargs=row.words(world, persona))


def expected(row: Row, method: str, persona: Persona) -> int:
    if method in row.answers:
        return row.answers[method][persona]
    # A page that is not there for somebody does not say which methods it would have.
    return 404 if row.answers["GET"][persona] == 404 and is_guarded(row) else 405


def is_guarded(row: Row) -> bool:
    return len(set(row.answers["GET"].values())) > 1


def names_in(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inside = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from names_in(pattern.url_patterns, inside)
        else:
            yield f"{prefix}{pattern.name}"


@contextmanager
def undone() -> Iterator[None]:
    """What is done inside leaves no trace, so that one world does for many requests."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.slow
def test_every_address_answers_each_persona_and_method(world: World, client: Client) -> None:
    cases = list(product(TABLE, METHODS, Persona))

    answered = {}
    for row, method, persona in cases:
        with undone():
            answer = client.generic(method, address(row, world, persona))
            content(answer)
        answered[row.name, method, persona] = answer.status_code

    assert answered == {(row.name, method, persona): expected(row, method, persona) for row, method, persona in cases}


def test_table_names_every_address_once() -> None:
    in_use = sorted(names_in(get_resolver().url_patterns))

    named = sorted(row.name for row in TABLE)

    assert named == in_use


def test_pages_show_nobody_elses_request(world: World, client: Client) -> None:
    addresses = [address(row, world, Persona.OTHER) for row in READABLE]

    showing = [where for where in addresses if SECRET in content(client.get(where))]

    assert showing == []


def test_page_shows_the_holder_the_request(world: World, client: Client) -> None:
    where = reverse("accountability:format_record", kwargs={"key": world.sent.key})

    page = client.get(where)

    assert SECRET in content(page)


def content(answer: Any) -> str:
    whole = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return bytes(whole).decode(errors="replace")


def test_every_page_has_a_title_of_its_own(world: World, client: Client) -> None:
    answers = [content(client.get(address(row, world, Persona.HOLDER))) for row in READABLE]

    pages = [answer for answer in answers if answer.startswith("<!DOCTYPE html>")]

    titles = Counter(str(BeautifulSoup(page, "html.parser").title) for page in pages)
    assert len(pages) > 5
    assert [title for title, times in titles.items() if times > 1] == []


@pytest.mark.django_db
def test_unknown_address(client: Client) -> None:
    answer = client.get("/no/such/page")

    assert answer.status_code == 404


@pytest.mark.django_db
def test_post_without_a_token_is_refused() -> None:
    client = Client(enforce_csrf_checks=True)

    answer = client.post(reverse("accountability:format_start"))

    assert answer.status_code == 403


# A view that forgot to say who may see it.


def closed_view(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("for people who signed in", content_type="text/plain")


@public
def open_view(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("for everybody", content_type="text/plain")


urlpatterns = [path("closed", closed_view), path("open", open_view)]
handler403 = errors.not_allowed
handler404 = errors.not_found


@pytest.fixture
def _bare_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    """The addresses above have no home to link to, so refusals are said in plain text."""
    monkeypatch.setitem(globals(), "handler403", plain_refusal)


def plain_refusal(_request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return HttpResponse("no", content_type="text/plain", status=403)


@pytest.mark.urls("tests.platform.test_access")
@pytest.mark.parametrize(("where", "status"), [("/closed", 302), ("/open", 200)])
@pytest.mark.usefixtures("_bare_errors")
def test_visitor_at_a_view_that_is_not_public(where: str, status: int, client: Client) -> None:
    answer = client.get(where)

    assert answer.status_code == status
