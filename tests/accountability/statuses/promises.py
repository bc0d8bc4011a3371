"""Commitments that were never in any pack, and what one query counted for them."""

from __future__ import annotations

from datetime import date

from commonweal.accountability.facts import Answer, Facts
from commonweal.accountability.rules.statuses import work_out
from commonweal.accountability.states.statuses import Standing
from commonweal.strategy.evidence import Evidence, Tally
from commonweal.strategy.models import Commitment, EvidenceClass, Force

TODAY = date(2026, 6, 17)


def promise(force: str = Force.WILL, **more: object) -> Commitment:
    """A commitment that was never kept anywhere."""
    given: dict[str, object] = {"code": "C-001", "evidence_class": EvidenceClass.RECORDS, "freshness_days": 400}
    return Commitment(force=force, **given | more)


def shown(newest_on: date | None = TODAY, **counts: int) -> Answer:
    """What one query counted."""
    tally = Tally(**counts)
    return Answer("Requests", Evidence(tally, newest_on if tally.settled else None))


def standing(facts: Facts) -> Standing:
    return work_out(facts).standing
