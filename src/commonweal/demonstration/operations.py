"""Filling an empty database with the invented county and its year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from commonweal.core.actors import Actor
from commonweal.core.operating import marks
from commonweal.core.rules import require
from commonweal.demonstration import filling, rules, telling
from commonweal.demonstration.calendar import Calendar
from commonweal.demonstration.geography import county
from commonweal.demonstration.postbox import Postbox
from commonweal.demonstration.telling import Story
from commonweal.demonstration.year import CHAPTERS

BEGUN = "begun"
"""What the mark says while the county is not whole."""


@dataclass(frozen=True)
class Told:
    """What came of it: how many things happened in the story, none where it had been told before."""

    events: int

    @property
    def is_new(self) -> bool:
        """Whether anything was made."""
        return self.events > 0


def seed(*, number: int, by: Actor, at: datetime) -> Told:
    """Make the county that grows from `number`, with the year that ends at `at`. Does nothing where it stands already.

    Not one transaction, because letters are sent between: what was cut short is marked, and refused the next time.
    Raises RefusedError.
    """
    require(rules.can_seed(number))
    if marks.read(rules.MARK) == str(number):
        return Told(0)
    marks.put(rules.MARK, text=f"{BEGUN} {number}", at=at)
    geography, calendar = county.invent(number), Calendar(at)
    filling.fill(geography, by=by, at=calendar.began_at)
    events = _play(Story.begin(geography, calendar))
    marks.put(rules.MARK, text=str(number), at=at)
    return Told(events)


def _play(story: Story) -> int:
    """Let everything happen, and the letters of each event go before the next; how many events there were."""
    postbox, count = Postbox(), 0
    for event in telling.in_order(story, CHAPTERS):
        postbox.release(before=event.at)
        event.happen(event.at)
        postbox.empty(at=event.at)
        count += 1
    postbox.release(before=story.calendar.now)
    return count
