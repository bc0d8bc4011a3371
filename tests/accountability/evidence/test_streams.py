"""Rows that are read only as far as somebody looks are the same as those of all records, in the same order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from commonweal.accountability.evidence import concerns as of_concerns
from commonweal.accountability.evidence import formats as of_formats
from commonweal.accountability.models import Channel, FormatRequest
from commonweal.accountability.operations import formats as operations
from commonweal.accountability.queries import concerns as concern_queries
from commonweal.accountability.queries import formats as format_queries
from commonweal.core import days
from commonweal.strategy import streams
from commonweal.strategy.evidence import Asked, EvidenceRow, Outcome, queries_for
from commonweal.strategy.streams import StrayRowError, Stream, stream_rows
from tests.factories import accountability as formats
from tests.factories import concerns

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def _some_of_everything(at: datetime) -> None:
    """Requests and concerns on the days of eight weeks: in time, late, waiting, overdue, withdrawn in time and late."""
    officer = formats.officer(at=at)
    for number in range(12):
        begun = at + number * DAY
        contact = f"asker{number}@example.org"
        channel = Channel.PHONE if number % 2 else Channel.LETTER
        asked = formats.entered(at=begun, channel=channel, contact=f"016329600{number:02}")
        if number % 3:
            formats.first_answered(asked=asked, at=begun + (number % 4) * DAY)
        if number % 4:
            operations.supply(asked=asked, note="Posted", by=officer, at=begun + number * 2 * DAY)
        sent = formats.sent(at=begun, contact=contact)
        if number % 5 == 0:
            operations.withdraw(asked=sent.request, by=sent.holder, at=begun + number * 2 * DAY)
        if number % 3 == 0:
            concerns.answered(at=begun, contact=contact, after=number * 3 * DAY)
        else:
            raised = concerns.sent(at=begun, contact=contact)
            if number % 3 == 2:
                concerns.concerns.withdraw(concern=raised.concern, by=raised.holder, at=begun + number * 3 * DAY)


def _in_order(rows: Iterator[EvidenceRow | None]) -> list[EvidenceRow]:
    return sorted((row for row in rows if row), key=lambda row: (-row.on.toordinal(), row.reference))


@pytest.mark.parametrize("chunk", [1, 3, 50])
def test_rows_are_those_of_every_record(at: datetime, chunk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "FIRST_CHUNK", chunk)
    monkeypatch.setattr(streams, "GROWTH", 2)
    _some_of_everything(at)
    about = concerns.a_commitment(at=at)
    judges: dict[str, Callable[[Asked], Iterator[EvidenceRow | None]]] = {
        "accountability.formats_supplied": lambda asked: (
            of_formats.supplied(each, asked) for each in format_queries.asked_until(asked.at)
        ),
        "accountability.formats_line_minded": lambda asked: (
            of_formats.minded(each, asked) for each in format_queries.asked_until(asked.at)
        ),
        "accountability.concerns_answered": lambda asked: (
            of_concerns.judged(each, asked) for each in concern_queries.sent_until(about.strategy, asked.at)
        ),
    }
    queries = {query.name: query for code in ("C-005", "C-006", "C-020") for query in queries_for(code)}

    for name, judged in judges.items():
        seen: set[Outcome] = set()
        for after in (0, 3, 10, 15, 25, 40, 60):
            asked = Asked(about, at + after * DAY)
            every = _in_order(judged(asked))
            seen |= {row.outcome for row in every}
            assert list(queries[name].rows(asked)) == every
            for outcome in Outcome:
                narrowed = queries[name].rows(replace(asked, outcome=outcome))
                assert list(narrowed) == [row for row in every if row.outcome is outcome]
        assert seen == {Outcome.MET, Outcome.BREACHED, Outcome.PENDING}


def test_the_newest_are_read_and_the_others_are_not(at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "FIRST_CHUNK", 2)
    _some_of_everything(at)
    (query,) = queries_for("C-020")
    asked = Asked(concerns.a_commitment(at=at), at + 60 * DAY)

    with CaptureQueriesContext(connection) as for_one:
        next(iter(query.rows(asked)))
    with CaptureQueriesContext(connection) as for_all:
        list(query.rows(asked))

    assert len(for_one) < len(for_all)


@pytest.mark.parametrize(("column", "outcome"), [("left_at", Outcome.MET), ("settled_at", Outcome.PENDING)])
def test_a_row_that_no_stream_has_is_not_left_out_in_silence(at: datetime, column: str, outcome: Outcome) -> None:
    formats.supplied(at=at)
    stream = Stream("settled_at", at + DAY, {Outcome.MET: Q()})

    def judge(request: FormatRequest) -> EvidenceRow:
        return EvidenceRow(str(request.reference), days.london_day(getattr(request, column)) - DAY, "Done.", outcome)

    with pytest.raises(StrayRowError):
        list(stream_rows(FormatRequest.objects.all(), judge, [stream], outcome=None))
