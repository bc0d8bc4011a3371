"""What a role can be held for. The area that owns a kind of thing checks and names its references."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from commonweal.ui.site import Words

NamesOf = Callable[[Sequence[str]], Mapping[str, str]]
"""The names of the things with these references, by reference; those that do not exist are left out."""


Names = Mapping[tuple[str, str], str]
"""The names of things by their kind and reference, as `names_of` gives them."""


@dataclass(frozen=True)
class ScopeKind:
    """A kind of thing, as `area.noun`, in words, with a look-up of names and the choices there are to pick from."""

    name: str
    title: Words
    names_of: NamesOf
    choices: Callable[[], Sequence[tuple[str, str]]]
    """Reference and name of each thing that a role can be held for now, sorted by name."""


_kinds: dict[str, ScopeKind] = {}


def register(kind: ScopeKind) -> None:
    """Add `kind`; the owning area calls it when Django starts. Raises ValueError for another of that name."""
    if _kinds.get(kind.name, kind) != kind:
        raise ValueError(f"{kind.name} is registered twice")
    _kinds[kind.name] = kind


def scope_kind(name: str) -> ScopeKind:
    """The kind of scope called `name`. Raises KeyError."""
    return _kinds[name]


def names_of(scopes: Sequence[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """The names of (kind, reference) pairs, one look-up for each kind; what is gone is called by its reference."""
    found: dict[tuple[str, str], str] = {pair: pair[1] for pair in scopes}
    for name in sorted({kind for kind, _reference in scopes} & set(_kinds)):
        references = [reference for kind, reference in scopes if kind == name]
        found.update({(name, reference): words for reference, words in _kinds[name].names_of(references).items()})
    return found


def names_known(name: str, references: Sequence[str]) -> Mapping[str, str]:
    """The names of those references that the kind of scope knows; none where no area owns the kind."""
    return _kinds[name].names_of(sorted(set(references))) if name in _kinds else {}


def choices_of(name: str) -> Sequence[tuple[str, str]]:
    """What a role can be held for now, of this kind of scope; nothing where no area owns the kind."""
    return _kinds[name].choices() if name in _kinds else ()
