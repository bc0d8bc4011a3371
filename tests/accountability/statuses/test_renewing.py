"""Statuses are worked out from records, kept with their reason, and never typed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from commonweal.accountability.models import CommitmentStatus, StatusStep
from commonweal.accountability.operations import statuses
from commonweal.accountability.states.statuses import Standing
from commonweal.core.actors import Actor
from commonweal.core.days import london_day
from commonweal.strategy import evidence
from commonweal.strategy.evidence import Asked, Evidence, EvidenceQuery, EvidenceRow, Outcome, evidence_of
from tests.factories.strategy import a_strategy

pytestmark = pytest.mark.django_db

BY = Actor.system("tests")


@pytest.fixture
def rows() -> Iterator[list[EvidenceRow]]:
    """What the records behind S-001 say; a test fills it."""
    found: list[EvidenceRow] = []

    def collect(asked: Asked) -> Evidence:
        return evidence_of((row for row in found if row.on <= asked.on), asked=asked)

    query = EvidenceQuery(
        "tests.requests",
        ("S-001",),
        "Requests",
        "All of them.",
        frozenset({"tests.request"}),
        collect,
        lambda _a: found,
    )
    evidence.register(query)
    yield found
    evidence.forget(query.name)


def row(reference: str, at: datetime, outcome: Outcome) -> EvidenceRow:
    return EvidenceRow(reference, london_day(at), f"Request {reference}", outcome)


def test_every_status_of_a_strategy_without_activity(at: datetime) -> None:
    strategy = a_strategy(at=at)

    statuses.renew(strategy=strategy, by=BY, at=at)

    assert dict(CommitmentStatus.objects.values_list("commitment__code", "standing")) == {
        "C-005": Standing.NO_CURRENT_EVIDENCE,
        "S-001": Standing.NO_CURRENT_EVIDENCE,
        "S-002": Standing.NO_CURRENT_EVIDENCE,
        "C-030": Standing.NO_CURRENT_EVIDENCE,
        "C-116": Standing.NO_CURRENT_EVIDENCE,
        "C-057": Standing.NO_CURRENT_EVIDENCE,
        "C-037": Standing.NO_CURRENT_EVIDENCE,
        "C-091": Standing.NOT_STARTED,
        "C-145": Standing.NO_CURRENT_EVIDENCE,
        "C-155": Standing.NO_CURRENT_EVIDENCE,
        "C-155a": Standing.NO_CURRENT_EVIDENCE,
        "C-155b": Standing.NO_CURRENT_EVIDENCE,
    }


def test_a_step_is_kept_for_every_change_and_none_without(at: datetime, rows: list[EvidenceRow]) -> None:
    strategy = a_strategy(at=at)
    statuses.renew(strategy=strategy, by=BY, at=at)
    rows.append(row("AF-1", at, Outcome.MET))

    first = statuses.renew(strategy=strategy, by=BY, at=at + timedelta(hours=1))
    again = statuses.renew(strategy=strategy, by=BY, at=at + timedelta(hours=2))

    steps = StatusStep.objects.filter(commitment__code="S-001").order_by("from_at")
    assert ([step.commitment.code for step in first], again) == (["S-001"], [])
    assert [step.standing for step in steps] == [Standing.NO_CURRENT_EVIDENCE, Standing.KEPT]
    assert steps[1].reason == "Requests, in the last 400 days: the only one met it."


def test_what_is_stale_lapses_by_itself(at: datetime, rows: list[EvidenceRow]) -> None:
    strategy = a_strategy(at=at)
    rows.append(row("AF-1", at, Outcome.MET))
    statuses.renew(strategy=strategy, by=BY, at=at)

    statuses.renew(strategy=strategy, by=BY, at=at + timedelta(days=400))
    kept = CommitmentStatus.objects.get(commitment__code="S-001").standing
    statuses.renew(strategy=strategy, by=BY, at=at + timedelta(days=401))
    lapsed = CommitmentStatus.objects.get(commitment__code="S-001").standing

    assert (kept, lapsed) == (Standing.KEPT, Standing.NO_CURRENT_EVIDENCE)
