"""What a pack says, once it has been read and found right: plain values, names put in, ready to be kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from commonweal.strategy.pack.files import TomlFile
from commonweal.strategy.pack.wrong import Place


@dataclass(frozen=True)
class Entry:
    """One entry: its group (`commitments`, `facts` …), its code, and what it says, as JSON can hold it."""

    group: str
    code: str
    position: int
    says: Mapping[str, Any]  # Any: what the shape of its group allows


@dataclass(frozen=True)
class Contents:
    """All that a pack says. `head` is `pack.toml`; `dates` are its days by key; `entries` are in the order of files.

    `defaults` name the freshness that evidence has where a commitment says none, by kind and class: `promise-A`.
    """

    slug: str
    version: str
    extends: str
    head: Mapping[str, Any]  # Any: as shaped
    head_file: TomlFile
    dates: Mapping[str, date]
    bodies: Sequence[Entry]
    places: Mapping[str, Mapping[str, Any]]
    entries: Mapping[str, Sequence[Entry]]
    defaults: Mapping[str, str]

    @property
    def digest(self) -> str:
        """Tells these contents from any others, whatever the comments and the order of keys in the files."""
        entries = [self.bodies, *(self.entries[group] for group in sorted(self.entries))]
        whole = {
            "head": self.head,
            "dates": {key: str(day) for key, day in self.dates.items()},
            "places": self.places,
            "defaults": self.defaults,
            "entries": [[each.group, each.code, each.position, each.says] for group in entries for each in group],
        }
        return hashlib.sha256(json.dumps(whole, sort_keys=True, ensure_ascii=False).encode()).hexdigest()

    def day(self, key: object) -> date | None:
        """The day of a key of `dates`; None for no key."""
        return self.dates[str(key)] if key else None

    def every_entry(self) -> Iterator[Entry]:
        """Every entry, bodies first, and `pack.toml` as an entry of its own."""
        yield Entry("pack", self.slug, 0, {key: self.head[key] for key in sorted(self.head)})
        yield from self.bodies
        for group in sorted(self.entries):
            yield from self.entries[group]

    def head_place(self, *path: str) -> Place:
        """Where something stands in the `pack.toml` that was asked for."""
        return self.head_file.place(*path)
