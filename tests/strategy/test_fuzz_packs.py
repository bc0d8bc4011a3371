"""Whatever happens to the files of a pack, reading it gives the pack or says what is wrong, where, and nothing else."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonweal.strategy.operations import packs
from commonweal.strategy.pack.contents import Contents
from commonweal.strategy.pack.reading import read_pack
from commonweal.strategy.pack.wrong import WrongPackError
from tests.factories.strategy import LOADER, SMALL, SMALL_SLUG

FILES = sorted(str(path.relative_to(SMALL)) for path in SMALL.rglob("*.toml"))

# What may come to stand behind a key: of every type of TOML, and at the edges of each.
VALUES = (
    b"0", b"-1", b"1e400", b"nan", b"true", b'""', b'" "', b'"x"', b"[]", b"{}", b"[[]]", b"[{}]", b'["x", "x"]',
    b"{ a = 1 }", b"{ at_least = 1 }", b"2021-02-29", b"2021-02-28", b"2021-02-28T10:00:00Z", b"10:00:00",
    b"9" * 30, b"9" * 4_400, b'"' + b"x" * 6_000 + b'"', b'"{"', b'"{council}"', b'"{council.short}}"', b'"\\u0000"',
    b'"\\ud800"', b"\xff", b"'''", b"[" * 500, b"a.b.c = 1", b'"C-005"', b'"council"', b'["council", "sector"]',
    b"99999999999999999999", b"0x7fffffffffffffff", b"0o777", b'"\\U0010FFFF"', b"{ x = { x = { x = 1 } } }",
)  # fmt: skip

LINES = (
    b"[C-005]", b"[[C-005]]", b"[bodies]", b"[[bodies.council]]", b"[names.council]", b"[dates]", b"[defaults]",
    b"x = 1", b"[C-155.target]", b"parent = 'C-155'", b'parent = "C-005"', b"[", b"]", b"=", b"[a.b.c.d.e.f]",
    b'["a.b"]', b"\x00", b'extends = "small-2021"', b'extends = "."', b'succeeds = "x"', b"[carried]", b"[term]",
    b"[counts]",    b"[settings]", b"[[F-15.figures]]", b"[[rules.notice.versions]]", b"target = 1", b"sides = []",
    b"[freshness.records]", b"\xef\xbb\xbf",
)  # fmt: skip


@dataclass(frozen=True)
class Edit:
    """One change to one file, at a place given as a share of its length."""

    file: str
    share: float
    how: str
    with_: bytes


EDITS = st.builds(
    Edit,
    file=st.sampled_from(FILES),
    share=st.floats(0, 1, exclude_max=True),
    how=st.sampled_from(
        ["cut", "drop a byte", "put a byte", "drop a line", "double a line", "put a line", "swap lines", "put a value"]
    ),
    with_=st.one_of(st.sampled_from(VALUES), st.sampled_from(LINES), st.binary(min_size=1, max_size=4)),
)


def edited(content: bytes, edit: Edit) -> bytes:
    """The content of a file after one change."""
    place = int(edit.share * len(content))
    lines = content.split(b"\n")
    number = int(edit.share * len(lines))
    if edit.how == "cut":
        return content[:place]
    if edit.how == "drop a byte":
        return content[:place] + content[place + 1 :]
    if edit.how == "put a byte":
        return content[:place] + edit.with_ + content[place:]
    if edit.how == "drop a line":
        lines[number : number + 1] = []
    elif edit.how == "double a line":
        lines.insert(number, lines[number])
    elif edit.how == "put a line":
        lines.insert(number, edit.with_)
    elif edit.how == "swap lines":
        lines[number], lines[0] = lines[0], lines[number]
    else:
        key, is_value, _value = lines[number].partition(b"=")
        lines[number] = key + is_value + b" " + edit.with_
    return b"\n".join(lines)


def read(folder: Path) -> Contents | WrongPackError:
    """What a pack says, or what is wrong with it; anything else that is raised is a fault of the reader."""
    try:
        return read_pack(folder)
    except WrongPackError as error:
        return error


def _is_there(folder: Path, file: str, line: int) -> bool:
    path = folder / file
    if not path.is_file():
        return line == 1
    return 1 <= line <= max(path.read_bytes().count(b"\n") + 1, 1)


def tried(tmp_path: Path, edits: list[Edit]) -> Contents | WrongPackError:
    """What comes of reading the small pack after some edits; every problem names a line that is there."""
    folder = tmp_path / SMALL_SLUG
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(SMALL, folder)
    for edit in edits:
        path = folder / edit.file
        path.write_bytes(edited(path.read_bytes(), edit))

    found = read(folder)

    problems = found.problems if isinstance(found, WrongPackError) else []
    assert bool(problems) == isinstance(found, WrongPackError)
    assert [str(each) for each in problems if not _is_there(folder, each.place.file, each.place.line)] == []
    return found


REPEATED = (HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large)


@settings(max_examples=60, deadline=None, suppress_health_check=REPEATED, derandomize=True)
@given(edits=st.lists(EDITS, min_size=1, max_size=3))
def test_a_pack_that_was_changed_at_random(edits: list[Edit], tmp_path_factory: pytest.TempPathFactory) -> None:
    tried(tmp_path_factory.getbasetemp() / "changed", edits)


@pytest.mark.fuzz
@settings(max_examples=4_000, deadline=None, suppress_health_check=REPEATED)
@given(edits=st.lists(EDITS, min_size=1, max_size=3))
def test_a_pack_that_was_changed_at_random_very_often(
    edits: list[Edit], tmp_path_factory: pytest.TempPathFactory
) -> None:
    tried(tmp_path_factory.getbasetemp() / "changed-often", edits)


@pytest.mark.fuzz
@pytest.mark.django_db
@pytest.mark.parametrize("file", FILES)
def test_every_value_behind_every_key_of_a_file(file: str, tmp_path: Path, at: datetime) -> None:
    lines = (SMALL / file).read_bytes().split(b"\n")
    places = [(number + 0.5) / len(lines) for number, line in enumerate(lines) if b"=" in line]

    for share in places:
        for value in VALUES:
            found = tried(tmp_path, [Edit(file, share, "put a value", value)])
            if isinstance(found, Contents):
                load_and_take_back(found, at)


def load_and_take_back(contents: Contents, at: datetime) -> None:
    """What can be read can be kept too, or says what is wrong."""
    with transaction.atomic(), suppress(WrongPackError):
        packs.load(contents=contents, by=LOADER, at=at)
        transaction.set_rollback(True)
