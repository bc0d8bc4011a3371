"""What must be right in a pack before any of it is kept. Each check notes every problem it finds, and goes on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from commonweal.strategy.pack.files import TomlFile
from commonweal.strategy.pack.found import Findings, Found, Names, Tables
from commonweal.strategy.pack.shapes import BODY, KINDS, PACK, PLACE, SHAPES, Keys, Shape, day, key_of, text

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")

SHORT_CODES = ("commitments", "facts", "contradictions")
"""Groups whose ids people write and say, and which are therefore short."""


def check_table(
    findings: Findings, file: TomlFile, says: object, shape: Shape, keys: Keys, path: tuple[str, ...] = ()
) -> None:
    """Check one table against its shape: nothing missing, nothing unknown, every value right."""
    if not isinstance(says, dict):
        findings.wrong(file.place(*path), _("write a table here, with keys and values"))
        return
    for key in shape.needed.keys() - says.keys():
        findings.wrong(file.place(*path), _("%(key)s is missing here. Add it") % {"key": key})
    for key in says.keys() - set(shape.allowed()):
        findings.wrong(
            file.place(*path, key),
            _("there is no key %(key)s here. The keys are: %(keys)s")
            % {"key": key, "keys": ", ".join(shape.allowed())},
        )
    for key, check in {**shape.needed, **shape.optional}.items():
        if key in says and (words := check(says[key], keys)):
            findings.wrong(file.place(*path, key), f"{key}: {words}")
    for key, inner in shape.inside.items():
        if key in says:
            _check_inside(findings, file, says[key], inner, keys, (*path, key))
        elif inner.is_needed:
            findings.wrong(file.place(*path), _("%(key)s is missing here. Add it") % {"key": key})


def _check_inside(
    findings: Findings, file: TomlFile, inside: object, shape: Shape, keys: Keys, path: tuple[str, ...]
) -> None:
    if not shape.are_several:
        check_table(findings, file, inside, shape, keys, path)
    elif not isinstance(inside, list):
        findings.wrong(file.place(*path), _("write tables here, each under [[%(path)s]]") % {"path": ".".join(path)})
    else:
        for place, each in enumerate(inside):
            check_table(findings, file, each, shape, keys, (*path, str(place)))


def check_head(findings: Findings, head: Tables, keys: Keys) -> None:
    """Check `pack.toml` with all that a pack which extends it says instead."""
    check_table(findings, findings.head, head, PACK, keys)
    if head.get("succeeds") is not None and head["succeeds"] == head.get("slug"):
        findings.wrong(findings.head.place("succeeds"), _("a strategy cannot succeed itself. Name the one before it"))


def check_slugs(findings: Findings, file: TomlFile) -> None:
    """Check that the slugs of one `pack.toml` can be part of an address."""
    for key in ("slug", "extends", "succeeds"):
        slug = file.tables.get(key)
        if isinstance(slug, str) and not SLUG.fullmatch(slug):
            words = _("%(key)s: use small letters, numbers and hyphens, as in my-county-2030") % {"key": key}
            findings.wrong(file.place(key), words)


def check_names(findings: Findings, names: Names, keys: Keys) -> None:
    """Check bodies, places, days and names; and that no two of them share the key that stands in braces."""
    for body in names["bodies"].values():
        check_table(findings, body.file, body.says, BODY, keys, body.path)
        if ("ended_on" in body.says) < ("successor" in body.says):
            findings.wrong(
                body.place("successor"), _("say with ended_on when this body ended, since it has a successor")
            )
    for place in names["places"].values():
        check_table(findings, place.file, place.says, PLACE, keys, place.path)
    for group, check in (("dates", day), ("names", text(300))):
        for each in names[group].values():
            if words := check(each.says["value"], keys):
                findings.wrong(each.place(), words)
    _check_keys(findings, [each for group in names.values() for each in group.values()])


def _check_keys(findings: Findings, names: Iterable[Found]) -> None:
    seen: dict[str, Found] = {}
    for each in names:
        _check_code(findings, each)
        if name := _brace_in(each):
            words = _("take the brace out of “%(name)s”: names stand as they are")
            findings.wrong(each.place(), words % {"name": name})
        if each.code in seen:
            words = _("%(code)s is the key of something else in %(place)s. Choose another")
            findings.wrong(each.place(), words % {"code": each.code, "place": seen[each.code].place()})
        seen[each.code] = each


def check_entries(findings: Findings, keys: Keys) -> None:
    """Check every entry against the shape of its group."""
    for group, entries in findings.entries.items():
        for entry in entries:
            check_table(findings, entry.file, entry.says, SHAPES[group], keys, entry.path)
            _check_code(findings, entry)


def _check_code(findings: Findings, entry: Found) -> None:
    most = 16 if entry.group in SHORT_CODES else 60
    if not CODE.fullmatch(entry.code) or len(entry.code) > most:
        words = _("use letters, numbers, dots and hyphens for an id, %(most)s at most")
        findings.wrong(entry.place(), words % {"most": most})


def _brace_in(entry: Found) -> str:
    """A name with a brace in it; what is put into words is not filled again."""
    names = [entry.says.get(key) for key in ("name", "short_name", "value")]
    return next((name for name in names if isinstance(name, str) and ("{" in name or "}" in name)), "")


def check_counts(findings: Findings) -> None:
    """Compare how many entries there are with how many `pack.toml` says: a file that was cut short is noticed."""
    counts = findings.head.tables.get("counts")
    if not isinstance(counts, dict):
        return  # said already
    there = {group: len(entries) for group, entries in findings.entries.items()}
    sub_rules = sum("parent" in entry.says for entry in findings.entries["commitments"])
    there |= {
        "commitments": there["commitments"] - sub_rules,
        "sub_rules": sub_rules,
        "grant_types": there.pop("types"),
    }
    for group, count in there.items():
        place = findings.head.place("counts", group)
        if group not in counts:
            findings.wrong(place, _("say in counts how many %(group)s there are") % {"group": group})
        elif counts[group] != count:
            words = _("there are %(there)s %(group)s, and %(said)s are announced here. Is a file cut short?")
            findings.wrong(place, words % {"there": count, "group": group, "said": counts[group]})
    for group in counts.keys() - there.keys():
        findings.wrong(findings.head.place("counts", group), _("there is no group of this name: %s") % group)


def check_families(findings: Findings) -> None:
    """Check what joins entries: sub-rules and their parents, defaults of freshness, bands that meet, days in order."""
    commitments = {entry.code: entry for entry in findings.entries["commitments"]}
    defaults = {each.code: each for each in findings.defaults}
    for entry in commitments.values():
        parent = commitments.get(str(entry.says.get("parent")))
        if parent is not None and "parent" in parent.says:
            findings.wrong(entry.place("parent"), _("%s is a sub-rule itself. Name the commitment above") % parent.code)
        if parent is None and "kind" not in entry.says:
            findings.wrong(entry.place(), _("kind is missing here. Add it: only a sub-rule has its parent's"))
        if parent is not None and "kind" in entry.says:
            findings.wrong(entry.place("kind"), _("a sub-rule has its parent's kind. Take this line away"))
        kind, evidence = (parent or entry).says.get("kind"), entry.says.get("evidence")
        default = f"{kind}-{evidence}"
        if kind and evidence and "freshness" not in entry.says and default not in defaults:
            words = _("freshness.toml has no default for %(default)s. Add one, or say freshness here")
            findings.wrong(entry.place(), words % {"default": default})
    _check_defaults(findings)
    _check_bands(findings)


def _check_defaults(findings: Findings) -> None:
    known = frozenset(entry.code for entry in findings.entries["freshness"])
    for each in findings.defaults:
        if words := key_of("freshness")(each.says["value"], {"freshness": known}):
            findings.wrong(each.place(), words)
        if each.code.partition("-")[0] not in KINDS:
            findings.wrong(each.place(), _("write the kind and the class of evidence, as in promise-A"))


def _check_bands(findings: Findings) -> None:
    """Income bands are half-open and meet: what one ends below is where the next begins (G-12)."""
    for band in findings.entries["bands"]:
        from_pence, below_pence = band.says.get("from_pence", 0), band.says.get("below_pence")
        if isinstance(from_pence, int) and isinstance(below_pence, int) and below_pence <= from_pence:
            findings.wrong(band.place("below_pence"), _("this band ends before it begins. Correct one of the two"))
    for lower, upper in pairwise(findings.entries["bands"]):
        if "below_pence" not in lower.says:
            words = _("this band has no end, and %(upper)s comes after it. Add below_pence") % {"upper": upper.code}
            findings.wrong(lower.place(), words)
        elif lower.says["below_pence"] != upper.says.get("from_pence"):
            words = _("this band must begin where %(lower)s ends: from_pence = %(pence)s")
            findings.wrong(upper.place("from_pence"), words % {"lower": lower.code, "pence": lower.says["below_pence"]})


def check_days(findings: Findings, term: Mapping[str, Any], dates: Mapping[str, date]) -> None:
    """A strategy ends after it begins, and so does a commitment."""
    if dates[term["from_on"]] > dates[term["until_on"]]:
        findings.wrong(findings.head.place("term", "until_on"), _("the strategy ends before it begins. Change a day"))
    for entry in findings.entries["commitments"]:
        begins, due = entry.says.get("begins_on"), entry.says.get("due_on")
        if begins and due and dates[begins] > dates[due]:
            findings.wrong(entry.place("due_on"), _("it is due before it begins. Change a day"))
