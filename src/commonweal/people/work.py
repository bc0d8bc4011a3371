"""Work that somebody holds by a role, as the areas that have it tell: it is handed over before the role can end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from commonweal.core.actors import Actor
from commonweal.people.models import Person, Role
from commonweal.ui.site import Words


@dataclass(frozen=True)
class WorkItem:
    """One open thing: its kind (`area.noun`), public reference, words, where it is seen, and by when it is due."""

    kind: str
    reference: str
    title: str
    href: str = ""
    due_on: date | None = None


class HandOver(Protocol):
    """Gives one thing to somebody else, in the caller's transaction. Raises RefusedError when they cannot hold it."""

    def __call__(self, reference: str, *, to: Person, by: Actor, at: datetime) -> None:
        """Hand over the thing called `reference`."""


@dataclass(frozen=True)
class WorkKind:
    """A kind of work: its name `area.noun`, words, what of it somebody holds by a role, and how it is handed over.

    `ability` is what somebody must be able to do to take it on; empty where a role at the same body is enough.
    `adrift` tells, for an instant, what of it is open and held by nobody who could still do it.
    """

    name: str
    title: Words
    held_by: Callable[[Role], Sequence[WorkItem]]
    hand_over: HandOver
    ability: str = ""
    adrift: Callable[[datetime], Sequence[WorkItem]] | None = None


_kinds: dict[str, WorkKind] = {}


def register(kind: WorkKind) -> None:
    """Add `kind`; areas call it when Django starts. Raises ValueError for another of that name."""
    if _kinds.get(kind.name, kind) != kind:
        raise ValueError(f"{kind.name} is registered twice")
    _kinds[kind.name] = kind


def kind_of(name: str) -> WorkKind:
    """The kind of work called `name`. Raises KeyError."""
    return _kinds[name]


def open_work(role: Role) -> list[WorkItem]:
    """Everything open that is held by `role`, the most urgent first."""
    items = [item for name in sorted(_kinds) for item in _kinds[name].held_by(role)]
    return sorted(items, key=lambda item: (item.due_on or date.max, item.kind, item.reference))


def work_adrift(*, at: datetime) -> list[WorkItem]:
    """Everything open at the instant `at` that nobody holds any more, by kind and reference."""
    items = [item for kind in _kinds.values() if kind.adrift for item in kind.adrift(at)]
    return sorted(items, key=lambda item: (item.kind, item.reference))
