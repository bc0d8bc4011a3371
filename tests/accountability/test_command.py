"""`format_requests`, for staff with a terminal."""

from datetime import datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from commonweal.accountability.states.formats import Status
from tests.accountability.test_operations import photo
from tests.factories import accountability as make

pytestmark = pytest.mark.django_db


def run(*words: str) -> str:
    said = StringIO()
    call_command("format_requests", *words, stdout=said)
    return said.getvalue()


def test_list_when_nobody_waits(at: datetime) -> None:
    make.supplied(at=at)

    assert run() == "Nobody is waiting for another format.\n"


def test_list_shows_those_who_wait(at: datetime) -> None:
    asked = make.sent(at=at)

    assert run() == f"{asked.request.reference}  answer by 1 July 2026        Large print\n"


@pytest.fixture
def forged(at: datetime) -> make.Asked:
    """A request by somebody who types what gives a terminal orders, and lines that look like ours."""
    return make.sent(
        at=at,
        wanted="One\x1b[2J\nAF-2222-2222  answer by 1 July 2026        Audio",
        format="LANGUAGE",
        format_detail="Nepali\x1b]0;x\x07\r\nAF-2222-2222  answer by 1 July 2026        Audio",
        name="Asha\u202e\nContact: nobody@example.org",
    )


def test_list_keeps_each_request_on_its_own_line(forged: make.Asked) -> None:
    said = run()

    words = "Another language: Nepali]0;x AF-2222-2222 answer by 1 July 2026 Audio"
    assert said == f"{forged.request.reference}  answer by 1 July 2026        {words}\n"


def test_show_says_what_is_wanted_and_how_to_reach(at: datetime) -> None:
    asked = make.sent(at=at, document=photo(), wanted="The letter\nabout buses")

    said = run("show", asked.request.reference)

    assert said.splitlines() == [
        f"{asked.request.reference}  Received",
        "Answer by: 1 July 2026",
        "Format: Large print",
        "Wanted: The letter",
        "    about buses",
        "Name: Asha Gurung",
        "E-mail: asha@example.org",
        f"Files: fetch them with: file {asked.request.reference} --to FOLDER",
    ]


def test_show_gives_the_terminal_no_orders_and_forges_no_line(forged: make.Asked) -> None:
    said = run("show", forged.request.reference)

    assert [sign for sign in said if not sign.isprintable() and sign != "\n"] == []
    assert [line for line in said.splitlines() if line.startswith(("AF-2222", "Contact:"))] == []
    assert "    AF-2222-2222  answer by" in said


def test_erase_says_what_stays(at: datetime) -> None:
    asked = make.supplied(at=at)

    said = run("erase", asked.request.reference)
    shown = run("show", asked.request.reference)

    asked.request.refresh_from_db()
    assert asked.request.is_emptied
    assert said.startswith(f"{asked.request.reference} is erased: what was wanted, the name, the contact and the file.")
    assert "asha" not in shown.lower()
    assert "has been erased" in shown


def test_erase_a_second_time_says_why_not(at: datetime) -> None:
    asked = make.emptied(at=at)

    with pytest.raises(CommandError, match="has been erased already"):
        run("erase", asked.request.reference)


def test_supply_notes_it(at: datetime) -> None:
    asked = make.sent(at=at)

    said = run("supply", asked.request.reference.lower(), "--note", "Posted")

    asked.request.refresh_from_db()
    assert said == f"{asked.request.reference} is noted as supplied.\n"
    assert asked.request.status == Status.SUPPLIED


def test_supply_of_a_closed_request_says_why_not(at: datetime) -> None:
    asked = make.withdrawn(at=at)

    with pytest.raises(CommandError, match="Only an open request can be supplied; this one is not open"):
        run("supply", asked.request.reference, "--note", "Posted")


@pytest.mark.parametrize("typed", ["AF-2222-2222", "nonsense", ""])
def test_unknown_reference_says_what_to_do(typed: str) -> None:
    with pytest.raises(CommandError, match="Run the command alone to list those that wait"):
        run("supply", typed, "--note", "Posted")


def test_supply_without_a_note_says_what_to_do(at: datetime) -> None:
    asked = make.sent(at=at)

    with pytest.raises(CommandError, match="Say how it was supplied"):
        run("supply", asked.request.reference)


def test_file_is_written_where_it_is_wanted(at: datetime, tmp_path: Path) -> None:
    asked = make.sent(at=at, document=photo())

    run("file", asked.request.reference, "--to", str(tmp_path))

    assert (tmp_path / f"{asked.request.reference}.jpg").read_bytes().startswith(b"\xff\xd8")


def test_file_that_never_came(at: datetime, tmp_path: Path) -> None:
    asked = make.sent(at=at)

    with pytest.raises(CommandError, match="No file came with"):
        run("file", asked.request.reference, "--to", str(tmp_path))
