"""A table of millions of rows, staged in DuckDB beside our database: read once, held against rules, given in order.

Memory is bounded: what does not fit lies in a file in a folder of its own, which is removed afterwards.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from commonweal.places.reading.plain import PlainFile
from commonweal.places.reading.wrong import WrongFileError, in_file, in_row

# Where it is needed it is loaded, inside a function: it starts a thread when it is imported, and a web process forked
# from one that has it ends with an abort.
if TYPE_CHECKING:
    import duckdb

MEMORY = "140MB"
THREADS = 2

_LINE = re.compile(r"Line: (\d+)")


@contextmanager
def staging(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that keeps what it stages in `folder`, and fetches nothing from anywhere."""
    import duckdb  # see above

    connection = duckdb.connect(
        str(folder / "staged.duckdb"),
        config={
            "memory_limit": MEMORY,
            "threads": THREADS,
            "temp_directory": str(folder),
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
        },
    )
    try:
        yield connection
    finally:
        connection.close()


def heading_of(plain: PlainFile) -> list[str]:
    """The names of its columns, as they are written. Raises WrongFileError."""
    if plain.is_parquet:
        import duckdb  # see above

        with duckdb.connect() as connection:
            described = _asked(connection, plain, f"DESCRIBE SELECT * FROM {_source(plain, [])}")  # noqa: S608  # a path of ours
        return [str(row[0]) for row in described]
    try:
        with plain.path.open(encoding="utf-8-sig", newline="") as opened:
            heading = next(csv.reader(opened), [])
    except UnicodeDecodeError:
        raise wrong_letters(plain) from None
    except csv.Error:
        raise not_a_table(plain) from None
    if len(heading) < 2:
        raise not_a_table(plain)
    return [name.strip() for name in heading]


def wrong_letters(plain: PlainFile) -> WrongFileError:
    """The error for a file in another encoding."""
    return in_file(plain.name, _("its letters are not coded as UTF-8. Open it and save it again as “CSV UTF-8”"))


def not_a_table(plain: PlainFile) -> WrongFileError:
    """The error for a file without columns."""
    return in_file(plain.name, _("this is not a CSV table with a heading. Download the data as CSV"))


def stage(
    connection: duckdb.DuckDBPyConnection,
    plain: PlainFile,
    *,
    number: int,
    columns: Mapping[str, str | None],
    kept: str,
    into: str,
) -> None:
    """Add the rows of the file called `number` to the table `into`, in one reading.

    `columns` are our names and what the file calls them; each becomes trimmed words, empty where the file does not have
    it. `kept` says in SQL what of them, and of `line`, is kept. Raises WrongFileError for a row with more or fewer
    columns than the heading.
    """
    picked = ", ".join(
        f"coalesce(trim(CAST({_quoted(theirs)} AS VARCHAR)), '') AS {ours}" if theirs else f"'' AS {ours}"
        for ours, theirs in columns.items()
    )
    # The names of columns come out of the file, and are quoted; the rest is ours.
    line = f"row_number() OVER () + {1 + plain.rows_above} AS line"
    source = f"SELECT {line}, {picked} FROM {_source(plain, heading_of(plain))}"  # noqa: S608  # quoted
    rows = f"SELECT {number} AS file, {kept} FROM ({source})"  # noqa: S608  # as above
    _asked(connection, plain, f"INSERT INTO {into} {rows}" if number else f"CREATE TABLE {into} AS {rows}")


def value_at(connection: duckdb.DuckDBPyConnection, plain: PlainFile, *, column: str, line: int) -> str:
    """What stands in `column` in one line of the file."""
    rows = f"SELECT {_quoted(column)} FROM {_source(plain, heading_of(plain))}"  # noqa: S608  # quoted
    rows += f" LIMIT 1 OFFSET {line - 2 - plain.rows_above}"
    return str(_asked(connection, plain, rows)[0][0])


def _source(plain: PlainFile, heading: Sequence[str]) -> str:
    path = "'" + str(plain.path).replace("'", "''") + "'"
    if plain.is_parquet:
        return f"read_parquet({path})"
    columns = ", ".join(f"{_literal(name)}: 'VARCHAR'" for name in _told_apart(heading))
    return (
        f"read_csv({path}, auto_detect=false, header=true, delim=',', quote='\"', escape='\"', strict_mode=true, "
        f"null_padding=false, columns={{{columns}}})"
    )


def _told_apart(heading: Sequence[str]) -> list[str]:
    """The names of columns, each once: a second of one name, or one without a name, is called by its place."""
    seen: set[str] = set()
    names = []
    for place, name in enumerate(heading, start=1):
        names.append(name if name and name.lower() not in seen else f"column {place}")
        seen.add(name.lower())
    return names


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(name: str) -> str:
    return "'" + name.replace("'", "''") + "'"


def _asked(connection: duckdb.DuckDBPyConnection, plain: PlainFile, statement: str) -> list[tuple[Any, ...]]:
    import duckdb  # see above

    try:
        return connection.execute(statement).fetchall()
    except duckdb.Error as error:
        words = str(error)
        if "nicode" in words or "encoding" in words.lower().partition("possible")[0]:
            raise wrong_letters(plain) from None
        if line := _LINE.search(words):
            raise in_row(
                plain.name,
                int(line[1]) + plain.rows_above,
                _("it has more or fewer columns than the heading, or the file ends there. Download it again"),
            ) from None
        raise in_file(
            plain.name, _("part of the file is missing or damaged. Download it again, and check that it is as large")
        ) from None
