"""Reading a whole pack: its files, the one it extends, the shape of every entry, and names put into the words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from commonweal.core import days
from commonweal.strategy.pack import checks
from commonweal.strategy.pack.contents import Contents, Entry
from commonweal.strategy.pack.files import TomlFile, read_file
from commonweal.strategy.pack.found import Findings, Found, Names, Tables
from commonweal.strategy.pack.shapes import BODY, EXTENDING, SHAPES, Keys, Shape, shown
from commonweal.strategy.pack.wording import UnknownNameError, fill_all
from commonweal.strategy.pack.wrong import Place, stop

HEAD, NAMES, COMMITMENTS = "pack.toml", "names.toml", "commitments"
MOST_OF_SLUG = 60

FILES: Mapping[str, tuple[str, ...]] = {
    "structure.toml": ("aims", "uses", "objectives", "outcomes", "chapters", "sections"),
    "facts.toml": ("facts",),
    "contradictions.toml": ("contradictions",),
    "glossary.toml": ("terms",),
    "grants.toml": ("types", "criteria", "standards"),
    "bands.toml": ("bands",),
    "rules.toml": ("rules",),
    "audiences.toml": ("audiences",),
    "measures.toml": ("measures",),
    "freshness.toml": ("freshness", "defaults"),
    "compact.toml": ("principles",),
}
"""Which groups of entries stand in which file."""

BARE = ("facts", "contradictions")
"""Groups whose entries stand in their file without the group's name before them, as commitments do."""

NAME_GROUPS = ("bodies", "places", "dates", "names")


@dataclass(frozen=True)
class Link:
    """A pack in the chain of those that extend one another: its folder, what people call its files, its head."""

    folder: Path
    prefix: str
    head: TomlFile

    def read(self, name: str) -> TomlFile:
        """Read one of its files. Raises WrongPackError."""
        return read_file(self.folder / name, name=f"{self.prefix}{name}")


def read_pack(folder: Path) -> Contents:
    """Read the pack in `folder`; one that it extends is looked for beside it, in a folder named by its slug.

    Raises WrongPackError with every problem that can be told at once, by file and line.
    """
    chain = _chain(folder)
    findings = _read_files(chain[-1])
    names = _merged_names(findings, chain)
    head = _merged_head(findings, chain)
    keys = _keys(findings, names)
    checks.check_head(findings, head, keys)
    checks.check_names(findings, names, keys)
    checks.check_entries(findings, keys)
    checks.check_counts(findings)
    checks.check_families(findings)
    findings.stop_if_wrong()
    dates: dict[str, date] = {code: each.says["value"] for code, each in names["dates"].items()}
    checks.check_days(findings, head["term"], dates)
    contents = _contents(findings, chain, head, names, keys)
    findings.stop_if_wrong()
    return contents


def _chain(folder: Path) -> list[Link]:
    """The pack and those it extends, the one asked for first. Raises WrongPackError for a circle."""
    chain = [_link(folder, prefix="")]
    while (slug := chain[-1].head.tables.get("extends")) is not None:
        last = chain[-1]
        is_slug = isinstance(slug, str) and len(slug) <= MOST_OF_SLUG and bool(checks.SLUG.fullmatch(slug))
        beside = (last.folder.resolve().parent / slug).resolve() if is_slug else None
        if beside is None or not (beside / HEAD).is_file():
            words = _("there is no pack %(slug)s beside this one. Put its folder there, or correct the name")
            stop(last.head.place("extends"), words % {"slug": shown(slug)})
        chain.append(_link(beside, prefix=f"{slug}/"))
        if beside in (link.folder.resolve() for link in chain[:-1]):
            circle = " → ".join(link.folder.resolve().name for link in chain)
            words = _("these packs extend one another in a circle: %(circle)s. Break it")
            stop(last.head.place("extends"), words % {"circle": circle})
    return chain


