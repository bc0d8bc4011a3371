"""The files of a dataset: the same rows in each, the same bytes each time, and never half of one."""

from __future__ import annotations

import json
import os
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from commonweal.core.tabular import workbooks
from commonweal.publishing import files
from commonweal.publishing.datasets import Query, Row
from tests.core.tabular.reading import xlsx_rows
from tests.factories import publishing as make
from tests.publishing.answers import ALONE, content_of, csv_table, every_page, taken

pytestmark = pytest.mark.django_db

READERS: dict[str, Callable[[bytes], list[Any]]] = {
    "csv": lambda content: csv_table(content)[1:],
    "xlsx": lambda content: xlsx_rows(content)[1:],
    "json": lambda content: list(json.loads(content)["rows"]),
}
"""The rows in a file, without its heads."""

FORMS = tuple(READERS)

HEADS = ["code", "name", "trees", "rent", "planted_on", "seen_at", "is_open", "page", "fruit"]


def test_each_form_of_one_row(client: Client) -> None:
    make.published([make.orchard(7)])

    as_csv = csv_table(taken(client, "/data/orchards.csv"))
    as_json = json.loads(taken(client, "/data/orchards.json"))
    as_xlsx = xlsx_rows(taken(client, "/data/orchards.xlsx"))

    assert as_csv == [
        HEADS,
        [
            *("orchard-00007", "Orchard 7", "7", "1250.07", "2020-02-29", "2026-06-01T00:30:00+01:00", "No"),
            *(f"{ALONE}/orchards/7/", "APPLE"),
        ],
    ]
    assert as_json == {
        "dataset": "orchards",
        "title": "Orchards",
        "about": f"{ALONE}/data/orchards/",
        "schema": f"{ALONE}/data/orchards/schema.json",
        "source": "The orchard survey",
        "licence": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
        "changed_at": "2026-06-01T12:00:00+00:00",
        "rows": [
            {
                "code": "orchard-00007",
                "name": "Orchard 7",
                "trees": 7,
                "rent": 1250.07,
                "planted_on": "2020-02-29",
                "seen_at": "2026-06-01T00:30:00+01:00",
                "is_open": False,
                "page": f"{ALONE}/orchards/7/",
                "fruit": "APPLE",
            }
        ],
    }
    assert as_xlsx[0] == [("text", head) for head in HEADS]
    assert [cell and cell[1] for cell in as_xlsx[1]][:4] == ["orchard-00007", "Orchard 7", "7", "1250.07"]


def test_forms_and_pages_of_the_api_have_the_same_rows(client: Client) -> None:
    make.published([make.orchard(number) for number in range(25)])

    as_csv = csv_table(taken(client, "/data/orchards.csv"))[1:]
    as_json = json.loads(taken(client, "/data/orchards.json"))["rows"]
    as_xlsx = xlsx_rows(taken(client, "/data/orchards.xlsx"))[1:]
    from_api = every_page(client, "/api/v1/orchards/?limit=10")

    assert from_api == as_json
    codes = [row["code"] for row in as_json]
    assert codes == [f"orchard-{number:05}" for number in range(25)]
    assert [row[0] for row in as_csv] == codes
    assert [row[0] for row in as_xlsx] == [("text", code) for code in codes]
    assert [row[3] for row in as_csv] == [f"{row['rent']:.2f}" for row in as_json]
    assert [row[8] for row in as_csv] == [row["fruit"] for row in as_json]


HOSTILE = [
    "=1+1",
    "@SUM(A1)",
    "-2+3",
    "\tx",
    "a\x00b",
    "a\ud800b",
    '"><script>alert(1)</script>',
    "a\r\nb",
    "é" * 40_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=[str(number) for number in range(len(HOSTILE))])
def test_hostile_cell(text: str, client: Client) -> None:
    make.published([make.orchard(1, name=text)])

    in_csv = csv_table(taken(client, "/data/orchards.csv"))[1][1]
    in_xlsx = xlsx_rows(taken(client, "/data/orchards.xlsx"))[1][1]
    in_json = json.loads(taken(client, "/data/orchards.json"))["rows"][0]["name"]
    page = taken(client, "/data/orchards/").decode()

    written = text.replace("\x00", "\ufffd").replace("\ud800", "\ufffd")
    assert in_json == written
    assert in_csv in {written, f"'{written}"}
    assert not in_csv.startswith(("=", "@", "-", "\t"))
    assert in_xlsx is not None
    assert in_xlsx[0] == "text"
    assert "<script>alert" not in page


def test_text_that_a_workbook_cuts_is_told(client: Client) -> None:
    make.published([make.orchard(1, name="é" * 40_000)])
    before = taken(client, "/data/orchards/").decode()

    taken(client, "/data/orchards.xlsx")
    after = taken(client, "/data/orchards/").decode()

    assert ("is too long for a cell" in before, "1 text is too long for a cell" in after) == (False, True)


