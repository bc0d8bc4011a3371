"""How many postcodes each area has, and the middle of them; and that nothing is shown that was drawn before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from commonweal.places.models import Area, AreaKind, ImportKind, Tally
from commonweal.places.operations import areas, boundaries, editions, figures
from commonweal.places.outlines import Outline
from commonweal.places.rows import AreaRow, Origin, SeriesRow
from commonweal.places.states import EditionStatus
from tests.factories import places as make
from tests.places import files
from tests.places.importing import OPERATOR, take_in
from tests.places.reading import address, facts_on, shown, words_of

DISTRICT, WARD, DIVISION = "X07900001", "X05900001", "X58900001"
ORIGIN = Origin("A survey", "A licence")


@pytest.mark.django_db(transaction=True)
def test_tallies_of_an_edition_that_is_put_in_use(tmp_path: Path, at: datetime) -> None:
    make.area(code=DISTRICT)
    rows = [
        files.directory_row("ZZ1 1AA", district=DISTRICT, ward=WARD, division=DIVISION),
        files.directory_row("ZZ1 1AB", district=DISTRICT, ward=WARD),
        files.directory_row("ZZ1 1AD", district=DISTRICT, ward=WARD, ended="201903"),
    ]

    take_in(ImportKind.POSTCODES, files.written(tmp_path / "ONSPD.csv", files.DIRECTORY_HEADING, *rows), at=at)

    kept = Tally.objects.values_list("edition__status", "area_code", "live_postcodes", "easting", "northing")
    assert list(kept) == [
        (EditionStatus.CURRENT, WARD, 2, 530001, 170002),
        (EditionStatus.CURRENT, DISTRICT, 2, 530001, 170002),
        (EditionStatus.CURRENT, DIVISION, 1, 530001, 170002),
    ]


@pytest.mark.django_db(transaction=True)
def test_tallies_go_with_the_postcodes_of_an_edition_that_is_past(at: datetime) -> None:
    district = make.area()
    old = make.edition([make.postcode("ZZ1 1AA", district=district)], at=at)
    new = make.edition([make.postcode("ZZ1 1AA", district=district)], at=at)
    for edition in (old, new):
        make.tally(edition, district, 1)

    editions.empty_past(by=OPERATOR, at=at)

    assert list(Tally.objects.values_list("edition", flat=True)) == [new.pk]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fields",
    [{"area_code": DISTRICT}, {"live_postcodes": 0}, {"easting": 530001}],
    ids=["twice", "none", "half a middle"],
)
def test_tally_that_cannot_be(fields: dict[str, Any], at: datetime) -> None:
    edition = make.edition(at=at)
    make.tally(edition, make.area(code=DISTRICT), 1)
    given = {"edition": edition, "area_code": WARD, "live_postcodes": 1} | fields

    with pytest.raises(IntegrityError), transaction.atomic():
        Tally.objects.create(**given)


@pytest.mark.django_db
def test_page_says_how_many_postcodes_there_are(client: Client, at: datetime) -> None:
    county = make.area(AreaKind.COUNTY)
    one, two = make.area(parent=county), make.area(parent=county)
    edition = make.edition(at=at)
    for district, number in ((one, 1200), (two, 34)):
        make.tally(edition, district, number)

    of_district, of_county = (dict(facts_on(shown(client, address(each)))) for each in (one, county))

    assert of_district["Postcodes in use"] == "1,200 Invented Directory, 1 May 2026"
    assert of_county["Postcodes in use"] == "1,234 Invented Directory, 1 May 2026"


def tiles_on(client: Client, county: Area) -> tuple[list[str], str]:
    """The tiles' names from west to east, and what is said of how they stand."""
    main = shown(client, address(county))
    paths = main.select("svg a path")
    west = sorted(paths, key=lambda path: float(str(path["d"])[1:].split()[0]))
    return [words_of(path.title or path) for path in west], words_of(main.select_one("figcaption") or main)


@pytest.mark.django_db
def test_tiles_stand_where_the_postcodes_are(client: Client, at: datetime) -> None:
    county = make.area(AreaKind.COUNTY)
    names = ("Ambleford", "Brackwell", "Carrow")
    districts = [make.area(name=name, parent=county) for name in names]
    by_name, said_by_name = tiles_on(client, county)
    edition = make.edition(at=at)
    for number, district in enumerate(districts):
        make.tally(edition, district, 1, middle=(600_000 - 20_000 * number, 150_000))

    in_place, said_in_place = tiles_on(client, county)

    assert by_name[0] == "Ambleford"
    assert in_place == ["Carrow", "Brackwell", "Ambleford"]
    assert "in the order of their names" in said_by_name
    assert "stands about where it lies" in said_in_place


# What was drawn is kept until something changes.


def put_in_areas(at: datetime, _folder: Path, name: str = "Ambleford") -> None:
    rows = [AreaRow("X10900001", AreaKind.COUNTY, "Weldmere"), AreaRow(DISTRICT, AreaKind.DISTRICT, name, "X10900001")]
    areas.keep(areas=rows, source="A list", by=OPERATOR, at=at)


def rename(at: datetime, folder: Path) -> None:
    put_in_areas(at, folder, "Ambleford and Combe")


def put_in_people(at: datetime, _folder: Path) -> None:
    series = SeriesRow("Mid-2024 estimates", date(2024, 6, 30), "An office", "A licence")
    figures.keep(series=series, counts={DISTRICT: 1234}, by=OPERATOR, at=at)


def put_in_outline(at: datetime, _folder: Path) -> None:
    outline = Outline(DISTRICT, "M0 0h100v100h-100z", (50, 50), (0, 0, 100, 100))
    boundaries.keep(outlines=[outline], resolution_metres=60, origin=ORIGIN, by=OPERATOR, at=at)


def put_in_postcodes(at: datetime, folder: Path) -> None:
    path = files.plain_postcodes(folder / "postcodes.csv", ["ZZ1 1AA"], district=DISTRICT)
    take_in(ImportKind.POSTCODES, path, at=at)


def page_words(client: Client) -> str:
    return words_of(shown(client, client.get(f"/places/{DISTRICT}/x/")["Location"]))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("change", "words"),
    [
        (put_in_people, "1,234 Mid-2024 estimates"),
        (put_in_outline, "1 square kilometres"),
        (put_in_postcodes, "Postcodes in use"),
        (rename, "Ambleford and Combe"),
    ],
)
def test_page_shows_a_change_at_once(
    change: Callable[[datetime, Path], None], words: str, client: Client, at: datetime, tmp_path: Path
) -> None:
    put_in_areas(at, tmp_path)
    before = page_words(client)

    change(at, tmp_path)

    assert words not in before
    assert words in page_words(client)


@pytest.mark.django_db
def test_page_is_not_drawn_anew_while_nothing_changes(
    client: Client, at: datetime, tmp_path: Path, django_assert_num_queries: Any
) -> None:
    put_in_areas(at, tmp_path)
    client.get(f"/places/{DISTRICT}/ambleford/")

    # The stamp, and what people and bodies add: divisions, councillors, bodies.
    with django_assert_num_queries(4):
        answer = client.get(f"/places/{DISTRICT}/ambleford/")

    assert answer.status_code == 200