def _link(folder: Path, *, prefix: str) -> Link:
    return Link(folder, prefix, read_file(folder / HEAD, name=f"{prefix}{HEAD}"))


def _read_files(base: Link) -> Findings:
    """Every entry of the pack at the end of the chain, which holds all the words."""
    findings = Findings(base.head)
    for name, groups in FILES.items():
        file = base.read(name)
        if groups[0] in BARE:
            findings.entries[groups[0]] = list(_entries(findings, groups[0], file))
            continue
        for group in groups:
            found = _values if group == "defaults" else _entries
            where = findings.defaults if group == "defaults" else findings.entries.setdefault(group, [])
            where += found(findings, group, file, (group,))
        for other in file.tables.keys() - set(groups):
            findings.wrong(file.place(other), _("%(name)s does not belong in this file") % {"name": other})
    findings.entries[COMMITMENTS] = [
        entry
        for path in sorted((base.folder / COMMITMENTS).glob("*.toml"))
        for entry in _entries(findings, COMMITMENTS, base.read(f"{COMMITMENTS}/{path.name}"))
    ]
    _refuse_twins(findings)
    return findings


def _entries(findings: Findings, group: str, file: TomlFile, path: tuple[str, ...] = ()) -> Iterator[Found]:
    """The tables of one group, in the order of the file."""
    tables = file.tables.get(path[0], {}) if path else file.tables
    if not isinstance(tables, dict):
        findings.wrong(file.place(*path), _("write tables here, like [%(group)s.name]") % {"group": group})
        return
    for code, says in tables.items():
        if isinstance(says, dict):
            yield Found(group, code, says, file, (*path, code))
        else:
            words = _("this stands outside every entry. Put it under one, or take it away")
            findings.wrong(file.place(*path, code), words)


def _values(findings: Findings, group: str, file: TomlFile, path: tuple[str, ...]) -> Iterator[Found]:
    """The single values of one group: days, names and defaults."""
    values = file.tables.get(path[0], {})
    if not isinstance(values, dict):
        findings.wrong(file.place(*path), _("write a table here, with keys and values"))
        return
    for code, value in values.items():
        yield Found(group, code, {"value": value}, file, (*path, code))


def _refuse_twins(findings: Findings) -> None:
    """Within a file TOML refuses twins by itself; commitments stand in several."""
    seen: dict[str, Found] = {}
    for entry in findings.entries[COMMITMENTS]:
        if entry.code in seen:
            words = _("%(code)s stands in %(place)s already. Give each its own id")
            findings.wrong(entry.place(), words % {"code": entry.code, "place": seen[entry.code].place()})
        seen.setdefault(entry.code, entry)


def _merged_names(findings: Findings, chain: Sequence[Link]) -> Names:
    """Every body, place, day and name by its key, each as the pack that was asked for has it."""
    merged: dict[str, dict[str, Found]] = {group: {} for group in NAME_GROUPS}
    for link in reversed(chain):
        file, is_base = link.read(NAMES), link is chain[-1]
        for group in NAME_GROUPS:
            found = _entries if group in {"bodies", "places"} else _values
            for each in found(findings, group, file, (group,)):
                if not is_base and each.code not in merged[group]:
                    words = _("the pack that this one extends has no %(name)s. It can only be given other names")
                    findings.wrong(each.place(), words % {"name": each.code})
                merged[group][each.code] = each
        if not is_base:
            _refuse_more(findings, link)
    return merged


def _refuse_more(findings: Findings, link: Link) -> None:
    for path in sorted(link.folder.rglob("*.toml")):
        name = str(path.relative_to(link.folder))
        if name not in {HEAD, NAMES}:
            words = _("a pack that extends another gives other names and nothing else. Take this file away")
            findings.wrong(Place(f"{link.prefix}{name}", 1), words)


