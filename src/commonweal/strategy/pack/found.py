"""What was found in the files of a pack, before it is known to be right, and what is wrong with it so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from commonweal.strategy.pack.files import TomlFile
from commonweal.strategy.pack.wrong import Place, Problem, WrongPackError

Tables = dict[str, Any]  # Any: TOML, checked against shapes


@dataclass(frozen=True)
class Found:
    """An entry as it stands in a file: its group, its code, and the path of its table."""

    group: str
    code: str
    says: Tables
    file: TomlFile
    path: tuple[str, ...]

    def place(self, *keys: str) -> Place:
        """Where it, or one of its keys, stands."""
        return self.file.place(*self.path, *keys)


Names = Mapping[str, Mapping[str, Found]]
"""Bodies, places, dates and names, each by its key."""


@dataclass
class Findings:
    """All entries by group, the defaults of freshness, and the problems noted so far."""

    head: TomlFile
    entries: dict[str, list[Found]] = field(default_factory=dict)
    defaults: list[Found] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, place: Place, words: str) -> None:
        """Note a problem, and go on."""
        self.problems.append(Problem(place, words))

    def stop_if_wrong(self) -> None:
        """Raises WrongPackError if anything was noted."""
        if self.problems:
            raise WrongPackError(self.problems)
