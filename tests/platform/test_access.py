"""Every address × every method × every persona over HTTP, from the one table in `access_table.py`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any
from zlib import crc32

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, path, reverse

from commonweal.portal import errors
from commonweal.ui.access import public
from tests.conftest import NOW
from tests.platform.access_rows import Row
from tests.platform.access_table import TABLE
from tests.platform.personas import NOT_SIGNED_IN, SECRET, SECRETS_READERS, Persona, World, standing_world, undone

pytestmark = pytest.mark.django_db

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")

AREAS = sorted({row.name.partition(":")[0] for row in TABLE})

each_persona = pytest.mark.parametrize("persona", Persona, ids=lambda persona: persona.name.lower())


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The world with everything in it that is on anybody's page, before somebody looks for it.

    Each test undoes what it does, as all do that use the database.
    """
    with django_db_blocker.unblock(), time_machine.travel(NOW, tick=False), standing_world(NOW) as world:
        for row, persona in product(TABLE, Persona):
            address(row, world, persona)
        yield world


class Walks(dict[Persona, dict[str, str]]):
    """What each persona reads at every page that is theirs to read, by its name; each walks once."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self.world = world

    def __missing__(self, persona: Persona) -> dict[str, str]:
        client = Client()
        self[persona] = {
            row.name: content(self.world.sit_at(client, persona).get(address(row, self.world, persona)))
            for row in readable_by(persona)
        }
        return self[persona]


@pytest.fixture(scope="module")
def walks(world: World) -> Walks:
    return Walks(world)


def address(row: Row, world: World, persona: Persona) -> str:
    return reverse(row.name, kwargs=row.words(world, persona))


def readable_by(persona: Persona) -> list[Row]:
    return [row for row in TABLE if row.answers.get("GET", {}).get(persona) == 200]


def names_in(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inside = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from names_in(pattern.url_patterns, inside)
        else:
            yield f"{prefix}{pattern.name}"


def methods_of(row: Row) -> Iterator[tuple[str, Persona]]:
    """Every method that the address has with every persona, and every other with one of each who sees another page.

    What turns away a method that an address does not have, knows nobody; whether they are let near it is what `GET`
    tells of each, or `POST` where there is no page.
    """
    shown = row.answers.get("GET") or row.answers["POST"]
    one_of_each = {(status, persona in NOT_SIGNED_IN): persona for persona, status in shown.items()}.values()
    for method in METHODS:
        yield from ((method, persona) for persona in (Persona if method in row.said else one_of_each))


def some_of(row: Row) -> Iterator[tuple[str, Persona]]:
    """Every method, with one persona of each who is answered otherwise; over all rows every persona has a turn."""
    turn = crc32(row.name.encode()) % len(Persona)
    personas = [*Persona][turn:] + [*Persona][:turn]
    for method in METHODS:
        of_each = {(frozenset(row.expected(method, each)), each in NOT_SIGNED_IN): each for each in personas}
        yield from ((method, persona) for persona in of_each.values())


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.parametrize("area", AREAS)
def test_every_address_answers_each_persona_and_method(area: str, world: World, client: Client) -> None:
    assert answered_wrongly(area, methods_of, world, client) == []


@pytest.mark.slow
@pytest.mark.parametrize("area", AREAS)
def test_every_address_answers_some_of_each(area: str, world: World, client: Client) -> None:
    assert answered_wrongly(area, some_of, world, client) == []


def answered_wrongly(
    area: str, cases: Callable[[Row], Iterator[tuple[str, Persona]]], world: World, client: Client
) -> list[str]:
    """What the addresses of an area answer otherwise than the table says, in words."""
    wrong = []
    for row in TABLE:
        if not row.name.startswith(f"{area}:"):
            continue
        for method, persona in cases(row):
            with undone():
                answer = world.sit_at(client, persona).generic(method, address(row, world, persona))
                content(answer)
            expected = row.expected(method, persona)
            if answer.status_code not in expected:
                told = f"{answer.status_code}, not {sorted(expected)}"
                wrong.append(f"{row.name} {method} {persona.name}: {told}")
    return wrong


def test_table_names_every_address_once() -> None:
    in_use = sorted(names_in(get_resolver().url_patterns))

    named = sorted(row.name for row in TABLE)

    assert named == in_use


@each_persona
@pytest.mark.slow
def test_pages_show_nobody_what_is_anothers(persona: Persona, world: World, walks: Walks) -> None:
    kept = [SECRET] if persona not in SECRETS_READERS else []
    kept += [words for words, readers in world.secrets.items() if persona not in readers]

    pages = walks[persona]

    assert [(name, words) for name, page in pages.items() for words in kept if words in page] == []


@pytest.mark.slow
def test_pages_show_everybody_what_is_theirs(world: World, walks: Walks) -> None:
    wanted = {SECRET, *world.secrets}

    shown = {words for persona in Persona for page in walks[persona].values() for words in wanted if words in page}

    assert wanted - shown == set()


def content(answer: Any) -> str:
    whole = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return bytes(whole).decode(errors="replace")


@each_persona
@pytest.mark.slow
def test_every_page_has_a_title_of_its_own(persona: Persona, walks: Walks) -> None:
    pages = [answer for answer in walks[persona].values() if answer.startswith("<!DOCTYPE html>")]

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


def test_unknown_address(world: World, client: Client) -> None:
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
