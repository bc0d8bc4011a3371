"""What people and bodies add to the pages of places: councillors, and who works there."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from commonweal.people import kinds_of_role
from commonweal.places.models import Area, AreaKind
from tests.conftest import SameQueries
from tests.factories import people
from tests.factories import places as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def district() -> Area:
    return make.area(name="Ambleford", parent=make.area(AreaKind.COUNTY, name="Weldmere"))


def division(name: str, *, parent: Area) -> Area:
    return make.area(AreaKind.DIVISION, name=name, parent=parent)


def councillor(name: str, *, of: Area, at: datetime, **fields: Any) -> None:
    who = people.person(at=at, name=name)
    scope = {"scope_kind": "places.area", "scope_reference": of.code}
    people.role(kinds_of_role.MEMBER, at=at, who=who, **scope | fields)


def listed(client: Client, address: str, title: str) -> list[str]:
    """The items under the heading `title`, as words."""
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    heading = next((each for each in soup.select("h2") if each.get_text() == title), None)
    below = heading.find_next("ul") if heading else None
    items = below.select("li") if below else []
    return [" ".join(item.get_text(" ").split()) for item in items]


def address(area: Area) -> str:
    return f"/places/{area.code}/{area.slug}/"


def test_division_shows_its_councillors(client: Client, district: Area, at: datetime) -> None:
    north = division("Ambleford North", parent=district)
    councillor("Rosa Lindqvist", of=north, at=at, until_on=date(2029, 5, 4))
    councillor("Asha Gurung", of=north, at=at)

    items = listed(client, address(north), "County councillors for Ambleford North")

    assert items == ["Asha Gurung", "Rosa Lindqvist Until 4 May 2029"]


def test_district_shows_the_councillors_of_its_divisions(client: Client, district: Area, at: datetime) -> None:
    north, south = division("Ambleford North", parent=district), division("Ambleford South", parent=district)
    councillor("Rosa Lindqvist", of=south, at=at, until_on=date(2029, 5, 4))
    councillor("Asha Gurung", of=north, at=at)
    councillor("Somebody Else", of=division("Brackwell", parent=make.area(name="Brackwell")), at=at)

    items = listed(client, address(district), "County councillors for Ambleford")

    assert items == ["Asha Gurung Ambleford North", "Rosa Lindqvist Ambleford South, until 4 May 2029"]


def test_postcode_shows_the_councillor_of_its_division_alone(client: Client, district: Area, at: datetime) -> None:
    north, south = division("Ambleford North", parent=district), division("Ambleford South", parent=district)
    councillor("Asha Gurung", of=north, at=at)
    councillor("Rosa Lindqvist", of=south, at=at)
    make.edition([make.postcode("ZZ1 1AA", district=district, division=north)], at=at)

    where = "/places/postcode/?q=ZZ1+1AA"
    of_division = listed(client, where, "County councillors for Ambleford North")
    of_district = listed(client, where, "County councillors for Ambleford")

    assert (of_division, of_district) == (["Asha Gurung"], [])


def test_district_asks_as_often_for_many_councillors(
    client: Client, district: Area, at: datetime, same_queries: SameQueries
) -> None:
    def add_row(number: int) -> None:
        councillor(f"Councillor {number}", of=division(f"Division {number}", parent=district), at=at)

    same_queries(client, address(district), add_row)


def test_body_stands_on_the_page_of_its_area(client: Client, district: Area) -> None:
    people.body(name="Ambleford Volunteer Centre", area_code=district.code, purpose="Finds volunteers.")

    items = listed(client, address(district), "Who works for Ambleford")

    assert items == ["Ambleford Volunteer Centre Finds volunteers."]
