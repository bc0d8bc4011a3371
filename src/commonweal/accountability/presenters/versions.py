"""What each version of a strategy's pack changed, wording by wording, and what was carried on from before. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commonweal.accountability.presenters import strategy_words as words
from commonweal.accountability.presenters.coded import coded, contradiction_address, fact_address
from commonweal.accountability.queries.versions import Content, Counts
from commonweal.core import days
from commonweal.strategy.models import Change, Commitment, Edition, Pack, Strategy, Succession

ENTRY_KINDS = {
    "pack": gettext_lazy("The strategy itself"),
    "bodies": gettext_lazy("Bodies"),
    "aims": gettext_lazy("Aims"),
    "uses": gettext_lazy("Uses"),
    "objectives": gettext_lazy("Objectives"),
    "outcomes": gettext_lazy("Outcomes"),
    "chapters": gettext_lazy("Chapters"),
    "sections": gettext_lazy("Sections"),
    "commitments": gettext_lazy("Commitments and sub-rules"),
    "facts": gettext_lazy("Facts"),
    "contradictions": gettext_lazy("Contradictions"),
    "terms": gettext_lazy("Words"),
    "types": gettext_lazy("Types of grant"),
    "criteria": gettext_lazy("Reasons for a direct award"),
    "standards": gettext_lazy("Standards for grants"),
    "bands": gettext_lazy("Bands of income"),
    "rules": gettext_lazy("Rules by date"),
    "audiences": gettext_lazy("Audiences of the yearly report"),
    "measures": gettext_lazy("Proposed measures"),
    "freshness": gettext_lazy("How long evidence counts"),
    "principles": gettext_lazy("Principles of the Compact"),
}
PARTS_OF_ENTRIES = {
    "title": gettext_lazy("Title"),
    "words": gettext_lazy("Words"),
    "kind": gettext_lazy("Kind"),
    "force": gettext_lazy("How strongly"),
    "evidence": gettext_lazy("How it can be shown"),
    "section": gettext_lazy("Section"),
    "shown_by": gettext_lazy("What would show it"),
    "owner": gettext_lazy("Owner"),
    "supplied_by": gettext_lazy("Who can supply it"),
    "aims": gettext_lazy("Aims"),
    "uses": gettext_lazy("Uses"),
    "objectives": gettext_lazy("Objectives"),
    "outcomes": gettext_lazy("Outcomes"),
    "freshness": gettext_lazy("How long evidence counts"),
    "begins_on": gettext_lazy("Begins"),
    "due_on": gettext_lazy("Last day for it"),
    "target": gettext_lazy("Target"),
    "gaps": gettext_lazy("Contradictions"),
    "note": gettext_lazy("Note"),
    "source": gettext_lazy("Source"),
    "stated": gettext_lazy("As of"),
    "scope": gettext_lazy("What it covers"),
    "caveat": gettext_lazy("Caveat"),
    "figures": gettext_lazy("Figures"),
    "handling": gettext_lazy("What is done about it"),
    "touches": gettext_lazy("What it is about"),
    "term": gettext_lazy("Word"),
    "meaning": gettext_lazy("Meaning"),
    "commitments": gettext_lazy("Commitments"),
    "versions": gettext_lazy("What held when"),
    "name": gettext_lazy("Name"),
    "also": gettext_lazy("Other names"),
}
CHANGES = {
    Change.ADDED: (gettext_lazy("Added"), "cw-tag-kept"),
    Change.CHANGED: (gettext_lazy("Changed"), "govuk-tag--blue"),
    Change.REMOVED: (gettext_lazy("Taken out"), "govuk-tag--grey"),
}
MOVED_ONLY = frozenset({"position"})
HIDDEN = frozenset({"position", "version", "format"})
"""What says nothing to a reader by itself: where an entry stands, and numbers that the page shows already."""


@dataclass(frozen=True)
class Version:
    """A version in the list: when it came, and how much it changed."""

    href: str
    title: str
    when: str
    sentence: str


def version_lines(versions: Sequence[tuple[Pack, Counts]], slug: str) -> list[Version]:
    """Every version, the newest first."""
    return [
        Version(
            reverse("accountability:version", kwargs={"slug": slug, "number": pack.number}),
            version_title(pack),
            _("Loaded on %(day)s") % {"day": days.show_day(days.london_day(pack.loaded_at))},
            _counts_sentence(counts, is_first=pack.number == 1),
        )
        for pack, counts in versions
    ]


def version_title(pack: Pack) -> str:
    """What a version is called."""
    return _("Version %(version)s") % {"version": pack.version}


def _counts_sentence(counts: Mapping[Change, int], *, is_first: bool) -> str:
    if is_first:
        added = counts.get(Change.ADDED, 0)
        return ngettext("The first. It has one entry.", "The first. It has %(count)d entries.", added) % {
            "count": added
        }
    said = {change.value.lower(): counts.get(change, 0) for change in Change}
    return _("%(added)d added, %(changed)d changed, %(removed)d taken out.") % said


@dataclass(frozen=True)
class Differs:
    """One part of an entry: what it said before, and what it says now."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Entry:
    """An entry that a version changed: what it is called, how, where its page is, and part by part what is other."""

    code: str
    title: str
    href: str
    tag: SafeString
    differs: Sequence[Differs]


