"""What was decided about a strategy and by its owner, as it was public at an instant; and who owns what of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from commonweal.accountability.models import Measure
from commonweal.accountability.queries.statuses import COMMITMENT, DECIDES
from commonweal.decisions import queries as decisions
from commonweal.decisions.models import Decision
from commonweal.people.queries import bodies
from commonweal.strategy.models import Commitment, LaterFigure, NamedBody, Pack, Strategy

STRATEGY = "strategy.strategy"
"""The kind under which decisions are about a strategy as a whole."""

SERVES, REVIEWS, EXTENDS = "SERVES", "REVIEWS", "EXTENDS"
"""What a decision can do beside what `queries.statuses` names."""

TAKES_ON = frozenset({DECIDES, SERVES})
"""What a body's own decision must do to a commitment for the body to have taken it on, or to have refused it."""


def owner_of(strategy: Strategy) -> NamedBody | None:
    """The body whose strategy it is, as the pack names it."""
    return strategy.bodies.select_related("body").filter(key=strategy.owner_key).first()


def by_owner(strategy: Strategy, at: datetime) -> list[Decision]:
    """The public decisions of the strategy's owner and of its parts, but those that a later one has replaced.

    Each comes with what it is about, and with what the one that it replaces was about.
    """
    owner = owner_of(strategy)
    if owner is None or owner.body is None:
        return []
    rows = decisions.all_public().filter(body__in=bodies.with_parts(owner.body), recorded_at__lte=at)
    return _standing(rows.prefetch_related("replaces__subjects"), at)


def about_strategy(strategy: Strategy, at: datetime) -> list[Decision]:
    """The public decisions of its owner, and of its parts, that are about the strategy as a whole, the latest first."""
    owner = owner_of(strategy)
    if owner is None or owner.body is None:
        return []
    own = {body.pk for body in bodies.with_parts(owner.body)}
    made = decisions.about(STRATEGY, [strategy.slug], at=at)[strategy.slug]
    return [each for each in _standing(made, at) if each.body_id in own]


def _standing(made: Iterable[Decision], at: datetime) -> list[Decision]:
    return [
        each
        for each in made
        if not any(later.recorded_at and later.recorded_at <= at for later in each.replacements.all())
    ]


def effects_on(decision: Decision, kind: str, reference: str) -> set[str]:
    """What a decision does to one thing."""
    return {each.effect for each in decision.subjects.all() if (each.kind, each.reference) == (kind, reference)}


def extended_until(decision: Decision, strategy: Strategy) -> date | None:
    """The last day until which a decision extends a strategy; None where it does not, or does not say."""
    about = (STRATEGY, strategy.slug, EXTENDS)
    found = (each.until_on for each in decision.subjects.all() if (each.kind, each.reference, each.effect) == about)
    return next(found, None)


def taken_on(commitments: Iterable[Commitment], at: datetime) -> Mapping[str, list[Decision]]:
    """The decisions that take on or refuse each of these commitments, by its reference, the latest first."""
    made = decisions.about(COMMITMENT, [each.reference for each in commitments], at=at)
    return {
        reference: [each for each in _standing(found, at) if effects_on(each, COMMITMENT, reference) & TAKES_ON]
        for reference, found in made.items()
    }


def owned(strategy: Strategy) -> list[Commitment]:
    """Every commitment and sub-rule that the newest version of the pack has, with its owner and what came after it."""
    rows = strategy.commitments.filter(is_withdrawn=False)
    return list(rows.select_related("strategy", "owner__body", "owner__successor__body"))


def pack_at(strategy: Strategy, at: datetime) -> Pack | None:
    """The version that was the newest at an instant; None before the first was loaded."""
    return strategy.packs.filter(loaded_at__lte=at).order_by("-number").first()


def measures_of(strategy: Strategy) -> set[str]:
    """The references of the strategy's measures of success."""
    return set(Measure.objects.filter(strategy=strategy).values_list("reference", flat=True))


def later_figures_of(strategy: Strategy) -> list[tuple[LaterFigure, int]]:
    """Every newer figure that was put beside a fact of the strategy, with its number there, in their order."""
    numbers: dict[int, int] = {}
    found = []
    for figure in LaterFigure.objects.filter(fact__strategy=strategy).select_related("fact__strategy").order_by("id"):
        numbers[figure.fact_id] = numbers.get(figure.fact_id, 0) + 1
        found.append((figure, numbers[figure.fact_id]))
    return found


def takes_over(strategy: Strategy, at: datetime) -> Strategy | None:
    """The adopted strategy that comes after this one, once its pack was loaded; None while there is none."""
    rows = strategy.successors.filter(is_adopted=True, packs__loaded_at__lte=at)
    return rows.order_by("from_on", "slug").first()
