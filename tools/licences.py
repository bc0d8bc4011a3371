"""Which licences what we ship may have: no AGPL and no GPL; LGPL only where it is named here, with why.

What ships is what `locks/runtime.txt` pins, the `s3` extra and the packages that the stylesheet is built from.
Tools that only test and check may have any licence but AGPL: they stay here.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

LGPL = {
    "psycopg": "the PostgreSQL driver, used unchanged as a library of its own",
    "psycopg-binary": "the same driver's compiled part",
    "pi-heif": "reads HEIC pictures: libheif and libde265 unchanged, as a library of its own, without an encoder",
}

# Packages whose metadata leaves the licence out, with what their LICENSE file says.
READ_BY_HAND = {
    "axe-playwright-python": "MIT; it carries axe-core, which is MPL-2.0",
}

# The s3 extra: what it brings beside what the runtime has.
EXTRAS = {"django-storages", "boto3", "botocore", "s3transfer", "jmespath", "python-dateutil", "six", "urllib3"}

_PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==", re.MULTILINE)


@dataclass(frozen=True)
class Package:
    """An installed package: its name, the licence it states, and whether it ships."""

    name: str
    licence: str
    ships: bool


def tidy(name: str) -> str:
    """A package's name as every file writes it: `pi_heif` → `pi-heif`."""
    return re.sub(r"[-_.]+", "-", name).lower()


def installed() -> list[Package]:
    """Every package here, from Python's registry and from npm's."""
    shipped = {tidy(name) for name in _PIN.findall((ROOT / "locks" / "runtime.txt").read_text())} | EXTRAS
    command = [sys.executable, "-m", "piplicenses", "--from=mixed", "--format=json"]
    listed = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    python = [Package(tidy(each["Name"]), each["License"], tidy(each["Name"]) in shipped) for each in listed]
    return python + npm_packages((ROOT / "package-lock.json").read_text())


def npm_packages(lock: str) -> list[Package]:
    """The packages of a package-lock.json; what only builds does not ship."""
    packages: dict[str, dict[str, object]] = json.loads(lock)["packages"]
    return [
        Package(path.rpartition("node_modules/")[2], str(package.get("license", "UNKNOWN")), "dev" not in package)
        for path, package in packages.items()
        if path
    ]


def fault_of(package: Package) -> str:
    """Why `package` may not be used as it is; nothing when it may."""
    licence = READ_BY_HAND.get(package.name, package.licence)
    words = licence.upper().replace("GNU LESSER GENERAL PUBLIC", "LGPL").replace("LESSER GPL", "LGPL")
    words = words.replace("GNU AFFERO GENERAL PUBLIC", "AGPL").replace("GNU GENERAL PUBLIC", "GPL")
    choices = re.split(r"\bOR\b|;", words)  # one of several will do
    if not licence or licence.upper() == "UNKNOWN":
        return f"{package.name} states no licence; read its LICENSE and write it into tools/licences.py"
    if all(re.search(r"\bAGPL", choice) for choice in choices):
        return f"{package.name} is {licence}, which we neither ship nor build with"
    if package.ships and all(re.search(r"\bGPL", choice) for choice in choices):
        return f"{package.name} is {licence}, which we do not ship"
    if package.ships and all("LGPL" in choice for choice in choices) and package.name not in LGPL:
        return f"{package.name} is {licence}; say in tools/licences.py why it may ship, or do without it"
    return ""


def faults() -> list[str]:
    """Each package that may not be used as it is, in a line."""
    return [fault for package in installed() if (fault := fault_of(package))]
