"""What decisions prove of the review of the whole strategy (C-168): that it was done by its day, and what came of it.

Where no review is on record nothing is said about what came of it: that nobody recorded one here does not show that
there was none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
from commonweal.strategy.operations.packs import PACK


def _with(decisions: Sequence[Decision], strategy: Strategy, effect: str) -> list[tuple[date, Decision]]:
    """The decisions that do this to the strategy, with the day of each, the earliest first."""
    found = [
        (each.decided_on, each)
        for each in decisions
        if each.decided_on and effect in queries.effects_on(each, queries.STRATEGY, strategy.slug)
    ]
    return sorted(found, key=lambda pair: (pair[0], pair[1].reference))


def reviewed(on: date, decision: Decision, *, due_on: date | None) -> EvidenceRow:
    """What the first review says: done by its day, or later."""
    words = {"title": decision.title, "day": show_day(on), "due": show_day(due_on) if due_on else ""}
    if due_on is None or on <= due_on:
        fact, outcome = _("Reviewed on %(day)s: “%(title)s”.") % words, Outcome.MET
    else:
        said = _("Reviewed on %(day)s, after %(due)s, when it was due: “%(title)s”.")
        fact, outcome = said % words, Outcome.UNMET
    return EvidenceRow(str(decision.reference), on, fact, outcome, decision_address(decision))


def followed(asked: Asked, extensions: Sequence[tuple[date, Decision]], *, reviewed_on: date | None) -> EvidenceRow:
    """What came of the review: the strategy is carried on, another takes its place, or nothing yet."""
    strategy = asked.commitment.strategy
    if extensions:
        on, decision = extensions[-1]
        fact = _("Carried on by decision: “%(title)s”.") % {"title": decision.title}
        outcome = Outcome.MET if reviewed_on else Outcome.PENDING
        return EvidenceRow(str(decision.reference), on, fact, outcome, decision_address(decision))
    successor = queries.takes_over(strategy, asked.at)
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


def _address(strategy: Strategy) -> str:
    return reverse("accountability:strategy", kwargs={"slug": strategy.slug})


def rows(asked: Asked) -> Iterator[EvidenceRow]:
    """Every row, newest first."""
    yield from _rows(asked)[0]


def _rows(asked: Asked) -> tuple[list[EvidenceRow], bool]:
    """The rows, and whether a decision carries the strategy on."""
    strategy = asked.commitment.strategy
    decisions = queries.about_strategy(strategy, asked.at)
    reviews = _with(decisions, strategy, queries.REVIEWS)
    extensions = _with(decisions, strategy, queries.EXTENDS)
    found = []
    for on, decision in reviews[:1]:  # the promise is of one: a second review does not undo the first
        found.append(reviewed(on, decision, due_on=asked.commitment.due_on))
    if reviews or extensions:
        found.append(followed(asked, extensions, reviewed_on=reviews[0][0] if reviews else None))
    return newest_first(found), bool(extensions)


def collect(asked: Asked) -> Evidence:
    """The rows counted; a strategy that is carried on is not overdue."""
    found, is_carried_on = _rows(asked)
    return evidence_of(found, asked=asked, is_put_off=is_carried_on)


register(
    EvidenceQuery(
        name="accountability.strategy_reviewed",
        commitments=("C-168",),
        title=gettext_lazy("The review and what came of it"),
        method=gettext_lazy(
            "The first public decision of the body whose strategy this is that records a review of the whole of it, "
            "and what came after. The review counts as met when it was decided by its day, and not when it was later. "
            "What came after counts as met when a decision carries the strategy on, or an adopted strategy takes its "
            "place; it does not when the term ended without either. Where no review is on record here, nothing is "
            "said of what came after: it may have been recorded elsewhere."
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