@dataclass(frozen=True)
class Group:
    """The entries of one kind."""

    title: str
    entries: Sequence[Entry]


def groups(pack: Pack, editions: Sequence[Edition], before: Mapping[tuple[str, str], Content]) -> list[Group]:
    """What a version changed, kind by kind; what reads as it did before is left out, as is the version's own number."""
    shown = [each for each in editions if not _reads_as_before(each, before)]
    order = {kind: place for place, kind in enumerate(ENTRY_KINDS)}
    shown.sort(key=lambda each: order.get(each.kind, len(order)))
    return [
        Group(str(ENTRY_KINDS.get(kind, kind)), [_entry(pack, each, before) for each in found])
        for kind, found in groupby(shown, lambda each: each.kind)
    ]


def moved_words(editions: Sequence[Edition], before: Mapping[tuple[str, str], Content]) -> str:
    """How many entries only stand elsewhere in the order; nothing where none does."""
    moved = sum(_has_only_moved(each, before) for each in editions)
    if not moved:
        return ""
    return ngettext(
        "One more entry only stands elsewhere in the order.",
        "%(count)d more entries only stand elsewhere in the order.",
        moved,
    ) % {"count": moved}


def _changed_parts(edition: Edition, before: Mapping[tuple[str, str], Content]) -> list[str]:
    was = before.get((edition.kind, edition.code), {})
    known = {name: place for place, name in enumerate(PARTS_OF_ENTRIES)}
    names = sorted({*was, *edition.content}, key=lambda name: (known.get(name, len(known)), name))
    return [name for name in names if was.get(name) != edition.content.get(name)]


def _has_only_moved(edition: Edition, before: Mapping[tuple[str, str], Content]) -> bool:
    return edition.change == Change.CHANGED and set(_changed_parts(edition, before)) <= MOVED_ONLY


def _reads_as_before(edition: Edition, before: Mapping[tuple[str, str], Content]) -> bool:
    return edition.change == Change.CHANGED and set(_changed_parts(edition, before)) <= HIDDEN


def _entry(pack: Pack, edition: Edition, before: Mapping[tuple[str, str], Content]) -> Entry:
    was: Content = before.get((edition.kind, edition.code), {})
    differs = [
        Differs(str(PARTS_OF_ENTRIES.get(name, name)), _said(was.get(name)), _said(edition.content.get(name)))
        for name in _changed_parts(edition, before)
        if name not in HIDDEN
    ]
    named = edition.content or was
    title, classes = CHANGES[Change(edition.change)]
    return Entry(
        edition.code,
        str(named.get("title") or named.get("name") or named.get("term") or ""),
        _page_of(pack.strategy.slug, edition),
        words.tag(title, classes),
        differs if edition.change == Change.CHANGED else [],
    )


def _page_of(slug: str, edition: Edition) -> str:
    if edition.kind == "commitments":
        return words.commitment_address(slug, edition.code)
    if edition.kind == "facts":
        return fact_address(slug, edition.code)
    return contradiction_address(slug, edition.code) if edition.kind == "contradictions" else ""


def _said(value: Any) -> str:  # whatever a pack can say
    """A value of a pack in words."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {_said(each)}" for name, each in value.items() if name != "position")
    if isinstance(value, list):
        return (" / " if any(isinstance(each, Mapping) for each in value) else ", ").join(map(_said, value))
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return str(value).strip()


@dataclass(frozen=True)
class Carried:
    """A commitment of the strategy before: where it is carried on, or why it was dropped."""

    before: SafeString
    after: SafeString | None
    why: str


def carried(successions: Iterable[Succession], strategy: Strategy) -> list[Carried]:
    """What became of every commitment of the strategy before, in its order."""
    from_slug = strategy.succeeds.slug if strategy.succeeds else ""
    return [
        Carried(
            _linked(from_slug, each.before),
            _linked(strategy.slug, each.after) if each.after else None,
            each.why,
        )
        for each in successions
    ]


def _linked(slug: str, commitment: Commitment) -> SafeString:
    return coded(words.commitment_address(slug, commitment.code), commitment.code, commitment.title)


def carried_finding(successions: Sequence[Succession]) -> str:
    """How many were carried on, and how many dropped."""
    kept = sum(each.after_id is not None for each in successions)
    dropped = len(successions) - kept
    first = ngettext("%(count)d commitment was carried on.", "%(count)d commitments were carried on.", kept)
    second = ngettext("%(count)d was dropped.", "%(count)d were dropped.", dropped)
    return f"{first % {'count': kept}} {second % {'count': dropped}}"


def first_table(counts: Iterable[tuple[str, Change, int]]) -> dict[str, Any]:
    """How many entries of each kind the first version has."""
    found = {kind: count for kind, _change, count in counts}
    return {
        "caption": _("What it has"),
        "captionClasses": "govuk-table__caption--m",
        "head": [{"text": _("What")}, {"text": _("How many"), "format": "numeric"}],
        "rows": [
            [{"text": str(title)}, {"text": f"{found[kind]:,}", "format": "numeric"}]
            for kind, title in ENTRY_KINDS.items()
            if found.get(kind)
        ],
    }
