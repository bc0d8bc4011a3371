"""Every address × every method × every persona over HTTP, from the one table in `access_table.py`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from itertools import product
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, path, reverse

from commonweal.portal import errors
from commonweal.ui.access import public
from tests.platform.access_rows import Row
from tests.platform.access_table import TABLE
from tests.platform.personas import SECRET, Persona, World, make_world, undone

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")

AREAS = sorted({row.name.partition(":")[0] for row in TABLE})

each_persona = pytest.mark.parametrize("persona", Persona, ids=lambda persona: persona.name.lower())


@pytest.fixture
def world(db: None, at: datetime) -> World:
    return make_world(at)


def address(row: Row, world: World, persona: Persona) -> str:
    return reverse(row.name, kwargs=row.words(world, persona))


def make_everything(world: World) -> None:
    """What is on anybody's page is there before somebody looks for it."""
    for row in TABLE:
        address(row, world, row.asker("GET", 200) or Persona.VISITOR)


def readable_by(persona: Persona) -> list[Row]:
    return [row for row in TABLE if row.answers.get("GET", {}).get(persona) == 200]


def names_in(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inside = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from names_in(pattern.url_patterns, inside)
        else:
            yield f"{prefix}{pattern.name}"


@pytest.mark.slow
@pytest.mark.parametrize("area", AREAS)
def test_every_address_answers_each_persona_and_method(area: str, world: World, client: Client) -> None:
    rows = [row for row in TABLE if row.name.startswith(f"{area}:")]

    wrong = {}
    for row, persona in product(rows, Persona):
        where = address(row, world, persona)
        for method in METHODS:
            with undone():
                answer = world.sit_at(client, persona).generic(method, where)
                content(answer)
            expected = row.expected(method, persona)
            if answer.status_code not in expected:
                wrong[row.name, method, persona.name] = f"{answer.status_code}, not {sorted(expected)}"

    assert [f"{' '.join(case)}: {told}" for case, told in wrong.items()] == []


def test_table_names_every_address_once() -> None:
    in_use = sorted(names_in(get_resolver().url_patterns))

    named = sorted(row.name for row in TABLE)

    assert named == in_use


@each_persona
@pytest.mark.slow
def test_pages_show_nobody_what_is_anothers(persona: Persona, world: World, client: Client) -> None:
    make_everything(world)
    addresses = {row.name: address(row, world, persona) for row in readable_by(persona)}
    kept = [SECRET] if persona is not Persona.HOLDER else []
    kept += [words for words, readers in world.secrets.items() if persona not in readers]

    pages = {name: content(world.sit_at(client, persona).get(where)) for name, where in addresses.items()}

    assert [(name, words) for name, page in pages.items() for words in kept if words in page] == []


@pytest.mark.slow
def test_pages_show_everybody_what_is_theirs(world: World, client: Client) -> None:
    make_everything(world)
    shown = set()

    for persona in Persona:
        for row in readable_by(persona):
            page = content(world.sit_at(client, persona).get(address(row, world, persona)))
            shown |= {words for words in (SECRET, *world.secrets) if words in page}

    assert {SECRET, *world.secrets} - shown == set()


def content(answer: Any) -> str:
    whole = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return bytes(whole).decode(errors="replace")


@each_persona
@pytest.mark.slow
def test_every_page_has_a_title_of_its_own(persona: Persona, world: World, client: Client) -> None:
    rows = readable_by(persona)
    answers = [content(world.sit_at(client, persona).get(address(row, world, persona))) for row in rows]

    pages = [answer for answer in answers if answer.startswith("<!DOCTYPE html>")]

    titles = Counter(str(BeautifulSoup(page, "html.parser").title) for page in pages)
    assert len(pages) > 5
    assert [title for title, times in titles.items() if times > 1] == []


ONE_CLICK = {"messaging:topic_stop", "messaging:notify_callback"}
"""What mail programs and GOV.UK Notify post; a key in the address, or a token of their own, stands for ours."""


@pytest.mark.slow
def test_post_without_a_token_is_refused_everywhere(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    rows = [row for row in TABLE if row.name not in ONE_CLICK]
    cases = [(row, persona) for row in rows for persona, status in row.answers.get("POST", {}).items() if status < 400]

    taken = []
    for row, persona in cases:
        where = address(row, world, persona)
        with undone():
            answer = world.sit_at(client, persona).post(where)
        if answer.status_code != 403:
            taken.append((row.name, persona.name, answer.status_code))

    assert len(cases) > 5
    assert taken == []


@pytest.mark.django_db
def test_unknown_address(client: Client) -> None:
    answer = client.get("/no/such/page")

    assert answer.status_code == 404


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
