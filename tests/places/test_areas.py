"""Areas: what lies in what, what became of those that ended, and the lists they come in."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from commonweal.core.rules import RefusedError
from commonweal.places.models import Area, AreaKind, AreaSuccession, Import, ImportKind
from commonweal.places.operations import areas as operations
from commonweal.places.queries import areas
from commonweal.places.rows import AreaRow
from commonweal.places.states import ImportStatus
from tests.factories import places as make
from tests.places import files
from tests.places.importing import OPERATOR, take_in

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 17)
REFORM = date(2028, 4, 1)


def everything() -> dict[str, tuple[str, str, str]]:
    """Kind, name and what it lies in, of every area by code."""
    rows = Area.objects.values_list("code", "kind", "name", "parent__code")
    return {code: (kind, name, parent or "") for code, kind, name, parent in rows}


def test_successors_of_an_area_that_stands(at: datetime) -> None:
    area = make.area()

    found = areas.successors_of(area, on=TODAY)

    assert found == [area]


def test_successors_through_two_reforms() -> None:
    first, second, third, fourth = (make.area(name=name) for name in ("First", "Second", "Third", "Fourth"))
    make.succession(first, second, from_on=date(2019, 4, 1))
    make.succession(second, third, from_on=REFORM)
    make.succession(second, fourth, from_on=REFORM)

    before, after = areas.successors_of(first, on=TODAY), areas.successors_of(first, on=REFORM)

    assert (before, after) == ([second], [fourth, third])
    assert areas.predecessors_of(third) == [second]


def test_successors_of_an_area_that_ended_without_one() -> None:
    gone = make.area(ended_on=date(2020, 4, 1))

    found = areas.successors_of(gone, on=TODAY)

    assert found == []


def test_successors_in_a_ring_that_somebody_made() -> None:
    one, other = make.area(), make.area()
    make.succession(one, other)
    make.succession(other, one)

    found = areas.successors_of(one, on=TODAY)

    assert found == []


def test_areas_that_there_are_on_a_day() -> None:
    county = make.area(AreaKind.COUNTY)
    standing = make.area(name="Standing", parent=county, began_on=date(1974, 4, 1), ended_on=REFORM)
    make.area(name="To come", parent=county, began_on=REFORM)
    make.area(name="Gone", parent=county, ended_on=TODAY)
    make.area(name="Gone, nobody says when", parent=county, has_ended_undated=True)

    of_kind = list(areas.areas_of_kind(AreaKind.DISTRICT, on=TODAY))
    parts = list(areas.parts_of(county, on=TODAY))

    assert (of_kind, parts) == ([standing], [standing])
    assert areas.parts_of(county).count() == 4


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "PARISH"},
        {"began_on": date(2020, 4, 1), "ended_on": date(2019, 4, 1)},
        {"ended_on": date(2019, 4, 1), "has_ended_undated": True},
    ],
    ids=["kind", "days", "ended_once"],
)
def test_area_that_cannot_be(fields: dict[str, object]) -> None:
    made = make.area()

    with pytest.raises(IntegrityError), transaction.atomic():
        Area.objects.filter(pk=made.pk).update(**fields)


def test_succession_of_an_area_by_itself() -> None:
    area = make.area()

    with pytest.raises(IntegrityError), transaction.atomic():
        AreaSuccession.objects.create(before=area, after=area, source="A mistake")


def test_names_and_codes_as_they_are_published(tmp_path: Path, at: datetime) -> None:
    path = files.written(
        tmp_path / "wards.csv",
        "WD25CD,WD25NM,WD25NMW,LAD25CD,LAD25NM,CTY25CD,CTY25NM,ObjectId",
        "X05000001,Abbey,,X07000001,Otherham,X10000001,Weldshire,1",
        "X05000002,Bridge & Mill,,X07000001,Otherham,X10000001,Weldshire,2",
        "X05000003,Castle,,X06000001,Farham,X99999999,,3",
    )

    take_in(ImportKind.AREAS, path, at=at)

    assert everything() == {
        "X10000001": ("COUNTY", "Weldshire", ""),
        "X07000001": ("DISTRICT", "Otherham", "X10000001"),
        "X06000001": ("DISTRICT", "Farham", ""),
        "X05000001": ("WARD", "Abbey", "X07000001"),
        "X05000002": ("WARD", "Bridge & Mill", "X07000001"),
        "X05000003": ("WARD", "Castle", "X06000001"),
    }
    assert Area.objects.get(code="X05000002").slug == "bridge-mill"


def test_list_of_every_code_with_its_present_one(tmp_path: Path, at: datetime) -> None:
    path = files.written(
        tmp_path / "la_all_codes.csv",
        "LADCD,LADNM,LADCD_ACTIVE,LADNM_ACTIVE,UTLACD,UTLANM,CTRYCD,CTRYNM,Current",
        "E07900001,Otherham,E07900001,Otherham,E10900001,Weldshire,E92900001,England,TRUE",
        "E07900002,Gone,E07900001,Otherham,E10900001,Weldshire,E92900001,England,FALSE",
    )

    take_in(ImportKind.AREAS, path, at=at)

    gone, otherham = Area.objects.get(code="E07900002"), Area.objects.get(code="E07900001")
    assert areas.successors_of(gone, on=TODAY) == [otherham]
    assert everything()["E07900001"] == ("DISTRICT", "Otherham", "E10900001")
    assert everything()["E10900001"] == ("COUNTY", "Weldshire", "E92900001")


def test_code_history_as_it_is_published(tmp_path: Path, at: datetime) -> None:
    history = files.written(
        tmp_path / "history.csv",
        "GEOGCD,GEOGNM,GEOGNMW,OPER_DATE,TERM_DATE,PARENTCD,ENTITYCD,STATUS",
        "E07900001,Otherham,,01/04/1974,31/03/2019,E10900001,E07,terminated",
        "E07900002,Greater Otherham,,01/04/2019,,E10900001,E07,live",
        "E10900001,Weldshire,,01/04/1974,,E92900001,E10,live",
        "E92900001,England,,01/01/2009,,K03000001,E92,live",
        "E01900001,A small area,,01/01/2011,,E02900001,E01,live",
    )
    changes = files.written(
        tmp_path / "changes.csv",
        "GEOGCD,GEOGNM,GEOGNMW,GEOGCD_P,GEOGNM_P,OPER_DATE,SI_TITLE",
        "E07900002,Greater Otherham,,E07900001,Otherham,01/04/2019,An order",
    )
    path = files.zipped(tmp_path / "chd.zip", CHD__Changes=changes, CHD__ChangeHistory=history)

    done = take_in(ImportKind.AREAS, path, at=at)

    before, after = Area.objects.get(code="E07900001"), Area.objects.get(code="E07900002")
    assert (before.began_on, before.ended_on) == (date(1974, 4, 1), date(2019, 4, 1))
    assert areas.successors_of(before, on=TODAY) == [after]
    assert everything()["E10900001"] == ("COUNTY", "Weldshire", "E92900001")
    assert (done.rows_done, done.rows_left_out) == (6, 1)


def test_same_areas_in_another_file_change_nothing(tmp_path: Path, at: datetime) -> None:
    lines = ("LAD25CD,LAD25NM", "X07000001,Otherham")
    take_in(ImportKind.AREAS, files.written(tmp_path / "one.csv", *lines), at=at)

    again = take_in(ImportKind.AREAS, files.written(tmp_path / "two.csv", *lines, ""), at=at)

    assert again.status == ImportStatus.UNCHANGED


def test_area_that_was_named_anew(tmp_path: Path, at: datetime) -> None:
    make.area(code="X07000001", name="Otherham", parent=make.area(AreaKind.COUNTY, code="X10000001", name="Weldshire"))
    path = files.written(tmp_path / "areas.csv", "LAD25CD,LAD25NM", "X07000001,Otherham and the Marsh")

    take_in(ImportKind.AREAS, path, at=at)

    assert everything()["X07000001"] == ("DISTRICT", "Otherham and the Marsh", "X10000001")


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (
            ("NAME,CODE", "Otherham,X07000001"),
            (
                "areas.csv: none of these columns is there: WD25CD, LAD25CD, CED25CD, CTY25CD, LADCD, GEOGCD. Columns "
                "must keep the names they were published with"
            ),
        ),
        (
            ("LAD25CD,LAD25NM", "X07000001,Otherham", "Otherham,X07000001"),
            (
                "areas.csv, row 3, column “lad25cd”: “Otherham” is not the code of an area, which is one letter and "
                "eight figures"
            ),
        ),
        (
            ("LAD25CD,LAD25NM,FID", "X07000001,Otherham,1", "X07000002,Far"),
            "areas.csv, row 3: it has 2 columns and the heading has 3. Part of the file may be missing",
        ),
        (("LAD25CD,LAD25NM",), "areas.csv: no area is in it. Download it again"),
        (
            ("WD25CD,WD25NM", "X07000009,Otherham"),
            "X07000009 is a district here, and a ward in the file. Look whether its columns moved",
        ),
        (
            ("GEOGCD,GEOGNM,OPER_DATE,TERM_DATE,PARENTCD,ENTITYCD", "E07900001,Otherham,in April,,,E07"),
            "areas.csv, row 2, column “oper_date”: “in April” is not a day like 2023-04-01 or 01/04/2023",
        ),
        (
            ("GEOGCD,GEOGNM,OPER_DATE,TERM_DATE,PARENTCD,ENTITYCD", "E07900001,Otherham,,,E10999998,E07"),
            "no area has the code E10999998, in which E07900001 lies. Import areas first, with a list that has it",
        ),
        (
            ("GEOGCD,GEOGNM,GEOGCD_P,GEOGNM_P,OPER_DATE", "E07999997,There,E07999998,Before,"),
            "no area has the code E07999997. Import areas first, with a list that has it",
        ),
    ],
)
def test_wrong_list_of_areas(lines: tuple[str, ...], reason: str, tmp_path: Path, at: datetime) -> None:
    make.area(code="X07000009")
    before = everything()

    with pytest.raises(RefusedError) as refusal:
        take_in(ImportKind.AREAS, files.written(tmp_path / "areas.csv", *lines), at=at)

    assert str(refusal.value) == reason
    assert everything() == before
    assert list(Import.objects.values_list("status", "error")) == [(ImportStatus.REFUSED, reason)]


def test_areas_kept_without_a_file(at: datetime) -> None:
    rows = [
        AreaRow("X07000001", AreaKind.DISTRICT, "Otherham", "X10000001"),
        AreaRow("X10000001", AreaKind.COUNTY, "W"),
    ]

    changes = operations.keep(areas=rows, source="Invented", by=OPERATOR, at=at)

    assert (changes.read, changes.changed) == (2, 2)
    assert everything()["X07000001"] == ("DISTRICT", "Otherham", "X10000001")
