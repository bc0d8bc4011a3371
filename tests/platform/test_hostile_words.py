"""Words that mean harm: names that are markup, formulas, stylesheets or headers stay words wherever they are shown."""

from __future__ import annotations

import contextlib
import csv
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from commonweal.messaging.models import Letter
from commonweal.people.models import Body, Person
from commonweal.places.models import Area
from commonweal.privacy import redaction
from tests.platform.access_table import TABLE
from tests.platform.personas import SIGNED_IN, Persona, World, make_world

MARKUP = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}"
FORMULA = "=HYPERLINK(\"http://evil.example\")+cmd|' /C calc'!A0"
HEADER = "Eve\r\nBcc: eve@evil.example"
FORMULAS = ("=", "+", "-", "@", "\t", "\r")

EVERY_WORD = pytest.mark.parametrize("words", [MARKUP, FORMULA, HEADER], ids=["markup", "formula", "header"])

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def world_of(words: str, at: datetime) -> World:
    """A world in which every name and every line of a body's page is `words`, as far as the columns are wide enough."""
    world = make_world(at)
    for row in TABLE:
        row.words(world, row.asker("GET", 200) or Persona.VISITOR)
    for person in Person.objects.all():
        Person.objects.filter(pk=person.pk).update(name=words)
    Body.objects.update(name=words[:120], short_name=words[:40], purpose=words)
    Area.objects.update(name=words[:120])
    return world


def answers(world: World, client: Client) -> Iterator[tuple[str, Any]]:
    """Everything that anybody can open, with its name and who opened it.

    A page that is the same address for everybody shows them the same names: a visitor and one person are enough there.
    """
    for row in TABLE:
        opened = row.answers.get("GET", {})
        readers = [one for one in (Persona.VISITOR, Persona.GUEST, *SIGNED_IN) if opened.get(one) == 200]
        is_everybodys = len(readers) == len(SIGNED_IN) + 2
        for persona in (readers[0], readers[-1]) if is_everybodys else readers:
            where = reverse(row.name, kwargs=row.words(world, persona))
            yield f"{row.name} for {persona.name}", world.sit_at(client, persona).get(where)


def whole(answer: Any) -> bytes:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return bytes(content)


@EVERY_WORD
def test_names_are_shown_as_words(words: str, at: datetime, client: Client) -> None:
    world = world_of(words, at)

    faults = []
    for name, answer in answers(world, client):
        content = whole(answer)
        if answer.headers["Content-Type"].startswith("text/html"):
            faults += [(name, fault) for fault in faults_of_page(content.decode())]
        faults += [(name, fault) for fault in [*faults_of_header(answer), *formulas_in(answer, content)]]

    assert faults == []


def faults_of_page(page: str) -> list[str]:
    """What of `MARKUP` a browser would run, and a template would compute."""
    return [mark for mark in ("<script>alert", "<img src=x", "{{49}}") if mark in page]


def faults_of_header(answer: Any) -> list[str]:
    return [f"{name}: {value}" for name, value in answer.items() if "\n" in value or "evil.example" in value]


def formulas_in(answer: Any, content: bytes) -> list[str]:
    """The cells that a spreadsheet program would compute."""
    kind = answer.headers["Content-Type"]
    if kind.startswith("text/csv"):
        return formulas_in_csv(content.decode("utf-8-sig"))
    if "zip" in kind or "spreadsheetml" in kind:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            inside = [name for name in names if re.search(rb"<f[ >]", archive.read(name)) and name.endswith(".xml")]
            tables = [archive.read(name).decode("utf-8-sig") for name in names if name.endswith(".csv")]
        return inside + [cell for table in tables for cell in formulas_in_csv(table)]
    return []


def formulas_in_csv(text: str) -> list[str]:
    cells = (cell for row in csv.reader(io.StringIO(text)) for cell in row)
    return [cell for cell in cells if cell.startswith(FORMULAS) and not re.fullmatch(r"-?[0-9.,]+", cell)]


def test_letters_have_no_header_of_a_name(at: datetime) -> None:
    world = world_of(HEADER, at)

    letters = list(Letter.objects.all())

    assert world.people
    assert [letter.reference for letter in letters if "\n" in letter.subject + letter.to] == []


def test_address_with_a_character_that_no_column_holds(at: datetime, client: Client) -> None:
    world = make_world(at)
    nul = "%00"

    answered = {}
    for row in TABLE:
        reader = row.asker("GET", 200)
        words = row.words(world, reader) if reader else {}
        for word in words:
            with contextlib.suppress(NoReverseMatch):  # a slug or a number has no such character
                where = reverse(row.name, kwargs=words | {word: "Nul-mark"}).replace("Nul-mark", nul)
                answered[row.name, word] = world.sit_at(client, reader).get(where).status_code if reader else 0

    assert len(answered) > 40
    assert {case for case, status in answered.items() if status != 404} == set()


def test_reference_of_another_kind_opens_nothing(at: datetime, client: Client) -> None:
    """A page asks for one kind of thing: the reference of any other is as good as none."""
    world = make_world(at)
    given = [person.reference for person in world.people.values()][:2]
    given += [role.reference for role in world.roles.values()][:2]
    given += [body.reference for body in world.bodies.values()][:2]

    opened = []
    for row in TABLE:
        for persona in (Persona.ADMINISTRATOR, Persona.PRIVACY_OFFICER):
            words = row.words(world, persona)
            if "ref" not in words or row.answers.get("GET", {}).get(persona) != 200:
                continue
            others = [reference for reference in given if reference[:2] != words["ref"][:2]]
            for reference in others:
                answer = world.sit_at(client, persona).get(reverse(row.name, kwargs=words | {"ref": reference}))
                if answer.status_code != 404:
                    opened.append((row.name, reference, answer.status_code))

    assert opened == []


@pytest.mark.parametrize(
    "text", ["Asha rang", "As\u00adha rang", "A\u200bsha rang", "\u2066Asha\u2069 rang", "ＡＳＨＡ rang"]
)
def test_name_with_unseen_characters_is_blacked_out(text: str) -> None:
    shown = redaction.black_out(text, [("Asha", "s.40(2)")])

    assert shown == "[redacted: s.40(2)] rang"
