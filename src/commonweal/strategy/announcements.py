"""What the strategy tells the parts above it, inside the transaction that makes the change."""

from __future__ import annotations

from datetime import datetime

from commonweal.core.actors import Actor
from commonweal.core.announcements import Announcement
from commonweal.strategy.models import Strategy


def _about_strategy(*, strategy: Strategy, by: Actor, at: datetime) -> None: ...


LOADED = Announcement("strategy.loaded", _about_strategy)
"""A version of a strategy's pack was taken in, and says what no version before said."""
