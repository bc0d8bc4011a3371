"""What decisions can be about. The area that owns a kind of thing finds it, and says what a decision can do to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from commonweal.decisions.states import Outcome
from commonweal.ui.site import Words


@dataclass(frozen=True)
class Subject:
    """One thing that a decision can be about: its public reference, what it is called, and its page."""

    reference: str
    title: str
    address: str


@dataclass(frozen=True)
class Effect:
    """What a decision does to a thing: a name, and words that follow “It”: “goes ahead with this”.

    `outcomes` are the sorts of decision that can have it; all where there are none. One that `needs_two_people` is
    public only when a second person has confirmed the record. One that `needs_until` says until which day.
    """

    name: str
    words: Words
    outcomes: tuple[Outcome, ...] = ()
    needs_two_people: bool = False
    needs_until: bool = False

    def suits(self, outcome: str) -> bool:
        """Whether a decision of this sort can have the effect."""
        return not self.outcomes or outcome in self.outcomes


class Search(Protocol):
    """How an area looks for its things: those that some words or a part of a reference mean on a day, best first."""

    def __call__(self, words: str, /, *, on: date) -> Sequence[Subject]:
        """The things."""


@dataclass(frozen=True)
class SubjectKind:
    """A kind of thing: its name `area.noun`, what one of them is called, and what a decision can do to it.

    `find` gives the thing with a reference, `search` those that some words mean.
    """

    name: str
    title: Words
    find: Callable[[str], Subject | None]
    search: Search
    effects: tuple[Effect, ...]

    def effect(self, name: str) -> Effect | None:
        """The effect called `name`; None when there is none."""
        return next((effect for effect in self.effects if effect.name == name), None)


_kinds: dict[str, SubjectKind] = {}


def register(kind: SubjectKind) -> None:
    """Add `kind`; the owning area calls it when Django starts. Raises ValueError for another of that name."""
    if _kinds.get(kind.name, kind) != kind:
        raise ValueError(f"{kind.name} is registered twice")
    if not kind.effects:
        raise ValueError(f"say what a decision can do to {kind.name}")
    _kinds[kind.name] = kind


def kinds() -> list[SubjectKind]:
    """Every kind of thing that can be decided about, in the order of names."""
    return [_kinds[name] for name in sorted(_kinds)]


def kind_of(name: str) -> SubjectKind | None:
    """The kind called `name`; None where no area owns it any more."""
    return _kinds.get(name)


def find(kind: str, reference: str) -> Subject | None:
    """The thing of that kind with that reference, as its area knows it today; None when there is none."""
    known = kind_of(kind)
    return known.find(reference) if known else None


LONGEST_KIND, LONGEST_REFERENCE = 60, 80
"""Characters of a kind's name, and of a reference."""


def named(text: str) -> tuple[str, str]:
    """The kind and the reference that an address names, `kind/reference`, as far as there can be such; or nothing."""
    kind, _slash, reference = text.replace("\0", "").strip().partition("/")
    return kind[:LONGEST_KIND], reference[:LONGEST_REFERENCE]


def named_as(kind: str, reference: str) -> str:
    """How an address names a thing, for `named` to read."""
    return f"{kind}/{reference}" if reference else kind


def find_all(pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Subject]:
    """The things of these kinds and references that there are today."""
    found = {(kind, reference): find(kind, reference) for kind, reference in pairs}
    return {pair: subject for pair, subject in found.items() if subject is not None}


def search(words: str, *, on: date) -> list[tuple[SubjectKind, list[Subject]]]:
    """What the words mean on a day, for each kind of thing of which they mean any."""
    found = [(kind, list(kind.search(words, on=on))) for kind in kinds()]
    return [(kind, things) for kind, things in found if things]


def words_of(kind: str, effect: str) -> str:
    """What a decision did, in words; nothing where no area knows them any more."""
    known = kind_of(kind)
    found = known.effect(effect) if known else None
    return str(found.words) if found else ""
