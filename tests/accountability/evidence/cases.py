"""For every evidence query the four worlds in which it is tried: kept, partly kept, breached and empty.

Each is a function of a world that begins in 2024 and of the instant `at`. It has people do things, through the
operations of the service and nothing else, and gives the instant at which the commitment is looked at. A new query
brings its four here; `tests/platform/test_evidence_cases.py` asks for them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from tests.accountability.evidence.world import World

Builder = Callable[[World, datetime], datetime]

NAMES = ("kept", "partly", "breached", "empty")


@dataclass(frozen=True)
class Cases:
    """How the four worlds of one query are made."""

    kept: Builder
    partly: Builder
    breached: Builder
    empty: Builder

    def named(self, name: str) -> Builder:
        """One of the four."""
        builder: Builder = getattr(self, name)
        return builder


CASES: dict[str, Cases] = {}
"""By the name of the query."""


def add(query: str, cases: Cases) -> None:
    """Bring the four worlds of a query."""
    assert query not in CASES, f"{query} has its cases already"
    CASES[query] = cases
