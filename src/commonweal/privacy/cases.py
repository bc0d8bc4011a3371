"""Cases that can be put together for somebody who asks by law: each area says which it has and what is in one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from commonweal.ui.site import Words


@dataclass(frozen=True)
class Passage:
    """One part of a document that is given or withheld whole: its key within the document, its title, its words."""

    key: str
    title: Words
    words: str


@dataclass(frozen=True)
class CaseDocument:
    """One document of a case: its key within the case, its title, its passages, and the key of a file, if it is one."""

    key: str
    title: Words
    passages: tuple[Passage, ...] = ()
    file: int | None = None
    """Primary key of a `core.StoredFile`. A file is withheld whole or given whole, under a name of ours."""


@dataclass(frozen=True)
class CaseKind:
    """A kind of case, as `area.noun`: whether there is one of a reference, and what is in it."""

    name: str
    title: Words
    exists: Callable[[str], bool]
    documents: Callable[[str], Sequence[CaseDocument]]


class NoSuchKindError(LookupError):
    """No area registered a kind of case by this name."""


_kinds: dict[str, CaseKind] = {}


def register(kind: CaseKind) -> None:
    """Add `kind`; areas call it when Django starts. Raises ValueError for another of that name."""
    if _kinds.get(kind.name, kind) != kind:
        raise ValueError(f"{kind.name} is registered twice")
    _kinds[kind.name] = kind


def kinds() -> list[CaseKind]:
    """Every kind of case, in the order of names."""
    return [_kinds[name] for name in sorted(_kinds)]


def kind_of(name: str) -> CaseKind:
    """The kind of case called `name`. Raises NoSuchKindError."""
    if name not in _kinds:
        raise NoSuchKindError(name)
    return _kinds[name]
