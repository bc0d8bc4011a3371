"""What decisions tell the parts above them, inside the transaction that makes a record public."""

from __future__ import annotations

from datetime import datetime

from commonweal.core.actors import Actor
from commonweal.core.announcements import Announcement
from commonweal.decisions.models import Decision


def _about_decision(*, decision: Decision, by: Actor, at: datetime) -> None: ...


RECORDED = Announcement("decisions.recorded", _about_decision)
"""A decision became public. What it is about and what it does: `decision.subjects`; what it replaces: `.replaces`."""
