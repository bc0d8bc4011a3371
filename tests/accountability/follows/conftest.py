"""A strategy that was worked out, records behind it, and an officer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest

from commonweal.people.models import Person
from commonweal.strategy.evidence import EvidenceRow
from commonweal.strategy.models import Strategy
from tests.factories import follows as make
from tests.factories.strategy import a_strategy


@pytest.fixture
def rows() -> Iterator[list[EvidenceRow]]:
    with make.records() as found:
        yield found


@pytest.fixture
def strategy(at: datetime, rows: list[EvidenceRow]) -> Strategy:
    found = a_strategy(at=at)
    make.renew(found, at=at)
    return found


@pytest.fixture
def officer(at: datetime) -> Person:
    return make.an_officer(at=at)
