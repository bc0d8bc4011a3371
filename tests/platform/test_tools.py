"""The tools that guard a change: what they count, and what they refuse."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import check, licences, locks, reference
from tools.licences import Package
from tools.testing import Tally

REPORT = """<?xml version="1.0"?><testsuites>
<testsuite name="pytest" tests="9" failures="1" errors="2" skipped="3"></testsuite></testsuites>"""


def test_tally_adds_what_pytest_reports(tmp_path: Path) -> None:
    report = tmp_path / "quick.xml"
    report.write_text(REPORT)
    tally = Tally()

    tally.add(report)
    tally.add(report)

    assert tally.closing_lines() == ["6 passed, 6 failed, 6 skipped"]


def test_tally_of_a_run_that_broke_off(tmp_path: Path) -> None:
    tally = Tally()

    tally.add(tmp_path / "never-written.xml")

    assert tally.closing_lines() == ["0 passed, 1 failed, 0 skipped"]


def test_tally_says_what_was_not_run() -> None:
    tally = Tally(passed=5)

    tally.not_run.append("14 browser journeys. No Chromium found: apt install chromium, or set COMMONWEAL_CHROMIUM.")

    assert tally.closing_lines() == [
        "Not run: 14 browser journeys. No Chromium found: apt install chromium, or set COMMONWEAL_CHROMIUM.",
        "5 passed, 0 failed, 0 skipped",
    ]


@pytest.mark.parametrize(
    ("line", "faults"),
    [
        ("django==5.2.19 --hash=sha256:ab", []),
        ('source = { registry = "https://pypi.org/simple" }', []),
        ('url = "https://files.pythonhosted.org/a.whl"', []),
        ("https://registry.npmjs.org/sass/-/sass-1.tgz", []),
        ("# made with --index-url https://mirror.example", []),
        (
            'registry = "https://mirror.example/simple"',
            ["x.txt:1 names mirror.example, which is no public registry"],
        ),
        (
            'url = "https://name:word@packages.example:8443/a.whl"',
            ["x.txt:1 names packages.example, which is no public registry"],
        ),
        ("--find-links wheels", ["x.txt:1 names '--find-links', which only this machine has"]),
        ('path = "/opt/wheels/a.whl"', ["x.txt:1 names '\"/opt/', which only this machine has"]),
    ],
)
def test_line_of_a_lock_file(line: str, faults: list[str]) -> None:
    found = locks.faults_in_text("x.txt", line)

    assert found == faults


def test_lock_files_name_public_registries_only() -> None:
    found = locks.faults_in_hosts()

    assert found == []


@pytest.mark.parametrize(
    ("licence", "ships", "may_be_used"),
    [
        ("MIT", True, True),
        ("Mozilla Public License 2.0 (MPL 2.0)", True, True),
        ("GPL-3.0-only", True, False),
        ("GNU General Public License v3 (GPLv3)", True, False),
        ("GPL-3.0-only", False, True),
        ("GPL-2.0 OR MIT", True, True),
        ("GNU Affero General Public License v3", False, False),
        ("AGPL-3.0", True, False),
        ("LGPL-3.0-only", True, False),
        ("GNU Lesser General Public License v3 (LGPLv3)", True, False),
        ("LGPL-3.0-only", False, True),
        ("UNKNOWN", True, False),
    ],
)
def test_licence_of_a_package(licence: str, ships: bool, may_be_used: bool) -> None:
    package = Package("example", licence, ships)

    fault = licences.fault_of(package)

    assert (fault == "") is may_be_used


def test_lgpl_package_that_is_named_may_ship() -> None:
    package = Package("psycopg", "LGPL-3.0-only", ships=True)

    fault = licences.fault_of(package)

    assert fault == ""


def test_npm_package_that_only_builds_does_not_ship() -> None:
    lock = """{"packages": {"": {}, "node_modules/a": {"license": "MIT"},
        "node_modules/b/node_modules/@x/c": {"license": "GPL-3.0", "dev": true}}}"""

    packages = licences.npm_packages(lock)

    assert packages == [Package("a", "MIT", ships=True), Package("@x/c", "GPL-3.0", ships=False)]


def test_check_that_does_not_exist(capsys: pytest.CaptureFixture[str]) -> None:
    code = check.main(["typos"])

    assert code == 2
    assert capsys.readouterr().err.startswith("There is no check 'typos'. There are: lint, format, types, ")


@pytest.mark.django_db
@pytest.mark.slow
def test_reference_pages_are_in_step_with_the_code(capsys: pytest.CaptureFixture[str]) -> None:
    code = reference.main(["--check"])

    assert code == 0, capsys.readouterr().out
