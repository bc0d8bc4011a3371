"""Files of postcodes: the directory of the Office for National Statistics as it is published, and plainer ones.

A file is staged, every row is held against the rules, and then all rows are given in order of postcode.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NoReturn

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.places import typed
from commonweal.places.reading import files, staging
from commonweal.places.reading.plain import PlainFile
from commonweal.places.reading.workbooks import Sought
from commonweal.places.reading.wrong import in_file, in_row, shown
from commonweal.places.rows import PostcodeRow, TallyRow

if TYPE_CHECKING:  # loaded where a file is read; `staging` says why
    import duckdb

# What the columns are called, this year and in earlier ones, as regular expressions; the first that is there is taken.
NAMES = {
    "postcode": ("pcds", "pcd8", "pcd2", "pcd7", "pcd", "postcode"),
    "district": ("oslaua", "laua", r"lad\d\dcd", "ladcd", "lad_code"),
    "ward": ("osward", r"wd\d\dcd", r"ward\d\d_code", "ward_code", "ward"),
    "division": ("ced", r"ced\d\dcd", "osced"),
    "easting": ("oseast1m", "east1m", "easting"),
    "northing": ("osnrth1m", "north1m", "northing"),
    "ended": ("doterm",),
}
NEEDED = ("postcode", "district", "easting", "northing")

# Whoever publishes these always publishes all of it: one without the rest has lost columns on its way.
DIRECTORY_MARKS = {"pcds", "dointr", "oslaua"}
NEEDED_OF_THE_DIRECTORY = (*NEEDED, "ward", "division", "ended")

# The Channel Islands, the Isle of Man, and wherever the directory says "none": L99999999.
NO_AREA = "99999999"

CODE = "[A-Z][0-9]{8}"
WORDS_FOR_NOTHING = ("NaN", "nan", "NULL", "None")

# Postcodes of Northern Ireland are placed on the Irish Grid: no map of ours could put them where they are.
ON_ANOTHER_GRID = "BT"

ROWS_AT_ONCE = 10_000


@dataclass(frozen=True)
class StagedPostcodes:
    """The postcodes of a file that holds: how many, how many of them live, and all of them in order."""

    connection: duckdb.DuckDBPyConnection
    count: int
    live: int

    def after(self, postcode: str) -> Iterator[PostcodeRow]:
        """Every row after `postcode`, in order."""
        rows = self.connection.execute(
            "SELECT postcode, district, ward, division, easting, northing, ended FROM postcodes"
            " WHERE postcode > ? ORDER BY postcode",
            [postcode],
        )
        while found := rows.fetchmany(ROWS_AT_ONCE):
            yield from map(PostcodeRow._make, found)

    def tallies(self) -> list[TallyRow]:
        """How many live postcodes each area has, and the middle of them; areas with none are left out."""
        rows = self.connection.execute(
            "SELECT code, count(*), CAST(round(avg(easting)) AS INTEGER), CAST(round(avg(northing)) AS INTEGER)"
            " FROM (SELECT unnest([district, ward, division]) AS code, easting, northing FROM postcodes"
            " WHERE ended IS NULL) WHERE code <> '' GROUP BY code ORDER BY code"
        )
        return [TallyRow._make(row) for row in rows.fetchall()]


@contextmanager
def staged(path: Path, *, districts: Collection[str], work_folder: Path) -> Iterator[StagedPostcodes]:
    """The postcodes of the file, when all of it holds. `districts` are the codes of all districts there are areas for.

    Raises WrongFileError, naming the row and what to do.
    """
    with TemporaryDirectory(dir=work_folder, prefix="postcodes-") as name:
        folder = Path(name)
        plain = files.unpack(path, into=folder, choose=members_to_read, sought=SOUGHT)
        with staging.staging(folder) as connection:
            connection.execute("CREATE TABLE areas AS SELECT unnest(?) AS code", [sorted(districts)])
            columns = []
            for number, each in enumerate(plain):
                _check_ending(each)
                columns.append(_columns(each))
                staging.stage(connection, each, number=number, columns=columns[-1], kept=_kept(), into="postcodes")
            yield _checked(connection, plain, columns)


def members_to_read(names: list[str]) -> list[str]:
    """Which files of the directory's zip hold postcodes: the one for the whole country, else those by postal area."""
    tables = [name for name in names if re.search(r"(^|/)Data/.*\.csv$", name, re.IGNORECASE)]
    whole = [name for name in tables if "multi_csv" not in name.lower()]
    if not tables:
        whole = [name for name in names if name.lower().endswith(".csv")]
    return sorted(whole[:1] or tables)


