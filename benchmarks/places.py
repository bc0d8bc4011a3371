"""`./run bench places`: the import of all postcodes of the country, the same file again, and looking one up.

Each import is a process of its own, begun with the command that operators use; its peak memory and its CPU are what the
kernel tells of it when it ends; the CPU of PostgreSQL's processes meanwhile is counted with it. Wall time is only that
of the program when nothing else runs on the machine.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import processes, tables, yardstick
from benchmarks.tables import Bar
from benchmarks.yardstick import Yardstick
from commonweal.config import environment
from tools.assets import ROOT
from tools.postgres import NoServerError
from tools.postgres import server as postgres_server

NAME = "places"
MEANING = "the import of 2.7 million postcodes, and looking one up"

AREAS = "data/lookups/la_all_codes.csv"
POSTCODES = "data/geo/postcode_lad_uk.parquet"
LOOKUPS = 2000

IMPORT_SECONDS = Bar(60, "s")
IMPORT_MEMORY = Bar(500, "MB")
LOOKUP = Bar(2, "ms")


Settings = dict[str, str]
"""The environment of a process."""


class NotMeasuredError(Exception):
    """The files are not there, or a command failed; the message says what would help."""


@dataclass(frozen=True)
class Run:
    """What one command took: seconds on the wall and of CPU, megabytes at its peak, and what it said."""

    step: str
    wall: float
    cpu: float
    database: float
    megabytes: float

    @property
    def all_cpu(self) -> float:
        """The command's and the database's together."""
        return self.cpu + self.database

    said: str


@dataclass
class Measured:
    """All of one run on one database."""

    database: str
    imports: list[Run] = field(default_factory=list)
    lookup_p50: float = 0.0
    lookup_p95: float = 0.0
    lookup_cpu: float = 0.0


def main(arguments: Sequence[str]) -> int:
    """Measure and print; the exit code, 1 when something could not be measured."""
    reader = argparse.ArgumentParser(prog=f"./run bench {NAME}", description=MEANING)
    reader.add_argument("--postgres", action="store_true", help="measure on PostgreSQL as well, where there is one")
    reader.add_argument("--json", type=Path, metavar="FILE", help="write every figure there too")
    chosen = reader.parse_args(arguments)
    stick = yardstick.measure()
    print(f"{stick}\n")
    measured: list[Measured] = []
    for with_postgres in [False, True] if chosen.postgres else [False]:
        try:
            areas, postcodes = _file(AREAS), _file(POSTCODES)
            with _prepared(with_postgres=with_postgres) as settings:
                name = "PostgreSQL" if with_postgres else "SQLite"
                measured.append(_measure(settings, name, areas, postcodes))
        except (NotMeasuredError, NoServerError) as error:
            print(f"Not measured: {error}", file=sys.stderr)
            return 1
        print(_shown(measured[-1], stick))
    if chosen.json:
        found = {"yardstick_seconds": stick.seconds, "scale": stick.scale, "runs": [asdict(run) for run in measured]}
        chosen.json.write_text(json.dumps(found, indent=2) + "\n")
    return 0


def _file(name: str) -> Path:
    path = environment.reference_data() / name
    if not path.is_file():
        raise NotMeasuredError(
            f"{path} is not there. Name the folder of reference data with COMMONWEAL_REFERENCE_DATA."
        )
    return path


@contextmanager
def _prepared(*, with_postgres: bool) -> Iterator[Settings]:
    """The environment of processes that have empty tables of their own, on SQLite or a PostgreSQL of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COMMONWEAL_")}
    with TemporaryDirectory(prefix="commonweal-bench-") as folder, ExitStack() as stack:
        settings = kept | {"DJANGO_SETTINGS_MODULE": "commonweal.config.settings", "COMMONWEAL_DATA_DIR": folder}
        if with_postgres:
            settings["COMMONWEAL_DATABASE_URL"] = stack.enter_context(postgres_server())
        _python(settings, "-m", "commonweal.config.commands", "migrate", "--verbosity", "0")
        yield settings


def _measure(settings: Settings, name: str, areas: Path, postcodes: Path) -> Measured:
    _import(settings, "areas", "areas", areas)
    found = Measured(name)
    found.imports.append(_import(settings, "all postcodes", "postcodes", postcodes))
    found.imports.append(_import(settings, "the same file again", "postcodes", postcodes))
    looked = _python(settings, "-m", "benchmarks.place_lookups", str(LOOKUPS))
    figures = json.loads(looked)
    times = figures["milliseconds"]
    found.lookup_p50, found.lookup_p95 = times[len(times) // 2], times[len(times) * 95 // 100]
    found.lookup_cpu = figures["cpu"]
    return found


def _import(settings: Settings, step: str, kind: str, path: Path) -> Run:
    words = [sys.executable, "-m", "commonweal.config.commands", "import_places", kind, str(path)]
    server = _database_server(settings)
    before = processes.cpu_seconds_of_family(server) if server else 0.0
    began = time.perf_counter()
    process = subprocess.Popen(words, cwd=ROOT, env=settings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    said = process.stdout.read().decode() if process.stdout else ""
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise NotMeasuredError(said[-2000:])
    wall = time.perf_counter() - began
    database = processes.cpu_seconds_of_family(server) - before if server else 0.0
    return Run(step, wall, used.ru_utime + used.ru_stime, database, used.ru_maxrss / 1000, said.strip())


def _database_server(settings: Settings) -> int | None:
    """PostgreSQL's first process; None for SQLite, which works inside the command."""
    address = settings.get("COMMONWEAL_DATABASE_URL", "")
    if not address.startswith("postgresql"):
        return None
    import psycopg  # only where there is a server to ask

    with psycopg.connect(address) as connection:
        return processes.parent_of(connection.info.backend_pid)


def _python(settings: Settings, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env=settings | {"COMMONWEAL_LOG_LEVEL": "ERROR"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise NotMeasuredError(done.stderr[-2000:])
    return done.stdout


def _shown(measured: Measured, stick: Yardstick) -> str:
    rows = [
        [
            run.step,
            f"{run.wall:.1f}",
            IMPORT_SECONDS.words(run.wall),
            f"{run.cpu:.1f}",
            f"{run.database:.1f}",
            f"{stick.scaled(run.all_cpu):.1f}",
            IMPORT_SECONDS.words(stick.scaled(run.all_cpu)),
            f"{run.megabytes:.0f}",
            IMPORT_MEMORY.words(run.megabytes),
        ]
        for run in measured.imports
    ]
    heads = [measured.database, "wall s", "must be", "CPU s", "database", "scaled s", "must be", "peak MB", "must be"]
    lookups = [
        ["p50", f"{measured.lookup_p50:.2f}", LOOKUP.words(measured.lookup_p50)],
        ["p95", f"{measured.lookup_p95:.2f}", LOOKUP.words(measured.lookup_p95)],
        ["CPU", f"{measured.lookup_cpu:.2f}", ""],
        ["CPU scaled", f"{stick.scaled(measured.lookup_cpu):.2f}", LOOKUP.words(stick.scaled(measured.lookup_cpu))],
    ]
    parts = [tables.table(heads, rows), tables.table([f"{LOOKUPS} lookups", "ms", "must be"], lookups)]
    return "\n\n".join(parts) + "\n"
