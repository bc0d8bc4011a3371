"""The facts of a strategy: each as it was stated, and newer figures beside it, never over it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.accountability.presenters import strategy_words as words
from commonweal.accountability.presenters.amounts import figure_words
from commonweal.accountability.presenters.coded import coded, fact_address
from commonweal.accountability.queries.strategy_texts import PartText, Texts
from commonweal.core import days
from commonweal.strategy.models import Edition, Fact, LaterFigure, PartKind
from commonweal.strategy.newer import NewerFigure
from commonweal.ui.rows import Row, cells, link_to, row


@dataclass(frozen=True)
class Line:
    """A fact in the list: its words, where they are from, and how many newer figures stand beside it."""

    href: str
    code: str
    title: str
    words: str
    source: str
    newer: str


@dataclass(frozen=True)
class Chapter:
    """The facts of one chapter."""

    code: str
    title: str
    lines: Sequence[Line]


def chapters(facts: Iterable[Fact], texts: Texts, slug: str) -> list[Chapter]:
    """Facts under the chapters that they stand in, in the order of the text."""

    found: dict[str, list[Line]] = {part.code: [] for part in texts.of_kind(PartKind.CHAPTER)}
    for each in facts:
        found[texts.parts[PartKind.SECTION, each.section.code].chapter].append(_line(each, slug))
    return [Chapter(code, texts.parts[PartKind.CHAPTER, code].title, lines) for code, lines in found.items() if lines]


def _line(fact: Fact, slug: str) -> Line:
    newer: int = getattr(fact, "newer", 0)
    beside = ngettext("One newer figure stands beside it.", "%(count)d newer figures stand beside it.", newer)
    return Line(
        href=fact_address(slug, fact.code),
        code=fact.code,
        title=fact.title,
        words=fact.words,
        source=f"{fact.source}, {fact.stated}",
        newer=beside % {"count": newer} if newer else "",
    )


def count_words(count: int) -> str:
    """So many facts."""
    return ngettext("One fact", "%(count)d facts", count) % {"count": count}


def fact_rows(fact: Fact, texts: Texts) -> list[Row]:
    """Where it is from, of what year, what it covers, what to be careful about, and where it stands in the text."""
    slug = fact.strategy.slug
    found = [
        row(_("Source"), words.given(fact.source)),
        row(_("As of"), words.given(fact.stated)),
        row(_("What it covers"), words.given(fact.scope) if fact.scope else _("Not said")),
        row(_("Caveat"), words.given(fact.caveat) if fact.caveat else _("None known")),
    ]
    part: PartText | None = texts.parts.get((PartKind.SECTION, fact.section.code))
    if part:
        place = link_to(words.part_address(slug, part), words.given(part.title))
        found.append(row(_("Where in the text"), place))
    return found


def figures_table(fact: Fact) -> dict[str, Any]:
    """Its numbers by themselves, as the text has them."""
    return {
        "caption": _("Its figures, as the strategy states them"),
        "captionClasses": "govuk-table__caption--m",
        "head": [{"text": _("What")}, {"text": _("Figure")}, {"text": _("Year")}, {"text": _("What it covers")}],
        "rows": [
            cells(
                words.given(each["name"]),
                words.given(figure_words(each)),
                words.given(each["year"]),
                words.given(each.get("scope") or fact.scope or "–"),
            )
            for each in fact.figures
        ],
    }


@dataclass(frozen=True)
class Beside:
    """A newer figure with all that a public figure carries; one that was taken away says when and why."""

    number: int
    words: str
    rows: Sequence[Row]
    note: str
    withdrawn: str = ""
    why: str = ""


def beside(computed: Iterable[NewerFigure], entered: Sequence[LaterFigure]) -> list[Beside]:
    """What is worked out now, then what officers entered, the newest first, what was taken away last."""
    numbered = list(enumerate(entered, start=1))[::-1]
    standing = [_entered(number, each) for number, each in numbered if each.withdrawn_at is None]
    gone = [_entered(number, each) for number, each in numbered if each.withdrawn_at is not None]
    return [*(_computed(each) for each in computed), *standing, *gone]


def _computed(figure: NewerFigure) -> Beside:
    source: object = link_to(figure.address, figure.source) if figure.address else figure.source
    rows = _carried(source, figure.year, figure.scope, figure.caveat)
    return Beside(0, figure.words, rows, _("Worked out from this service’s own records whenever this page is read."))


def _entered(number: int, figure: LaterFigure) -> Beside:
    source = words.given(figure.source)
    if figure.link:
        source = link_to(figure.link, source)
    note = _("Put beside it by the council on %(day)s.") % {"day": days.show_day(days.london_day(figure.added_at))}
    withdrawn = ""
    if figure.withdrawn_at:
        day = days.show_day(days.london_day(figure.withdrawn_at))
        withdrawn = _("On %(day)s:") % {"day": day}
    given = (words.given(each) if each else "" for each in (figure.year, figure.scope, figure.caveat))
    return Beside(number, figure.words, _carried(source, *given), note, withdrawn, figure.withdrawn_why)


def _carried(source: object, year: str, scope: str, caveat: str) -> list[Row]:
    return [
        row(_("Source"), source),
        row(_("Year"), year),
        row(_("What it covers"), scope),
        row(_("Caveat"), caveat or _("None known")),
    ]


@dataclass(frozen=True)
class Wording:
    """How it was worded in an earlier version."""

    title: str
    words: str


def earlier_wordings(editions: Sequence[Edition]) -> list[Wording]:
    """The wordings before the newest one, the newest of them first; nothing while there is only one."""
    found: list[Wording] = []
    said = str(editions[0].content.get("words", "")) if editions else ""
    for each in editions[1:]:
        content: Mapping[str, Any] = each.content
        if content.get("words") and content["words"] != said:
            title = _("Version %(version)s, from %(day)s on") % {
                "version": each.pack.version,
                "day": days.show_day(days.london_day(each.pack.loaded_at)),
            }
            found.append(Wording(title, content["words"].strip()))
            said = content["words"]
    return found


# At the desk.


def desk_table(facts: Sequence[Fact], slug: str) -> dict[str, Any]:
    """Facts to choose from, with what stands beside each."""
    return {
        "caption": count_words(len(facts)),
        "captionClasses": "govuk-table__caption--m",
        "head": [{"text": _("Fact")}, {"text": _("As of")}, {"text": _("Newer figures")}],
        "rows": [
            cells(
                coded(reverse("accountability:figure_add", kwargs={"slug": slug, "code": each.code}), *_named(each)),
                words.given(each.stated),
                getattr(each, "newer", 0),
            )
            for each in facts
        ],
    }


def _named(fact: Fact) -> tuple[str, str]:
    return fact.code, fact.title


def standing_rows(fact: Fact, entered: Sequence[LaterFigure]) -> list[Row]:
    """The newer figures that stand beside a fact, each with the way to take it away."""
    return [
        row(
            words.given(each.year),
            words.given(each.words),
            change=(
                reverse(
                    "accountability:figure_withdraw",
                    kwargs={"slug": fact.strategy.slug, "code": fact.code, "number": number},
                ),
                _("Take away"),
                each.words,
            ),
        )
        for number, each in enumerate(entered, start=1)
        if each.withdrawn_at is None
    ]
