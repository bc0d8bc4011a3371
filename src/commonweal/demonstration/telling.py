"""How the invented year is told: chapters say what happened when, and all of it is played in the order of its instants.

A chapter is a function of the story that yields events. What it makes in one event and needs in another it keeps in
the story, under the keys that `society` gives to bodies and people.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any

from commonweal.core.actors import Actor
from commonweal.demonstration.calendar import Calendar
from commonweal.demonstration.geography.county import Geography
from commonweal.demonstration.seeds import stream
from commonweal.demonstration.society import roll
from commonweal.demonstration.society.roll import Holder
from commonweal.people.models import Body, Person, Role

SEEDING = Actor.system("demonstration.seed")
"""Who does what nobody in the county does: opening the service, and the work of its jobs."""


@dataclass(frozen=True)
class Event:
    """One thing that happens: when, what in a few words, and how, given the instant."""

    at: datetime
    words: str
    happen: Callable[[datetime], object]


@dataclass
class Story:
    """The county, its calendar, and what there is of it so far, by key."""

    geography: Geography
    calendar: Calendar
    holders: dict[str, Holder] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    roles: dict[str, Role] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)
    """Whatever else chapters make and come back to: requests, powers, proposals."""

    @classmethod
    def begin(cls, geography: Geography, calendar: Calendar) -> Story:
        """A story in which nothing has happened yet."""
        return cls(geography, calendar, {holder.key: holder for holder in roll.invent(geography)})

    def actor(self, key: str) -> Actor:
        """The person whom the story calls `key`, as somebody who acts."""
        return self.people[key].actor

    def chance(self, chapter: str) -> Random:
        """A chapter's own source of chance."""
        return stream(self.geography.seed, "chapter", chapter)

    def those(self, role: str, body: str = "") -> list[str]:
        """The keys of those who hold a kind of role when the year begins, at one body or at any."""
        return [key for key, one in self.holders.items() if one.role == role and body in {"", one.body}]


Chapter = Callable[[Story], Iterable[Event]]


def in_order(story: Story, chapters: Sequence[Chapter]) -> Iterator[Event]:
    """The events of all chapters by their instants; those of one instant in the order in which they were written."""
    events = [event for chapter in chapters for event in chapter(story)]
    yield from sorted(events, key=lambda event: event.at)