def _merged_head(findings: Findings, chain: Sequence[Link]) -> Tables:
    """What `pack.toml` says, with what the packs that extend it may say instead."""
    merged = dict(chain[-1].head.tables)
    checks.check_slugs(findings, chain[-1].head)
    slugs = [merged.get("slug")]
    for link in reversed(chain[:-1]):
        checks.check_table(findings, link.head, link.head.tables, EXTENDING, {})
        checks.check_slugs(findings, link.head)
        if link.head.tables.get("slug") in slugs:
            words = _("this is the slug of the pack that this one extends. Give this one a slug of its own")
            findings.wrong(link.head.place("slug"), words)
        slugs.append(link.head.tables.get("slug"))
        merged |= {key: link.head.tables[key] for key in EXTENDING.allowed() if key in link.head.tables}
    return merged


def _keys(findings: Findings, names: Names) -> Keys:
    keys = {group: frozenset(each.code for each in found) for group, found in findings.entries.items()}
    return keys | {group: frozenset(found) for group, found in names.items()}


def _holes(names: Names) -> dict[str, str]:
    """What can stand in braces in words, and what it becomes."""
    filled = {code: days.show_day(each.says["value"]) for code, each in names["dates"].items()}
    filled |= {code: place.says["name"] for code, place in names["places"].items()}
    filled |= {code: name.says["value"] for code, name in names["names"].items()}
    for code, body in names["bodies"].items():
        filled[code] = body.says["name"]
        filled[f"{code}.short"] = body.says.get("short_name") or body.says["name"]
    return filled


def _contents(findings: Findings, chain: Sequence[Link], head: Tables, names: Names, keys: Keys) -> Contents:
    dates: dict[str, date] = {code: each.says["value"] for code, each in names["dates"].items()}
    filling = _Filling(findings, _holes(names), keys)
    return Contents(
        slug=str(head["slug"]),
        version=str(head["version"]),
        extends=str(head.get("extends", "")),
        head=filling.head(chain, head),
        head_file=chain[0].head,
        dates=dates,
        bodies=filling.entries(list(names["bodies"].values()), BODY),
        places={code: _plain(place.says) for code, place in names["places"].items()},
        entries={group: filling.entries(found, SHAPES[group]) for group, found in findings.entries.items()},
        defaults={each.code: str(each.says["value"]) for each in findings.defaults},
    )


@dataclass(frozen=True)
class _Filling:
    """Puts names into words, and looks whether what comes out still has the right shape: names make words longer."""

    findings: Findings
    holes: Mapping[str, str]
    keys: Keys

    def head(self, chain: Sequence[Link], head: Tables) -> Tables:
        """What `pack.toml` says; a problem is told of the file that says it."""
        filled: Tables = {}
        for key, value in head.items():
            file = next(link.head for link in chain if key in link.head.tables)
            filled[key] = self._put(value, file.place(key))
            if key in EXTENDING.allowed() and (words := EXTENDING.check_of(key)(filled[key], self.keys)):
                self.findings.wrong(file.place(key), f"{key}: {words}")
        return dict(_plain(filled))

    def entries(self, found: Sequence[Found], shape: Shape) -> tuple[Entry, ...]:
        """Entries as they will be kept, numbered in their order."""
        made = []
        for position, each in enumerate(found, start=1):
            says = self._put(each.says, each.place())
            checks.check_table(self.findings, each.file, says, shape, self.keys, each.path)
            made.append(Entry(each.group, each.code, position, _plain(says)))
        return tuple(made)

    def _put(self, value: Any, place: Place) -> Any:  # Any: TOML, its shape unchanged
        try:
            return fill_all(value, self.holes)
        except UnknownNameError as error:
            words = _("names.toml has no name for %(hole)s. Add it there, or write a brace twice to mean a brace")
            self.findings.wrong(place, words % {"hole": error})
            return value


def _plain(value: Any) -> Any:  # Any: TOML in, JSON out
    """The same value as JSON can hold it, days as `2026-05-31`."""
    return json.loads(json.dumps(value, default=str))
