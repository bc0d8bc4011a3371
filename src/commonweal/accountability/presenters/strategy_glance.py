"""A strategy at a glance: findings, a chart and its table, what changed, what is late, the ways further in. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.accountability.presenters import strategy_words as words
from commonweal.accountability.queries.commitments import Change, Stands
from commonweal.accountability.queries.statuses import COMMITMENT
from commonweal.accountability.queries.strategy_texts import PartText, Texts
from commonweal.accountability.states.statuses import Standing
from commonweal.core import days
from commonweal.strategy.models import Force, PartKind, Strategy
from commonweal.ui import components
from commonweal.ui.charts import bars
from commonweal.ui.rows import link_to
from commonweal.ui.tables import as_cards

CHART_ID, TABLE_ID = "standings", "standings-table"

CHECKED_AT = time(2, 20)
"""When the night's run begins: tasks/statuses.py."""


def standing_sentence(strategy: Strategy, *, on: date, is_in_force: bool, successor: Strategy | None) -> str:
    """Whether a strategy holds on a London day, in a sentence."""
    said = {"from": days.show_day(strategy.from_on), "until": days.show_day(strategy.until_on)}
    if not strategy.is_adopted:
        return _("This is a draft for %(from)s to %(until)s. Nobody is bound by it until it is adopted.") % said
    if on < strategy.from_on:
        return _("It begins on %(from)s and runs to %(until)s.") % said
    if successor is not None:
        return _("It ran from %(from)s. Another strategy took its place on %(day)s.") % {
            **said,
            "day": days.show_day(successor.from_on),
        }
    if on > strategy.until_on and is_in_force:
        return (
            _("It ran from %(from)s to %(until)s. No other strategy has taken its place, so its promises still hold.")
            % said
        )
    if on > strategy.until_on:
        return _("It ran from %(from)s to %(until)s.") % said
    return _("It is in force, from %(from)s to %(until)s.") % said


def checked_words(checked_at: datetime | None, *, at: datetime) -> str:
    """When statuses were worked out last, and when they will be next."""
    if checked_at is None:
        return _("Nothing has been checked yet. The first check begins within ten minutes of loading.")
    today = days.london_day(at)
    tonight = days.london_instant(today, CHECKED_AT)
    upcoming = tonight if at < tonight else days.london_instant(today + timedelta(days=1), CHECKED_AT)
    return _(
        "Last checked on %(last)s. The next check of everything is on %(next)s, and of what changes within ten minutes."
    ) % {"last": days.show_instant(checked_at), "next": days.show_instant(upcoming)}


@dataclass(frozen=True)
class PartLine:
    """An aim, chapter or owner with how it stands with its commitments, in a sentence."""

    href: str
    title: str
    sentence: str


@dataclass(frozen=True)
class Overview:
    """How it stands with everything in a strategy, as it is drawn: it changes only when a standing does."""

    counts: Counter[Standing | None]
    chart: bars.BarChart
    table: SafeString
    sub_rules: str
    aims: Sequence[PartLine]

    @property
    def is_bare(self) -> bool:
        """Whether nearly nothing has been recorded: nine of ten commitments have no current evidence."""
        return self.counts[Standing.NO_CURRENT_EVIDENCE] + self.counts[None] > 0.9 * sum(self.counts.values())


