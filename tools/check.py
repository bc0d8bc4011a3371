"""`./run check`: everything that is not a test, as a table of ticks; what failed is shown below it.

`./run check types layers` does only those. Each check is a program or a function of ours that gives its faults.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tools import assets, licences, lint, locks
from tools.testing import clean_environment

ROOT = Path(__file__).resolve().parents[1]
CODE = ("src", "tools", "tests", "benchmarks")
TYPED = ("src", "tools")
MIGRATIONS = ("tools", "manage", "makemigrations", "--check", "--dry-run")
LAYERS = str(Path(sys.executable).with_name("lint-imports"))

Faults = Callable[[], str]
"""What is wrong, in lines; nothing when all is well."""


@dataclass(frozen=True)
class Check:
    """One line of the table."""

    meaning: str
    faults: Faults


def program(*words: str) -> Faults:
    """A check that is a program: its output when it fails."""

    def faults() -> str:
        done = subprocess.run(
            words, cwd=ROOT, env=os.environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )
        return (done.stdout.strip() or f"{words[0]} ended with {done.returncode}") if done.returncode else ""

    return faults


def python(*words: str) -> Faults:
    """A check that is a Python module, run by the interpreter that runs this."""
    return program(sys.executable, "-m", *words)


def lines(faults: Callable[[], list[str]]) -> Faults:
    """A check that is a function of ours."""
    return lambda: "\n".join(faults())


def _present(names: tuple[str, ...]) -> list[str]:
    return [name for name in names if (ROOT / name).is_dir()]


def shell_faults() -> str:
    """What the shells cannot read in our scripts."""
    scripts = {"run": "sh", ".ci/run": "bash"}
    found = [program(shell, "-n", path)() for path, shell in scripts.items() if shutil.which(shell)]
    return "\n".join(filter(None, found))


CHECKS = {
    "lint": Check("ruff finds nothing", python("ruff", "check", "--quiet", *_present(CODE))),
    "format": Check("the code is laid out by ruff", python("ruff", "format", "--check", "--quiet", *_present(CODE))),
    "types": Check("mypy, strict", python("mypy", *TYPED)),
    "layers": Check("dependencies point down", program(LAYERS, "--no-logo", "--no-cache")),
    "rules": Check("the house rules are kept", lines(lint.findings)),
    "migrations": Check(
        "models and migrations agree", python("tools", "manage", "makemigrations", "--check", "--dry-run")
    ),
    "docs": Check("docs/reference is in step with the code", python("tools", "docs", "--check")),
    "licences": Check("no GPL or AGPL in what ships", lines(licences.faults)),
    "hosts": Check("lock files name public registries only", lines(locks.faults_in_hosts)),
    "locks": Check("lock files are in step", lines(locks.faults_in_step)),
    "shell": Check("the shell scripts can be read", shell_faults),
}


def main(arguments: list[str]) -> int:
    """Do the checks that `arguments` name, or all; 1 when one fails."""
    unknown = [name for name in arguments if name not in CHECKS]
    if unknown:
        print(f"There is no check {unknown[0]!r}. There are: {', '.join(CHECKS)}.", file=sys.stderr)
        return 2
    assets.build()
    failed: dict[str, str] = {}
    with tempfile.TemporaryDirectory(prefix="commonweal-check-") as folder:
        # Programs inherit it: no check reads or writes the developer's own data folder.
        os.environ.update(clean_environment(Path(folder)))
        for name in arguments or CHECKS:
            began = time.perf_counter()
            if faults := CHECKS[name].faults():
                failed[name] = faults
            mark = "✗" if name in failed else "✓"
            print(f"{mark} {name:11} {CHECKS[name].meaning:45} {time.perf_counter() - began:5.1f} s", flush=True)
    for name, faults in failed.items():
        print(f"\n{name}\n{faults}")
    checked = len(arguments or CHECKS)
    print(f"\n{checked - len(failed)} passed, {len(failed)} failed, 0 skipped")
    return 1 if failed else 0
