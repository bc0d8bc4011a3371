"""What is wrong with a pack, and where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NoReturn

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


@dataclass(frozen=True, order=True)
class Place:
    """A line of a file of a pack; lines count from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return _("%(file)s, line %(line)s") % {"file": self.file, "line": self.line}


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong, in words that say what to do."""

    place: Place
    words: str

    def __str__(self) -> str:
        return f"{self.place}: {self.words}"


class WrongPackError(Exception):
    """A pack cannot be loaded. `problems` are in the order of files and lines; nothing of the pack was kept."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        count = len(self.problems)
        head = ngettext(
            "This pack has %(count)s problem; nothing was loaded.",
            "This pack has %(count)s problems; nothing was loaded.",
            count,
        )
        super().__init__("\n".join([head % {"count": count}, *map(str, self.problems)]))


def stop(place: Place, words: str) -> NoReturn:
    """Stop reading at one problem. Raises WrongPackError."""
    raise WrongPackError([Problem(place, str(words))])
