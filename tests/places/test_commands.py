"""`./run manage import_places`, the job that a page enqueues, the folder of files, and real files if there are any."""

from __future__ import annotations

from datetime import date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from commonweal.core import files as uploads
from commonweal.core import jobs
from commonweal.core.journeys import steps_of
from commonweal.people import scopes
from commonweal.places.models import Area, AreaKind, Boundary, Edition, Import, ImportKind, Population, Postcode
from commonweal.places.operations import editions, imports
from commonweal.places.queries import imports as queries
from commonweal.places.queries import postcodes
from commonweal.places.rows import Origin, PostcodeRow
from commonweal.places.states import EditionStatus, ImportStatus
from tests.factories import people
from tests.factories import places as make
from tests.places import files
from tests.places.importing import OPERATOR

DISTRICT = "X07900001"
TODAY = date(2026, 6, 17)

committed = pytest.mark.django_db(transaction=True)


def command(*words: str) -> str:
    said = StringIO()
    call_command("import_places", *words, stdout=said)
    return said.getvalue()


@committed
def test_command_says_what_came_of_each_file(tmp_path: Path) -> None:
    areas = files.written(tmp_path / "areas.csv", "LAD25CD,LAD25NM", f"{DISTRICT},Otherham")
    figures = files.written(tmp_path / "p.csv", "lad_code,census_2021", f"{DISTRICT},100", "X07999998,1")

    said = command("areas", str(areas)), command("areas", str(areas)), command("populations", str(figures))

    assert said == (
        "areas.csv: 1 rows taken in.\n",
        "areas.csv: nothing new; nothing was changed.\n",
        "p.csv: 2 rows read; 1 of them are about areas we do not have.\n",
    )


@committed
def test_command_with_what_a_file_does_not_say(tmp_path: Path) -> None:
    make.area(code=DISTRICT)
    path = files.plain_postcodes(tmp_path / "postcodes.csv", ["ZZ1 1AA"], district=DISTRICT)

    command("postcodes", str(path), "--source", "A source", "--licence", "A licence", "--dated", "2026-05-31")

    edition = Edition.objects.get()
    assert (edition.source, edition.licence, edition.dated_on) == ("A source", "A licence", date(2026, 5, 31))


@committed
def test_command_with_a_wrong_file(tmp_path: Path) -> None:
    path = files.written(tmp_path / "areas.csv", "NAME,CODE")

    with pytest.raises(CommandError, match=r"areas\.csv: none of these columns is there"):
        command("areas", str(path))


@committed
def test_command_by_somebody(tmp_path: Path, at: datetime) -> None:
    somebody = people.person(at=at)
    make.area(code=DISTRICT)
    make.edition([make.postcode("ZZ1 1AA"), make.postcode("ZZ1 1AB")], at=at)
    path = files.plain_postcodes(tmp_path / "postcodes.csv", ["ZZ1 1AA"], district=DISTRICT)

    command("postcodes", str(path), "--accept-change", "A town was rebuilt", "--by", somebody.reference)

    done = Import.objects.get(file_name="postcodes.csv")
    assert (done.status, done.asked_by) == (ImportStatus.DONE, f"PERSON:{somebody.reference}")


@committed
def test_command_that_would_lose_postcodes_says_how_to_accept_it(tmp_path: Path, at: datetime) -> None:
    make.area(code=DISTRICT)
    make.edition([make.postcode("ZZ1 1AA"), make.postcode("ZZ1 1AB")], at=at)
    path = files.plain_postcodes(tmp_path / "postcodes.csv", ["ZZ1 1AA"], district=DISTRICT)

    with pytest.raises(CommandError, match="say why, and import it again: --accept-change REASON --by REFERENCE"):
        command("postcodes", str(path))


@committed
def test_command_by_nobody_we_know(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"There is no account PE-2222-2222, or it is closed\."):
        command("areas", str(tmp_path / "areas.csv"), "--by", "PE-2222-2222")


