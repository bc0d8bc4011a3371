"""The pages of open data: the catalogue, a dataset, the dictionary, the API in words."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commonweal.core import search
from commonweal.publishing import datasets
from commonweal.publishing.columns import Column
from tests.factories import places
from tests.factories import publishing as make
from tests.publishing.answers import taken

pytestmark = pytest.mark.django_db

MOST_QUERIES = 12


def words_of(client: Client, address: str) -> str:
    page = BeautifulSoup(taken(client, address), "html5lib").find("main")
    assert page is not None
    return " ".join(page.get_text(" ").split())


def test_catalogue_lists_each_dataset(client: Client) -> None:
    before = words_of(client, "/data/")
    make.published([make.orchard(1)])

    after = words_of(client, "/data/")

    told = "Orchards Where fruit grows. Every spring. Last changed on 1 June 2026."
    assert (told in before, told in after) == (False, True)


def test_catalogue_without_a_dataset(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(datasets, "PUBLISHED", {})

    assert "No dataset is published yet" in words_of(client, "/data/")


def test_dataset_says_all_one_has_to_know(client: Client) -> None:
    make.published([make.orchard(7)], suppression="Orchards of one tree.", related=("places", "no-such-dataset"))

    words = words_of(client, "/data/orchards/")

    for told in (
        "What it covers Every orchard in the county.",
        "Where it comes from The orchard survey",
        "What to mind Trees are counted from the road.",
        "What is left out Orchards of one tree.",
        "How often it changes Every spring",
        "Last changed 1 June 2026, 1pm",
        "Licence Open Government Licence v3.0",
        "trees How many trees stand in it. A number: trees",
        "fruit What grows in it. In the standard: FruitCode A code APPLE Apples QUINCE Quinces",
        "orchard-00007 Orchard 7 7 £1,250.07 29 February 2020 1 June 2026, 12:30am No /orchards/7/ Apples",
        "Goes with Places",
    ):
        assert told in words


def test_dataset_without_rows(client: Client) -> None:
    make.published([])

    assert "No rows yet" in words_of(client, "/data/orchards/")


def test_column_about_people_says_why_it_is_published(client: Client) -> None:
    why = "A councillor answers for it."
    make.published([], columns=[*make.COLUMNS, Column("councillor", "Who decided.", why_personal=why)])

    assert f"It is about people: {why}" in words_of(client, "/data/orchards/")


def test_dataset_that_is_not_there(client: Client) -> None:
    assert client.get("/data/orchards/").status_code == 404


def test_size_is_told_once_the_file_was_made(client: Client) -> None:
    make.published([make.orchard(number) for number in range(100)])
    before = words_of(client, "/data/orchards/")

    size = len(taken(client, "/data/orchards.csv"))
    after = words_of(client, "/data/orchards/")

    told = f"CSV {round(size / 1000)} kB"
    assert (told in before, told in after) == (False, True)


def test_dictionary_has_every_column(client: Client) -> None:
    make.published([])

    words = words_of(client, "/data/dictionary/")

    missing = [
        f"{column.name} {column.meaning}"
        for dataset in datasets.published()
        for column in dataset.columns
        if f"{column.name} {column.meaning}" not in words
    ]
    assert missing == []


def test_page_about_the_api_tells_each_kind_of_problem(client: Client) -> None:
    words = words_of(client, "/api/")

    for told in ("not-understood (400)", "not-here (404)", "only-get (405)", "not-now (503)"):
        assert told in words


@pytest.mark.parametrize("address", ["/data/", "/data/places/", "/data/figures/", "/data/dictionary/", "/api/"])
def test_pages_ask_the_database_seldom(address: str, client: Client) -> None:
    series = places.series()
    for _number in range(30):
        places.population(places.area(), 1200, of=series)

    with CaptureQueriesContext(connection) as asked:
        taken(client, address)

    assert len(asked) <= MOST_QUERIES


def test_dataset_page_asks_as_often_for_many_rows(client: Client, same_queries: Any) -> None:
    same_queries(client, "/data/places/", lambda _number: places.area())


def test_catalogue_asks_once_for_datasets_that_change_together(client: Client) -> None:
    asked = []

    def changed_at() -> Any:  # an instant
        asked.append(True)
        return make.LONG_AGO

    for number in range(5):
        make.published([], slug=f"orchards-{number}", changed_at=changed_at)

    taken(client, "/data/")

    assert len(asked) == 1


def test_address_of_before_leads_on(client: Client) -> None:
    response = client.get("/open-data/")

    assert (response.status_code, response["Location"]) == (301, "/data/")


def test_dataset_is_found_by_what_its_columns_mean() -> None:
    make.published([])
    before = search.find("orchard rent", page=1, size=10).total

    search.rebuild()
    found = search.find("how many trees stand", page=1, size=10)

    assert before == 0
    assert [hit.address for hit in found.hits][:1] == ["/data/orchards/"]
