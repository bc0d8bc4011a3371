"""`./run bench strategy`: loading a pack, working out every status over ten years of records, and the strategy's pages.

Each step runs in a process of its own on a fresh database. CPU is that of the process, and of PostgreSQL's processes
where there are any.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import tables, yardstick
from benchmarks.tables import Bar
from benchmarks.yardstick import Yardstick
from tools import assets
from tools.assets import ROOT
from tools.postgres import NoServerError
from tools.postgres import server as postgres_server

NAME = "strategy"
MEANING = "loading a pack, every status over ten years of records, the strategy's pages"

PACK = ROOT / "packs" / "kent-2021"
RECORDS = 100_000

LOAD = Bar(2, "s")
RENEW = Bar(10, "s")
PAGE_CPU = Bar(20, "ms")
PAGE_QUERIES = Bar(12, "")

Settings = dict[str, str]
"""The environment of a process."""


class NotMeasuredError(Exception):
    """A step failed; the message is the end of what it said."""


@dataclass(frozen=True)
class Step:
    """What one step took: seconds of CPU, the database's apart, and on the wall; what came of it; its queries."""

    name: str
    cpu: float
    database: float
    wall: float
    said: str
    queries: int

    @property
    def all_cpu(self) -> float:
        """The process's and the database's together."""
        return self.cpu + self.database


def main(arguments: Sequence[str]) -> int:
    """Measure and print; the exit code, 1 when something could not be measured."""
    reader = argparse.ArgumentParser(prog=f"./run bench {NAME}", description=MEANING)
    reader.add_argument("--postgres", action="store_true", help="measure on PostgreSQL as well, where there is one")
    reader.add_argument("--records", type=int, default=RECORDS, help=f"how many records (default {RECORDS:,})")
    reader.add_argument("--json", type=Path, metavar="FILE", help="write every figure there too")
    chosen = reader.parse_args(arguments)
    stick = yardstick.measure()
    print(f"{stick}\n")
    found: dict[str, list[Step]] = {}
    for with_postgres in [False, True] if chosen.postgres else [False]:
        name = "PostgreSQL" if with_postgres else "SQLite"
        try:
            with _prepared(with_postgres=with_postgres) as settings:
                said = _python(settings, "-m", "benchmarks.strategy_records", str(PACK), str(chosen.records))
        except (NotMeasuredError, NoServerError) as error:
            print(f"Not measured: {error}", file=sys.stderr)
            return 1
        found[name] = [Step(**each) for each in json.loads(said.splitlines()[-1])]
        print(_shown(name, found[name], stick))
    if chosen.json:
        runs = {name: [asdict(step) for step in steps] for name, steps in found.items()}
        figures = {"yardstick_seconds": stick.seconds, "scale": stick.scale, "runs": runs}
        chosen.json.write_text(json.dumps(figures, indent=2) + "\n")
    return 0


@contextmanager
def _prepared(*, with_postgres: bool) -> Iterator[Settings]:
    """The environment of processes that have empty tables of their own, on SQLite or a PostgreSQL of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COMMONWEAL_")}
    with TemporaryDirectory(prefix="commonweal-bench-") as folder, ExitStack() as stack:
        settings = kept | {"DJANGO_SETTINGS_MODULE": "commonweal.config.settings", "COMMONWEAL_DATA_DIR": folder}
        if with_postgres:
            settings["COMMONWEAL_DATABASE_URL"] = stack.enter_context(postgres_server())
        assets.build()
        _python(settings, "-m", "commonweal.config.commands", "migrate", "--verbosity", "0")
        _python(settings, "-m", "commonweal.config.commands", "collectstatic", "--no-input", "--verbosity", "0")
        yield settings


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
        raise NotMeasuredError(done.stderr[-3000:])
    return done.stdout


def _shown(database: str, steps: Sequence[Step], stick: Yardstick) -> str:
    work = [each for each in steps if not each.name.startswith("GET ")]
    heads = [database, "CPU s", "database", "scaled s", "must be", "wall s", "queries", "what came of it"]
    rows = [
        [
            each.name,
            f"{each.cpu:.2f}",
            f"{each.database:.2f}",
            f"{stick.scaled(each.all_cpu):.2f}",
            _bar(each).words(stick.scaled(each.all_cpu)),
            f"{each.wall:.2f}",
            str(each.queries),
            each.said,
        ]
        for each in work
    ]
    page_heads = ["pages, medians", "CPU ms", "database", "scaled ms", "must be", "queries", "must be"]
    pages = [
        [
            each.name,
            f"{each.cpu * 1000:.1f}",
            f"{each.database * 1000:.1f}",
            f"{stick.scaled(each.all_cpu) * 1000:.1f}",
            PAGE_CPU.words(stick.scaled(each.all_cpu) * 1000),
            str(each.queries),
            PAGE_QUERIES.words(each.queries),
        ]
        for each in steps
        if each.name.startswith("GET ")
    ]
    return "\n\n".join([tables.table(heads, rows), tables.table(page_heads, pages)]) + "\n"


def _bar(step: Step) -> Bar:
    return LOAD if step.name.startswith("load") else RENEW
