"""Spreadsheets as they are published: which sheet is read, how rows are counted, and what is refused in which words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from commonweal.core.rules import RefusedError
from commonweal.places.models import Area, Import, ImportKind, Population, Postcode
from commonweal.places.rows import Origin
from commonweal.places.states import ImportStatus
from tests.factories import places as make
from tests.places import files
from tests.places.importing import take_in

pytestmark = pytest.mark.django_db(transaction=True)

HERE, THERE = "X07000001", "X07000002"

HEADING = ("Code", "Name", "Geography", "All ages", 0, 1)
"""As in the estimates that are published as a workbook, below a title and a note."""


@pytest.fixture(autouse=True)
def districts() -> list[Area]:
    return [make.area(code=HERE, name="Here"), make.area(code=THERE, name="There")]


def estimates(*rows: tuple[object, ...]) -> list[tuple[object, ...]]:
    return [("Mid-2024 estimates",), (), ("Note: invented",), HEADING, *rows]


HERE_AND_THERE = estimates((HERE, "Here", "District", 63.0, 30, 33), (THERE, "There", "District", 1200, 600, 600))


def take_figures(path: Path, at: datetime) -> Import:
    origin = Origin("A source", "A licence", date(2024, 6, 30))
    return take_in(ImportKind.POPULATIONS, path, at=at, series="Mid-2024 estimates", origin=origin)


def refusal_of(path: Path, at: datetime) -> str:
    with pytest.raises(RefusedError) as refused:
        take_figures(path, at)
    assert not Population.objects.exists()
    return refused.value.refused.reason


def counted() -> dict[str, int]:
    return dict(Population.objects.values_list("area__code", "count"))


@pytest.mark.parametrize("written", [files.workbook, files.open_document])
def test_sheet_below_a_title_among_other_sheets(
    written: Callable[[Path, files.Sheets], Path], tmp_path: Path, at: datetime
) -> None:
    path = written(tmp_path / "estimates", {"Cover": [("Title", "By")], "Notes": [("A note",)], "MYE2": HERE_AND_THERE})

    done = take_figures(path, at)

    assert (done.status, counted()) == (ImportStatus.DONE, {HERE: 63, THERE: 1200})


def test_sheet_of_persons_beside_those_of_women_and_men(tmp_path: Path, at: datetime) -> None:
    some = estimates((HERE, "Here", "District", 30, 15, 15))
    sheets = {"MYE2 - Persons": HERE_AND_THERE, "MYE2 - Females": some, "MYE2 - Males": some}

    take_figures(files.workbook(tmp_path / "mye.xlsx", sheets), at)

    assert counted() == {HERE: 63, THERE: 1200}


def test_areas_and_days_of_a_workbook(tmp_path: Path, at: datetime) -> None:
    rows = [
        ("GEOGCD", "GEOGNM", "ENTITYCD", "OPER_DATE", "TERM_DATE", "PARENTCD", "STATUS"),
        ("E07999001", "Ambleford", "E07", date(2009, 4, 1), "", "", "live"),
        ("E07999002", "Brackley\nHeath", "E07", datetime(2009, 4, 1), date(2023, 3, 31), "", "terminated"),  # noqa: DTZ001  # as a sheet has it
    ]

    take_in(ImportKind.AREAS, files.workbook(tmp_path / "history.xlsx", {"ChangeHistory": rows}), at=at)

    found = Area.objects.filter(code__startswith="E07999").order_by("code")
    assert list(found.values_list("name", "began_on", "ended_on")) == [
        ("Ambleford", date(2009, 4, 1), None),
        ("Brackley Heath", date(2009, 4, 1), date(2023, 4, 1)),
    ]


def test_postcodes_of_a_workbook(tmp_path: Path, at: datetime) -> None:
    rows = [("Postcodes",), ("postcode", "lad_code", "easting", "northing"), ("ZZ1 1AA", HERE, 530000, 170000.0), ()]

    take_in(ImportKind.POSTCODES, files.workbook(tmp_path / "postcodes.xlsx", {"Sheet1": rows}), at=at)

    assert list(Postcode.objects.values_list("postcode", "district_code", "easting")) == [("ZZ1 1AA", HERE, 530000)]


# What is wrong is named by file, sheet, row and column.


def test_figure_that_is_none_is_named_as_the_spreadsheet_counts(tmp_path: Path, at: datetime) -> None:
    rows = estimates((HERE, "Here", "District", 63, 30, 33), (), (THERE, "There", "District", "many", 1, 1))

    reason = refusal_of(files.workbook(tmp_path / "mye.xlsx", {"Cover": [("Title",)], "MYE2": rows}), at)

    assert reason == "mye.xlsx, sheet “MYE2”, row 7, column “all ages”: “many” is not a whole number of people"


def test_postcode_that_is_none_is_named_as_the_spreadsheet_counts(tmp_path: Path, at: datetime) -> None:
    rows = [("Title",), ("postcode", "lad_code", "easting", "northing"), ("ZZ1 1AA", HERE, 1, 1), ("here", HERE, 1, 1)]
    path = files.workbook(tmp_path / "postcodes.xlsx", {"Sheet1": rows})

    with pytest.raises(RefusedError) as refused:
        take_in(ImportKind.POSTCODES, path, at=at)

    assert refused.value.refused.reason == (
        "postcodes.xlsx, sheet “Sheet1”, row 4, column “postcode”: “here” is not a postcode. Look whether columns moved"
    )


@pytest.mark.parametrize(
    ("sheets", "reason"),
    [
        (
            {"Cover": [("Title",)], "Data": [("Name", "All ages"), ("Here", 63)]},
            "none of its sheets has the columns that are needed: “Cover”, “Data”. Columns must keep their names",
        ),
        (
            {"A": HERE_AND_THERE, "B": HERE_AND_THERE},
            "more than one sheet could be meant: “A”, “B”. Delete the others, save it, and import it again",
        ),
        ({"Empty": []}, "there is nothing in its sheets. Download it again"),
    ],
)
def test_workbook_without_the_one_sheet(sheets: files.Sheets, reason: str, tmp_path: Path, at: datetime) -> None:
    path = files.workbook(tmp_path / "mye.xlsx", sheets)

    assert refusal_of(path, at) == f"mye.xlsx: {reason}"


def test_only_sheet_with_other_columns_is_told_which_would_do(tmp_path: Path, at: datetime) -> None:
    rows = [("Title",), ("Name", "All ages"), ("Here", 63)]

    reason = refusal_of(files.workbook(tmp_path / "mye.xlsx", {"Data": rows}), at)

    assert reason.startswith("mye.xlsx, sheet “Data”: none of these columns is there: lad_code, LAD25CD")


def test_hidden_sheet_is_not_read(tmp_path: Path, at: datetime) -> None:
    sheets = {"Cover": [("Title",)], "Secret": HERE_AND_THERE}
    shown, hiding = files.workbook(tmp_path / "a.xlsx", sheets), tmp_path / "b.xlsx"
    files.workbook(hiding, sheets, hidden="Secret")

    reason = refusal_of(hiding, at)
    done = take_figures(shown, at)

    assert "Secret" not in reason
    assert done.status == ImportStatus.DONE


# What could do harm, or is of another kind.


def test_cell_at_the_far_end_of_the_sheet_ends_nobodys_process_but_its_own(tmp_path: Path, at: datetime) -> None:
    path = files.workbook(tmp_path / "mye.xlsx", {"MYE2": HERE_AND_THERE})
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    files.with_part(path, "xl/worksheets/sheet1.xml", lambda part: part.replace(b"</sheetData>", far))

    reason = refusal_of(path, at)

    assert reason == "mye.xlsx: it is too large to be opened as a spreadsheet. Save the sheet as CSV"


@pytest.mark.parametrize(
    ("member", "content", "reason"),
    [
        ("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row", "part of the file is missing or damaged"),
        ("xl/vbaProject.bin", b"a program", "it is locked, has programs inside, or unpacks to far too much"),
        ("xl/workbook.xml", b"", "part of the file is missing or damaged"),
    ],
)
def test_workbook_that_is_not_plain(member: str, content: bytes, reason: str, tmp_path: Path, at: datetime) -> None:
    path = files.workbook(tmp_path / "mye.xlsx", {"MYE2": HERE_AND_THERE})
    files.with_part(path, member, lambda _part: content)

    assert refusal_of(path, at).startswith(f"mye.xlsx: {reason}")


@pytest.mark.parametrize("to", [0.3, 0.9])
def test_workbook_that_was_cut_short(to: float, tmp_path: Path, at: datetime) -> None:
    path = files.cut(files.workbook(tmp_path / "mye.xlsx", {"MYE2": HERE_AND_THERE}), to=to)

    assert refusal_of(path, at).startswith("mye.xlsx: part of the file is missing or damaged")


def test_old_or_locked_spreadsheet_is_sent_back(tmp_path: Path, at: datetime) -> None:
    path = tmp_path / "mye.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512))

    assert refusal_of(path, at) == (
        "mye.xls: this is an old spreadsheet, or a locked one. Save it as XLSX, without a password"
    )


def test_boundaries_are_not_read_out_of_a_workbook(tmp_path: Path, at: datetime) -> None:
    path = files.workbook(tmp_path / "map.xlsx", {"Map": HERE_AND_THERE})

    with pytest.raises(RefusedError) as refused:
        take_in(ImportKind.BOUNDARIES, path, at=at)

    assert refused.value.refused.reason.startswith("map.xlsx: this is a spreadsheet or a document")
