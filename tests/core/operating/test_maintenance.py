"""Closing the site for a while."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from commonweal.core.operating import maintenance
from commonweal.core.operating.maintenance import Closure

pytestmark = pytest.mark.django_db


def test_page_while_closed_and_open_again(client: Client, own_folder: Path, at: datetime) -> None:
    until = maintenance.read_until("18:00", at=at)

    before = client.get("/").status_code
    maintenance.close(reason="We are moving house.", until=until, at=at)
    closed = client.get("/")
    maintenance.reopen()
    after = client.get("/").status_code

    assert (before, closed.status_code, after) == (200, 503, 200)
    assert closed["Retry-After"] == str(int(8.5 * 3600) + 1)
    assert "no-store" in closed["Cache-Control"]
    text = closed.content.decode()
    assert "We are moving house." in text
    assert "6pm" in text


def test_closed_page_needs_no_database(
    client: Client, own_folder: Path, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    maintenance.close(reason="The database is away.", at=at)

    def refuse(*_words: object) -> None:
        raise AssertionError("the database was asked")

    with connection.execute_wrapper(refuse):
        response = client.get("/anything?x=1")

    assert (response.status_code, response["Retry-After"]) == (503, "600")


def test_closing_by_post_changes_nothing(client: Client, own_folder: Path, at: datetime) -> None:
    maintenance.close(at=at)

    response = client.post("/another-format/", {"name": "x"})

    assert response.status_code == 503


def test_flag_that_cannot_be_read_still_closes(own_folder: Path) -> None:
    (own_folder / "maintenance.json").write_text("{half a")

    assert maintenance.closure() == Closure()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("18:00", "2026-06-17T18:00:00+01:00"),
        ("09:00", "2026-06-18T09:00:00+01:00"),
        ("2026-12-24 08:15", "2026-12-24T08:15:00+00:00"),
        ("2026-12-24T08:15", "2026-12-24T08:15:00+00:00"),
    ],
)
def test_until_is_london_time_to_come(typed: str, expected: str, at: datetime) -> None:
    assert maintenance.read_until(typed, at=at).isoformat() == expected


@pytest.mark.parametrize("typed", ["soon", "25:00", "2026-06-16 09:00", "2026-13-01 09:00"])
def test_until_that_is_no_time_to_come(typed: str, at: datetime) -> None:
    with pytest.raises(maintenance.NotAnInstantError, match="is not a time to come: write 18:00, or a day as well"):
        maintenance.read_until(typed, at=at)


def test_command_closes_says_and_opens(own_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("maintenance", "state")
    call_command("maintenance", "on", until="2026-06-18 07:00", because="New things.")
    call_command("maintenance", "state")
    call_command("maintenance", "off")

    assert capsys.readouterr().out.splitlines() == [
        "Open.",
        "Closed, until 7am on Thursday 18 June 2026. New things.",
        "Closed, until 7am on Thursday 18 June 2026. New things.",
        "Open.",
    ]


def test_command_with_a_time_that_is_none(own_folder: Path) -> None:
    with pytest.raises(CommandError):
        call_command("maintenance", "on", until="soon")

    assert maintenance.closure() is None


def test_command_in_a_folder_that_refuses(own_folder: Path) -> None:
    (own_folder / "maintenance.json").mkdir()  # nothing can be put in its place

    with pytest.raises(CommandError) as refused:
        call_command("maintenance", "on")

    assert str(refused.value) == (
        f"The site could not be closed. {own_folder / 'maintenance.json'} is a folder: name a file."
    )
    assert [entry.name for entry in own_folder.iterdir()] == ["maintenance.json"]


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="hosts share a database only on PostgreSQL")
def test_other_host_that_shares_the_database(own_folder: Path, at: datetime, settings: object, tmp_path: Path) -> None:
    maintenance.close(reason="On one host.", at=at)
    (own_folder / "maintenance.json").unlink()  # another host does not have this one's file

    before = maintenance.closure()
    maintenance.look()
    told = maintenance.closure()
    maintenance.reopen()
    maintenance.look()

    assert (before, told, maintenance.closure()) == (None, Closure("On one host."), None)
