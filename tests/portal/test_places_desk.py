"""The desk's pages for importing places: who sees them, handing a file over, accepting a loss."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from commonweal.core.audit import AuditEvent
from commonweal.people import kinds_of_role
from commonweal.places.models import Import, ImportKind
from commonweal.places.queries import imports
from commonweal.places.states import ImportStatus
from tests.conftest import SameQueries
from tests.factories import people
from tests.factories import places as make
from tests.places import files

pytestmark = pytest.mark.django_db

LIST = "/desk/places/"
START = "/desk/places/import/"


@pytest.fixture
def officer(client: Client, at: datetime) -> Client:
    who = people.person(at=at, name="Priya Shah")
    people.role(kinds_of_role.COMMUNITIES_OFFICER, at=at, who=who)
    return people.sign_in(client, who)


def asked_for(officer: Client, **answers: object) -> Import:
    """The import that comes of sending a file."""
    file = SimpleUploadedFile("areas.csv", b"code,name\nX07000001,Ambleford\n", "text/csv")
    answer = officer.post(START, {"kind": ImportKind.AREAS, "document": file} | answers)
    assert answer.status_code == 302, answer.content.decode()
    return Import.objects.get(reference=answer["Location"].rstrip("/").rpartition("/")[2])


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (kinds_of_role.ADMINISTRATOR, 200),
        (kinds_of_role.COMMUNITIES_OFFICER, 200),
        (kinds_of_role.ASSESSOR, 404),
        (kinds_of_role.MEMBER, 404),
    ],
)
def test_list_is_there_for_those_whose_role_may_import(kind: str, status: int, client: Client, at: datetime) -> None:
    who = people.person(at=at)
    people.role(kind, at=at, who=who)

    assert people.sign_in(client, who).get(LIST).status_code == status


def test_list_before_anything_was_imported(officer: Client) -> None:
    html = officer.get(LIST).content.decode()

    assert "Nothing has been imported yet" in html
    assert "the postcode finder finds nothing" in html


def test_list_shows_how_each_import_goes(officer: Client, at: datetime) -> None:
    make.imported(at=at, file_name="done.csv")
    running = ImportStatus.RUNNING
    make.imported(at=at, file_name="running.csv", status=running, ended_at=None, rows_total=200, rows_done=50)

    html = officer.get(LIST).content.decode()

    assert [words in html for words in ("done.csv", "Done", "running.csv", "Being read, 25 in 100")] == [True] * 4


def test_list_asks_the_database_as_often_for_many(officer: Client, at: datetime, same_queries: SameQueries) -> None:
    same_queries(officer, LIST, lambda number: make.imported(at=at, file_name=f"{number}.csv"))


def test_file_that_was_sent_waits_for_a_worker(officer: Client, at: datetime) -> None:
    asked = asked_for(officer, source="Invented Office")

    assert (asked.kind, asked.file_name, asked.source, asked.licence, asked.status) == (
        ImportKind.AREAS,
        "areas.csv",
        "Invented Office",
        "Open Government Licence v3.0",
        ImportStatus.WAITING,
    )
    assert asked.upload is not None
    assert "A worker will begin in a moment" in officer.get(f"{START}{asked.reference}/").content.decode()


def test_spreadsheet_that_was_sent_waits_for_a_worker(officer: Client, tmp_path: Path) -> None:
    path = files.workbook(tmp_path / "areas.xlsx", {"Districts": [("LAD25CD", "LAD25NM"), ("X07000001", "Ambleford")]})

    asked = asked_for(officer, document=SimpleUploadedFile("areas.xlsx", path.read_bytes()))

    assert (asked.file_name, asked.status) == ("areas.xlsx", ImportStatus.WAITING)


def test_file_that_lies_ready_is_chosen_by_its_name(officer: Client) -> None:
    imports.folder().mkdir(parents=True, exist_ok=True)
    (imports.folder() / "directory.csv").write_text("pcds\n")
    try:
        answer = officer.post(START, {"kind": ImportKind.POSTCODES, "ready": "directory.csv"})
    finally:
        (imports.folder() / "directory.csv").unlink()

    assert answer.status_code == 302
    asked = Import.objects.get()
    assert (asked.file_name, asked.upload) == ("directory.csv", None)


@pytest.mark.parametrize(
    ("answers", "error"),
    [
        ({}, "Choose what the file holds"),
        ({"kind": "AREAS"}, "Choose a file"),
        ({"kind": "AREAS", "ready": "../settings.py"}, "Choose a file"),
        ({"kind": "GRANTS"}, "Choose what the file holds from those that are offered"),
    ],
)
def test_answers_that_lack_something(answers: dict[str, str], error: str, officer: Client) -> None:
    answer = officer.post(START, answers)

    assert answer.status_code == 422
    assert error in answer.content.decode()
    assert not Import.objects.exists()


def test_file_that_is_no_table_is_refused_before_anything_is_kept(officer: Client) -> None:
    program = SimpleUploadedFile("areas.csv", b"MZ\x00\x01\x02", "text/csv")

    answer = officer.post(START, {"kind": ImportKind.AREAS, "document": program})

    assert answer.status_code == 422
    assert not Import.objects.exists()


def test_refused_import_says_why_and_can_be_accepted_with_a_reason(officer: Client, at: datetime) -> None:
    refused = make.imported(at=at, status=ImportStatus.REFUSED, error="More than 2 in 100 would be lost")
    where = f"{START}{refused.reference}/"

    shown = officer.get(where).content.decode()
    short = officer.post(where, {"reason": "ok"})
    sent = officer.post(where, {"reason": "Large users left the list"})

    assert "More than 2 in 100 would be lost" in shown
    assert "Nothing that people see has changed" in shown
    assert short.status_code == 422
    assert sent.status_code == 302
    again = Import.objects.exclude(pk=refused.pk).get()
    assert (again.accept_change, again.file_name, again.status) == (
        "Large users left the list",
        refused.file_name,
        ImportStatus.WAITING,
    )
    assert AuditEvent.objects.filter(verb="places.import.ask").count() == 1


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"status": ImportStatus.RUNNING, "ended_at": None}, "The file is being read"),
        ({"status": ImportStatus.UNCHANGED}, "The file says what we had already"),
        ({"rows_done": 1200, "rows_left_out": 3}, "1,200 rows are in use. 3 were left out"),
    ],
)
def test_record_says_where_an_import_has_got_to(
    fields: dict[str, Any], words: str, officer: Client, at: datetime
) -> None:
    found = make.imported(at=at, **fields)

    html = officer.get(f"{START}{found.reference}/").content.decode()

    assert words in html
    assert "If fewer postcodes are right" not in html


def test_record_of_no_import_is_not_there(officer: Client) -> None:
    assert officer.get(f"{START}PI-2222-2222/").status_code == 404
    assert officer.get(f"{START}%00/").status_code == 404
