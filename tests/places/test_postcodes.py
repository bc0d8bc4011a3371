"""Asking where a postcode is."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commonweal.core.days import london_day
from commonweal.places.models import AreaKind
from commonweal.places.queries import postcodes
from tests.factories import places as make

pytestmark = pytest.mark.django_db


def test_postcode_with_all_its_areas(at: datetime) -> None:
    county = make.area(AreaKind.COUNTY)
    district = make.area(parent=county)
    ward = make.area(AreaKind.WARD, parent=district)
    division = make.area(AreaKind.DIVISION, parent=county)
    make.edition([make.postcode("ZZ1 1AA", district=district, ward=ward, division=division)], at=at)

    with CaptureQueriesContext(connection) as captured:
        found = postcodes.find_postcode("zz11aa", on=london_day(at))
        county_found = found.county if isinstance(found, postcodes.FoundPostcode) else None

    assert isinstance(found, postcodes.FoundPostcode)
    assert (found.postcode, found.district, found.ward, found.division) == ("ZZ1 1AA", district, ward, division)
    assert county_found == county
    assert len(captured) == 2


def test_postcode_typed_with_an_o_for_a_nought(at: datetime) -> None:
    make.edition([make.postcode("ZZ10 0AA", district=make.area())], at=at)

    found = postcodes.find_postcode("ZZ1O OAA", on=london_day(at))

    assert isinstance(found, postcodes.FoundPostcode)
    assert found.postcode == "ZZ10 0AA"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("Maidstone", "“Maidstone” is not a UK postcode. Enter a full postcode, like SW1A 1AA"),
        (" ", "Enter a full postcode, like SW1A 1AA"),
        ("x" * 300, "“xxxxxxxxxxxx…” is not a UK postcode. Enter a full postcode, like SW1A 1AA"),
        (
            "zz2 2bb",
            "We do not know the postcode ZZ2 2BB. Check it; one made after May 2026 is not in our list yet",
        ),
        (
            "zz3 3dd",
            "The postcode ZZ3 3DD ended in March 2019. It was in Otherham. Enter the one that the address has now",
        ),
    ],
)
def test_postcode_without_an_answer(typed: str, reason: str, at: datetime) -> None:
    otherham = make.area(name="Otherham")
    make.edition(
        [
            make.postcode("ZZ1 1AA", district=otherham),
            make.postcode("ZZ3 3DD", district=otherham, ended_on=date(2019, 3, 31)),
        ],
        at=at,
    )

    refused = postcodes.find_postcode(typed, on=london_day(at))
    found = postcodes.find_postcode("ZZ1 1AA", on=london_day(at))

    assert isinstance(refused, postcodes.PostcodeRefused)
    assert refused.reason == reason
    assert isinstance(found, postcodes.FoundPostcode)


def test_postcode_that_ended_on_a_day_before(at: datetime) -> None:
    otherham = make.area(name="Otherham")
    make.edition([make.postcode("ZZ3 3DD", district=otherham, ended_on=date(2019, 3, 31))], at=at)

    then = postcodes.find_postcode("ZZ3 3DD", on=date(2019, 3, 31))
    after = postcodes.find_postcode("ZZ3 3DD", on=date(2019, 4, 1))

    assert isinstance(then, postcodes.FoundPostcode)
    assert isinstance(after, postcodes.PostcodeRefused)
    assert after.ended == then


def test_postcode_before_any_list_came(at: datetime) -> None:
    refused = postcodes.find_postcode("ZZ1 1AA", on=london_day(at))

    assert isinstance(refused, postcodes.PostcodeRefused)
    assert refused.reason == "We have no list of postcodes yet, so we cannot say where ZZ1 1AA is"


def test_postcode_of_an_edition_that_is_not_in_use(at: datetime) -> None:
    district = make.area()
    make.edition([make.postcode("ZZ1 1AA", district=district)], at=at)
    make.edition([make.postcode("ZZ2 2BB", district=district)], at=at)

    refused = postcodes.find_postcode("ZZ1 1AA", on=london_day(at))
    found = postcodes.find_postcode("ZZ2 2BB", on=london_day(at))

    assert isinstance(refused, postcodes.PostcodeRefused)
    assert isinstance(found, postcodes.FoundPostcode)
