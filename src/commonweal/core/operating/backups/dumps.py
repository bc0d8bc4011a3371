"""The database out of and into a file, whole, while others use it.

SQLite copies itself through its own backup interface, both ways: the copy is one moment, and putting it back is one
transaction, so that a kill leaves the old database or the new one. PostgreSQL's own tools do the same: a dump of one
snapshot, and a script that is read to its end before a single COMMIT.
"""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

WAIT_SECONDS = 60
ENDINGS = {"sqlite": "sqlite3", "postgresql": "dump"}


class DumpError(Exception):
    """The database could not be copied or put back; the message says why, and nothing was changed."""


@dataclass(frozen=True)
class Contents:
    """What a dump holds: the migrations it has had, and how many rows each table has."""

    migrations: tuple[str, ...]
    rows: dict[str, int]


def name() -> str:
    """What this database's dump is called inside a backup."""
    return f"database.{ENDINGS[connection.vendor]}"


def write(target: Path) -> Contents:
    """Write the database as it is at one moment to `target`. Raises DumpError."""
    return _write_sqlite(target) if connection.vendor == "sqlite" else _write_postgresql(target)


def load(source: Path) -> None:
    """Put the database in `source` in the place of the present one, all at once. Raises DumpError."""
    connection.close()
    if connection.vendor == "sqlite":
        _load_sqlite(source)
    else:
        _load_postgresql(source)


def is_empty() -> bool:
    """Whether the database has no tables yet, as before the first upgrade."""
    return not connection.introspection.table_names()


def _contents() -> Contents:
    applied = MigrationRecorder(connection).applied_migrations()
    with connection.cursor() as cursor:
        rows: dict[str, int] = {}
        for table in connection.introspection.django_table_names(only_existing=True, include_views=False):
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608  # our own table names, quoted
            rows[table] = cursor.fetchone()[0]
    return Contents(tuple(sorted(f"{app}.{step}" for app, step in applied)), dict(sorted(rows.items())))


# SQLite.


def _path() -> str:
    return str(connection.settings_dict["NAME"])


def _write_sqlite(target: Path) -> Contents:
    try:
        with closing(sqlite3.connect(_path(), timeout=WAIT_SECONDS)) as live, closing(sqlite3.connect(target)) as copy:
            # All pages in one step: a step at a time would begin again whenever somebody writes.
            live.backup(copy, pages=-1)
            copy.execute("PRAGMA journal_mode=DELETE")
            rows = {
                table: copy.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]  # noqa: S608  # names of our own models
                for table in sorted({model._meta.db_table for model in apps.get_models(include_auto_created=True)})
                if copy.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", [table]).fetchone()
            }
            steps = copy.execute("SELECT app, name FROM django_migrations").fetchall()
    except sqlite3.Error as error:
        raise DumpError(f"SQLite could not copy the database: {error}") from error
    return Contents(tuple(sorted(f"{app}.{step}" for app, step in steps)), rows)


def _load_sqlite(source: Path) -> None:
    until = time.monotonic() + WAIT_SECONDS

    def give_up_in_time(status: int, _left: int, _whole: int) -> None:
        if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED} and time.monotonic() > until:
            raise DumpError("Others are using the database: stop the web server and the workers, then try again.")

    try:
        with closing(sqlite3.connect(source)) as copy, closing(sqlite3.connect(_path())) as live:
            if copy.execute("PRAGMA quick_check").fetchone()[0] != "ok":
                raise DumpError("The database in the backup is damaged.")
            # The live file stays in its mode, so that the pages go through its journal and a kill undoes them.
            live.execute("PRAGMA journal_mode=WAL")
            live.execute("PRAGMA synchronous=FULL")
            copy.backup(live, pages=-1, progress=give_up_in_time)
    except sqlite3.Error as error:
        raise DumpError(f"SQLite could not put the database back: {error}") from error


# PostgreSQL.


def _write_postgresql(target: Path) -> Contents:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = cursor.fetchone()[0]
        contents = _contents()
        _run("pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={target}", *_place())
    return contents


def _load_postgresql(source: Path) -> None:
    with _folder_beside(source) as folder:
        listed = _run("pg_restore", "--list", str(source))
        wanted = folder / "contents"
        # The schema itself is made just before, empty, in the same transaction.
        wanted.write_text("\n".join(line for line in listed.splitlines() if " SCHEMA " not in line))
        body = folder / "body.sql"
        _run("pg_restore", "--no-owner", "--no-acl", f"--use-list={wanted}", f"--file={body}", str(source))
        script = folder / "whole.sql"
        with script.open("wb") as whole:
            script.chmod(0o600)
            whole.write(
                f"BEGIN;\nSET lock_timeout = '{WAIT_SECONDS}s';\n"
                "DROP SCHEMA public CASCADE;\nCREATE SCHEMA public;\n".encode()
            )
            with body.open("rb") as rest:
                shutil.copyfileobj(rest, whole)
            # Last, so that a script of which only a part is ever read commits nothing.
            whole.write(b"\nCOMMIT;\n")
        _run("psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", f"--file={script}", *_place())


@contextmanager
def _folder_beside(source: Path) -> Iterator[Path]:
    folder = source.with_name(f"{source.name}.restoring")
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def _place() -> list[str]:
    database = connection.settings_dict
    words = [f"--dbname={database['NAME']}"]
    for option, value in (("host", database["HOST"]), ("port", database["PORT"]), ("username", database["USER"])):
        words += [f"--{option}={value}"] if value else []
    return [*words, "--no-password"]


def _tool(tool: str) -> str:
    """The newest of PostgreSQL's own tools on this machine: one older than the server refuses to work."""
    installed = Path("/usr/lib/postgresql").glob(f"*/bin/{tool}")
    newest = max(installed, key=lambda path: int(path.parts[-3]) if path.parts[-3].isdigit() else 0, default=None)
    found = str(newest) if newest else shutil.which(tool)
    if found is None:
        raise DumpError(f"PostgreSQL's {tool} is not on this machine: install postgresql-client.")
    return found


def _run(tool: str, *words: str) -> str:
    # Never among the words of the command, where every process on the machine could read it.
    secret = {"PGPASSWORD": str(connection.settings_dict["PASSWORD"])} if connection.settings_dict["PASSWORD"] else {}
    done = subprocess.run(
        [_tool(tool), *words],
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "PGAPPNAME": "commonweal-backup", **secret},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise DumpError(_reason(tool, done.stderr))
    return done.stdout


def _reason(tool: str, told: str) -> str:
    if "lock timeout" in told:
        return "Others are using the database: stop the web servers and the workers, then try again."
    # The first line names the trouble; the rest may quote rows.
    first = next((line for line in told.splitlines() if line.strip()), "it did not say why")
    return f"{tool} failed: {first}"