@committed
def test_file_in_the_folder_is_imported_by_a_worker(at: datetime) -> None:
    make.area(code=DISTRICT)
    queries.folder().mkdir(parents=True, exist_ok=True)
    files.plain_postcodes(queries.folder() / "postcodes.csv", ["ZZ1 1AA"], district=DISTRICT)
    ready = queries.files_ready()

    asked = imports.ask(kind=ImportKind.POSTCODES, file_name="postcodes.csv", by=OPERATOR, at=at, is_later=True)
    jobs.drain()

    (queries.folder() / "postcodes.csv").unlink()
    asked.refresh_from_db()
    assert ready == ["postcodes.csv"]
    assert (asked.status, asked.percent_done) == (ImportStatus.DONE, 100)
    assert [step.move for step in steps_of(asked)] == ["begin", "start", "finish"]


@committed
def test_file_that_was_sent_is_imported_by_a_worker(at: datetime) -> None:
    content = f"LAD25CD,LAD25NM\n{DISTRICT},Otherham\n".encode()
    sent = uploads.accept(SimpleUploadedFile("areas.csv", content), kinds=uploads.TEXTS, at=at)

    asked = imports.ask(kind=ImportKind.AREAS, file_name="areas.csv", upload=sent, by=OPERATOR, at=at, is_later=True)
    jobs.drain()

    asked.refresh_from_db()
    assert asked.status == ImportStatus.DONE
    assert Area.objects.get().name == "Otherham"


@committed
def test_spreadsheet_that_was_sent_is_imported_by_a_worker(tmp_path: Path, at: datetime) -> None:
    rows = [("LAD25CD", "LAD25NM"), (DISTRICT, "Otherham"), ("nowhere", "Wrong")]
    right = files.workbook(tmp_path / "areas.xlsx", {"Cover": [("Title",)], "Districts": rows[:2]})
    wrong = files.workbook(tmp_path / "wrong.xlsx", {"Districts": rows})

    asked = []
    for path in (right, wrong):
        sent = uploads.accept(SimpleUploadedFile(path.name, path.read_bytes()), kinds=uploads.SPREADSHEETS, at=at)
        asked.append(
            imports.ask(kind=ImportKind.AREAS, file_name=path.name, upload=sent, by=OPERATOR, at=at, is_later=True)
        )
    jobs.drain()

    reason = (
        "wrong.xlsx, sheet “Districts”, row 3, column “lad25cd”: “nowhere” is not the code of an area, which is one "
        "letter and eight figures"
    )
    found = [Import.objects.get(pk=each.pk) for each in asked]
    assert [(each.status, each.error) for each in found] == [(ImportStatus.DONE, ""), (ImportStatus.REFUSED, reason)]
    assert list(Area.objects.values_list("name", flat=True)) == ["Otherham"]


@committed
def test_wrong_file_that_was_sent_keeps_its_reason(at: datetime) -> None:
    asked = imports.ask(kind=ImportKind.AREAS, file_name="gone.csv", by=OPERATOR, at=at, is_later=True)

    jobs.drain()

    asked.refresh_from_db()
    assert (asked.status, asked.error) == (
        ImportStatus.REFUSED,
        "gone.csv: there is no such file that we may read. Check its name and folder",
    )
    assert not jobs.failed()


@committed
def test_name_that_leads_out_of_the_folder(tmp_path: Path, at: datetime) -> None:
    files.written(tmp_path / "areas.csv", "LAD25CD,LAD25NM", f"{DISTRICT},Otherham")
    name = f"../../../../../../..{tmp_path}/areas.csv"

    asked = imports.ask(kind=ImportKind.AREAS, file_name=name, by=OPERATOR, at=at, is_later=True)
    jobs.drain()

    asked.refresh_from_db()
    assert asked.status == ImportStatus.REFUSED
    assert not Area.objects.exists()


@committed
def test_import_that_was_cut_short_is_gone_on_with(tmp_path: Path, at: datetime) -> None:
    make.area(code=DISTRICT, name="Otherham")
    path = files.plain_postcodes(tmp_path / "postcodes.csv", files.many(50), district=DISTRICT)
    begun = imports.ask(kind=ImportKind.POSTCODES, file_name=path.name, by=OPERATOR, at=at)
    _leave_half_done(begun, path, at)

    command("postcodes", str(path))

    begun.refresh_from_db()
    assert (begun.status, begun.rows_done) == (ImportStatus.DONE, 50)
    assert [step.move for step in steps_of(begun)] == ["begin", "start", "go_on", "finish"]
    assert Edition.objects.get().status == EditionStatus.CURRENT
    assert Postcode.objects.count() == 50