def month_in(name: str) -> date | None:
    """The first day of the month that the name of a directory's file tells: `ONSPD_NOV_2025_UK.csv`."""
    found = re.search(r"(JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]*[_ -](20\d\d)", name.upper())
    if found is None:
        return None
    months = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
    return date(int(found[2]), months.index(found[1]) + 1, 1)


def _check_ending(plain: PlainFile) -> None:
    if plain.is_parquet:
        return
    with plain.path.open("rb") as opened:
        opened.seek(-1, 2)
        if opened.read(1) not in b"\r\n":
            raise in_file(
                plain.name,
                _("the file ends in the middle of a line, so part of it is missing. Download it again"),
            )


def _called(ours: str, heading: Iterable[str]) -> str | None:
    """What the column is called in the file; `heading` is in small letters."""
    return next((name for pattern in NAMES[ours] for name in heading if re.fullmatch(pattern, name)), None)


SOUGHT = Sought(lambda names: all(_called(ours, names) for ours in NEEDED))


def _columns(plain: PlainFile) -> Mapping[str, str | None]:
    heading = staging.heading_of(plain)
    lowered = {name.lower(): name for name in reversed(heading)}
    found = {ours: lowered.get(_called(ours, lowered) or "") for ours in NAMES}
    needed = NEEDED_OF_THE_DIRECTORY if DIRECTORY_MARKS & set(lowered) else NEEDED
    for ours in needed:
        if found[ours] is None:
            raise in_file(
                plain.name,
                _("the column “%(column)s” is missing. Download the directory again; columns must keep their names")
                % {"column": NAMES[ours][0] if needed is not NEEDED else NAMES[ours][-1]},
            )
    return found


_COMPACT = "replace(upper(postcode), ' ', '')"
_WRITTEN = f"left({_COMPACT}, -3) || ' ' || right({_COMPACT}, 3)"


def _code(column: str) -> str:
    nothing = ", ".join(f"'{words}'" for words in WORDS_FOR_NOTHING)
    return f"CASE WHEN {column} IN ({nothing}) OR ends_with({column}, '{NO_AREA}') THEN '' ELSE {column} END"


def _kept() -> str:
    """What is kept of each row, as SQL: the postcode as people write it, codes, metres, a day, and what is wrong."""
    metres = ", ".join(
        f"CASE WHEN starts_with(upper(postcode), '{ON_ANOTHER_GRID}') THEN NULL"
        f" ELSE CAST(TRY_CAST({name} AS DOUBLE) AS INTEGER) END AS {name}"
        for name in ("easting", "northing")
    )
    codes = ", ".join(f"{_code(name)} AS {name}" for name in ("district", "ward", "division"))
    wrong = " ".join(f"WHEN {fault.condition} THEN {place}" for place, fault in enumerate(FAULTS))
    # The directory tells the month in which a postcode ended; we keep the last day of it.
    ended = "CASE WHEN ended = '' THEN NULL ELSE last_day(CAST(TRY_STRPTIME(ended, '%Y%m') AS DATE)) END AS ended"
    return f"line, {_WRITTEN} AS postcode, {codes}, {metres}, {ended}, CASE {wrong} END AS fault"


