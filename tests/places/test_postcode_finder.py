"""The postcode finder: what it answers, what it says when it cannot, and that it keeps nothing."""

from __future__ import annotations

import logging
from datetime import date, datetime

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client

from commonweal.places import facets
from commonweal.places.models import Area, AreaKind
from tests.factories import places as make
from tests.places.reading import facts_on, words_of

pytestmark = pytest.mark.django_db


def find(client: Client, typed: str) -> Tag:
    answer = client.get("/places/postcode/", {"q": typed})
    main = BeautifulSoup(answer.content, "html.parser").main
    assert main is not None
    return main


@pytest.fixture
def known(at: datetime) -> dict[str, Area]:
    over = make.area(AreaKind.COUNTY, name="Weldmere")
    district = make.area(name="Ambleford", parent=over)
    ward = make.area(AreaKind.WARD, name="Abbey", parent=district)
    division = make.area(AreaKind.DIVISION, name="Ambleford North", parent=district)
    beyond = make.area(name="Farham", parent=make.area(AreaKind.COUNTY, name="Elsewhere"))
    make.area(name="Brackwell", parent=over)
    make.edition(
        [
            make.postcode("ZZ1 1AA", district=district, ward=ward, division=division),
            make.postcode("ZZ1 1AB", district=district, ended_on=date(2019, 3, 31)),
            make.postcode("ZZ9 9ZZ", district=beyond),
            make.postcode("ZZ8 8ZZ"),
        ],
        at=at,
    )
    return {"county": over, "district": district, "ward": ward, "division": division}


@pytest.mark.parametrize("typed", ["ZZ1 1AA", "zz11aa", " zz1  1 aa "])
def test_postcode_is_found_however_it_is_typed(typed: str, client: Client, known: dict[str, Area]) -> None:
    main = find(client, typed)

    assert words_of(main.h1 or main) == "ZZ1 1AA is in Abbey, Ambleford"
    assert facts_on(main)[:4] == [
        ("County", "Weldmere"),
        ("District", "Ambleford"),
        ("Ward", "Abbey"),
        ("County electoral division", "Ambleford North"),
    ]
    assert [key for key, _value in facts_on(main)[4:]] == ["Weldmere County Council", "The council for Ambleford"]
    assert "Postcodes: Invented Directory, 1 May 2026, Open Government Licence v3.0." in words_of(main)


def test_postcode_in_another_county_is_not_ours(client: Client, known: dict[str, Area]) -> None:
    main = find(client, "ZZ9 9ZZ")

    assert words_of(main.h1 or main) == "ZZ9 9ZZ is in Farham"
    assert "That is not in Weldmere. Ask the council for Elsewhere" in words_of(main)
    assert "Which council does what" not in words_of(main)


def test_postcode_in_no_known_district(client: Client, known: dict[str, Area]) -> None:
    assert "is in a district we do not know" in words_of(find(client, "ZZ8 8ZZ"))


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("", "Enter a postcode"),
        ("ZZ1", "Type all of the postcode, the part after the space too"),
        ("Z", "“Z” is not a UK postcode. Enter a full postcode, like SW1A 1AA"),
        ("Ambleford", "“Ambleford” is not a UK postcode. Enter a full postcode, like SW1A 1AA"),
        ("ZZ7 7ZZ", "We do not know the postcode ZZ7 7ZZ. Check it; one made after May 2026 is not in our list yet"),
        (
            "ZZ1 1AB",
            "The postcode ZZ1 1AB ended in March 2019. It was in Ambleford. Enter the one that the address has now",
        ),
    ],
)
def test_postcode_without_an_answer_says_why(typed: str, error: str, client: Client, known: dict[str, Area]) -> None:
    answer = client.get("/places/postcode/", {"q": typed})

    soup = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 422
    assert [words_of(each) for each in soup.select(".govuk-error-summary__list li")] == [error]


def test_postcode_before_any_was_imported(client: Client) -> None:
    assert "We have no list of postcodes yet" in words_of(find(client, "ZZ1 1AA"))


def test_postcode_shows_the_councillors_of_its_division(
    client: Client, known: dict[str, Area], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facets, "_facets", {})
    told = {known["division"].code: facets.Section("Your councillor", "Asha Gurung")}
    facets.register("tests.told", lambda areas, at: {a.code: told[a.code] for a in areas if a.code in told}, order=1)

    assert "Your councillor Asha Gurung" in words_of(find(client, "ZZ1 1AA"))


def test_postcode_is_kept_in_no_log_no_cache_and_no_cookie(
    client: Client, known: dict[str, Area], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        answer = client.get("/places/postcode/", {"q": "ZZ1 1AA"})

    records = [record for record in caplog.records if record.name != "django.db.backends"]
    told = [str({**record.__dict__, "request": None}) for record in records]
    assert answer.status_code == 200
    assert [line for line in told if "ZZ1" in line or "zz1" in line] == []
    assert "no-store" in answer["Cache-Control"]
    assert dict(answer.cookies) == {}


def test_postcode_finder_shows_what_was_typed_as_words(client: Client, known: dict[str, Area]) -> None:
    html = client.get("/places/postcode/", {"q": '"><script>alert(1)</script>'}).content.decode()

    assert "<script>alert(1)" not in html
