"""Every word a person reads goes through gettext: proved with a made-up language that puts messages into brackets."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.conf import settings as conf
from django.template import engines
from django.test import Client
from django.urls import reverse
from django.utils import translation

from commonweal.core import days
from commonweal.core.requests import visitors_request
from commonweal.people.models import Body, Person
from commonweal.places.models import Area
from commonweal.sign_in import known
from commonweal.strategy.models import Edition
from commonweal.ui.site import SITE
from tests.conftest import NOW
from tests.factories.accountability import OFFICER
from tests.platform import (
    access_concerns,
    access_decisions,
    access_evidence,
    access_measures,
    access_reference,
    pseudo_locale,
)
from tests.platform.access_table import TABLE
from tests.platform.personas import SECRET, SIGNED_IN, World, address_of, make_world, name_of, undone

pytestmark = pytest.mark.django_db


RETENTION = pseudo_locale.PRODUCT / "privacy" / "retention.toml"
"""What the council says of how long it keeps what; data, not a part of the code."""

MADE_WORDS = (
    *("Ambershire Bell Ringers", "Quince orchard grievance", "Carter", "Asha Gurung", "asha@example.org", "s.40(2)"),
    *("guest@resident.example", "All about it", "Ms Gurung told Bob", "that the bus pass letter is too small"),
    *("The council's own reason", "redacted"),
    *("invented.csv", "Invented Directory", "Open Government Licence v3.0", "Too few postcodes"),
)
"""What people typed into the things that the table's rows make."""

TRAIL_NAMES = ("request, ask",)
"""What was done, as the privacy desk reads it from the audit trail: the trail's own words, in no other language."""


@pytest.fixture(scope="module")
def made_up_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("locale")
    pseudo_locale.write_catalogue(folder)
    return folder


@pytest.fixture
def made_up_language(made_up_folder: Path, settings: LazySettings) -> Iterator[None]:
    settings.LOCALE_PATHS = [made_up_folder]
    settings.LANGUAGES = [("en-gb", "English"), (pseudo_locale.LANGUAGE, "Brackets")]
    with translation.override(pseudo_locale.LANGUAGE):
        yield


def words_in(said: object) -> Iterator[str]:
    """All words in an entry of a pack, however deep they stand."""
    if isinstance(said, str):
        yield from (words for line in said.splitlines() if (words := line.strip()))
    elif isinstance(said, dict | list):
        for each in said.values() if isinstance(said, dict) else said:
            yield from words_in(each)


def given_words(world: World | None = None) -> list[str]:
    """What settings and people wrote, and what has no words: references, names, times."""
    settings = [SITE.name, SITE.council, SITE.email, SITE.phone, *SITE.address_lines]
    people = [OFFICER, SECRET, f"Asker of {SECRET}", "ann@example.org", "page.png"]
    names = [conf.CSRF_COOKIE_NAME, conf.SESSION_COOKIE_NAME, known.COOKIE, days.show_time(NOW)]
    if world:
        people += [words for persona in SIGNED_IN for words in (name_of(persona), address_of(persona))]
        people += [person.name for person in Person.objects.all()]
        people += [*Body.objects.values_list("name", flat=True), *MADE_WORDS, *TRAIL_NAMES]
        people += [*access_concerns.TYPED, *access_decisions.TYPED, *access_evidence.TYPED, *access_measures.TYPED]
        people += access_reference.TYPED
        people += [words for edition in Edition.objects.all() for words in words_in(edition.content)]
        names += [words for area in Area.objects.values_list("name", "code") for words in area]
        kept = [words for each in tomllib.loads(RETENTION.read_text()).values() for words in each.values()]
        settings += [words for one in kept for words in (one if isinstance(one, list) else [one])]
    return [str(words) for words in (*settings, *people, *names)]


@pytest.mark.usefixtures("made_up_language")
@pytest.mark.slow
def test_every_word_of_every_page_is_a_message(at: datetime, client: Client) -> None:
    world = make_world(at)
    readers = {row: reader for row in TABLE if (reader := row.asker("GET", 200))}

    strays: dict[str, list[str]] = {}
    for row, reader in readers.items():
        where = reverse(row.name, kwargs=row.words(world, reader))
        answer: Any = world.sit_at(client, reader).get(where)
        is_page = answer.headers["Content-Type"].startswith("text/html")
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        if is_page:
            strays[row.name] = pseudo_locale.words_outside(content.decode(), given=given_words(world))

    assert len(strays) > 5
    assert {name: words for name, words in strays.items() if words} == {}


@pytest.mark.usefixtures("made_up_language")
@pytest.mark.slow
def test_every_word_of_a_page_with_errors_is_a_message(at: datetime, client: Client) -> None:
    world = make_world(at)
    askers = {row: asker for row in TABLE if (asker := row.asker("POST", 422))}

    addresses = {row: reverse(row.name, kwargs=row.words(world, asker)) for row, asker in askers.items()}

    pages = {}
    for row, asker in askers.items():
        with undone():
            pages[row.name] = world.sit_at(client, asker).post(addresses[row])

    strays = {
        name: pseudo_locale.words_outside(page.content.decode(), given=given_words(world))
        for name, page in pages.items()
    }
    assert strays == {row.name: [] for row in askers}


@pytest.mark.usefixtures("made_up_language")
def test_every_word_of_the_page_not_found_is_a_message(client: Client) -> None:
    answer = client.get("/no/such/page")

    strays = pseudo_locale.words_outside(answer.content.decode(), given=given_words())

    assert strays == []


HARD_CODED = """
{% extends "ui/base.html" %}
{% block title %}{{ _("Home") }}{% endblock %}
{% block content %}
<h1 data-given>Anything somebody wrote</h1>
<p>{{ _("Home") }} and a word that was typed in</p>
<img src="/a.png" alt="A picture">
{% endblock %}
"""


@pytest.mark.usefixtures("made_up_language")
def test_hard_coded_words_are_found() -> None:
    request = visitors_request("/")
    template = engines["jinja2"].from_string(HARD_CODED)

    markup = template.render({"request": request, "form": None}, request)

    assert pseudo_locale.words_outside(markup, given=given_words()) == ["and a word that was typed in", "A picture"]


@pytest.mark.parametrize(
    ("markup", "strays"),
    [
        ("<p>⟦Send⟧</p>", []),
        ("<p>⟦Write to ⟦the team⟧ now⟧</p>", []),
        ("<p>⟦Write <a href='/x'>to us</a> now⟧</p>", []),
        ("<p>⟦Write⟧ now</p>", ["now"]),
        ("<p>12 – 13</p>", []),
        ("<p data-given><b>Ann</b></p>", []),
        ("<p>Kent</p>", []),
        ("<p>Kentish</p>", ["Kentish"]),
        ("<script src='/a.js'></script>", []),
    ],
)
def test_words_outside_messages(markup: str, strays: list[str]) -> None:
    page = f"<!DOCTYPE html><html><head><title>⟦x⟧</title></head><body>{markup}</body></html>"

    found = pseudo_locale.words_outside(page, given=["Kent"])

    assert found == strays
