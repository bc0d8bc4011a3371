"""`./run test`: the suite, on what this machine has; what was not run is counted and said.

The quick part runs on SQLite on all cores. `--all` adds the whole suite on PostgreSQL, browser journeys, kill runs,
fuzz runs and what takes long. `--but PART` leaves one out (`./run test --all --but quick`). Every other word is
pytest's.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from tools import assets, postgres

ROOT = Path(__file__).resolve().parents[1]

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# The settings of whoever starts the tests must not change what is tested; these are about the tests themselves.
KEPT_SETTINGS = {
    "COMMONWEAL_TEST_POSTGRES_URL",
    "COMMONWEAL_CHROMIUM",
    "COMMONWEAL_REFERENCE_DATA",
    "COMMONWEAL_KILL_SEED",
}

NOTHING_COLLECTED = 5  # pytest's exit code for it


@dataclass(frozen=True)
class Part:
    """One run of pytest: which tests, with which words, and how they are called when they are not run."""

    marker: str
    expression: str
    noun: str
    words: tuple[str, ...] = ("-n", "auto", "--dist", "loadgroup")
    needs_postgres: bool = False
    needs_browser: bool = False


QUICK = "not postgres and not browser and not kill and not fuzz and not long"

PARTS = {
    "quick": Part("", QUICK, "tests on SQLite"),
    "postgres": Part("", "not browser and not kill and not fuzz", "tests on PostgreSQL", needs_postgres=True),
    "browser": Part("browser", "browser", "browser journeys", needs_browser=True),
    "kill": Part("kill", "kill", "kill runs", words=("-n", "0")),
    "fuzz": Part("fuzz", "fuzz", "fuzz runs"),
    "long": Part("long", "long", "long tests"),
}


class UnknownPartError(Exception):
    """A part of the suite was named that there is not; the message lists those there are."""


class CannotPrepareError(Exception):
    """The database that tests start from could not be made; the message is the command's own."""


@dataclass
class Tally:
    """How many tests of which kind there are, and how they ended."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    not_run: list[str] = field(default_factory=list)

    def add(self, report: Path) -> None:
        """Add what pytest wrote to its JUnit file `report`; a run that broke off counts as a failure."""
        if not report.is_file():
            self.failed += 1
            return
        for suite in ElementTree.parse(report).iter("testsuite"):
            failed = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
            skipped = int(suite.get("skipped", 0))
            self.failed += failed
            self.skipped += skipped
            self.passed += int(suite.get("tests", 0)) - failed - skipped

    def closing_lines(self) -> list[str]:
        """What was not run, then how the rest ended."""
        ended = f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"
        return [*(f"Not run: {line}" for line in self.not_run), ended]


def main(arguments: list[str]) -> int:
    """Run the parts that `arguments` ask for; 0 when nothing failed."""
    try:
        wanted, words = _read(arguments)
    except UnknownPartError as error:
        print(error, file=sys.stderr)
        return 2
    assets.build()
    # Being told to end is an exception, so that the server and the folder of the run go with it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        return _run_parts(wanted, words)
    except CannotPrepareError as error:
        print(f"The database that tests start from could not be made:\n{error}\n0 passed, 1 failed, 0 skipped")
        return 1


def _run_parts(wanted: list[str], words: list[str]) -> int:
    tally = Tally()
    with tempfile.TemporaryDirectory(prefix="commonweal-tests-") as made, contextlib.ExitStack() as stack:
        folder = Path(made)
        environment = clean_environment(folder)
        lacking: dict[str, str] = {}
        if "postgres" in wanted:
            try:
                environment["COMMONWEAL_TEST_POSTGRES_URL"] = _postgres(environment, stack)
            except postgres.NoServerError as error:
                lacking["postgres"] = str(error)
        if browser := _browser():
            environment["COMMONWEAL_CHROMIUM"] = browser
        else:
            lacking["browser"] = "No Chromium found: apt install chromium, or set COMMONWEAL_CHROMIUM."
        codes = [
            _run(name, environment, words, folder, tally, is_only=wanted == ["quick"])
            for name in wanted
            if name not in lacking
        ]
        _say_what_was_not_run(wanted, lacking, folder, tally)
    print("\n".join(tally.closing_lines()))
    return 1 if tally.failed or any(code not in {0, NOTHING_COLLECTED} for code in codes) else 0


def _read(arguments: list[str]) -> tuple[list[str], list[str]]:
    """The parts to run, and the words that are pytest's."""
    wanted, words = ["quick"], list(arguments)
    if "--all" in words:
        words.remove("--all")
        wanted = list(PARTS)
    while "--but" in words:
        place = words.index("--but")
        _but, *names = words[place : place + 2]
        if names and names[0] in wanted:
            wanted.remove(names[0])
        else:
            raise UnknownPartError(f"--but leaves out one of: {', '.join(PARTS)}")
        del words[place : place + 2]
    return wanted, words


