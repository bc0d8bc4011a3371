"""What a pack that is wrong is told, and where."""

from __future__ import annotations

from pathlib import Path

import pytest

from commonweal.strategy.pack.reading import read_pack
from commonweal.strategy.pack.wrong import WrongPackError


def problems_of(folder: Path) -> list[str]:
    """What is wrong with a pack, by file and line."""
    with pytest.raises(WrongPackError) as wrong:
        read_pack(folder)
    return [str(problem) for problem in wrong.value.problems]


def at_line(folder: Path, file: str, words: str, said: str) -> str:
    """The problem that is told where `words` first stand in a file; `words|2` where they stand the second time."""
    words, _bar, which = words.partition("|")
    lines = enumerate((folder / file).read_text(errors="replace").splitlines(), start=1)
    number = [number for number, line in lines if words in line][int(which or 1) - 1]
    return f"{file}, line {number}: {said}"
