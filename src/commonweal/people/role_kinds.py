"""The kinds of role there are, and what each may do: said in code, printed on a page, asked by rules.

People register the kinds; every area says which of them may do what it offers (`KINDS.allow`), and which powers,
switched on for a limited time, some can take up (`KINDS.empower`). A role may do nothing that is not said here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypeVar

from commonweal.people.models import BodyKind
from commonweal.ui.site import Words


@dataclass(frozen=True)
class RoleKind:
    """One kind of role.

    `scope_kinds` are the kinds of thing it can be held for. `is_staff` roles see other people's details, and so need a
    second factor. `conflicts_with` names kinds that one person cannot hold at the same body. `bodies` are the kinds
    of body it can be held at. `given_by` names the kinds of role whose holders may give it at their own body. Nobody
    from outside gives one that `is_independent`. One that `has_term` is held until a day; who holds one that
    `is_public` is shown to everybody.
    """

    name: str
    title: Words
    summary: Words
    bodies: tuple[BodyKind, ...]
    scope_kinds: tuple[str, ...] = ("people.body",)
    is_staff: bool = True
    conflicts_with: frozenset[str] = frozenset()
    given_by: frozenset[str] = frozenset()
    is_independent: bool = False
    has_term: bool = False
    is_public: bool = False


@dataclass(frozen=True)
class Ability:
    """Something that some roles may do: its name `area.verb_noun`, and words that follow "may"."""

    name: str
    words: Words


@dataclass(frozen=True)
class PowerKind:
    """A power that is switched on for a time, with a reason, and each use of which is logged."""

    name: str
    words: Words
    longest: timedelta


Thing = TypeVar("Thing", RoleKind, Ability, PowerKind)


class UnknownKindError(LookupError):
    """No kind of role, ability or power has this name."""


class KindTakenError(Exception):
    """Two kinds of role, abilities or powers were given the same name."""


@dataclass
class Kinds:
    """All kinds of role with their abilities and powers."""

    roles: dict[str, RoleKind] = field(default_factory=dict)
    abilities: dict[str, Ability] = field(default_factory=dict)
    powers: dict[str, PowerKind] = field(default_factory=dict)
    _may: dict[str, set[str]] = field(default_factory=dict)
    """Names of abilities and powers, by the kind of role that has them."""

    def add(self, *kinds: RoleKind) -> None:
        """Add kinds of role. Raises KindTakenError for a twin."""
        for kind in kinds:
            _put(self.roles, kind.name, kind)

    def allow(self, ability: Ability, *, to: Iterable[str]) -> None:
        """Say that the kinds of role named in `to` may do `ability`. Raises KindTakenError or UnknownKindError."""
        _put(self.abilities, ability.name, ability)
        self._grant(ability.name, to)

    def empower(self, power: PowerKind, *, to: Iterable[str]) -> None:
        """Say that the kinds of role named in `to` can switch on `power`."""
        _put(self.powers, power.name, power)
        self._grant(power.name, to)

    def role(self, name: str) -> RoleKind:
        """The kind of role called `name`. Raises UnknownKindError."""
        if name not in self.roles:
            raise UnknownKindError(name)
        return self.roles[name]

    def power(self, name: str) -> PowerKind:
        """The power called `name`. Raises UnknownKindError."""
        if name not in self.powers:
            raise UnknownKindError(name)
        return self.powers[name]

    def title_of(self, name: str) -> str:
        """The title of the kind of role called `name`; its name where it is no longer in the code."""
        return str(self.roles[name].title) if name in self.roles else name

    def words_of(self, name: str) -> str:
        """The words of the power called `name`; its name where it is no longer in the code."""
        return str(self.powers[name].words) if name in self.powers else name

    def may(self, kind: str, name: str) -> bool:
        """Whether a role of this kind has the ability, or can switch on the power, called `name`."""
        if name not in self.abilities and name not in self.powers:
            raise UnknownKindError(name)
        return name in self._may.get(kind, ())

    def abilities_of(self, kind: str) -> list[Ability]:
        """What a role of this kind may do, in the order it was said."""
        return [ability for name, ability in self.abilities.items() if name in self._may.get(kind, ())]

    def powers_of(self, kind: str) -> list[PowerKind]:
        """Which powers a role of this kind can switch on."""
        return [power for name, power in self.powers.items() if name in self._may.get(kind, ())]

    def kinds_with(self, name: str) -> list[RoleKind]:
        """The kinds of role that have the ability or power called `name`."""
        return [kind for kind in self.roles.values() if self.may(kind.name, name)]

    def _grant(self, name: str, to: Iterable[str]) -> None:
        for kind in to:
            self._may.setdefault(self.role(kind).name, set()).add(name)


def _put(where: dict[str, Thing], name: str, thing: Thing) -> None:
    if where.get(name, thing) != thing:
        raise KindTakenError(name)
    where[name] = thing


KINDS = Kinds()
"""The one list. Kinds of role are added in `people.kinds_of_role`; abilities and powers by each area's `apps.py`."""
