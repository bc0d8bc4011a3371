"""What decisions prove of the review of the whole strategy (C-168): that it was done by its day, and what came of it.

Where no review is on record nothing is said about what came of it: that nobody recorded one here does not show that
there was none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.accountability.evidence.records import decision_address, newest_first
from commonweal.accountability.queries import decided as queries
from commonweal.accountability.subjects.commitments import TOUCHES_DECISIONS
from commonweal.core.days import show_day
from commonweal.decisions.models import Decision
from commonweal.strategy.evidence import Asked, Evidence, EvidenceQuery, EvidenceRow, Outcome, evidence_of, register
from commonweal.strategy.models import Strategy
from commonweal.strategy.queries.packs import PACK


def _with(decisions: Sequence[Decision], strategy: Strategy, effect: str) -> list[tuple[date, Decision]]:
    """The decisions that do this to the strategy, with the day of each, the earliest first."""
    found = [
        (each.decided_on, each)
        for each in decisions
        if each.decided_on and effect in queries.effects_on(each, queries.STRATEGY, strategy.slug)
    ]
    return sorted(found, key=lambda pair: (pair[0], pair[1].reference))


@dataclass(frozen=True)
class Extension:
    """A decision that carries the strategy on: its day, the decision, and the last day of what it adds."""

    on: date
    decision: Decision
    until_on: date | None

    def goes_on(self, day: date) -> bool:
        """Whether the strategy is carried on by it on a London day."""
        return self.until_on is not None and day <= self.until_on


def reviewed(on: date, decision: Decision, *, due_on: date | None) -> EvidenceRow:
    """What the first review says: done by its day, or later."""
    words = {"title": decision.title, "day": show_day(on), "due": show_day(due_on) if due_on else ""}
    if due_on is None or on <= due_on:
        fact, outcome = _("Reviewed on %(day)s: “%(title)s”.") % words, Outcome.MET
    else:
        said = _("Reviewed on %(day)s, after %(due)s, when it was due: “%(title)s”.")
        fact, outcome = said % words, Outcome.UNMET
    return EvidenceRow(str(decision.reference), on, fact, outcome, decision_address(decision))


def followed(asked: Asked, extension: Extension | None, *, reviewed_on: date | None) -> EvidenceRow:
    """What came of the review: the strategy is carried on, another takes its place, or nothing yet."""
    strategy = asked.commitment.strategy
    successor = queries.takes_over(strategy, asked.at)
    if extension is not None and (extension.goes_on(asked.on) or successor is None):
        return extended(extension, asked.on, is_reviewed=reviewed_on is not None)
    if successor is not None:
        fact = _("Another strategy comes after it: “%(title)s”.") % {"title": successor.title}
        on = min(successor.adopted_on or successor.from_on, asked.on)
        return EvidenceRow(successor.slug, on, fact, Outcome.MET, _address(successor))
    day = {"day": show_day(strategy.until_on)}
    if asked.on <= strategy.until_on:
        fact = _("No decision yet on what comes after it; its term ends on %(day)s.") % day
        return EvidenceRow(strategy.slug, reviewed_on or asked.on, fact, Outcome.PENDING, _address(strategy))
    fact = _("Its term ended on %(day)s, and no decision carries it on or puts another in its place.") % day
    return EvidenceRow(strategy.slug, strategy.until_on, fact, Outcome.UNMET, _address(strategy), stands=True)


def extended(extension: Extension, today: date, *, is_reviewed: bool) -> EvidenceRow:
    """What a decision to carry the strategy on says: that it goes on, or that its day is over and nothing came after.

    The days of one that names none are not known, so nobody can tell from it whether the strategy still goes on.
    """
    decision = extension.decision
    words = {"title": decision.title, "until": show_day(extension.until_on) if extension.until_on else ""}
    where = (str(decision.reference), decision_address(decision))
    if extension.until_on is None:
        fact = _("Carried on by decision, which does not say until when: “%(title)s”.") % words
        return EvidenceRow(where[0], extension.on, fact, Outcome.UNMET, where[1])
    if extension.goes_on(today):
        fact = _("Carried on by decision until %(until)s: “%(title)s”.") % words
        return EvidenceRow(where[0], extension.on, fact, Outcome.MET if is_reviewed else Outcome.PENDING, where[1])
    fact = _("It was carried on until %(until)s by decision: “%(title)s”. Nothing came after that.") % words
    return EvidenceRow(where[0], extension.until_on, fact, Outcome.UNMET, where[1], stands=True)


def _address(strategy: Strategy) -> str:
    return reverse("accountability:strategy", kwargs={"slug": strategy.slug})


def rows(asked: Asked) -> Iterator[EvidenceRow]:
    """Every row, newest first."""
    yield from _rows(asked)[0]


def _rows(asked: Asked) -> tuple[list[EvidenceRow], Extension | None, bool]:
    """The rows, the latest decision that carries the strategy on, and whether a review is on record."""
    strategy = asked.commitment.strategy
    decisions = queries.about_strategy(strategy, asked.at)
    reviews = _with(decisions, strategy, queries.REVIEWS)
    extensions = [
        Extension(on, each, queries.extended_until(each, strategy))
        for on, each in _with(decisions, strategy, queries.EXTENDS)
    ]
    latest = extensions[-1] if extensions else None
    found = []
    for on, decision in reviews[:1]:  # the promise is of one: a second review does not undo the first
        found.append(reviewed(on, decision, due_on=asked.commitment.due_on))
    if reviews or latest:
        found.append(followed(asked, latest, reviewed_on=reviews[0][0] if reviews else None))
    return newest_first(found), latest, bool(reviews)


def collect(asked: Asked) -> Evidence:
    """The rows counted; a strategy that is carried on is not overdue, until the day of that is over with no review."""
    found, extension, is_reviewed = _rows(asked)
    goes_on = extension is not None and extension.goes_on(asked.on)
    overdue_on = extension.until_on if extension and not goes_on and not is_reviewed else None
    return evidence_of(found, asked=asked, overdue_on=overdue_on, is_put_off=goes_on)


register(
    EvidenceQuery(
        name="accountability.strategy_reviewed",
        commitments=("C-168",),
        title=gettext_lazy("The review and what came of it"),
        method=gettext_lazy(
            "The first public decision of the body whose strategy this is that records a review of the whole of it, "
            "and what came after. The review counts as met when it was decided by its day, and not when it was later. "
            "What came after counts as met when a decision carries the strategy on, or an adopted strategy takes its "
            "place; it does not when the term, or the day until which a decision carried it on, ended without either. "
            "Until that day a missing review is not overdue. Where neither a review nor such a decision is on record "
            "here, nothing is said of what came after: it may have been recorded elsewhere."
        ),
        reads=frozenset({PACK, TOUCHES_DECISIONS}),
        collect=collect,
        rows=rows,
        supplied_by=gettext_lazy(
            "Whoever records decisions of the council, by recording the review, and the decision to carry the "
            "strategy on or to put another in its place."
        ),
    )
)
