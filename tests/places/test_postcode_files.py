"""Importing postcodes: the forms the file comes in, what is refused in which words, and that nothing is half there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from threading import Event, Thread

import duckdb
import pytest
from django.db import connection

from commonweal.core.actors import Actor
from commonweal.core.days import london_day
from commonweal.core.rules import RefusedError
from commonweal.places import turns
from commonweal.places.models import Area, AreaKind, Edition, Import, ImportKind, Postcode
from commonweal.places.operations import imports
from commonweal.places.queries import postcodes
from commonweal.places.states import EditionStatus, ImportStatus
from tests.factories import places as make
from tests.places import files
from tests.places.importing import OPERATOR, take_in

pytestmark = pytest.mark.django_db(transaction=True)

DISTRICT, WARD, DIVISION = "X07900001", "X05900001", "X58900001"
SOMEBODY = Actor.person("PE-2345-6789", name="Asha Gurung")


@pytest.fixture(autouse=True)
def district() -> Area:
    return make.area(code=DISTRICT, name="Otherham")


def import_postcodes(path: Path, at: datetime) -> Import:
    return take_in(ImportKind.POSTCODES, path, at=at)


def answers(at: datetime, *texts: str) -> list[str]:
    """Where each postcode is, or why that cannot be said."""
    found = [postcodes.find_postcode(text, on=london_day(at)) for text in texts]
    return [
        str(each.district) if isinstance(each, postcodes.FoundPostcode) else each.reason.split(".")[0] for each in found
    ]


def test_directory_as_it_is_published(tmp_path: Path, at: datetime) -> None:
    ward, division = make.area(AreaKind.WARD, code=WARD), make.area(AreaKind.DIVISION, code=DIVISION)
    path = files.written(
        tmp_path / "ONSPD_NOV_2025_UK.csv",
        files.DIRECTORY_HEADING,
        files.directory_row("ZZ1 1AA", district=DISTRICT, ward=WARD, division=DIVISION),
        files.directory_row("ZZ2 2BB", district=DISTRICT, ended="201903"),
        files.directory_row("BT1 1AA", district="N99999999"),
    )

    done = import_postcodes(path, at)

    found = postcodes.find_postcode("ZZ1 1AA", on=london_day(at))
    edition = postcodes.edition_in_use()
    assert (done.status, done.rows_done, done.rows_total) == (ImportStatus.DONE, 3, 3)
    assert isinstance(found, postcodes.FoundPostcode)
    assert (found.ward, found.division, found.easting, found.northing) == (ward, division, 530001, 170002)
    assert edition is not None
    assert (edition.dated_on, edition.postcodes, edition.live_postcodes) == (date(2025, 11, 1), 3, 2)
    assert list(Postcode.objects.filter(postcode="BT1 1AA").values_list("district_code", "easting")) == [("", None)]
    assert answers(at, "ZZ2 2BB") == ["The postcode ZZ2 2BB ended in March 2019"]


def test_directory_with_its_newer_names(tmp_path: Path, at: datetime) -> None:
    row = files.directory_row("ZZ1 1AA", district=DISTRICT)
    path = files.written(tmp_path / "onspd.csv", files.NEWER_HEADING, row)

    import_postcodes(path, at)

    assert answers(at, "ZZ1 1AA") == ["Otherham"]


def as_gzip(folder: Path, plain: Path) -> Path:
    return files.packed(folder / "postcodes.csv.gz", plain)


def as_zip(folder: Path, plain: Path) -> Path:
    other = files.written(folder / "names.csv", "LAD25CD,LAD25NM", f"{DISTRICT},Otherham")
    return files.zipped(folder / "ONSPD.zip", Data__ONSPD_NOV_2025_UK=plain, Documents__LA_names=other)


def as_zip_by_postal_area(folder: Path, plain: Path) -> Path:
    more = files.plain_postcodes(folder / "more.csv", ["ZZ9 9ZZ"], district=DISTRICT)
    return files.zipped(folder / "ONSPD.zip", Data__multi_csv__ONSPD_ZY=plain, Data__multi_csv__ONSPD_ZZ=more)


def as_parquet(folder: Path, plain: Path) -> Path:
    path = folder / "postcodes.parquet"
    duckdb.sql(f"COPY (SELECT * FROM read_csv('{plain}', all_varchar=true)) TO '{path}' (FORMAT parquet)")
    return path


def with_mark(folder: Path, plain: Path) -> Path:
    path = folder / "marked.csv"
    path.write_text(plain.read_text(), encoding="utf-8-sig")
    return path


@pytest.mark.parametrize("form", [as_gzip, as_zip, as_zip_by_postal_area, as_parquet, with_mark])
def test_postcodes_in_every_wrapping(form: Callable[[Path, Path], Path], tmp_path: Path, at: datetime) -> None:
    plain = files.plain_postcodes(tmp_path / "plain.csv", ["ZZ1 1AA", "zz22bb"], district=DISTRICT)

    import_postcodes(form(tmp_path, plain), at)

    assert answers(at, "ZZ1 1AA", "ZZ2 2BB") == ["Otherham", "Otherham"]


def without_a_column(path: Path) -> None:
    files.written(path, "postcode,easting,northing", "ZZ1 1AA,1,1")


def directory_without_a_column(path: Path) -> None:
    row = files.directory_row("ZZ1 1AA", district=DISTRICT)
    files.written(path, files.DIRECTORY_HEADING.replace("doterm", "ended"), row)


def cut_in_half(path: Path) -> None:
    files.cut(files.plain_postcodes(path, files.many(200), district=DISTRICT), to=0.5)


def cut_between_columns(path: Path) -> None:
    files.written(path, "postcode,lad_code,easting,northing", f"ZZ1 1AA,{DISTRICT},1,1", "ZZ1 1AB,X07")


def with_a_wrong_postcode(path: Path) -> None:
    files.written(path, "postcode,lad_code,easting,northing", f"ZZ1 1AA,{DISTRICT},1,1", f"Otherham,{DISTRICT},1,1")


def with_a_wrong_code(path: Path) -> None:
    files.written(path, "postcode,lad_code,easting,northing", "ZZ1 1AA,Otherham,1,1")


def with_an_unknown_district(path: Path) -> None:
    files.written(path, "postcode,lad_code,easting,northing", "ZZ1 1AA,X07999998,1,1")


def with_words_for_metres(path: Path) -> None:
    files.written(path, "postcode,lad_code,easting,northing", f"ZZ1 1AA,{DISTRICT},east,1")


def with_a_wrong_month(path: Path) -> None:
    row = files.directory_row("ZZ1 1AA", district=DISTRICT, ended="201913")
    files.written(path, files.DIRECTORY_HEADING, row)


def with_a_postcode_twice(path: Path) -> None:
    files.plain_postcodes(path, ["ZZ1 1AA", "ZZ1 1AB", "zz11aa"], district=DISTRICT)


def with_nothing_in_it(path: Path) -> None:
    path.touch()


def with_a_heading_alone(path: Path) -> None:
    files.written(path, "postcode,lad_code,easting,northing")


def in_other_letters(path: Path) -> None:
    files.written(path, "postcode,lad_code,easting,northing,town", f"ZZ1 1AA,{DISTRICT},1,1,Caf\xe9", encoding="cp1252")


def in_sixteen_bits(path: Path) -> None:
    files.written(path, "postcode,lad_code,easting,northing", encoding="utf-16")


def that_is_a_page(path: Path) -> None:
    files.written(path, "<!doctype html>", "<title>Sign in</title>")


def that_is_a_pdf(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7 and so on")


def that_is_a_letter(path: Path) -> None:
    files.written(path, "Dear colleague", "please find the postcodes attached")


WRONG: dict[Callable[[Path], None], str] = {
    without_a_column: "wrong.csv: the column “lad_code” is missing. Download the directory again; columns must keep "
    "their names",
    directory_without_a_column: "wrong.csv: the column “doterm” is missing. Download the directory again; columns must "
    "keep their names",
    cut_in_half: "wrong.csv: the file ends in the middle of a line, so part of it is missing. Download it again",
    cut_between_columns: "wrong.csv, row 3: it has more or fewer columns than the heading, or the file ends there. "
    "Download it again",
    with_a_wrong_postcode: "wrong.csv, row 3, column “postcode”: “Otherham” is not a postcode. Look whether columns "
    "moved",
    with_a_wrong_code: "wrong.csv, row 2, column “lad_code”: “Otherham” is not the code of an area, a letter and eight "
    "figures. Look whether columns moved",
    with_an_unknown_district: "wrong.csv, row 2, column “lad_code”: no area has the code X07999998. Import areas "
    "first, with a list that has it: import_places areas FILE",
    with_words_for_metres: "wrong.csv, row 2, column “easting”: “east” is not a number of metres. Look whether columns "
    "moved",
    with_a_wrong_month: "wrong.csv, row 2, column “doterm”: “201913” is not a year and month like 202511. Look whether "
    "columns moved",
    with_a_postcode_twice: "wrong.csv, row 4: the postcode ZZ1 1AA is there already, in row 2. Every postcode must be "
    "there once",
    with_nothing_in_it: "wrong.csv: the file is empty. Download it again",
    with_a_heading_alone: "wrong.csv: there is no row under the heading. Download it again",
    in_other_letters: "wrong.csv: its letters are not coded as UTF-8. Open it and save it again as “CSV UTF-8”",
    in_sixteen_bits: "wrong.csv: its letters are coded as UTF-16. Save it again as “CSV UTF-8”",
    that_is_a_page: "wrong.csv: this is a web page. Open its address in a browser and download the file from there",
    that_is_a_pdf: "wrong.csv: this is a PDF. Download the data itself, as CSV",
    that_is_a_letter: "wrong.csv: this is not a CSV table with a heading. Download the data as CSV",
}


@pytest.mark.parametrize("make_wrong", WRONG, ids=lambda make_wrong: make_wrong.__name__)
def test_wrong_file_changes_nothing_and_says_why(
    make_wrong: Callable[[Path], None], tmp_path: Path, at: datetime
) -> None:
    import_postcodes(files.plain_postcodes(tmp_path / "right.csv", ["ZZ5 5AA"], district=DISTRICT), at)
    make_wrong(tmp_path / "wrong.csv")

    with pytest.raises(RefusedError) as refusal:
        import_postcodes(tmp_path / "wrong.csv", at)

    refused = Import.objects.get(file_name="wrong.csv")
    assert str(refusal.value) == WRONG[make_wrong]
    assert (refused.status, refused.error) == (ImportStatus.REFUSED, WRONG[make_wrong])
    assert answers(at, "ZZ5 5AA", "ZZ1 1AA") == ["Otherham", "We do not know the postcode ZZ1 1AA"]
    assert list(Edition.objects.values_list("status", flat=True)) == [EditionStatus.CURRENT]
    assert not list(tmp_path.glob("postcodes-*"))


@pytest.mark.parametrize("form", [as_gzip, as_zip, as_parquet])
def test_packed_file_that_is_cut_in_half(form: Callable[[Path, Path], Path], tmp_path: Path, at: datetime) -> None:
    whole = form(tmp_path, files.plain_postcodes(tmp_path / "plain.csv", files.many(900), district=DISTRICT))
    path = files.cut(whole, to=0.5)

    with pytest.raises(RefusedError) as refusal:
        import_postcodes(path, at)

    assert str(refusal.value) == (
        f"{path.name}: part of the file is missing or damaged. Download it again, and check that it is as large"
    )
    assert not Postcode.objects.exists()


def test_file_that_is_not_there(tmp_path: Path, at: datetime) -> None:
    with pytest.raises(RefusedError) as refusal:
        import_postcodes(tmp_path / "nowhere.csv", at)

    assert str(refusal.value) == "nowhere.csv: there is no such file that we may read. Check its name and folder"


def test_same_file_again(tmp_path: Path, at: datetime) -> None:
    path = files.plain_postcodes(tmp_path / "postcodes.csv", ["ZZ1 1AA"], district=DISTRICT)
    import_postcodes(path, at)
    before = list(Edition.objects.values())

    again = import_postcodes(path, at)

    assert again.status == ImportStatus.UNCHANGED
    assert list(Edition.objects.values()) == before


def test_next_edition_takes_the_place_of_the_last(tmp_path: Path, at: datetime) -> None:
    import_postcodes(files.plain_postcodes(tmp_path / "may.csv", ["ZZ1 1AA"], district=DISTRICT), at)

    import_postcodes(files.plain_postcodes(tmp_path / "august.csv", ["ZZ2 2BB"], district=DISTRICT), at)

    assert answers(at, "ZZ1 1AA", "ZZ2 2BB") == ["We do not know the postcode ZZ1 1AA", "Otherham"]
    assert list(Postcode.objects.values_list("postcode", flat=True)) == ["ZZ2 2BB"]
    assert list(Edition.objects.values_list("status", flat=True)) == [EditionStatus.CURRENT, EditionStatus.PAST]


@pytest.fixture
def fewer(tmp_path: Path, at: datetime) -> Path:
    """A file with three in a hundred postcodes less than the one in use."""
    every = files.many(100)
    import_postcodes(files.plain_postcodes(tmp_path / "all.csv", every, district=DISTRICT), at)
    return files.plain_postcodes(tmp_path / "fewer.csv", every[:97], district=DISTRICT)


def test_sudden_loss_is_refused(fewer: Path, at: datetime) -> None:
    with pytest.raises(RefusedError) as refusal:
        import_postcodes(fewer, at)

    edition = postcodes.edition_in_use()
    assert str(refusal.value) == (
        "This file has 97 postcodes in use, and we have 100: more than 2 in 100 would be lost. Look whether the file "
        "is whole. If it is right that they are lost, say why, and import it again"
    )
    assert edition is not None
    assert edition.postcodes == 100


def test_sudden_loss_that_somebody_accepts(fewer: Path, at: datetime) -> None:
    take_in(ImportKind.POSTCODES, fewer, at=at, by=SOMEBODY, accept_change="A town was rebuilt")

    edition = postcodes.edition_in_use()
    assert edition is not None
    assert edition.postcodes == 97


def test_sudden_loss_that_nobody_answers_for(fewer: Path, at: datetime) -> None:
    with pytest.raises(RefusedError) as refusal:
        take_in(ImportKind.POSTCODES, fewer, at=at, by=OPERATOR, accept_change="A town was rebuilt")

    assert str(refusal.value) == "Say who accepts the change: --by and the reference of their account"


def test_small_loss_is_taken_as_it_comes(tmp_path: Path, at: datetime) -> None:
    every = files.many(100)
    import_postcodes(files.plain_postcodes(tmp_path / "all.csv", every, district=DISTRICT), at)

    import_postcodes(files.plain_postcodes(tmp_path / "fewer.csv", every[:98], district=DISTRICT), at)

    edition = postcodes.edition_in_use()
    assert edition is not None
    assert edition.postcodes == 98


@contextmanager
def held_by_another() -> Iterator[None]:
    """While another connection holds the one turn for imports."""
    begun, done = Event(), Event()

    def hold() -> None:
        with turns.held():
            begun.set()
            done.wait(timeout=30)
        connection.close()

    other = Thread(target=hold)
    other.start()
    begun.wait(timeout=30)
    try:
        yield
    finally:
        done.set()
        other.join()


def test_import_while_another_is_at_work(tmp_path: Path, at: datetime) -> None:
    path = files.plain_postcodes(tmp_path / "postcodes.csv", ["ZZ1 1AA"], district=DISTRICT)
    asked = imports.ask(kind=ImportKind.POSTCODES, file_name=path.name, by=OPERATOR, at=at)

    with held_by_another(), pytest.raises(turns.ImportBusyError) as busy:
        imports.run(asked=asked, path=path, by=OPERATOR, at=at)

    assert str(busy.value) == "Another import is running. Wait until it is done, then try again"
    asked.refresh_from_db()
    assert asked.status == ImportStatus.WAITING


def test_visitor_asks_for_an_import(at: datetime) -> None:
    with pytest.raises(RefusedError) as refusal:
        imports.ask(kind=ImportKind.POSTCODES, file_name="postcodes.csv", by=Actor.visitor(), at=at)

    assert str(refusal.value) == "Sign in to import places"