@dataclass(frozen=True)
class _Fault:
    """What can be wrong in a row: in which column, as a condition in SQL, and the words for it."""

    column: str
    condition: str
    reason: str | Promise


def _not_a_code(column: str) -> _Fault:
    condition = f"{_code(column)} <> '' AND NOT regexp_full_match({column}, '{CODE}')"
    return _Fault(
        column,
        condition,
        gettext_lazy("“%(value)s” is not the code of an area, a letter and eight figures. Look whether columns moved"),
    )


def _not_metres(column: str) -> _Fault:
    condition = f"{column} <> '' AND TRY_CAST({column} AS DOUBLE) IS NULL"
    return _Fault(column, condition, gettext_lazy("“%(value)s” is not a number of metres. Look whether columns moved"))


FAULTS = (
    _Fault(
        "postcode",
        f"NOT regexp_full_match({_WRITTEN}, '{typed.WRITTEN}')",
        gettext_lazy("“%(value)s” is not a postcode. Look whether columns moved"),
    ),
    _not_a_code("district"),
    _not_a_code("ward"),
    _not_a_code("division"),
    _Fault(
        "district",
        f"{_code('district')} <> '' AND district NOT IN (SELECT code FROM areas)",  # noqa: S608  # a name of ours
        gettext_lazy(
            "no area has the code %(value)s. Import areas first, with a list that has it: import_places areas FILE"
        ),
    ),
    _not_metres("easting"),
    _not_metres("northing"),
    _Fault(
        "ended",
        "ended <> '' AND NOT regexp_full_match(ended, '(19|20)[0-9]{2}(0[1-9]|1[0-2])')",
        gettext_lazy("“%(value)s” is not a year and month like 202511. Look whether columns moved"),
    ),
)


def _checked(
    connection: duckdb.DuckDBPyConnection, plain: list[PlainFile], columns: list[Mapping[str, str | None]]
) -> StagedPostcodes:
    """The staged postcodes, when there are some, none is wrong, and each is there once. Raises WrongFileError."""
    total, live, different, wrong = connection.execute(
        "SELECT count(*), count(*) FILTER (ended IS NULL), count(DISTINCT postcode), count(fault) FROM postcodes"
    ).fetchall()[0]
    if not total:
        raise in_file(plain[0].name, _("there is no row under the heading. Download it again"))
    if wrong:
        file, line, fault = connection.execute(
            "SELECT file, line, fault FROM postcodes WHERE fault IS NOT NULL ORDER BY file, line LIMIT 1"
        ).fetchall()[0]
        _say_what_is_wrong(connection, plain[file], columns[file], line, FAULTS[fault])
    if different != total:
        _say_which_is_there_twice(connection, plain)
    return StagedPostcodes(connection, int(total), int(live))


def _say_what_is_wrong(
    connection: duckdb.DuckDBPyConnection,
    plain: PlainFile,
    columns: Mapping[str, str | None],
    line: int,
    fault: _Fault,
) -> NoReturn:
    # Read again as it stands in the file: what was kept of it is no longer what was written there.
    theirs = columns[fault.column] or fault.column
    value = staging.value_at(connection, plain, column=theirs, line=line)
    raise in_row(plain.name, line, str(fault.reason) % {"value": shown(value)}, column=theirs)


def _say_which_is_there_twice(connection: duckdb.DuckDBPyConnection, plain: list[PlainFile]) -> NoReturn:
    file, line, first, postcode = connection.execute(
        "SELECT max(file), max(line), min(line), postcode FROM postcodes GROUP BY postcode HAVING count(*) > 1"
        " ORDER BY 1, 2 LIMIT 1"
    ).fetchall()[0]
    reason = _("the postcode %(value)s is there already, in row %(row)s. Every postcode must be there once")
    raise in_row(plain[file].name, line, reason % {"value": shown(postcode), "row": first})