@committed
def test_import_that_was_cut_short_gives_way_to_another_file(tmp_path: Path, at: datetime) -> None:
    make.area(code=DISTRICT, name="Otherham")
    path = files.plain_postcodes(tmp_path / "postcodes.csv", files.many(50), district=DISTRICT)
    begun = imports.ask(kind=ImportKind.POSTCODES, file_name=path.name, by=OPERATOR, at=at)
    _leave_half_done(begun, path, at)

    command("postcodes", str(files.plain_postcodes(tmp_path / "other.csv", files.many(3), district=DISTRICT)))

    begun.refresh_from_db()
    assert (begun.status, begun.error) == (
        ImportStatus.REFUSED,
        "It was cut short, and other.csv was imported after it",
    )
    assert Postcode.objects.count() == 3
    assert list(Edition.objects.values_list("status", flat=True)) == [EditionStatus.CURRENT, EditionStatus.PAST]


def _leave_half_done(begun: Import, path: Path, at: datetime) -> None:
    """As a process leaves it that was killed after its first rows."""
    rows = [PostcodeRow(postcode, DISTRICT) for postcode in files.many(20)]
    imports.begin(asked=begun, path=path, by=OPERATOR, at=at)
    edition = editions.begin(asked=begun, origin=Origin("A source", "A licence"), by=OPERATOR, at=at)
    editions.fill(edition=edition, rows=rows, by=OPERATOR, at=at)


@pytest.mark.django_db
def test_second_edition_in_use(at: datetime) -> None:
    make.edition(at=at)

    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.create(
            status=EditionStatus.CURRENT,
            taken_from=make.imported(at=at),
            source="A",
            licence="B",
            began_at=at,
            in_use_at=at,
        )


@pytest.mark.django_db
@pytest.mark.parametrize("status", [EditionStatus.CURRENT, EditionStatus.FILLING])
def test_edition_that_cannot_be(status: EditionStatus, at: datetime) -> None:
    filling = make.edition(at=at, status=EditionStatus.FILLING)

    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.create(
            status=status, taken_from=filling.taken_from, source="A", licence="B", began_at=at, in_use_at=None
        )


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fields",
    [
        {"rows_total": 1, "rows_done": 2},
        {"ended_at": None},
        {"status": ImportStatus.REFUSED, "error": ""},
        {"error": "It is wrong"},
    ],
    ids=["rows", "ended", "refused", "error"],
)
def test_import_that_cannot_be(fields: dict[str, Any], at: datetime) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make.imported(at=at, **fields)


@pytest.mark.django_db
def test_roles_can_be_held_for_areas() -> None:
    division = make.area(AreaKind.DIVISION, name="Otherham West")
    make.area(AreaKind.DIVISION, name="Gone", ended_on=date(2020, 4, 1))

    kind = scopes.scope_kind("places.area")

    assert list(kind.choices()) == [(division.code, "Otherham West")]
    assert dict(kind.names_of([division.code, "X99"])) == {division.code: "Otherham West"}


@committed
@pytest.mark.slow
def test_real_files_where_there_are_any(tmp_path: Path) -> None:
    folder = Path(settings.REFERENCE_DATA) / "data"
    if not folder.is_dir():
        pytest.skip("needs the folder of reference data: COMMONWEAL_REFERENCE_DATA")

    command(
        "areas", str(folder / "lookups/la_all_codes.csv"), str(folder / "lookups/ward_codes_kent_medway_all_years.csv")
    )
    command("populations", str(folder / "lookups/population_kent_medway.csv"))
    command("boundaries", str(folder / "geo/districts_kent_medway.geojson"))
    command("postcodes", str(folder / "geo/postcodes_kent_area.csv.gz"))

    found = postcodes.find_postcode("me14 1xx", on=TODAY)
    assert isinstance(found, postcodes.FoundPostcode)
    assert (found.district and found.district.code, found.county and found.county.code) == ("E07000110", "E10000016")
    assert Area.objects.filter(parent__code="E10000016").count() == 12
    assert Boundary.objects.count() == 13
    assert Population.objects.filter(series__name="Mid-2020 estimates", area__parent__code="E10000016").count() == 12
    assert Postcode.objects.count() == 101_110
