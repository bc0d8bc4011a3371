"""What other pages put under a table that is open data."""

from __future__ import annotations

from datetime import datetime

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from commonweal.publishing import links
from commonweal.publishing.datasets import NoSuchDatasetError
from tests.factories import publishing as make
from tests.publishing.answers import taken

pytestmark = pytest.mark.django_db


def test_addresses_of_a_dataset() -> None:
    make.published([])

    assert links.link_to("orchards") == "/data/orchards/"
    assert links.link_to("orchards", form="csv") == "/data/orchards.csv"


def test_address_of_a_dataset_that_is_not_published() -> None:
    with pytest.raises(NoSuchDatasetError):
        links.link_to("orchards")


def test_line_of_downloads(client: Client, at: datetime) -> None:
    make.published([make.orchard(number) for number in range(100)])
    taken(client, "/data/orchards.csv")

    line = BeautifulSoup(links.downloads_of("orchards", at=at), "html.parser")

    assert [link["href"] for link in line.find_all("a")] == [
        *("/data/orchards.csv", "/data/orchards.xlsx", "/data/orchards.json", "/data/orchards/"),
    ]
    assert " ".join(line.get_text().split()) == (
        "Download: CSV of “Orchards” (12 kB), XLSX of “Orchards”, JSON of “Orchards”. About this data: Orchards"
    )
