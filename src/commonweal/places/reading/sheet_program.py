"""A program of its own: writes every sheet of a workbook into a folder as CSV, and their names to standard output.

`workbooks.py` starts it for each workbook, by the path of this file, with an empty environment. A sheet can be made
that asks for all memory when it is opened, and then the reader does not raise: it ends its process. That is this one.
"""

from __future__ import annotations

import csv
import json
import resource
import sys
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from pathlib import Path

from python_calamine import CalamineError, SheetTypeEnum, SheetVisibleEnum, load_workbook

DAMAGED = 3
TOO_LARGE = 4
"""How this program ends when it could not write the sheets."""

MOST_MEMORY_BYTES = 2 * 1024**3
MOST_CPU_SECONDS = 120
MOST_LETTERS = 1024**3
"""In all sheets together: one long text can stand in a million cells and take no room in the workbook."""

MOST_SHEETS = 200


class TooLargeError(Exception):
    """The sheets have more in them than we write."""


def main() -> int:
    """Write the sheets of the workbook into the folder; both are words on the command line. How it ended."""
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_CPU, MOST_CPU_SECONDS)
    _limit(resource.RLIMIT_AS, MOST_MEMORY_BYTES)
    workbook, folder = sys.argv[1:]
    try:
        names = _write_all(workbook, Path(folder))
    except CalamineError:
        return DAMAGED
    except (TooLargeError, MemoryError):
        return TOO_LARGE
    json.dump(names, sys.stdout)
    return 0


def sheet_path(folder: Path, number: int) -> Path:
    """Where the sheet with this number lies, from 0."""
    return folder / f"sheet-{number}.csv"


def _limit(what: int, most: int) -> None:
    _soft, hard = resource.getrlimit(what)
    if hard == resource.RLIM_INFINITY or most < hard:
        resource.setrlimit(what, (most, hard))


def _write_all(workbook: str, folder: Path) -> list[str]:
    """The names of the sheets that can be seen and have rows, in order."""
    names: list[str] = []
    room = MOST_LETTERS
    with load_workbook(workbook) as opened:
        for about in opened.sheets_metadata:
            if about.typ != SheetTypeEnum.WorkSheet or about.visible != SheetVisibleEnum.Visible:
                continue
            sheet = opened.get_sheet_by_name(about.name)
            if sheet.height == 0:
                continue
            if len(names) == MOST_SHEETS:
                raise TooLargeError
            room = _write(sheet.iter_rows(), sheet_path(folder, len(names)), room)
            names.append(about.name)
    return names


def _write(rows: Iterable[Sequence[object]], path: Path, room: int) -> int:
    """A line for each row, so that the number of a line is that of the row; none for empty rows at the end."""
    empty: list[list[str]] = []
    with path.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        for row in rows:
            words = [_words(value) for value in row]
            room -= sum(map(len, words)) + len(words)
            if room < 0:
                raise TooLargeError
            empty.append(words)
            if any(words):
                writer.writerows(empty)
                empty.clear()
    return room


def _words(value: object) -> str:
    """What stands in a cell, as it would be typed; on one line."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time.min:
        value = value.date()
    if isinstance(value, date | time):
        return value.isoformat()
    return " ".join(str(value).split())


if __name__ == "__main__":
    sys.exit(main())
