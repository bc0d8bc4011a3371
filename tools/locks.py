"""`./run lock`: resolve the dependencies anew and write every lock file; and the checks that they are clean.

A lock file names public registries or none: a mirror, a folder or a private index of the maintainer's machine would
not be there for anybody else.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
UV = ROOT / ".tools" / "bin" / "uv"

PUBLIC_HOSTS = {"pypi.org", "files.pythonhosted.org", "registry.npmjs.org"}

# What each exported file is made with; pip installs from them where uv cannot be used.
EXPORTS = {
    "runtime": ("--no-default-groups",),
    "develop": ("--no-default-groups", "--group", "test", "--group", "browser", "--group", "check"),
    "node": ("--only-group", "node"),
}

_ADDRESS = re.compile(r"https?://([^/\s\"'@]*@)?([^/\s\"':]+)")
_PRIVATE = re.compile(r"file://|--(?:extra-)?index-url|--find-links|(?:^|[\s\"'=])/(?:opt|root|home|srv|tmp|usr)/")


class LockError(Exception):
    """uv could not lock or export; the message is its own."""


def main(arguments: list[str]) -> int:
    """Lock anew; words in `arguments` go to `uv lock`, for example `--upgrade`."""
    try:
        _uv("lock", *arguments)
        for name in EXPORTS:
            (ROOT / "locks" / f"{name}.txt").write_text(_exported(name))
    except LockError as error:
        print(error, file=sys.stderr)
        return 1
    print("Locked. See what changed, run ./run test --all, and commit the lock files with pyproject.toml.")
    return 0


def _uv(*words: str) -> str:
    """What uv prints, under an environment that names no index. Raises LockError when it fails or is missing."""
    if not UV.is_file():
        raise LockError("uv is not here; ./run sets it up when the registry can be reached")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("UV_", "PIP_"))}
    command = [str(UV), "--no-config", "--quiet", *words]
    done = subprocess.run(command, cwd=ROOT, env=clean, capture_output=True, text=True, check=False)
    if done.returncode:
        raise LockError(f"uv {' '.join(words)} failed:\n{done.stderr.strip()}")
    return done.stdout


def _exported(name: str) -> str:
    words = ("--frozen", "--no-emit-project", "--no-header", *EXPORTS[name], "--format", "requirements-txt")
    return "# Made by ./run lock; pip uses it where uv cannot be.\n" + _uv("export", *words)


def faults_in_step() -> list[str]:
    """What is behind: uv.lock after pyproject.toml, or an exported file after uv.lock. A line each."""
    faults = []
    try:
        _uv("lock", "--check", "--offline")
    except LockError as error:
        faults.append(f"uv.lock does not fit pyproject.toml ({str(error).splitlines()[-1]}); run ./run lock")
    for name in EXPORTS:
        path = ROOT / "locks" / f"{name}.txt"
        if not path.is_file() or _pins(path.read_text()) != _pins(_exported(name)):
            faults.append(f"locks/{name}.txt is behind uv.lock; run ./run lock")
    return faults


def _pins(text: str) -> list[str]:
    return [line for line in text.splitlines() if not line.lstrip().startswith("#")]


def faults_in_hosts() -> list[str]:
    """Each place in a lock file that leads anywhere but to a public registry. A line each."""
    sources = {
        "uv.lock": (ROOT / "uv.lock").read_text(),
        "package-lock.json": _npm_sources((ROOT / "package-lock.json").read_text()),
        **{f"locks/{path.name}": path.read_text() for path in sorted((ROOT / "locks").glob("*.txt"))},
    }
    return [fault for name, text in sources.items() for fault in faults_in_text(name, text)]


def _npm_sources(text: str) -> str:
    """The lines of a package-lock.json that say where a package comes from; home pages and funding do not count."""
    packages: dict[str, dict[str, object]] = json.loads(text)["packages"]
    return "\n".join(str(package.get("resolved", "")) for package in packages.values())


def faults_in_text(name: str, text: str) -> list[str]:
    """Each line of the lock file `name` that leads anywhere but to a public registry."""
    faults = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.lstrip().startswith("#"):
            continue
        faults += [
            f"{name}:{number} names {host}, which is no public registry"
            for _login, host in _ADDRESS.findall(line)
            if host not in PUBLIC_HOSTS
        ]
        if private := _PRIVATE.search(line):
            faults.append(f"{name}:{number} names {private[0].strip()!r}, which only this machine has")
    return faults
