"""Populations: the forms they come in, and rates that never go without their series."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from commonweal.core.rules import RefusedError
from commonweal.places.models import Area, AreaKind, ImportKind, Population, Series
from commonweal.places.queries import figures
from commonweal.places.rates import rate
from commonweal.places.rows import Origin
from commonweal.places.states import ImportStatus
from tests.factories import places as make
from tests.places import files
from tests.places.importing import take_in

pytestmark = pytest.mark.django_db

HERE, THERE = "X07000001", "X07000002"


@pytest.fixture(autouse=True)
def here() -> Area:
    make.area(code=THERE, name="There")
    return make.area(code=HERE, name="Here")


def counted() -> dict[tuple[str, str], int]:
    """Every count, by series and code."""
    rows = Population.objects.values_list("series__name", "area__code", "count")
    return {(series, code): count for series, code, count in rows}


def test_wide_form_with_a_series_in_each_column(tmp_path: Path, at: datetime) -> None:
    path = files.written(
        tmp_path / "population.csv",
        "lad_code,lad_name,census_2011,mid_2020_estimate,census_2021_rounded_100,area_km2",
        f'{HERE},Here,100,"1,200",1300,10',
        f"{THERE},There,200,,2300,20",
        "X07999998,Elsewhere,1,1,1,1",
    )

    done = take_in(ImportKind.POPULATIONS, path, at=at)

    assert counted() == {
        ("Census 2011", HERE): 100,
        ("Census 2011", THERE): 200,
        ("Mid-2020 estimates", HERE): 1200,
        ("Census 2021, first release, rounded to 100", HERE): 1300,
        ("Census 2021, first release, rounded to 100", THERE): 2300,
    }
    days = dict(Series.objects.values_list("name", "reference_on"))
    assert days == {
        "Census 2011": date(2011, 3, 27),
        "Mid-2020 estimates": date(2020, 6, 30),
        "Census 2021, first release, rounded to 100": date(2021, 3, 21),
    }
    assert (done.status, done.rows_left_out) == (ImportStatus.DONE, 3)


def test_detailed_estimates_by_age_and_sex_are_added_up(tmp_path: Path, at: datetime) -> None:
    path = files.written(
        tmp_path / "MYEB1.csv",
        "ladcode23,laname23,country,sex,age,population_2022,population_2023",
        f"{HERE},Here,E,F,0,10,11",
        f"{HERE},Here,E,M,0,20,21",
        f"{HERE},Here,E,F,1,30,31",
    )

    take_in(ImportKind.POPULATIONS, path, at=at)

    assert counted() == {("Mid-2022 estimates", HERE): 60, ("Mid-2023 estimates", HERE): 63}


def test_table_of_nomis_with_a_year_in_each_row(tmp_path: Path, at: datetime) -> None:
    path = files.written(
        tmp_path / "nomis.csv",
        "DATE,GEOGRAPHY_NAME,GEOGRAPHY_CODE,GENDER_NAME,C_AGE_NAME,MEASURES_NAME,OBS_VALUE",
        f"2022,Here,{HERE},Total,All ages,Value,60",
        f"2023,Here,{HERE},Total,All ages,Value,63",
        f"2023,Here,{HERE},Male,All ages,Value,30",
        f"2023,Here,{HERE},Total,All ages,Percent,100.0",
    )

    take_in(ImportKind.POPULATIONS, path, at=at)

    assert counted() == {("Mid-2022 estimates", HERE): 60, ("Mid-2023 estimates", HERE): 63}


def named(on: date | None) -> dict[str, Any]:
    return {"series": "Mid-2024 estimates, revised", "origin": Origin("A source", "A licence", on)}


def test_sheet_with_all_ages_whose_series_the_operator_names(tmp_path: Path, at: datetime) -> None:
    path = files.written(tmp_path / "mye2.csv", "Code,Name,Geography,All ages,0,1", f"{HERE},Here,District,63,10,11")

    take_in(ImportKind.POPULATIONS, path, at=at, **named(date(2024, 6, 30)))

    assert counted() == {("Mid-2024 estimates, revised", HERE): 63}
    assert Series.objects.get().reference_on == date(2024, 6, 30)


def test_figures_that_were_mended(tmp_path: Path, at: datetime) -> None:
    heading = "lad_code,census_2021"
    take_in(ImportKind.POPULATIONS, files.written(tmp_path / "one.csv", heading, f"{HERE},100"), at=at)

    changed = take_in(ImportKind.POPULATIONS, files.written(tmp_path / "two.csv", heading, f"{HERE},101"), at=at)
    again = take_in(ImportKind.POPULATIONS, files.written(tmp_path / "three.csv", heading, f"{HERE},101", ""), at=at)

    assert counted() == {("Census 2021", HERE): 101}
    assert (changed.status, again.status) == (ImportStatus.DONE, ImportStatus.UNCHANGED)
    assert Population.objects.get().taken_from == changed


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (
            ("name,census_2021", "Here,100"),
            (
                "figures.csv: none of these columns is there: lad_code, LAD25CD, Code, GEOGRAPHY_CODE. Columns must "
                "keep the names they were published with"
            ),
        ),
        (
            ("lad_code,people", f"{HERE},100"),
            (
                "figures.csv: none of these columns is there: population_2021, census_2021, mid_2020_estimate, "
                "All ages, OBS_VALUE. Columns must keep the names they were published with"
            ),
        ),
        (
            ("lad_code,census_2021", f"{HERE},about 100"),
            "figures.csv, row 2, column “census_2021”: “about 100” is not a whole number of people",
        ),
        (
            ("lad_code,census_2021", f"{HERE},100", f"{HERE},200"),
            (
                "figures.csv, row 3, column “lad_code”: this area is there already, in row 2. Every area must be "
                "there once"
            ),
        ),
        (
            ("Code,All ages", f"{HERE},100"),
            (
                "figures.csv: it does not say for when its figures are. Say so: --series “Mid-2024 estimates” --dated "
                "2024-06-30"
            ),
        ),
        (
            ("lad_code,census_2021", "X07999998,1"),
            "none of its areas is known here. Import areas first, or look whether these are codes: X07999998",
        ),
        (("lad_code,census_2021",), "figures.csv: no figure is in it. Download it again"),
    ],
)
def test_wrong_figures(lines: tuple[str, ...], reason: str, tmp_path: Path, at: datetime) -> None:
    with pytest.raises(RefusedError) as refusal:
        take_in(ImportKind.POPULATIONS, files.written(tmp_path / "figures.csv", *lines), at=at)

    assert str(refusal.value) == reason
    assert not Series.objects.exists()


def test_populations_of_an_area_the_latest_first(here: Area) -> None:
    old = make.population(here, 100, of=make.series("Census 2011", reference_on=date(2011, 3, 27)))
    new = make.population(here, 120, of=make.series("Census 2021"))

    found = list(figures.populations_of(here))

    assert found == [new, old]
    assert figures.latest_population_of(here) == new


def test_series_that_counts_every_area(here: Area) -> None:
    other = make.area(AreaKind.DISTRICT)
    both, latest = make.series("Census 2011", reference_on=date(2011, 3, 27)), make.series("Census 2021")
    for area in (here, other):
        make.population(area, 100, of=both)
    only = make.population(here, 120, of=latest)

    found = figures.series_for([here, other])

    assert found == both
    assert figures.populations_in([here, other], series=latest) == {HERE: only}
    assert figures.series_for([]) is None


def test_rate_says_its_series_and_day(here: Area) -> None:
    population = make.population(here, 132_700, of=make.series())

    found = rate(212, per=10_000, population=population)

    assert found is not None
    assert found.value == Decimal("16.0")
    assert str(found) == (
        "16.0 for every 10,000 people (132,700 people, Census 2021, first release, rounded to 100, 21 March 2021)"
    )


def test_rate_where_nobody_lives(here: Area) -> None:
    assert rate(1, per=1000, population=make.population(here, 0)) is None


@pytest.mark.parametrize(("count", "per"), [(-1, 1000), (1, 0)])
def test_rate_of_nonsense(count: int, per: int, here: Area) -> None:
    with pytest.raises(ValueError, match="a rate is a count"):
        rate(count, per=per, population=make.population(here, 10))


def test_area_counted_twice_in_one_series(here: Area) -> None:
    series = make.series()
    make.population(here, 100, of=series)

    with pytest.raises(IntegrityError), transaction.atomic():
        make.population(here, 200, of=series)


@pytest.mark.parametrize("fields", [{"rounded_to": 0}, {"source": ""}], ids=["rounding", "told"])
def test_series_that_cannot_be(fields: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make.series(**fields)