def clean_environment(folder: Path) -> dict[str, str]:
    """This process's environment with a data folder of the run's own, and no setting of the developer's."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COMMONWEAL_")}
    kept |= {name: os.environ[name] for name in KEPT_SETTINGS & os.environ.keys()}
    return kept | {
        "COMMONWEAL_DATA_DIR": str(folder),
        "COMMONWEAL_CHECKS_COMPONENTS": "yes",
        "COMMONWEAL_TEST_COUNTS": str(folder / "counts.json"),
    }


def _postgres(environment: dict[str, str], stack: contextlib.ExitStack) -> str:
    """The address of a PostgreSQL to test on: the one that was named, else one of our own until the end."""
    return environment.get("COMMONWEAL_TEST_POSTGRES_URL") or stack.enter_context(postgres.server())


def _browser() -> str | None:
    return os.environ.get("COMMONWEAL_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)


def _run(name: str, environment: dict[str, str], words: list[str], folder: Path, tally: Tally, *, is_only: bool) -> int:
    """Run one part; pytest's exit code."""
    part = PARTS[name]
    if not is_only:
        print(f"\n{name}: {part.noun}", flush=True)
    report = folder / f"{name}.xml"
    command = [sys.executable, "-m", "pytest", "-q", *part.words, "-m", part.expression, f"--junitxml={report}"]
    command += ["-p", "no:cacheprovider", *words]
    with _template(part, environment, folder) as template:
        environment = environment | template
        code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    if code != NOTHING_COLLECTED:
        tally.add(report)
    return code


@contextlib.contextmanager
def _template(part: Part, environment: dict[str, str], folder: Path) -> Iterator[dict[str, str]]:
    """The settings of a migrated database that each process copies: a file on SQLite, a name on PostgreSQL."""
    if part.needs_postgres:
        with _postgres_template(environment["COMMONWEAL_TEST_POSTGRES_URL"], environment) as name:
            address = environment["COMMONWEAL_TEST_POSTGRES_URL"]
            yield {"COMMONWEAL_DATABASE_URL": address, "COMMONWEAL_TEST_TEMPLATE": name}
        return
    template = folder / "template.sqlite3"
    if not template.is_file():
        _migrate(environment | {"COMMONWEAL_DATABASE_URL": f"sqlite:///{template.name}"})
    yield {"COMMONWEAL_TEST_TEMPLATE": str(template)}


@contextlib.contextmanager
def _postgres_template(address: str, environment: dict[str, str]) -> Iterator[str]:
    """The name of a migrated database on the server at `address`, dropped afterwards."""
    import psycopg  # only this part needs it

    name = f"commonweal_template_{os.getpid()}"
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
    try:
        _migrate(environment | {"COMMONWEAL_DATABASE_URL": f"{address.rpartition('/')[0]}/{name}"})
        yield name
    finally:
        with psycopg.connect(address, autocommit=True) as server:
            server.execute(f"DROP DATABASE IF EXISTS {name}")


def _migrate(environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "tools", "manage", "migrate", "--verbosity", "0"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CannotPrepareError(done.stdout + done.stderr)


def _say_what_was_not_run(wanted: list[str], lacking: dict[str, str], folder: Path, tally: Tally) -> None:
    counts_file = folder / "counts.json"
    counts: dict[str, int] = json.loads(counts_file.read_text()) if counts_file.is_file() else {}
    for name, part in PARTS.items():
        count = counts.get(part.marker, 0) + (counts.get("postgres", 0) if name == "postgres" else 0)
        if name in lacking and name in wanted:
            tally.not_run.append(f"{count} {part.noun}. {lacking[name]}")
        elif name not in wanted and name != "quick" and count:
            tally.not_run.append(f"{count} {part.noun}. ./run test --all runs them.")
