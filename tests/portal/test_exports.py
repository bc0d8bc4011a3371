"""Places and figures as open data."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest
from django.test import Client

from commonweal.core import stamps
from commonweal.core.actors import Actor
from commonweal.places.models import AreaKind
from commonweal.places.queries.atlas import STAMP
from commonweal.publishing import datasets
from tests.factories import places as make
from tests.publishing.answers import ALONE, csv_table, every_page, taken

pytestmark = pytest.mark.django_db


def test_places_with_what_they_lie_in(client: Client) -> None:
    county = make.area(AreaKind.COUNTY, name="Ambershire", code="X10000001")
    make.area(name="Northmoor", code="X07000002", parent=county, began_on=date(1974, 4, 1), ended_on=date(2023, 4, 1))

    table = csv_table(taken(client, "/data/places.csv"))

    assert table == [
        ["code", "name", "kind", "lies_in", "lies_in_name", "began_on", "ended_on", "has_ended_undated", "page"],
        [
            *("X07000002", "Northmoor", "DISTRICT", "X10000001", "Ambershire", "1974-04-01", "2023-04-01", "No"),
            f"{ALONE}/places/X07000002/northmoor/",
        ],
        ["X10000001", "Ambershire", "COUNTY", "", "", "", "", "No", f"{ALONE}/places/X10000001/ambershire/"],
    ]


def test_places_of_a_kind_and_in_a_place(client: Client) -> None:
    county = make.area(AreaKind.COUNTY)
    districts = [make.area(parent=county) for _number in range(5)]
    make.area(AreaKind.WARD, parent=districts[0])

    of_kind = every_page(client, "/api/v1/places/?kind=DISTRICT&limit=2")
    within = every_page(client, f"/api/v1/places/?lies_in={county.code}&limit=2")

    codes = sorted(district.code for district in districts)
    assert [row["code"] for row in of_kind] == codes
    assert [row["code"] for row in within] == codes


def test_figures_of_each_series(client: Client) -> None:
    where = make.area(name="Northmoor", code="X07000002")
    census = make.series("Census 2021", rounded_to=100, published_on=date(2022, 6, 28))
    make.population(where, 123_400, of=census)

    rows = json.loads(taken(client, "/data/figures.json"))["rows"]

    assert rows == [
        {
            "series": "census-2021",
            "area": "X07000002",
            "area_name": "Northmoor",
            "kind": "DISTRICT",
            "people": 123_400,
            "counted_on": "2021-03-21",
            "rounded_to": 100,
            "series_name": "Census 2021",
            "source": "Invented Statistics",
            "licence": "Open Government Licence v3.0",
            "published_on": "2022-06-28",
        }
    ]


@pytest.mark.parametrize("limit", [1, 2, 4, 5, 9])
def test_figures_page_by_page(limit: int, client: Client) -> None:
    areas = [make.area() for _number in range(4)]
    for name in ("Census 2011", "Census 2021", "census-2021-again"):
        series = make.series(name)
        for where in areas:
            make.population(where, 100, of=series)

    whole = json.loads(taken(client, "/data/figures.json"))["rows"]
    joined = every_page(client, f"/api/v1/figures/?limit={limit}")
    of_one = every_page(client, f"/api/v1/figures/?limit={limit}&series=census-2011")

    assert len(whole) == 12
    assert joined == whole
    assert of_one == [row for row in whole if row["series"] == "census-2011"]


def test_places_changed_when_they_were_last_put_in(at: datetime) -> None:
    make.area()
    before = datasets.stamp_of(datasets.get("places"))

    stamps.renew(STAMP, by=Actor.system("tests"), at=at)
    first = datasets.stamp_of(datasets.get("figures"))
    stamps.renew(STAMP, by=Actor.system("tests"), at=at)
    second = datasets.stamp_of(datasets.get("figures"))

    assert (before.changed_at, first.changed_at, second.changed_at) == (None, at, at)
    assert first.version != second.version
