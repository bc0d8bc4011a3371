"""Newer figures beside the facts of a strategy, from whoever can work one out now: the strategy's own is never changed.

An area registers a provider for the code of a fact. What officers enter by hand are `LaterFigure` rows instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from commonweal.strategy.models import Fact


@dataclass(frozen=True)
class NewerFigure:
    """A figure as it is now, in a sentence, with all that a public figure carries. `address` is a page of ours."""

    words: str
    source: str
    year: str
    scope: str
    caveat: str = ""
    address: str = ""


Provider = Callable[[Fact, datetime], Iterable[NewerFigure]]
"""Gives what it can tell of a fact at an instant; nothing where its records do not reach."""


class ProviderTakenError(Exception):
    """Two providers were given for the same fact."""


_providers: dict[str, Provider] = {}


def register(code: str, provider: Provider) -> None:
    """Have `provider` asked for the fact of this code from now on. Raises ProviderTakenError for a twin."""
    if _providers.get(code, provider) is not provider:
        raise ProviderTakenError(code)
    _providers[code] = provider


def forget(code: str) -> None:
    """Take a provider away again; for tests that bring their own."""
    _providers.pop(code, None)


def figures_for(fact: Fact, *, at: datetime) -> list[NewerFigure]:
    """What can be worked out now beside a fact."""
    provider = _providers.get(fact.code)
    return list(provider(fact, at)) if provider else []
