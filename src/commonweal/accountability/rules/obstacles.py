"""Who may say that something stands in the way of a commitment, and that it went away."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from commonweal.accountability.models import Obstacle
from commonweal.accountability.rules.bringing import NOTE_OBSTACLE, offices
from commonweal.core.actors import Actor
from commonweal.core.rules import ALLOWED, Decision, Refused
from commonweal.people.standing import standing_of
from commonweal.strategy.models import Commitment

REMIND_AFTER = timedelta(days=28)
"""Ours: four weeks, so that it comes up at a monthly meeting, and then again every four weeks."""


def can_report(by: Actor, commitment: Commitment, *, at: datetime) -> Decision:
    """Whether `by` may say what stands in the way: the council's officers, or people of the body that owns it."""
    if commitment.is_withdrawn:
        return Refused(_("This commitment is no longer part of the strategy"))
    return _may(by, commitment, at=at)


def can_clear(by: Actor, obstacle: Obstacle, *, at: datetime) -> Decision:
    """Whether `by` may say that it went away: whoever may report one, once."""
    if obstacle.is_gone:
        return Refused(_("This was noted as gone already"))
    return _may(by, obstacle.commitment, at=at)


def _may(by: Actor, commitment: Commitment, *, at: datetime) -> Decision:
    if not offices(standing_of(by, at=at), NOTE_OBSTACLE, commitment, at=at):
        return Refused(
            _("Only officers of the council, or of the body that owns this commitment, can say what stands in its way")
        )
    return ALLOWED
