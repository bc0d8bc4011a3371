"""Every evidence query is tried in four worlds, made by what people do: kept, partly kept, breached, empty.

A query without its four, or without words that say how it counts, fails here; so does one whose readings of the same
world differ, or change by themselves from one day to the next.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from commonweal.accountability.models import CommitmentStatus, EvidenceReading, StatusStep
from commonweal.accountability.operations import statuses
from commonweal.accountability.states.statuses import Standing
from commonweal.core.actors import Actor
from commonweal.strategy import evidence
from commonweal.strategy.evidence import Asked, EvidenceQuery
from commonweal.strategy.models import Force
from tests.accountability.evidence import cases_of_records, cases_of_the_strategy, world
from tests.accountability.evidence.cases import CASES, NAMES

MODULES = (cases_of_records, cases_of_the_strategy)
"""Where areas bring their cases; a new one is named here."""

BY = Actor.system("tests.evidence")


def _real() -> list[EvidenceQuery]:
    """The queries of the product; tests that bring their own call them so."""
    return [query for query in evidence.queries() if not query.name.startswith("tests.")]


REAL = {query.name: query for query in _real()}

TRIED = [(name, code, case) for name, query in REAL.items() for code in query.commitments for case in NAMES]


def test_every_query_has_its_cases_and_every_case_its_query() -> None:
    assert sorted(REAL) == sorted(CASES)
    assert len(MODULES) > 1


@pytest.mark.parametrize("name", sorted(REAL))
def test_query_says_what_it_counts_how_and_who_can_supply_it(name: str) -> None:
    query = REAL[name]

    lacking = [word for word in ("title", "method", "supplied_by", "reads") if not getattr(query, word)]
    unknown = [code for code in query.commitments if code not in world.kent()]
    assert (lacking, unknown) == ([], [])
    assert len(str(query.method).split(". ")) >= 2


def test_no_two_queries_have_the_same_title() -> None:
    titles = [str(query.title) for query in REAL.values()]

    assert sorted(titles) == sorted(set(titles))


def _expected(case: str, force: str) -> Standing:
    if case == "breached":
        return Standing.NOT_STARTED if force in {Force.SHOULD, Force.MAY} else Standing.NOT_KEPT
    return {"kept": Standing.KEPT, "partly": Standing.PARTLY_KEPT, "empty": Standing.NO_CURRENT_EVIDENCE}[case]


@contextmanager
def _alone(query: EvidenceQuery) -> Iterator[None]:
    """Only this query speaks, so that what it says is not mixed with what another says of the same commitment."""
    others = [other for other in evidence.queries() if other.name != query.name]
    for other in others:
        evidence.forget(other.name)
    try:
        yield
    finally:
        evidence.register(*others)


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "code", "case"), TRIED, ids=lambda value: str(value))
def test_query_in_each_of_its_worlds(name: str, code: str, case: str, at: datetime, tmp_path: Path) -> None:
    query = REAL[name]
    place = world.begun(tmp_path, query.commitments)

    read_at = CASES[name].named(case)(place, at)

    commitment = place.commitment(code)
    asked = Asked(commitment, read_at)
    first, again = query.collect(asked), query.collect(Asked(commitment, read_at))
    assert repr(first) == repr(again)
    assert [repr(row) for row in query.rows(asked)] == [repr(row) for row in query.rows(asked)]
    with _alone(query):
        statuses.renew(strategy=place.strategy, by=BY, at=read_at)
        status = CommitmentStatus.objects.get(commitment=commitment)
        kept = _readings()
        steps = statuses.renew(strategy=place.strategy, by=BY, at=read_at + timedelta(minutes=1))
        next_day = statuses.renew(strategy=place.strategy, by=BY, at=read_at + timedelta(days=1))
    assert (status.standing, status.reason) == (_expected(case, commitment.force), status.reason)
    assert ([str(step) for step in steps], [str(step) for step in next_day]) == ([], [])
    assert _readings() == kept
    assert StatusStep.objects.filter(commitment=commitment).count() == 1


def _readings() -> str:
    """Every reading as it is kept, but for when it was read."""
    columns = [field.attname for field in EvidenceReading._meta.concrete_fields if field.name not in {"id", "read_at"}]
    return json.dumps(list(EvidenceReading.objects.order_by("commitment", "query").values(*columns)), default=str)
