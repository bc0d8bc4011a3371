"""Newer figures beside the facts of a strategy: added, and taken away with a reason; the fact itself stays as it is."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from commonweal.core import audit
from commonweal.core.actors import Actor
from commonweal.core.rules import require
from commonweal.strategy import rules
from commonweal.strategy.models import Fact, LaterFigure
from commonweal.strategy.operations.touches import touch
from commonweal.strategy.queries import figures as queries

LATER_FIGURE = "strategy.later_figure"
"""What a newer figure touches."""


@transaction.atomic
def add_later_figure(
    *, fact: Fact, words: str, source: str, link: str, year: str, scope: str, caveat: str, by: Actor, at: datetime
) -> LaterFigure:
    """Put a newer figure beside a fact, with where it is from; it is public at once, and never edited."""
    require(rules.can_add_figure(by, fact, at=at))
    figure = LaterFigure.objects.create(
        fact=fact,
        words=words,
        source=source,
        link=link,
        year=year,
        scope=scope,
        caveat=caveat,
        added_at=at,
        added_by=by.label,
    )
    audit.record("strategy.later_figure.add", fact.strategy, by=by, at=at, facts={"fact": fact.code})
    touch(LATER_FIGURE, by=by, at=at)
    return figure


@transaction.atomic
def withdraw_later_figure(*, figure: LaterFigure, why: str, by: Actor, at: datetime) -> LaterFigure:
    """Take a newer figure away; that it stood there, and why it no longer does, stays to be read."""
    figure = queries.lock_figure(figure)
    require(rules.can_withdraw_figure(by, figure, at=at))
    figure.withdrawn_at, figure.withdrawn_why = at, why
    figure.save(update_fields=["withdrawn_at", "withdrawn_why"])
    facts: dict[str, audit.Fact] = {"fact": figure.fact.code}
    audit.record("strategy.later_figure.withdraw", figure.fact.strategy, by=by, at=at, facts=facts)
    touch(LATER_FIGURE, by=by, at=at)
    return figure