@dataclass(frozen=True)
class Glance:
    """A strategy with how it stands with everything in it."""

    slug: str
    texts: Texts
    standings: Mapping[str, Stands]

    @property
    def overview(self) -> Overview:
        """The standings drawn, by force and by aim."""
        standings = tuple((code, stands.standing) for code, stands in self.standings.items())
        return _overview(self.slug, self.texts, standings, words.language())

    @property
    def now(self) -> dict[str, Standing]:
        """The standings alone."""
        return words.standings_alone(self.standings)

    def lines(self, kind: PartKind) -> list[PartLine]:
        """The parts of a kind, each with how it stands with the commitments that serve it."""
        now = self.now
        return [_line(self.slug, self.texts, part, now) for part in self.texts.of_kind(kind)]

    def owner_lines(self) -> list[PartLine]:
        """The bodies that own commitments, those with the most first."""
        found, now = [], self.now
        for key, body in self.texts.bodies.items():
            if owned := self.texts.owned_by(key):
                counts = words.counted(owned, now)
                line = PartLine(words.owner_address(self.slug, key), body.name, line_sentence(counts))
                found.append((-len(owned), line))
        return [line for _count, line in sorted(found, key=lambda each: each[0])]

    def overdue(self) -> list[words.Listed]:
        """The commitments whose last day is over, the longest overdue first."""
        late = [
            (stands.overdue_since_on, each)
            for each in self.texts.heads
            if (stands := self.standings.get(each.code)) and stands.overdue_since_on
        ]
        late.sort(key=lambda pair: pair[0])
        return words.listed(self.slug, [each for _day, each in late], self.standings)


# All that is drawn follows from what is in the key, and nothing else.
@lru_cache(maxsize=16)
def _overview(slug: str, texts: Texts, standings: tuple[tuple[str, Standing], ...], language: str) -> Overview:
    del language  # a part of the key
    now = dict(standings)
    counts = words.counted(texts.heads, now)
    rules = [each for each in texts.commitments.values() if each.parent]
    return Overview(
        counts=counts,
        chart=_chart(counts),
        table=SafeString(components.render("table", as_cards(_table(slug, texts, now)))),
        sub_rules=_sub_rules_sentence(words.counted(rules, now)) if rules else "",
        aims=[_line(slug, texts, part, now) for part in texts.of_kind(PartKind.AIM)],
    )


def _chart(counts: Counter[Standing | None]) -> bars.BarChart:
    """The standings as bars."""
    total = sum(counts.values())
    drawn = [
        bars.Bar(
            str(standing.label),
            _("%(count)d of %(total)d") % {"count": counts[standing], "total": total},
            float(counts[standing]),
            is_quiet=standing is not Standing.KEPT,
        )
        for standing in Standing
        if counts[standing]
    ]
    return bars.draw(drawn, id=CHART_ID, title=words.finding(counts))


def _table(slug: str, texts: Texts, now: Mapping[str, Standing]) -> dict[str, Any]:
    """The same as a table, told apart by force."""
    finder = reverse("accountability:commitments", kwargs={"slug": slug})
    every = words.counted(texts.heads, now)
    by_force = {force: words.counted([each for each in texts.heads if each.force == force], now) for force in Force}
    rows: list[list[dict[str, Any]]] = [
        [
            {"html": link_to(f"{finder}?status={standing.value}", standing.label)},
            {"text": str(every[standing]), "format": "numeric"},
            {"text": _by_force({force: counts[standing] for force, counts in by_force.items()})},
        ]
        for standing in Standing
    ]
    return {
        "caption": _("Commitments by status"),
        "captionClasses": "govuk-table__caption--s",
        "firstCellIsHeader": True,
        "head": [
            {"text": _("Status")},
            {"text": _("Commitments"), "format": "numeric"},
            {"text": _("How strongly they were said")},
        ],
        "rows": rows,
        "attributes": {"id": TABLE_ID, "tabindex": "-1"},
    }


def _by_force(counts: Mapping[Force, int]) -> str:
    """`3 “must”, 12 “will”`; nothing where there is none."""
    return ", ".join(f"{count} “{force.label}”" for force, count in counts.items() if count)


def _sub_rules_sentence(counts: Counter[Standing | None]) -> str:
    """The sub-rules, which are counted beside and not among the commitments."""
    said = {
        "count": words.how_many_sub_rules(sum(counts.values())),
        "standings": words.standings_in_words(counts),
    }
    return _("Some commitments bundle several rules. These %(count)s are counted apart: %(standings)s.") % said


def _line(slug: str, texts: Texts, part: PartText, now: Mapping[str, Standing]) -> PartLine:
    counts = words.counted(texts.serving(part.kind, part.code), now)
    return PartLine(words.part_address(slug, part), part.title, line_sentence(counts))


