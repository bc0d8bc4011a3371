"""Who may put a newer figure beside a fact of a strategy, and take one away."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from commonweal.core.actors import Actor
from commonweal.core.rules import ALLOWED, Decision, Refused
from commonweal.people.standing import Standing, standing_of
from commonweal.strategy.models import Fact, LaterFigure

ADD_FIGURE = "strategy.add_figure"
"""What an officer must be able to do to keep newer figures; the area with the desk says who may."""


def is_keeper(standing: Standing) -> bool:
    """Whether somebody keeps the newer figures."""
    return standing.may(ADD_FIGURE)


def can_add_figure(by: Actor, fact: Fact, *, at: datetime) -> Decision:
    """Whether `by` may put a newer figure beside the fact."""
    if not is_keeper(standing_of(by, at=at)):
        return Refused(_("Only officers who keep newer figures can add one. Send yours to the communities team"))
    if fact.is_withdrawn:
        return Refused(_("The newest version of the strategy no longer states this, so nothing is put beside it"))
    return ALLOWED


def can_withdraw_figure(by: Actor, figure: LaterFigure, *, at: datetime) -> Decision:
    """Whether `by` may take a newer figure away: any officer who keeps them, once."""
    if not is_keeper(standing_of(by, at=at)):
        return Refused(_("Only officers who keep newer figures can take one away. Write to the communities team"))
    if figure.withdrawn_at is not None:
        return Refused(_("This figure was taken away already"))
    return ALLOWED
