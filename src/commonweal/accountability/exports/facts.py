"""The facts that strategies state as open data, newer figures beside them, and what was found in their texts."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from django.utils.translation import gettext_lazy as _

from commonweal.accountability.exports.declared import (
    CODE,
    KEYWORDS,
    OF_CODE,
    OF_STRATEGY,
    PAGE,
    SOURCE,
    STRATEGY,
    WHENEVER_LOADED,
    joined,
)
from commonweal.accountability.presenters.coded import contradiction_address, fact_address
from commonweal.accountability.queries import published as queries
from commonweal.accountability.queries import stamps
from commonweal.publishing import datasets, rows
from commonweal.publishing.columns import Column, Kind
from commonweal.publishing.datasets import Dataset, Query, Row
from commonweal.strategy.models import Contradiction, Fact, LaterFigure

FACT_CODE = Column("code", _("The code of the fact."), is_key=True)
FACT_PAGE = Column("page", _("The fact’s page."), Kind.LINK)
TAKEN_FROM = Column(
    "taken_from", _("The strategy of another county that it was taken over from; it is then not about this county.")
)
AS_STATED = _("A fact is as the strategy states it, however old. Newer figures are in a dataset of their own.")


def _facts(query: Query) -> Iterable[Row]:
    return rows.of_table(
        [_fact(each) for each in queries.facts()], query, key=(0, 1), filters={"strategy": 0, "code": 1}
    )


def _fact(fact: Fact) -> Row:
    return (
        fact.strategy.slug,
        fact.code,
        fact.title,
        fact.words,
        fact.source,
        fact.stated,
        fact.scope or None,
        fact.caveat or None,
        fact.section.chapter.code if fact.section.chapter else None,
        fact.section.code,
        joined(fact.gaps),
        fact.taken_from or None,
        fact_address(fact.strategy.slug, fact.code),
    )


datasets.publish(
    Dataset(
        slug="facts",
        title=_("Facts that strategies state"),
        summary=_("Every fact of each strategy with its source, date, scope and caveat."),
        columns=(
            STRATEGY,
            FACT_CODE,
            Column("title", _("What it is called.")),
            Column("words", _("What is stated, told in our own words.")),
            Column("source", _("Who says so, as far as the text tells.")),
            Column("stated", _("The year or the date that it speaks of.")),
            Column("scope", _("Which area and whom it covers.")),
            Column("caveat", _("What to be careful about.")),
            Column("chapter", _("The code of the chapter that it stands in.")),
            Column("section", _("The code of the section that it stands in.")),
            Column("contradictions", _("The codes of contradictions in the text that are about it.")),
            TAKEN_FROM,
            PAGE,
        ),
        rows=_facts,
        source=SOURCE,
        scope=_("Every fact of the newest version of each strategy that was loaded here."),
        caveat=AS_STATED,
        frequency=WHENEVER_LOADED,
        changed_at=stamps.packs_changed_at,
        version=stamps.packs_version,
        filters=(OF_STRATEGY, OF_CODE),
        related=("fact-figures", "later-figures"),
        keywords=KEYWORDS,
        order=13,
    )
)


def _figures(query: Query) -> Iterable[Row]:
    table = [row for fact in queries.facts() for row in _figures_of(fact)]
    return rows.of_table(table, query, key=(0, 1, 2), filters={"strategy": 0, "code": 1})


def _figures_of(fact: Fact) -> list[Row]:
    return [
        (
            *(fact.strategy.slug, fact.code, number),
            *(each["name"], each["value"], each["unit"], each["year"]),
            bool(each.get("at_least")),
            bool(each.get("at_most")),
            each.get("scope") or fact.scope or None,
            fact.taken_from or None,
            fact_address(fact.strategy.slug, fact.code),
        )
        for number, each in enumerate(fact.figures, start=1)
    ]


datasets.publish(
    Dataset(
        slug="fact-figures",
        title=_("Figures in the facts of strategies"),
        summary=_("The numbers that the facts of each strategy hold, one in each row."),
        columns=(
            STRATEGY,
            FACT_CODE,
            Column("number", _("Which figure of the fact it is, from 1."), Kind.NUMBER, is_key=True),
            Column("name", _("What is counted.")),
            Column("value", _("The figure."), Kind.NUMBER),
            Column("unit", _("Its unit.")),
            Column("year", _("The year it speaks of.")),
            Column("is_at_least", _("Whether the text says over, or more than."), Kind.YES_NO),
            Column("is_at_most", _("Whether the text says up to."), Kind.YES_NO),
            Column("scope", _("Which area and whom it covers.")),
            TAKEN_FROM,
            FACT_PAGE,
        ),
        rows=_figures,
        source=SOURCE,
        scope=_("Every figure in the facts of the newest version of each strategy that was loaded here."),
        caveat=AS_STATED,
        frequency=WHENEVER_LOADED,
        changed_at=stamps.packs_changed_at,
        version=stamps.packs_version,
        filters=(OF_STRATEGY, OF_CODE),
        related=("facts",),
        keywords=KEYWORDS,
        order=14,
    )
)


def _later(query: Query) -> Iterable[Row]:
    found = groupby(queries.later_figures(), key=lambda each: each.fact_id)
    table = [_later_figure(each, number) for _fact, figures in found for number, each in enumerate(figures, start=1)]
    return rows.of_table(table, query, key=(0, 1, 2), filters={"strategy": 0, "code": 1})


def _later_figure(figure: LaterFigure, number: int) -> Row:
    fact = figure.fact
    return (
        *(fact.strategy.slug, fact.code, number),
        *(figure.words, figure.source, figure.link or None, figure.year, figure.scope, figure.caveat or None),
        *(figure.added_at, figure.withdrawn_at, figure.withdrawn_why or None),
        fact_address(fact.strategy.slug, fact.code),
    )


datasets.publish(
    Dataset(
        slug="later-figures",
        title=_("Newer figures beside the facts of strategies"),
        summary=_("What officers put beside the facts of each strategy, with source, year, scope and caveat."),
        columns=(
            STRATEGY,
            FACT_CODE,
            Column("number", _("Which newer figure of the fact it is, from 1."), Kind.NUMBER, is_key=True),
            Column("words", _("The figure in a sentence.")),
            Column("source", _("Who says so.")),
            Column("link", _("Where one can read it."), Kind.LINK),
            Column("year", _("The year it speaks of.")),
            Column("scope", _("Which area and whom it covers.")),
            Column("caveat", _("What to be careful about.")),
            Column("added", _("When it was put there."), Kind.INSTANT),
            Column("taken_away", _("When it was taken away; it then no longer counts."), Kind.INSTANT),
            Column("taken_away_why", _("Why it was taken away.")),
            FACT_PAGE,
        ),
        rows=_later,
        source=_("Officers of the council, each figure with its own source"),
        scope=_("Every newer figure that was ever put beside a fact here."),
        caveat=_("Figures that this service works out by itself are on the page of each fact, and not here."),
        frequency=_("At once, when a figure is added or taken away"),
        changed_at=stamps.figures_changed_at,
        version=stamps.figures_version,
        filters=(OF_STRATEGY, OF_CODE),
        related=("facts",),
        keywords=KEYWORDS,
        order=15,
    )
)


def _contradictions(query: Query) -> Iterable[Row]:
    table = [_contradiction(each) for each in queries.contradictions()]
    return rows.of_table(table, query, key=(0, 1), filters={"strategy": 0, "code": 1})


def _contradiction(found: Contradiction) -> Row:
    slug = found.strategy.slug
    said = (found.title, found.words, found.handling, joined(found.touches))
    return (slug, found.code, *said, contradiction_address(slug, found.code))


datasets.publish(
    Dataset(
        slug="contradictions",
        title=_("Contradictions in the texts of strategies"),
        summary=_("What we found in each text that is missing, out of date or at odds, and what we do about it."),
        columns=(
            STRATEGY,
            CODE,
            Column("title", _("What it is called.")),
            Column("words", _("What we found.")),
            Column("handling", _("What this service does about it.")),
            Column("about", _("The codes of the commitments and facts that it is about.")),
            PAGE,
        ),
        rows=_contradictions,
        source=_("Our own reading of each text"),
        scope=_("Everything that was found in the text of each strategy that was loaded here."),
        caveat=_("Others may read the text otherwise. Tell us if you do."),
        frequency=WHENEVER_LOADED,
        changed_at=stamps.packs_changed_at,
        version=stamps.packs_version,
        filters=(OF_STRATEGY, OF_CODE),
        related=("commitments", "facts"),
        keywords=KEYWORDS,
        order=16,
    )
)
