"""Requests for another format, in every state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from commonweal.accountability.models import Channel, Format, FormatRequest, ReachBy
from commonweal.accountability.operations import format_line
from commonweal.accountability.operations import formats as operations
from commonweal.accountability.queries import formats as queries
from commonweal.core.actors import Actor
from commonweal.core.days import london_day
from commonweal.people import kinds_of_role
from commonweal.people.queries.roles import held_on
from tests.factories import people

OFFICER = "Priya Shah"
"""What the officer is called who answers requests."""

ANSWERS: dict[str, Any] = {
    "wanted": "The letter about bus passes",
    "document": None,
    "format": Format.LARGE_PRINT,
    "format_detail": "",
    "name": "Asha Gurung",
    "reach_by": ReachBy.EMAIL,
    "contact": "asha@example.org",
}


def officer(*, at: datetime) -> Actor:
    """An officer who answers requests at that time: the one there is, or a new one."""
    kind = kinds_of_role.COMMUNITIES_OFFICER
    role = held_on(london_day(at)).filter(kind=kind).first()
    return (role or people.role(kind, at=at, who=people.person(at=at, name=OFFICER))).person.actor


@dataclass(frozen=True)
class Asked:
    """A request and the key of its private link."""

    request: FormatRequest
    key: str

    @property
    def holder(self) -> Actor:
        """Who holds the link."""
        return queries.holder(self.request)


def begun(*, at: datetime) -> Asked:
    """A request with no answer yet."""
    request, key = operations.start(by=Actor.visitor(), at=at)
    return Asked(request, key)


def answered(*, at: datetime, **changes: Any) -> Asked:
    """A request with every question answered, not sent."""
    answers = ANSWERS | changes
    asked = begun(at=at)
    by = Actor.visitor()

    def part(*names: str) -> dict[str, Any]:
        return {name: answers[name] for name in names}

    request = operations.say_what(asked=asked.request, by=by, at=at, **part("wanted", "document"))
    request = operations.choose_format(asked=request, by=by, at=at, **part("format", "format_detail"))
    request = operations.say_how_to_reach(asked=request, by=by, at=at, **part("name", "reach_by", "contact"))
    return Asked(request, asked.key)


def sent(*, at: datetime, **changes: Any) -> Asked:
    """A request that was sent."""
    asked = answered(at=at, **changes)
    link = f"https://communities.example/another-format/{asked.key}/"
    return Asked(operations.send(asked=asked.request, link=link, by=Actor.visitor(), at=at), asked.key)


def supplied(*, at: datetime, **changes: Any) -> Asked:
    """A request that was met."""
    asked = sent(at=at, **changes)
    return Asked(operations.supply(asked=asked.request, note="Posted today", by=officer(at=at), at=at), asked.key)


def emptied(*, at: datetime, **changes: Any) -> Asked:
    """A request that was met, and of which nothing about a person is left."""
    asked = supplied(at=at, **changes)
    return Asked(operations.erase(asked=asked.request, by=officer(at=at), at=at), asked.key)


def withdrawn(*, at: datetime, **changes: Any) -> Asked:
    """A request that its asker withdrew."""
    asked = sent(at=at, **changes)
    return Asked(operations.withdraw(asked=asked.request, by=asked.holder, at=at), asked.key)


MESSAGE: dict[str, Any] = {
    "channel": Channel.ANSWERING_MACHINE,
    "wanted": "The strategy, on tape",
    "format": Format.AUDIO,
    "format_detail": "",
    "name": "Elsie Marsh",
    "reach_by": ReachBy.PHONE,
    "contact": "01632960017",
}


def entered(*, at: datetime, left_at: datetime | None = None, **changes: Any) -> FormatRequest:
    """A request that an officer wrote down: a message on the answering machine, unless said otherwise."""
    answers = MESSAGE | changes
    return format_line.enter(left_at=left_at or at, by=officer(at=at), at=at, **answers)


def first_answered(*, asked: FormatRequest, at: datetime) -> FormatRequest:
    """The request, after an officer got back to the person at that time."""
    return format_line.answer_first(asked=asked, answered_at=at, by=officer(at=at), at=at)
