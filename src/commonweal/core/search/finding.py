"""A person's words in, results out. Any text at all gives an answer, and the same text gives the same answer.

First everything that has all the words (the last may be unfinished). If there is nothing, the spelling is corrected and
all are looked for again; if there is still nothing, whatever has any of the words. What may not be seen is not counted.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from math import ceil

from django.db.models import Case, Q, QuerySet, TextField, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.core.search import highlights, spelling, words
from commonweal.core.search.databases import dialect
from commonweal.core.search.entries import PUBLIC, SearchEntry
from commonweal.core.search.highlights import Piece

MOST_WORDS = 16
"""Words of a query that are looked for; a page pasted into the box is searched for by its beginning."""

MOST_COUNTED = 1000
"""Hits that are counted and can be paged through; beyond that nobody reads, they search again."""

LARGEST_PAGE = 100
LONGEST_TITLE = 500

BEST_FIRST = ("-score", "title_words", "kind", "key")
"""By score, then so that equals stand in the same order each time."""


@dataclass(frozen=True)
class Hit:
    """One thing that was found."""

    kind: str
    key: str
    address: str
    title: list[Piece]
    snippet: list[Piece]


@dataclass(frozen=True)
class Results:
    """What was found for `query`: the hits of `page`, and how many there are (up to a thousand; `is_capped`: more)."""

    query: str
    total: int = 0
    is_capped: bool = False
    page: int = 1
    pages: int = 1
    hits: list[Hit] = field(default_factory=list)
    corrected: str | None = None
    """What was searched for instead, when the words as typed found nothing."""

    @property
    def total_in_words(self) -> str:
        """`1 result`, `23 results`, `more than 1,000 results`."""
        if self.is_capped:
            return _("more than %(count)s results") % {"count": f"{self.total:,}"}
        return ngettext("%(count)s result", "%(count)s results", self.total) % {"count": f"{self.total:,}"}


def find(
    query: str, *, kinds: Collection[str] | None = None, page: int = 1, size: int = 20, visible: Q = PUBLIC
) -> Results:
    """What `query` finds among `kinds` (all when None) that is `visible`: public entries, or what `may_find` gave.

    A page that is not there is the nearest that is. `size` is from 1 to 100.
    """
    asked = words.words_of_query(query, most=MOST_WORDS)
    if not asked:
        return Results(query)
    entries = SearchEntry.objects.filter(visible)
    if kinds is not None:
        entries = entries.filter(kind__in=kinds)
    question, found, corrected = _answer(entries, asked, typed=words.folded(query[:LONGEST_TITLE]))
    total = min(len(found), MOST_COUNTED)
    size = min(max(size, 1), LARGEST_PAGE)
    pages = max(ceil(total / size), 1)
    page = min(max(page, 1), pages)
    shown = found[:total][(page - 1) * size : page * size]
    return Results(
        query=query,
        total=total,
        is_capped=len(found) > MOST_COUNTED,
        page=page,
        pages=pages,
        hits=_hits(entries, shown, question),
        corrected=corrected,
    )


def _answer(entries: QuerySet[SearchEntry], asked: Sequence[str], *, typed: str) -> tuple[str, list[int], str | None]:
    """The question that was answered in the end, the keys of the rows that answer it, and the correction, if any."""
    question = dialect().question([[word] for word in asked])
    if found := _matching(entries, question, title=typed):
        return question, found, None
    vocabulary = spelling.vocabulary()
    strange = [word for word in asked if word not in vocabulary.entries_with]
    meant = vocabulary.correct(asked, known=_known(entries, strange))
    title = meant.shown or typed
    for any_of in (False, True):
        question = dialect().question(meant.choices, any_of=any_of)
        if found := _matching(entries, question, title=title):
            return question, found, meant.shown
    return question, [], None


def _matching(entries: QuerySet[SearchEntry], question: str, *, title: str) -> list[int]:
    """The keys of the rows that answer `question`, best first: the very title, then by score, then by title."""
    has_title = Case(When(title_words=title, then=Value(0)), default=Value(1))
    ordered = dialect().matching(entries, question).order_by(has_title, *BEST_FIRST)
    return list(ordered.values_list("pk", flat=True)[: MOST_COUNTED + 1])


def _known(entries: QuerySet[SearchEntry], strange: Sequence[str]) -> set[str]:
    """Those of the words that are in any of `entries`, in another form or out of public sight; asked all at once."""
    asked = [
        dialect().matching(entries, dialect().whole(word)).values_list(Value(word, output_field=TextField()))
        for word in strange
    ]
    return {word for (word,) in asked[0].union(*asked[1:])} if asked else set()


def _hits(entries: QuerySet[SearchEntry], shown: Sequence[int], question: str) -> list[Hit]:
    """Those of `entries` with these keys as people see them, in this order; what has gone meanwhile is left out."""
    rows = dialect().marked(entries.filter(pk__in=shown), question) if shown else []
    by_key = {row.pk: row for row in rows}
    return [_hit(by_key[key]) for key in shown if key in by_key]


def _hit(row: SearchEntry) -> Hit:
    marks: dict[str, str] = vars(row)  # what the dialect added to the row
    has_lines = bool(highlights.matching_places(marks["marked_body"]))
    has_summary = bool(highlights.matching_places(marks["marked_summary"]))
    lines = "body" if row.body and (not row.summary or (has_lines and not has_summary)) else "summary"
    return Hit(
        kind=row.kind,
        key=row.key,
        address=row.address,
        title=highlights.pieces(row.title, marks["marked_title"]),
        snippet=highlights.snippet(getattr(row, lines), marks[f"marked_{lines}"]),
    )