@pytest.mark.parametrize("form", FORMS)
def test_dataset_without_rows(form: str, client: Client) -> None:
    make.published([])

    content = taken(client, f"/data/orchards.{form}")

    assert len(READERS[form](content)) == 0


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("changed_at", [make.LONG_AGO, None])
def test_same_data_gives_the_same_bytes(form: str, changed_at: datetime | None, client: Client) -> None:
    rows = [make.orchard(number) for number in range(5)]
    make.published(rows, slug="first", changed_at=lambda: changed_at)

    first = client.get(f"/data/first.{form}")
    content = content_of(first)
    for path in files.folder().rglob("*.*"):
        path.unlink()
    second = client.get(f"/data/first.{form}")

    assert content_of(second) == content
    assert second["ETag"] == first["ETag"]


@pytest.mark.parametrize("address", ["/data/orchards.csv", "/api/v1/orchards/", "/data/orchards/schema.json"])
def test_answer_that_somebody_has_already(address: str, client: Client) -> None:
    make.published([make.orchard(1)])
    first = client.get(address)
    content_of(first)

    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    other = client.get(address, headers={"If-None-Match": '"another"'})
    content_of(other)

    assert (first.status_code, again.status_code, other.status_code) == (200, 304, 200)
    assert content_of(again) == b""
    assert again["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "address", ["/data/orchards.csv", "/data/orchards.json", "/api/v1/orchards/", "/data/catalogue.json"]
)
def test_answer_is_open_to_pages_from_anywhere(address: str, client: Client) -> None:
    make.published([make.orchard(1)])

    response = client.get(address)
    content_of(response)

    told = {name: response[name] for name in ("Access-Control-Allow-Origin", "Cross-Origin-Resource-Policy")}
    assert told == {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
    assert response["Cache-Control"] == "public, max-age=60"


def test_page_for_people_is_not_open_to_other_pages(client: Client) -> None:
    response = client.get("/data/")

    assert not response.has_header("Access-Control-Allow-Origin")


@pytest.mark.parametrize("form", FORMS)
def test_file_asked_for_without_its_content(form: str, client: Client) -> None:
    make.published([make.orchard(1)])
    size = len(taken(client, f"/data/orchards.{form}"))

    head = client.head(f"/data/orchards.{form}")

    assert (head.status_code, content_of(head), head["Content-Length"]) == (200, b"", str(size))
    assert head["Content-Disposition"] == f'attachment; filename="orchards.{form}"'


def test_file_of_a_demonstration_says_so(client: Client, settings: LazySettings) -> None:
    settings.IS_DEMONSTRATION = True
    make.published([make.orchard(1)])

    as_csv = client.get("/data/orchards.csv")
    as_json = json.loads(taken(client, "/data/orchards.json"))
    page = json.loads(taken(client, "/api/v1/orchards/"))

    assert as_csv["Content-Disposition"] == 'attachment; filename="demonstration-orchards.csv"'
    assert csv_table(content_of(as_csv))[1][-1] == "invented"
    said = "This is a demonstration: everything in it is invented."
    assert (as_json["demonstration"], page["demonstration"]) == (said, said)


def test_file_is_made_once_and_anew_when_the_data_changes(client: Client) -> None:
    counted: list[Query] = []
    changes = [make.LONG_AGO]

    def rows(query: Query) -> Iterator[Row]:
        counted.append(query)
        yield make.orchard(len(counted))

    make.published(rows, changed_at=lambda: changes[-1])

    first, second = taken(client, "/data/orchards.csv"), taken(client, "/data/orchards.csv")
    changes.append(make.LONG_AGO + timedelta(days=1))
    third = taken(client, "/data/orchards.csv")

    assert (len(counted), first == second, second == third) == (2, True, False)
    assert len(list(files.folder().rglob("*.csv"))) == 1


def test_file_is_made_anew_for_another_version_of_the_same_instant(client: Client) -> None:
    versions = ["one"]
    make.published(lambda _query: [make.orchard(len(versions))], version=lambda: versions[-1])

    first = taken(client, "/data/orchards.csv")
    versions.append("two")
    second = taken(client, "/data/orchards.csv")

    assert first != second


def test_file_of_data_that_has_just_changed_is_not_kept(client: Client, at: datetime) -> None:
    make.published([make.orchard(1)], changed_at=lambda: at - timedelta(seconds=5))

    taken(client, "/data/orchards.csv")

    assert list(files.folder().rglob("*.csv")) == []


def test_file_of_data_that_changes_meanwhile_is_not_kept(client: Client) -> None:
    changes = [make.LONG_AGO]

    def rows(_query: Query) -> Iterator[Row]:
        changes.append(make.LONG_AGO + timedelta(hours=1))
        yield make.orchard(1)

    make.published(rows, changed_at=lambda: changes[-1])

    taken(client, "/data/orchards.csv")

    assert list(files.folder().rglob("*.csv")) == []


def test_what_a_killed_process_left_is_swept(client: Client, at: datetime) -> None:
    make.published([make.orchard(1)])
    home = files.folder() / "orchards"
    home.mkdir(parents=True)
    left, fresh = home / ".making-old", home / ".making-new"
    for path in (left, fresh):
        path.write_bytes(b"half")
    os.utime(left, ((at - timedelta(days=1)).timestamp(),) * 2)
    os.utime(fresh, (at.timestamp(),) * 2)

    taken(client, "/data/orchards.csv")

    assert (left.exists(), fresh.exists()) == (False, True)


def test_folder_that_cannot_be_written_costs_only_the_copy(
    client: Client, settings: LazySettings, tmp_path: Path
) -> None:
    settings.DATA_DIR = tmp_path
    (tmp_path / "published").write_text("not a folder")
    make.published([make.orchard(1)])

    content = taken(client, "/data/orchards.csv")

    assert len(csv_table(content)) == 2


def breaking(query: Query) -> Iterator[Row]:
    yield make.orchard(1)
    if query.limit is None or query.limit > 1:
        raise RuntimeError("the second row cannot be read")


ODD_ROWS: dict[str, Any] = {
    "a row that cannot be read": breaking,
    "a row that is too short": lambda _query: [make.orchard(1)[:-1]],
    "a cell of another kind": lambda _query: [make.orchard(1, trees="many")],
    "a code that is not listed": lambda _query: [make.orchard(1, fruit="PEAR")],
    "a link that is none": lambda _query: [make.orchard(1, page="javascript:alert(1)")],
    "a link to another place": lambda _query: [make.orchard(1, page="//example.org/")],
    "a key that is empty": lambda _query: [make.orchard(1, code=None)],
    "a key that comes twice": lambda _query: [make.orchard(1), make.orchard(1)],
    "no rows at all": lambda _query: None,
}


@pytest.mark.parametrize("what", ODD_ROWS)
def test_dataset_that_fails_is_told_and_the_rest_goes_on(what: str, client: Client) -> None:
    make.published(ODD_ROWS[what])

    answers = {form: client.get(f"/data/orchards.{form}") for form in FORMS}
    page, catalogue, program = client.get("/data/orchards/"), client.get("/data/"), client.get("/api/v1/orchards/")

    assert {form: answer.status_code for form, answer in answers.items()} == dict.fromkeys(FORMS, 503)
    assert all("It failed on our side while we made the file" in answer.content.decode() for answer in answers.values())
    assert (page.status_code, catalogue.status_code) == (200, 200)
    assert "We cannot read this dataset at the moment" in page.content.decode()
    assert (program.status_code, program.json()["title"]) == (503, "We cannot read this dataset at the moment")
    assert list(files.folder().rglob("*.*")) == []


def test_dataset_whose_change_cannot_be_told(client: Client) -> None:
    def changed_at() -> datetime:
        raise RuntimeError("nobody knows")

    make.published([make.orchard(1)], changed_at=changed_at)

    addresses = ["/data/", "/data/orchards/", "/data/orchards.csv", "/data/catalogue.json", "/data/changes.atom"]

    assert [len(taken(client, address)) > 0 for address in addresses] == [True] * len(addresses)


def test_more_rows_than_a_workbook_holds(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "MOST_ROWS", 3)
    make.published([make.orchard(number) for number in range(4)])

    workbook, as_csv = client.get("/data/orchards.xlsx"), taken(client, "/data/orchards.csv")

    assert workbook.status_code == 422
    assert "Take CSV or JSON" in workbook.content.decode()
    assert len(csv_table(as_csv)) == 5


@pytest.mark.parametrize("address", ["/data/nothing.csv", "/data/nothing/", "/data/orchards.ods", "/data/Orchards.csv"])
def test_file_that_is_not_there(address: str, client: Client) -> None:
    make.published([make.orchard(1)])

    assert client.get(address).status_code == 404


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
def test_memory_does_not_grow_with_the_rows(form: str, client: Client) -> None:
    def made_of(count: int) -> int:
        make.published(
            lambda _query: (make.orchard(number) for number in range(count)),
            slug=f"orchards-{count}",
            changed_at=lambda: None,
        )
        tracemalloc.start()
        try:
            response: Any = client.get(f"/data/orchards-{count}.{form}")
            assert sum(len(piece) for piece in response.streaming_content) > count
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    made_of(10)
    few, many = made_of(1_000), made_of(30_000)

    assert many < few + 4_000_000


def test_instant_is_london_time_in_each_form(client: Client) -> None:
    make.published([make.orchard(1, seen_at=datetime(2026, 1, 5, 8, 0, tzinfo=UTC))])

    in_csv = csv_table(taken(client, "/data/orchards.csv"))[1][5]
    in_json = json.loads(taken(client, "/data/orchards.json"))["rows"][0]["seen_at"]

    assert (in_csv, in_json) == ("2026-01-05T08:00:00+00:00", "2026-01-05T08:00:00+00:00")
