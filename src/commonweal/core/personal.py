"""What areas say of the personal data they hold, so that it can be found, handed out, erased and let go in time.

Each area registers a `Holding` for every class of record with somebody's details in it. Every field that is encrypted
belongs to a holding, and so does a plain one that is about somebody; the suite fails for one that belongs to none. How
long each class is kept, why, and who answers for it is in the retention schedule, by the holding's name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.functional import Promise

from commonweal.core.digests import contact_digest

Words = str | Promise


@dataclass(frozen=True)
class DataSubject:
    """Somebody whose data is looked for: their pseudonymous person key, if they have one, and contacts known as theirs.

    `contacts` are e-mail addresses and telephone numbers in their canonical form, proved to be theirs.
    """

    person_key: str = ""
    contacts: tuple[str, ...] = ()

    @cached_property
    def contact_digests(self) -> tuple[str, ...]:
        """The keyed digests of the contacts: what guests' actor keys and look-up columns hold."""
        return tuple(contact_digest(contact) for contact in self.contacts)

    @cached_property
    def actor_keys(self) -> tuple[str, ...]:
        """Every actor key under which they may have acted."""
        return tuple(filter(None, (self.person_key, *self.contact_digests)))


@dataclass(frozen=True)
class Item:
    """One fact that is held: what it is called, and its words; `about_others` where a third person shows in it."""

    title: Words
    words: str
    about_others: bool = False


@dataclass(frozen=True)
class HeldRecord:
    """One record about somebody: its public reference, what it is in words, its facts, and the keys of its files."""

    reference: str
    title: Words
    items: tuple[Item, ...]
    files: tuple[int, ...] = ()
    """Primary keys of `core.StoredFile`."""


@dataclass(frozen=True)
class Kept:
    """Something that an erasure leaves, and the reason in words for the person."""

    reference: str
    why: Words


@dataclass(frozen=True)
class Erasure:
    """What came of erasing somebody from one holding: the references emptied, and what was kept and why."""

    erased: tuple[str, ...] = ()
    kept: tuple[Kept, ...] = ()


@dataclass(frozen=True)
class Due:
    """One record whose retention has run out: its reference and the day its period began (London)."""

    reference: str
    began_on: date


Find = Callable[[DataSubject], Iterable[HeldRecord]]
Erase = Callable[..., Erasure]
"""`erase(subject, *, by, at)`, in the caller's transaction."""

Expired = Callable[[date], Iterable[Due]]
"""`expired(began_before)`: the records whose trigger fell before that London day, and that are still there."""

Dispose = Callable[..., None]
"""`dispose(reference, *, by, at)`, in the caller's transaction: empty or delete one record whose time has come."""


@dataclass(frozen=True)
class Holding:
    """One class of records with personal data, by its name `area.records`, as the area that owns it declares it.

    `fields` are all the columns it answers for, as `app.Model.field`. `find` shows what is held about somebody; `erase`
    takes them out of it and keeps statistics and what the law needs; `expired` and `dispose` work the retention
    schedule. `whose` says in words whose data it is, `what` what there is of them, for the record of processing.
    """

    name: str
    title: Words
    whose: Words
    what: Words
    fields: tuple[str, ...]
    find: Find
    erase: Erase
    expired: Expired
    dispose: Dispose
    is_special_category: bool = False
    """Whether it can show health, origin, belief and the like (UK GDPR article 9)."""


class HoldingTakenError(Exception):
    """Two holdings have one name, or answer for the same column."""


_holdings: dict[str, Holding] = {}


def register(holding: Holding) -> None:
    """Add `holding`; areas call it when Django starts. Raises HoldingTakenError for a twin."""
    other = _holdings.get(holding.name)
    if other is not None and other != holding:
        raise HoldingTakenError(holding.name)
    taken = {column: each.name for each in _holdings.values() if each.name != holding.name for column in each.fields}
    twice = [column for column in holding.fields if column in taken]
    if twice:
        raise HoldingTakenError(f"{holding.name} and {taken[twice[0]]} both answer for {twice[0]}")
    _holdings[holding.name] = holding


def holdings() -> list[Holding]:
    """Every holding, in the order of names."""
    return [_holdings[name] for name in sorted(_holdings)]


def holding(name: str) -> Holding:
    """The holding called `name`. Raises KeyError when there is none."""
    return _holdings[name]
