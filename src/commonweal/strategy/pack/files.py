"""One TOML file: its tables, and the line on which each table and each of its keys stands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.strategy.pack.wrong import Place, stop

MOST_BYTES = 2_000_000
"""More than ten times the largest file of a real pack."""

MOST_IN_LINE = 10_000
DEEPEST = 20
"""More than any pack needs; what goes beyond is no pack, and would only keep the reader busy."""

_LONG_NUMBER = re.compile(r"[0-9][0-9_]{4000}")
_HEADER = re.compile(r"^\s*\[(\[)?([^\[\]]+)\](?(1)\])\s*(#.*)?$")
_KEY = re.compile(r"""^\s*(?:"([^"]+)"|'([^']+)'|([A-Za-z0-9_-]+))\s*=""")
_LONG = re.compile(r'"""|\'\'\'')
_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)$")

_TOO_DEEP = gettext_lazy("brackets are nested too deeply in this file. Write it plainly")
_PLAINER = (
    ("Invalid date or datetime", gettext_lazy("there is no such day. Write days as 2026-05-31")),
    ("Cannot declare", gettext_lazy("this stands here a second time. Give each its own name")),
    ("Cannot overwrite a value", gettext_lazy("this key stands here a second time. Keep one of them")),
    ("Cannot mutate immutable", gettext_lazy("this key stands here a second time. Keep one of them")),
)


@dataclass(frozen=True)
class TomlFile:
    """What a file says. `lines` holds the line of each table and key by its path, for example `("C-005", "force")`."""

    name: str
    tables: Mapping[str, Any]  # Any: TOML, checked against shapes later
    lines: Mapping[tuple[str, ...], int] = field(default_factory=dict)

    def place(self, *path: str) -> Place:
        """Where a table or key stands; where it does not, where the table stands that it would be in."""
        while path and path not in self.lines:
            path = path[:-1]
        return Place(self.name, self.lines.get(path, 1))


def read_file(path: Path, *, name: str) -> TomlFile:
    """Read one file; `name` is what people call it. Raises WrongPackError for one that is not whole TOML in UTF-8."""
    try:
        with path.open("rb") as source:
            raw = source.read(MOST_BYTES + 1)
    except OSError:
        stop(Place(name, 1), _("this file is missing or cannot be read. Put it there and load the pack again"))
    if len(raw) > MOST_BYTES:
        stop(Place(name, 1), _("this file is longer than two million characters, which no pack needs. Shorten it"))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        stop(Place(name, line), _("a character here is not UTF-8. Save the file as UTF-8"))
    text = text.replace("\r\n", "\n")
    _refuse_long_lines(text, name)
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        stop(Place(name, _line_of(error, text)), _words_of(error))
    except RecursionError:
        stop(Place(name, 1), str(_TOO_DEEP))
    if _depth(tables) > DEEPEST:
        stop(Place(name, 1), str(_TOO_DEEP))
    return TomlFile(name, tables, _lines_of(text))


def _refuse_long_lines(text: str, name: str) -> None:
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > MOST_IN_LINE:
            words = _("this line is longer than %(most)s characters. Break it")
            stop(Place(name, number), words % {"most": f"{MOST_IN_LINE:,}"})
        if _LONG_NUMBER.search(line):
            stop(Place(name, number), _("no number is that long. Correct it"))


def _depth(tables: Mapping[str, Any]) -> int:
    """How deep tables and lists stand in one another; counted without recursion, which has its own bounds."""
    depth, level = 0, list[Any]([tables])  # Any: whatever TOML holds
    while level:
        depth += 1
        values = [value for each in level for value in (each.values() if isinstance(each, dict) else each)]
        level = [value for value in values if isinstance(value, dict | list)]
    return depth


def _line_of(error: tomllib.TOMLDecodeError, text: str) -> int:
    found = _AT_LINE.search(str(error))
    return int(found[1]) if found else text.rstrip().count("\n") + 1


def _words_of(error: tomllib.TOMLDecodeError) -> str:
    said = _AT_LINE.sub("", str(error)).strip()
    plain = next((words for start, words in _PLAINER if said.startswith(start)), "")
    if plain:
        return f"{plain} ({said})"
    if said.endswith("(at end of document)"):
        return _("the file ends in the middle of something, as if it had been cut off. Bring the whole file")
    return _("this cannot be read as TOML: %(said)s") % {"said": said}


def _lines_of(text: str) -> dict[tuple[str, ...], int]:
    """The line of every table header, and of every key that begins a line within it."""
    lines: dict[tuple[str, ...], int] = {(): 1}
    counts: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    within = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if not within:
            header, key = _HEADER.match(line), _KEY.match(line)
            if header:
                table = tuple(part.strip().strip("\"'") for part in header[2].split("."))
                if header[1]:
                    counts[table] = counts.get(table, -1) + 1
                    table = (*table, str(counts[table]))
                lines.setdefault(table, number)
            elif key:
                lines.setdefault((*table, key[1] or key[2] or key[3]), number)
        within = _still_within(line, within)
    return lines


def _still_within(line: str, within: str) -> str:
    """Which quotes of a long text are open at the end of the line."""
    for quotes in _LONG.findall(line):
        within = "" if within == quotes else within or quotes
    return within
