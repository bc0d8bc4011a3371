"""Files that are made ahead by night, and what tells whoever has one already that nothing changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils.http import http_date, parse_http_date

from commonweal.core import jobs
from commonweal.publishing import building, datasets, files
from commonweal.publishing.building import FilesNotBuiltError
from commonweal.publishing.datasets import Query, Row
from tests.factories import publishing as make
from tests.publishing.answers import content_of, taken

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _only_ours(monkeypatch: pytest.MonkeyPatch, settings: LazySettings, tmp_path: Path) -> None:
    monkeypatch.setattr(datasets, "PUBLISHED", {})
    settings.DATA_DIR = tmp_path


def kept_files() -> list[str]:
    return sorted(f"{path.parent.name}{path.suffix}" for path in files.folder().glob("*/*"))


def test_every_form_is_made_and_nothing_twice(at: datetime) -> None:
    make.published([make.orchard(1)])

    assert building.build(at=at) == 3
    assert kept_files() == ["orchards.csv", "orchards.json", "orchards.xlsx"]
    assert building.build(at=at) == 0


def test_only_what_changed_is_made_anew(at: datetime) -> None:
    changed = [make.LONG_AGO]
    make.published([make.orchard(1)], slug="groves")
    make.published([make.orchard(1)], changed_at=lambda: changed[0])
    building.build(at=at)

    changed[0] += timedelta(days=1)

    assert building.build(at=at) == 3
    assert kept_files() == [f"{slug}.{form}" for slug in ("groves", "orchards") for form in ("csv", "json", "xlsx")]


@pytest.mark.parametrize("ago", [None, timedelta(seconds=30)])
def test_what_cannot_be_kept_is_not_made(ago: timedelta | None, at: datetime) -> None:
    make.published([make.orchard(1)], changed_at=lambda: at - ago if ago else None)

    assert building.build(at=at) == 0
    assert kept_files() == []


def test_dataset_that_fails_is_named_and_the_rest_is_made(at: datetime) -> None:
    def broken(_query: Query) -> Iterator[Row]:
        yield make.orchard(1)
        raise RuntimeError

    make.published(broken, slug="broken", order=1)
    make.published([make.orchard(1)], order=2)

    with pytest.raises(FilesNotBuiltError, match=r"^broken$"):
        building.build(at=at)

    assert kept_files() == ["orchards.csv", "orchards.json", "orchards.xlsx"]


def test_job_fails_where_a_dataset_does_so_that_the_health_page_tells_it() -> None:
    def broken(_query: Query) -> Iterator[Row]:
        raise RuntimeError
        yield

    make.published(broken)
    jobs.enqueue("publishing.build_files")

    jobs.drain()

    assert [job.error for job in jobs.waiting()] == ["commonweal.publishing.building.FilesNotBuiltError"]


def test_sizes_are_told_when_the_night_is_over(client: Client, at: datetime) -> None:
    make.published([make.orchard(number) for number in range(40)])
    before = taken(client, "/data/orchards/").decode()

    building.build(at=at)

    after = taken(client, "/data/orchards/").decode()
    assert ("kB" in before, after.count("kB")) == (False, 3)


# Last-Modified and If-Modified-Since.


def test_file_says_when_it_was_made_and_is_not_sent_again(client: Client, at: datetime) -> None:
    make.published([make.orchard(1)])
    building.build(at=at)
    first = client.get("/data/orchards.csv")
    content_of(first)
    said = first.headers["Last-Modified"]

    [made] = (files.folder() / "orchards").glob("*.csv")
    sent: list[tuple[int, bool]] = []
    for words in (said, http_date(parse_http_date(said) - 1), "yesterday", ""):
        answer = client.get("/data/orchards.csv", headers={"if-modified-since": words})
        sent.append((answer.status_code, bool(content_of(answer))))

    assert parse_http_date(said) == int(made.stat().st_mtime)
    assert sent == [(304, False), (200, True), (200, True), (200, True)]


def test_etag_goes_before_the_time(client: Client, at: datetime) -> None:
    make.published([make.orchard(1)])
    building.build(at=at)
    first = client.get("/data/orchards.csv")
    content_of(first)

    headers: dict[str, Any] = {"if-modified-since": first.headers["Last-Modified"], "if-none-match": '"other"'}
    answer = client.get("/data/orchards.csv", headers=headers)

    assert (answer.status_code, content_of(answer)[:4]) == (200, b"code")


@pytest.mark.parametrize("changed_at", [None, datetime(2026, 6, 17, 8, 29, 30, tzinfo=UTC)])
def test_file_that_may_change_unseen_says_no_time(changed_at: datetime | None, client: Client) -> None:
    make.published([make.orchard(1)], changed_at=lambda: changed_at)

    answer = client.get("/data/orchards.csv", headers={"if-modified-since": "Wed, 17 Jun 2037 08:00:00 GMT"})

    assert (answer.status_code, "Last-Modified" in answer.headers) == (200, False)
    content_of(answer)
