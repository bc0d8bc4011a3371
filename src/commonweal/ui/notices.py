"""What is said above every page to the person who asks, for as long as it is so: a power that is switched on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from commonweal.core.requests import Request


@dataclass(frozen=True)
class Notice:
    """One line, with a link to what can be done about it."""

    words: str
    href: str
    action: str


Look = Callable[[Request], Sequence[Notice]]

_looks: dict[str, Look] = {}


def register(name: str, look: Look) -> None:
    """Ask `look` for every page; areas call it when Django starts. The same name again replaces the earlier one."""
    _looks[name] = look


def notices_for(request: Request) -> list[Notice]:
    """What there is to say now, in the order of names. An area answers a visitor without asking the database."""
    return [notice for name in sorted(_looks) for notice in _looks[name](request)]
