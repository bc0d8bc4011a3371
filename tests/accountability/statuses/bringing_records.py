"""Evidence queries that tests bring with them, over rows of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from commonweal.core.days import london_day
from commonweal.strategy import evidence
from commonweal.strategy.evidence import Asked, Evidence, EvidenceQuery, EvidenceRow, Outcome, evidence_of

Collect = Callable[[Asked], Evidence]


def row(reference: str, at: datetime, outcome: Outcome = Outcome.MET) -> EvidenceRow:
    """One public record of the London day of an instant."""
    return EvidenceRow(reference, london_day(at), f"Request {reference}", outcome)


def query(collect: Collect, *codes: str, name: str = "tests.requests", reads: str = "tests.request") -> EvidenceQuery:
    """A query that answers as `collect` does, for S-001 or the commitments of these codes."""
    return EvidenceQuery(
        name, codes or ("S-001",), "Requests", "All of them.", frozenset({reads}), collect, lambda _asked: ()
    )


def counting(rows: list[EvidenceRow]) -> Collect:
    """Answers with the rows there are by then, however the list changes."""

    def collect(asked: Asked) -> Evidence:
        return evidence_of((each for each in rows if each.on <= asked.on), asked=asked)

    return collect


@contextmanager
def registered(*queries: EvidenceQuery) -> Iterator[None]:
    """These queries are asked inside, beside those of the areas."""
    evidence.register(*queries)
    try:
        yield
    finally:
        for each in queries:
            evidence.forget(each.name)
