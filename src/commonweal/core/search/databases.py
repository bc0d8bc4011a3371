"""What SQLite and PostgreSQL each need to be told: the query language, the score, the marks.

Both are given the same words and the same shape of question; only how it is written differs. SQL is spelt out here and
nowhere else in search. It is constant: words reach the database as parameters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection, models

from commonweal.core.search.entries import SearchEntry

MARK_START, MARK_END = "\N{START OF TEXT}", "\N{END OF TEXT}"
"""Put around a matching word by the database; our words are letters and digits, so neither is ever one of them."""

SHORTEST_PREFIX = 2


@dataclass(frozen=True)
class Dialect:
    """How one database is asked. `condition`, `score` and `mark` are SQL; each `%s` in them stands for the question."""

    tables: tuple[str, ...]
    condition: str
    score: str
    mark: str
    word: str
    prefix: str
    conjunction: str
    disjunction: str

    def question(self, choices: Sequence[Sequence[str]], *, any_of: bool = False) -> str:
        """The question in the database's own language: `choices` are words, each with others that count as the same.

        All must be there, or one when `any_of`. The last may be the beginning of a longer word; a match of the whole
        word still counts for more.
        """
        groups = [[self.word.format(word) for word in choice] for choice in choices]
        if len(choices[-1][-1]) >= SHORTEST_PREFIX:
            groups[-1].append(self.prefix.format(choices[-1][-1]))
        joined = [f"({self.disjunction.join(group)})" for group in groups]
        return (self.disjunction if any_of else self.conjunction).join(joined)

    def whole(self, word: str) -> str:
        """The question that is one whole word, in any of its forms."""
        return self.word.format(word)

    def matching(self, entries: models.QuerySet[SearchEntry], question: str) -> models.QuerySet[SearchEntry]:
        """Those of `entries` that answer `question`, with a `score`: the higher the better."""
        return entries.extra(  # noqa: S610  # constant SQL; the ORM has no word for joining a full-text table
            select={"score": self.score},
            select_params=[question] * self.score.count("%s"),
            tables=self.tables,
            where=[self.condition],
            params=[question],
        )

    def marked(self, entries: models.QuerySet[SearchEntry], question: str) -> models.QuerySet[SearchEntry]:
        """`entries`, each with its words once more as `marked_title`, `marked_summary` and `marked_body`."""
        columns = ("title", "summary", "body")
        marks = {f"marked_{name}": self.mark.format(name=name, place=place) for place, name in enumerate(columns)}
        return entries.extra(  # noqa: S610  # as above
            select=marks,
            select_params=[question] * sum(mark.count("%s") for mark in marks.values()),
            tables=self.tables,
            where=[self.condition],
            params=[question],
        )


# bm25 is better the lower it is. The weights are for title, summary and body, as PostgreSQL's four further down.
SQLITE = Dialect(
    tables=("core_search_index",),
    condition="core_search_index.rowid = core_searchentry.id AND core_search_index MATCH %s",
    score="ROUND(-bm25(core_search_index, 10.0, 5.0, 1.0) * (1 + core_searchentry.importance / 10.0), 9)",
    mark=f"highlight(core_search_index, {{place}}, '{MARK_START}', '{MARK_END}')",
    word='"{}"',
    prefix='"{}" *',
    conjunction=" AND ",
    disjunction=" OR ",
)

# Divided by the logarithm of the length (1), or else a long page wins by saying everything.
POSTGRESQL = Dialect(
    tables=(),
    condition="core_searchentry.search_index @@ to_tsquery('core_search', %s)",
    score=(
        "ROUND((ts_rank('{0.1, 0.1, 0.5, 1.0}', core_searchentry.search_index, to_tsquery('core_search', %s), 1)"
        " * (1 + core_searchentry.importance / 10.0))::numeric, 9)"
    ),
    mark=(
        "ts_headline('core_search', core_searchentry.{name}_words, to_tsquery('core_search', %s),"
        f" 'HighlightAll=true, StartSel={MARK_START}, StopSel={MARK_END}')"
    ),
    word="'{}'",
    prefix="'{}':*",
    conjunction=" & ",
    disjunction=" | ",
)


def dialect() -> Dialect:
    """How the database that is in use is asked."""
    return SQLITE if connection.vendor == "sqlite" else POSTGRESQL
