"""Commitments, and whole strategies, as what decisions are about. What a decision does to one is part of its record.

A `may` is kept by a decision, whichever way it went; what replaces a commitment supersedes it. No decision can
say how it stands with a commitment: there is no such effect.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commonweal.accountability.queries.decided import EXTENDS, REVIEWS, SERVES, STRATEGY
from commonweal.accountability.queries.statuses import COMMITMENT, DECIDES, REPLACES
from commonweal.core.actors import Actor
from commonweal.decisions import announcements, subjects
from commonweal.decisions.models import Decision
from commonweal.decisions.states import Outcome
from commonweal.decisions.subjects import Effect, Subject, SubjectKind
from commonweal.strategy.models import Commitment, Strategy
from commonweal.strategy.operations.touches import touch
from commonweal.strategy.queries import commitments, strategies

COMMITMENT_EFFECTS = (
    Effect(
        DECIDES,
        _("It decides, one way or the other, what this commitment asks"),
        (Outcome.GO_AHEAD, Outcome.NOT_GO_AHEAD),
    ),
    Effect(SERVES, _("It is meant to meet this commitment")),
    Effect(
        REPLACES, _("It puts something else in the place of this commitment"), (Outcome.REPLACE,), needs_two_people=True
    ),
)
STRATEGY_EFFECTS = (
    Effect(REVIEWS, _("It records that this strategy was reviewed")),
    Effect(EXTENDS, _("It extends this strategy"), (Outcome.EXTEND,), needs_two_people=True, needs_until=True),
)

TOUCHES_DECISIONS = "decisions.decision"
"""What a decision that became public touches: every evidence query that counts decisions reads it."""


def _commitment(commitment: Commitment) -> Subject:
    where = {"slug": commitment.strategy.slug, "code": commitment.code}
    title = f"{commitment.code} {commitment.title}"
    return Subject(commitment.reference, title, reverse("accountability:commitment", kwargs=where))


def _strategy(strategy: Strategy) -> Subject:
    return Subject(strategy.slug, strategy.title, reverse("accountability:strategy", kwargs={"slug": strategy.slug}))


def find_commitment(reference: str) -> Subject | None:
    """The commitment with this reference, as decisions name it."""
    commitment = commitments.by_reference(reference)
    return _commitment(commitment) if commitment else None


def search_commitments(words: str, *, on: date) -> Sequence[Subject]:
    """The commitments of the strategy in force that a code or some words mean."""
    return [_commitment(each) for each in commitments.found(words, on=on)]


def find_strategy(slug: str) -> Subject | None:
    """The strategy of this slug, as decisions name it."""
    strategy = strategies.by_slug(slug)
    return _strategy(strategy) if strategy else None


def search_strategies(words: str, *, on: date) -> Sequence[Subject]:  # noqa: ARG001  # earlier ones count too
    """The strategies whose title has all the words, or that are meant by the word strategy."""
    wanted = words.lower().split()
    return [
        _strategy(each)
        for each in strategies.everything()
        if wanted and all(word in f"{each.title} {each.slug} strategy".lower() for word in wanted)
    ]


def follow(*, decision: Decision, by: Actor, at: datetime) -> None:
    """Mark what a decision that became public is about, and what the one it replaces was about."""
    about = [*decision.subjects.all(), *(decision.replaces.subjects.all() if decision.replaces else ())]
    names = {f"{each.kind}/{each.reference}" for each in about if each.kind in {COMMITMENT, STRATEGY}}
    touch(TOUCHES_DECISIONS, *sorted(names), by=by, at=at)


def register_all() -> None:
    """Say what a decision can do to a commitment or a strategy; called when Django starts."""
    subjects.register(SubjectKind(COMMITMENT, _("Commitment"), find_commitment, search_commitments, COMMITMENT_EFFECTS))
    subjects.register(SubjectKind(STRATEGY, _("Strategy"), find_strategy, search_strategies, STRATEGY_EFFECTS))
    announcements.RECORDED.register("accountability.commitments", follow)
