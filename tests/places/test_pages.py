"""The pages about places: what they say, their maps and tables, the files, the search."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client, override_settings

from commonweal.core import search
from commonweal.places import facets
from commonweal.places.models import Area, AreaKind, Series
from tests.conftest import SameQueries
from tests.factories import places as make
from tests.places.reading import address, facts_on, shown, table_on, words_of

pytestmark = pytest.mark.django_db


def county(name: str = "Weldmere") -> Area:
    return make.area(AreaKind.COUNTY, name=name)


def two_districts(over: Area, *, of: Series | None = None, has_shapes: bool = True) -> tuple[Area, Area]:
    one, two = make.area(name="Ambleford", parent=over), make.area(name="Brackwell", parent=over)
    of = of or make.series()
    make.population(one, 120_000, of=of)
    make.population(two, 50_000, of=of)
    if has_shapes:
        make.boundary(one)
        make.boundary(two, at_x=56_000)
    return one, two


# The county.


def test_list_without_places_offers_a_person(client: Client) -> None:
    words = words_of(shown(client, "/places/"))

    assert "No places have been loaded yet" in words
    assert "Until then a person will tell you" in words


def test_list_shows_the_county_on_a_map_and_the_same_in_a_table(client: Client) -> None:
    one, two = two_districts(county())
    for number in range(3):
        make.area(AreaKind.WARD, name=f"Ward {number}", parent=one)

    main = shown(client, "/places/")

    assert words_of(main.select_one(".cw-map__finding") or main) == (
        "Ambleford is the fullest, with 1,200 people in each square kilometre; Brackwell has 500"
    )
    assert [(link["href"], link["aria-label"]) for link in main.select("svg a")] == [
        (address(one), "Ambleford: 120,000 people, 1,200 in each square kilometre"),
        (address(two), "Brackwell: 50,000 people, 500 in each square kilometre"),
    ]
    assert table_on(main) == [["1 Ambleford 3 wards", "120,000", "1,200"], ["2 Brackwell", "50,000", "500"]]


def test_list_names_the_series_its_day_and_its_source(client: Client) -> None:
    two_districts(county())

    main = shown(client, "/places/")

    assert words_of(main.select_one("caption") or main) == (
        "People: Census 2021, first release, rounded to 100, 21 March 2021"
    )
    assert "Invented Statistics, Open Government Licence v3.0. Boundaries: Invented Survey" in words_of(main)


def test_list_is_of_the_county_that_the_settings_name(client: Client) -> None:
    two_districts(county())
    other = county(name="Fenland")

    with override_settings(COUNTY_CODE=other.code):
        named = shown(client, "/places/")
    largest = shown(client, "/places/")

    assert [words_of(main.h1 or main) for main in (named, largest)] == ["Places in Fenland", "Places in Weldmere"]


def test_list_without_boundaries_is_a_diagram_and_says_so(client: Client) -> None:
    two_districts(county(), has_shapes=False)

    main = shown(client, "/places/")

    assert "This is a diagram and not a map" in words_of(main)
    assert len(main.select("svg a")) == 2
    assert words_of(main.select_one(".cw-map__finding") or main) == (
        "Ambleford has the most people, 120,000; Brackwell has the fewest, 50,000"
    )


def test_list_without_populations_still_leads_to_each_place(client: Client) -> None:
    over = county()
    for name in ("Ambleford", "Brackwell"):
        make.area(name=name, parent=over)

    main = shown(client, "/places/")

    assert words_of(main.select_one(".cw-map__finding") or main) == "Weldmere has 2 districts"
    assert table_on(main) == [["1 Ambleford"], ["2 Brackwell"]]


def test_list_leaves_out_what_has_ended(client: Client) -> None:
    over = county()
    two_districts(over)
    make.area(name="Oldborough", parent=over, ended_on=date(2020, 4, 1))

    assert [row[0] for row in table_on(shown(client, "/places/"))] == ["1 Ambleford", "2 Brackwell"]


def test_list_asks_the_database_as_often_for_many_districts(client: Client, same_queries: SameQueries) -> None:
    over, of = county(), make.series()

    def add_row(number: int) -> None:
        one = make.area(name=f"District {number}", parent=over)
        make.population(one, 1000 + number, of=of)
        make.boundary(one, at_x=50_000 + number * 1000)
        make.area(AreaKind.WARD, parent=one)

    same_queries(client, "/places/", add_row)


# One place.


def test_page_shows_key_facts_with_the_denominator(client: Client) -> None:
    over = county()
    one, _two = two_districts(over)

    assert facts_on(shown(client, address(one))) == [
        ("What it is", "District in Weldmere"),
        ("People", "120,000 Census 2021, first release, rounded to 100, 21 March 2021"),
        ("Size", "100 square kilometres Measured from its outline here"),
        (
            "People in each square kilometre",
            "About 1,200 120,000 people, Census 2021, first release, rounded to 100, 21 March 2021",
        ),
        ("Official code", one.code),
    ]


@pytest.mark.parametrize(("series", "is_warned"), [(1, False), (2, True)])
def test_page_warns_of_mixing_two_series(series: int, is_warned: bool, client: Client) -> None:
    one = make.area(parent=county())
    for number in range(series):
        make.population(one, 120_000 + number)

    words = words_of(shown(client, address(one)))

    assert ("compare places and years within one series only" in words) is is_warned
    assert words.count("120,00") == series


def test_page_with_another_slug_leads_to_its_own_address(client: Client) -> None:
    one = make.area(name="Ambleford")

    answer = client.get(f"/places/{one.code.lower()}/ambelford/")

    assert (answer.status_code, answer["Location"]) == (301, address(one))


@pytest.mark.parametrize("where", ["/places/X07999999/nowhere/", "/places/X07999999/table.csv", "/places/%00/x/"])
def test_page_of_no_place_is_not_there(where: str, client: Client) -> None:
    assert client.get(where).status_code == 404


def test_page_of_an_ended_area_says_what_came_after(client: Client) -> None:
    old = make.area(name="Oldborough")
    new = make.area(name="Newborough")
    make.succession(old, new, from_on=date(2023, 4, 1))

    before, after = shown(client, address(old)), shown(client, address(new))

    assert "Oldborough ended on 1 April 2023. What stands there now: Newborough" in words_of(before)
    assert ("Took over from", "Oldborough , on 1 April 2023") in facts_on(after)


def test_page_of_an_area_that_will_end_says_when(client: Client) -> None:
    going = make.area(name="Goingham", ended_on=date(2028, 4, 1))

    assert "Goingham will end on 1 April 2028" in words_of(shown(client, address(going)))


def test_page_of_a_ward_shows_it_among_the_wards_beside_it(client: Client) -> None:
    district = make.area(name="Ambleford")
    wards = [make.area(AreaKind.WARD, name=name, parent=district) for name in ("Abbey", "Bridge", "Castle")]
    for number, ward in enumerate(wards):
        make.boundary(ward, at_x=50_000 + number * 1000)

    main = shown(client, address(wards[1]))

    assert words_of(main.select_one(".cw-map__finding") or main) == "Bridge is one of 3 wards in Ambleford"
    assert [link["aria-label"] for link in main.select("svg a.cw-map__area--chosen")] == ["Bridge"]
    assert table_on(main) == [["1 Abbey"], ["2 Bridge"], ["3 Castle"]]


def test_page_of_a_district_lists_its_divisions_below_its_wards(client: Client) -> None:
    district = make.area(name="Ambleford")
    make.area(AreaKind.WARD, name="Abbey", parent=district)
    division = make.area(AreaKind.DIVISION, name="Ambleford North", parent=district)

    main = shown(client, address(division.parent or division))

    assert table_on(main) == [["1 Abbey"]]
    assert [link["href"] for link in main.select(".cw-columns a")] == [address(division)]


def test_page_about_which_nothing_is_known_says_what_will_come(client: Client) -> None:
    words = words_of(shown(client, address(make.area(name="Ambleford"))))

    assert "What is here" in words
    assert "will appear here" in words


def test_page_with_a_very_long_name(client: Client) -> None:
    long = make.area(name="Saint " + "Margaretatte" * 8, slug="saint-margaret", parent=county())
    make.boundary(long)

    assert "Margaretatte" in words_of(shown(client, address(long)))


def test_page_shows_what_those_above_add(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facets, "_facets", {})
    one = make.area(name="Ambleford")
    item = facets.Item("Asha Gurung", "/councillors/PN-2222/", "Until 4 May 2029")
    facets.register("tests.told", lambda areas, at: {one.code: facets.Section("Councillors", items=(item,))}, order=1)

    words = words_of(shown(client, address(one)))

    assert "Councillors Asha Gurung Until 4 May 2029" in words
    assert "What is here" not in words


def test_facet_with_a_name_that_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facets, "_facets", {})
    facets.register("tests.told", lambda areas, at: {}, order=1)

    with pytest.raises(ValueError, match="registered twice"):
        facets.register("tests.told", lambda areas, at: {}, order=1)


# The file.


def test_table_as_a_file_has_source_series_day_and_licence(client: Client) -> None:
    over = county()
    one, two = two_districts(over)

    answer = client.get(f"/places/{over.code}/table.csv")

    lines = answer.content.decode("utf-8-sig").splitlines()
    assert answer["Content-Disposition"] == 'attachment; filename="weldmere.csv"'
    assert lines[0].startswith("Code,Name,Kind,Lies in,People,Series of the people,Day of the series,")
    assert lines[1:] == [
        f'{code},{name},District,Weldmere,{people},"Census 2021, first release, rounded to 100",2021-03-21,'
        f"100.0,{density},Invented Statistics,Open Government Licence v3.0,"
        "Invented Survey,,Open Government Licence v3.0"
        for code, name, people, density in (
            (one.code, "Ambleford", 120000, 1200.0),
            (two.code, "Brackwell", 50000, 500.0),
        )
    ]


def test_table_as_a_file_without_any_figures(client: Client) -> None:
    one = make.area(name="Ambleford", parent=county())

    lines = client.get(f"/places/{one.code}/table.csv").content.decode("utf-8-sig").splitlines()

    assert lines[1:] == [f"{one.code},Ambleford,District,Weldmere,,,,,,,,,,"]


# The search.


def test_search_finds_a_place_by_name_and_by_code(client: Client) -> None:
    one = make.area(name="Ambleford", parent=county())
    search.rebuild()

    by_name, by_code = (words_of(shown(client, f"/search/?q={words}")) for words in ("ambleford", one.code))

    assert "Ambleford District in Weldmere" in by_name
    assert "Ambleford" in by_code
