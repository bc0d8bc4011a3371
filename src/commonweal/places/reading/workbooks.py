"""Spreadsheets: which of their sheets is meant, and that sheet as a plain table."""

from __future__ import annotations

import csv
import json
import logging
import shutil
import subprocess
import sys
from collections.abc import Callable, Collection
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from django.utils.translation import gettext as _

from commonweal.core.files import office
from commonweal.core.files.kinds import SPREADSHEETS
from commonweal.core.files.refusals import UnreadableError, UploadRefusedError
from commonweal.places.reading import sheet_program
from commonweal.places.reading.plain import PlainFile
from commonweal.places.reading.wrong import WrongFileError, in_file, shown

logger = logging.getLogger("commonweal.places")

ROWS_LOOKED_AT = 40
"""Titles and notes stand above the heading of a published sheet, but no more rows of them than this."""

SECONDS_TO_READ = 300
MOST_NAMED = 12


@dataclass(frozen=True)
class Sought:
    """What a sheet is known by: its heading, in small letters; and, where several have one, a word of its name."""

    is_heading: Callable[[list[str]], bool]
    word: str = ""


@dataclass(frozen=True)
class _Sheet:
    name: str
    path: Path
    heading_at: int | None
    """How many rows stand above the heading; None where there is none."""


def is_workbook(members: Collection[str]) -> bool:
    """Whether a zip with these members is a spreadsheet of a kind we read."""
    return "xl/workbook.xml" in members or {"mimetype", "content.xml"} <= set(members)


def sheet_in(path: Path, *, into: Path, sought: Sought) -> PlainFile:
    """The one sheet of the workbook that is sought, as CSV that begins with the heading, in the folder `into`.

    Raises WrongFileError when there is none, or more than one.
    """
    _check(path)
    sheets = [
        _Sheet(name, written, _heading_at(written, sought.is_heading))
        for number, name in enumerate(_names(path, into))
        for written in [sheet_program.sheet_path(into, number)]
    ]
    return _from_heading(_the_one(path.name, sheets, sought.word), path.name)


def _check(path: Path) -> None:
    try:
        with path.open("rb") as opened:
            kind = office.kind_of(opened)
    except UnreadableError:
        raise _damaged(path.name) from None
    except UploadRefusedError:
        reason = _("it is locked, has programs inside, or unpacks to far too much. Open it and save the sheet as CSV")
        raise in_file(path.name, reason) from None
    if kind not in SPREADSHEETS:
        raise in_file(path.name, _("this is a document without tables to read. Download the data itself, as CSV"))


def _damaged(name: str) -> WrongFileError:
    return in_file(name, _("part of the file is missing or damaged. Download it again, and check that it is as large"))


def _names(path: Path, into: Path) -> list[str]:
    """The names of the sheets that a process of its own has written into the folder."""
    program = [sys.executable, "-I", str(Path(sheet_program.__file__)), str(path.resolve()), str(into.resolve())]
    try:
        done = subprocess.run(
            program,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env={},
            timeout=SECONDS_TO_READ,
            check=False,
        )
        ended = done.returncode
    except subprocess.TimeoutExpired:
        ended = sheet_program.TOO_LARGE
    if ended == 0:
        names: list[str] = json.loads(done.stdout)
        return names
    if ended == sheet_program.DAMAGED:
        raise _damaged(path.name)
    if ended != sheet_program.TOO_LARGE:
        # The reader fell over or was stopped. It hurt nobody, but operators should hear of many.
        logger.warning("workbook could not be read", extra={"reason": f"ended with {ended}"})
    raise in_file(path.name, _("it is too large to be opened as a spreadsheet. Save the sheet as CSV"))


def _heading_at(path: Path, is_heading: Callable[[list[str]], bool]) -> int | None:
    with path.open(encoding="utf-8", newline="") as opened:
        first = list(islice(csv.reader(opened), ROWS_LOOKED_AT))
    lowered = [[cell.lower() for cell in row] for row in first]
    return next((place for place, row in enumerate(lowered) if is_heading(row)), None)


def _the_one(file: str, sheets: list[_Sheet], word: str) -> _Sheet:
    fitting = [sheet for sheet in sheets if sheet.heading_at is not None]
    if len(fitting) > 1 and word:
        fitting = [sheet for sheet in fitting if word in sheet.name.lower()] or fitting
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        reason = _("more than one sheet could be meant: %(sheets)s. Delete the others, save it, and import it again")
        raise in_file(file, reason % {"sheets": _listed(fitting)})
    if len(sheets) == 1:
        # Its own reader says which columns it looks for.
        return _Sheet(sheets[0].name, sheets[0].path, _heading_at(sheets[0].path, _is_any_heading) or 0)
    if not sheets:
        raise in_file(file, _("there is nothing in its sheets. Download it again"))
    reason = _("none of its sheets has the columns that are needed: %(sheets)s. Columns must keep their names")
    raise in_file(file, reason % {"sheets": _listed(sheets)})


def _is_any_heading(row: list[str]) -> bool:
    return len([cell for cell in row if cell]) > 1


def _listed(sheets: list[_Sheet]) -> str:
    names = [f"“{shown(sheet.name)}”" for sheet in sheets[:MOST_NAMED]]
    return ", ".join(names if len(sheets) <= MOST_NAMED else [*names, "…"])


def _from_heading(sheet: _Sheet, file: str) -> PlainFile:
    """The sheet without the rows above its heading. Each row is one line, so lines are what is passed over."""
    above = sheet.heading_at or 0
    plain = sheet.path.with_suffix(".plain.csv")
    with sheet.path.open("rb") as whole, plain.open("wb") as kept:
        for _line in range(above):
            whole.readline()
        shutil.copyfileobj(whole, kept)
    name = _("%(file)s, sheet “%(sheet)s”") % {"file": file, "sheet": shown(sheet.name)}
    return PlainFile(name, plain, rows_above=above)
