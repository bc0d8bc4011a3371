"""`format_requests`, for staff with a terminal."""

from datetime import datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from commonweal.accountability.states import Status
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
