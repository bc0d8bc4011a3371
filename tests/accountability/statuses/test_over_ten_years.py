"""What was over before anything counts is not read, and no answer is another for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from benchmarks import strategy_records
from commonweal.strategy import evidence
from commonweal.strategy.evidence import Asked, Evidence, evidence_of
from tests.factories.strategy import a_strategy, commitment

pytestmark = pytest.mark.django_db

NAMES = ["accountability.formats_supplied", "accountability.formats_line_minded", "accountability.concerns_answered"]


def of_every_row(name: str, asked: Asked) -> Evidence:
    """What a query would answer if it read all that there ever was."""
    query = next(each for each in evidence.queries() if each.name == name)
    return replace(evidence_of(query.rows(asked), asked=asked), overdue_on=query.collect(asked).overdue_on)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("years", [0, 0.5, 2, 11])
def test_a_query_reads_what_counts_and_answers_as_if_it_read_all(name: str, years: float, at: datetime) -> None:
    strategy = a_strategy(at=at)
    strategy_records.make_records(strategy.slug, 120, at)
    query = next(each for each in evidence.queries() if each.name == name)
    asked = Asked(commitment(strategy, "C-005"), at + timedelta(days=365 * years))

    found = query.collect(asked)

    assert found == of_every_row(name, asked)
    assert found.newest_on is not None
