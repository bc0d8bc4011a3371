"""What the letters say, whole."""

import re
import shlex
from datetime import datetime
from io import StringIO

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command

from commonweal.messaging.models import Letter
from tests.accountability.test_operations import photo
from tests.factories import accountability as make

pytestmark = pytest.mark.django_db


def body(kind: str) -> tuple[Letter, list[str]]:
    letter = Letter.objects.get(kind=kind)
    return letter, [line for line in letter.text.splitlines() if line]


def test_received_says_reference_day_and_private_link(at: datetime) -> None:
    asked = make.sent(at=at)

    letter, lines = body("accountability.format_received")

    reference = asked.request.reference
    assert letter.subject == f"We have your request {reference}"
    assert f"We have your request. Its reference is {reference}." in lines
    assert "The communities team will answer by Wednesday 1 July 2026." in lines
    assert f"https://communities.example/another-format/{asked.key}/" in lines
    assert f'href="https://communities.example/another-format/{asked.key}/"' in letter.html


def test_for_the_team_says_all_that_is_needed_to_act(at: datetime) -> None:
    asked = make.sent(at=at, document=photo(), format="LANGUAGE", format_detail="Nepali")

    _letter, lines = body("accountability.format_for_the_team")

    reference = asked.request.reference
    assert lines[lines.index("Wanted:") :][:5] == [
        "Wanted:",
        "The letter about bus passes",
        "Format: Another language: Nepali",
        "Name: Asha Gurung",
        "E-mail: asha@example.org",
    ]
    assert f"Files came with it. Fetch them with: ./run manage format_requests file {reference} --to FOLDER" in lines


def test_for_the_team_shows_a_command_that_is_taken_as_it_stands(at: datetime) -> None:
    asked = make.sent(at=at)

    letter, lines = body("accountability.format_for_the_team")
    page = BeautifulSoup(letter.html, "html.parser").get_text()
    found = [re.findall(r"\./run manage (format_requests supply .*)", words) for words in ("\n".join(lines), page)]
    command, *words = shlex.split(found[0][0])
    call_command(command, *words, stdout=StringIO())

    asked.request.refresh_from_db()
    assert found[0] == found[1]
    assert asked.request.status == "SUPPLIED"


def test_what_people_type_cannot_become_markup(at: datetime) -> None:
    make.sent(at=at, wanted="<script>alert(1)</script>", name="<b>Bold</b>")

    letter, lines = body("accountability.format_for_the_team")

    assert "<script>alert(1)</script>" in lines
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in letter.html
    assert "<b>Bold" not in letter.html
