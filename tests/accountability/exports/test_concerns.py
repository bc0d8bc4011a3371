"""Concerns as open data and in the search: what anybody may know, and never a word that may not be printed."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from commonweal.accountability.models import Concern, MayPublish
from commonweal.core import search
from commonweal.publishing import datasets
from tests.factories import concerns as make

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
LATE = timedelta(days=60)
NEVER_PRINTED = (make.WORDS.split("\n")[0], "Answer within a week", "Asha Gurung", "asha@example.org")


def table(client: Client) -> list[dict[str, str]]:
    text = b"".join(client.get("/data/concerns.csv")).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def shown(client: Client, *names: str) -> list[str]:
    (row,) = table(client)
    return [row[name] for name in names]


DAYS = ("state", "sent_on", "answer_by_on", "answered_on", "working_days_taken", "working_days_late", "outcome")


@pytest.mark.parametrize(
    ("raise_one", "before", "expected"),
    [
        (make.sent, DAY, ["waits", "2026-06-16", "2026-07-14", "", "", "0", ""]),
        (make.sent, LATE, ["late", "2026-04-18", "2026-05-18", "", "", "21", ""]),
        (make.answered, DAY, ["answered", "2026-06-16", "2026-07-14", "2026-06-16", "0", "0", "UPHELD"]),
        (make.withdrawn, DAY, ["withdrawn", "2026-06-16", "2026-07-14", "", "", "", ""]),
    ],
    ids=["waiting", "late", "answered", "taken back"],
)
def test_days_and_outcome(
    raise_one: Callable[..., object], before: timedelta, expected: list[str], client: Client, at: datetime
) -> None:
    raise_one(at=at - before)

    assert shown(client, *DAYS) == expected


def test_answer_that_came_late(client: Client, at: datetime) -> None:
    make.answered(at=at - LATE, after=LATE - DAY)

    assert shown(client, "state", "answered_on", "working_days_taken", "working_days_late") == [
        *("answered-late", "2026-06-16"),
        *("40", "20"),
    ]


def found(words: str) -> int:
    """How many concerns the search finds."""
    return search.find(words, kinds=["concerns"]).total


def test_concern_that_nobody_sent_is_in_no_row(client: Client, at: datetime) -> None:
    make.drafted(at=at)

    assert table(client) == []


@pytest.mark.parametrize(
    ("may_publish", "summary"),
    [(MayPublish.WORDS, make.SUMMARY), (MayPublish.SUMMARY, make.SUMMARY), (MayPublish.NOTHING, "")],
)
def test_words_are_printed_only_as_the_person_allowed(
    may_publish: MayPublish, summary: str, client: Client, at: datetime
) -> None:
    raised = make.answered(at=at, may_publish=may_publish)

    file = b"".join(client.get("/data/concerns.json")).decode()
    page = client.get("/search/", {"q": raised.concern.reference}).content.decode()

    assert shown(client, "summary", "action") == [summary, make.ACTION]
    assert (make.SUMMARY in page) == bool(summary)
    assert [words for words in NEVER_PRINTED for text in (file, page) if words in text] == []


@pytest.mark.parametrize(
    ("raise_one", "count"), [(make.sent, 0), (make.summed_up, 0), (make.withdrawn, 0), (make.answered, 1)]
)
def test_outcome_is_found(raise_one: Callable[..., object], count: int, at: datetime) -> None:
    raise_one(at=at)
    concern = Concern.objects.get()

    at_once = found(concern.reference)
    search.rebuild()

    assert (at_once, found(concern.reference)) == (count, count)


def test_reasons_are_searched_only_where_they_are_printed(at: datetime) -> None:
    make.answered(at=at, may_publish=MayPublish.NOTHING)
    silent = found("nobody")

    make.answered(at=at, may_publish=MayPublish.SUMMARY)

    assert (silent, found("nobody")) == (0, 1)


def test_filters(client: Client, at: datetime) -> None:
    make.sent(at=at)
    answered = make.answered(at=at, commitment=make.a_commitment(at=at, code="S-001"))

    def references(**asked: Any) -> list[str]:
        return [row["reference"] for row in client.get("/api/v1/concerns/", asked).json()["rows"]]

    assert references(outcome="UPHELD") == references(commitment="S-001") == [answered.concern.reference]
    assert len(references(strategy="small-2021")) == 2
    assert references(strategy="nowhere") == []


def test_every_column_has_a_meaning() -> None:
    assert [column.name for column in datasets.get("concerns").columns if not str(column.meaning).endswith(".")] == []