def line_sentence(counts: Counter[Standing | None]) -> str:
    """So many commitments, and how it stands with them."""
    total = sum(counts.values())
    if not total:
        return _("No commitment.")
    return _("%(count)s: %(standings)s.") % {
        "count": words.how_many(total),
        "standings": words.standings_in_words(counts),
    }


@dataclass(frozen=True)
class ChangeLine:
    """A change of standing as lists show it."""

    href: str
    code: str
    title: str
    before: SafeString
    after: SafeString
    reason: str
    when: str


def change_lines(slug: str, changes: Sequence[Change], texts: Texts) -> list[ChangeLine]:
    """Changes of standing, with what the commitment is called."""
    return [
        ChangeLine(
            href=words.commitment_address(slug, change.code),
            code=change.code,
            title=texts.commitments[change.code].title if change.code in texts.commitments else "",
            before=words.standing_tag(change.before),
            after=words.standing_tag(change.after),
            reason=change.reason,
            when=days.show_instant(change.from_at),
        )
        for change in changes
    ]


def late_words(count: int) -> str:
    """How many are overdue."""
    if not count:
        return _("Nothing is overdue.")
    return ngettext(
        "One commitment is overdue: its last day is over, and nothing here shows that it was kept.",
        "%(count)d commitments are overdue: their last day is over, and nothing here shows that they were kept.",
        count,
    ) % {"count": count}


@dataclass(frozen=True)
class Further:
    """A page further in, if it is there."""

    href: str
    title: str
    words: str


def doors(slug: str) -> Sequence[Further]:
    """What else there is about a strategy; what is not there is left out."""
    return _doors(slug, words.language())


@lru_cache(maxsize=16)
def _doors(slug: str, language: str) -> Sequence[Further]:
    del language  # a part of the key
    offered = (
        ("facts", _("Facts"), _("The figures in the strategy with their sources, and newer ones beside them.")),
        ("contradictions", _("Contradictions"), _("What we found missing or at odds in the text, told plainly.")),
        ("measure_list", _("Success"), _("How anybody could tell that it works: outcomes, measures and targets.")),
        ("concern_list", _("Concerns"), _("What people raised, who answers by when, and what came of it.")),
        ("strategy_history", _("What changed"), _("Every change of a status, the newest first.")),
        ("strategy_compare", _("Compare two days"), _("How it stood then and how it stands now, side by side.")),
        ("strategy_how", _("How statuses are worked out"), _("The rules, in plain words. Nobody can type a status.")),
        ("rules", _("Rules by date"), _("What the law and the strategy ask for, from when, and how sure we are.")),
        ("grant_terms", _("Grants"), _("Types of grant, when one may be given without a call, and income bands.")),
        ("named_bodies", _("Who is who"), _("Each body under all its names, and what took its place.")),
        ("compact", _("The former Compact"), _("What it stood for, and which commitments carry that now.")),
        ("words", _("Words"), _("What the strategy’s words mean.")),
        ("versions", _("Versions"), _("What each version of this strategy changed, word by word.")),
        ("follow_strategy", _("Follow the strategy"), _("A letter by e-mail, or a feed, when a status changes.")),
    )
    found = [Further(words.address(name, slug=slug), title, said) for name, title, said in offered]
    about = f"{reverse('decisions:decision_list')}?{urlencode({'about': COMMITMENT})}"
    found.insert(4, Further(about, _("Decisions"), _("What was decided about commitments, by whom and why.")))
    return [each for each in found if each.href]


def ways_to_follow(slug: str) -> list[Further]:
    """How to hear of changes: by letter, or with a reader of feeds."""
    offered = (
        ("follow_strategy", _("Follow the strategy by e-mail")),
        ("strategy_changes", _("Changes as a feed")),
    )
    found = [Further(words.address(name, slug=slug), title, "") for name, title in offered]
    return [each for each in found if each.href]
