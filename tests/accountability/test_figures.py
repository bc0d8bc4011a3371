"""The public page that says how quickly people hear from us: right, and pointing at nobody."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from commonweal.accountability.models import Channel
from commonweal.accountability.operations import formats as operations
from commonweal.accountability.presenters import format_figures as figures
from commonweal.accountability.queries import formats as queries
from commonweal.core.days import london_day
from tests.conftest import SameQueries
from tests.factories import accountability as make

PAGE = "accountability:format_figures"


def words(rows: list[list[dict[str, object]]]) -> list[tuple[object, ...]]:
    return [tuple(cell["text"] for cell in row) for row in rows]


def counted(at: datetime) -> figures.Figures:
    return figures.Figures(list(queries.left_since(at - timedelta(days=400))), london_day(at))


@pytest.mark.django_db
def test_figures_of_nobody(client: Client) -> None:
    shown = client.get(reverse(PAGE)).content.decode()

    assert "Fewer than 5 people have asked since July 2025." in shown
    assert "<table" not in shown


@pytest.mark.django_db
def test_figures_say_the_median_and_what_became_of_requests(client: Client, at: datetime) -> None:
    earlier = at - timedelta(days=28)  # a Wednesday morning as well
    for number in range(7):
        asked = make.entered(at=earlier, contact=f"0163296000{number}", channel=Channel.PHONE)
        make.first_answered(asked=asked, at=earlier + timedelta(minutes=60 * number))
        if number < 6:
            operations.supply(asked=asked, note="Posted", by=make.officer(at=at), at=earlier + timedelta(days=1))
    for number in range(5):
        make.sent(at=at, contact=f"asker{number}@example.org")

    found = counted(at)
    shown = client.get(reverse(PAGE)).content.decode()

    assert found.median == "3 working hours"
    assert [row for row in words(found.channel_rows) if row[1]] == [
        ("This website", 5, "too few to say"),
        ("Telephone", 7, "3 working hours"),
    ]
    assert [row for row in words(found.month_rows) if row[1]] == [
        ("May 2026", 7, "3 working hours"),
        ("June 2026", 5, "too few to say"),
    ]
    # One late alone would be shown by the sum, so the next smallest is not shown either.
    assert words(found.outcome_rows) == [
        ("Supplied in time", 6),
        ("Supplied late", 0),
        ("Open, and still in time", "not shown"),
        ("Open, and late", "fewer than 5"),
        ("Withdrawn by the person", 0),
    ]
    assert "Half of the people who asked heard from a person within 3 working hours." in shown


@pytest.mark.django_db
def test_figures_make_the_same_queries(client: Client, at: datetime, same_queries: SameQueries) -> None:
    same_queries(client, reverse(PAGE), lambda number: make.sent(at=at, contact=f"asker{number}@example.org"))


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 12), min_size=1))
def test_no_small_count_can_be_worked_out_from_the_sum(counts: dict[str, int]) -> None:
    hidden = figures.withheld(counts)

    shown = {key for key in counts if key not in hidden}
    assert all(counts[key] == 0 or counts[key] >= figures.SMALL for key in shown)
    can_be_hidden = sum(1 for count in counts.values() if count)
    assert len(hidden) != 1 or can_be_hidden == 1


def test_months_are_twelve_and_end_with_the_present() -> None:
    assert [figures.first_month(day) for day in (date(2026, 6, 17), date(2026, 12, 31), date(2027, 1, 1))] == [
        date(2025, 7, 1),
        date(2026, 1, 1),
        date(2026, 2, 1),
    ]


LINE = frozenset({"a", "b", "c"})


@given(st.fixed_dictionaries({name: st.integers(0, 40) for name in "abcdef"}))
def test_no_small_count_can_be_worked_out_from_the_sum_of_its_part(counts: dict[str, int]) -> None:
    hidden = figures.withheld_in_parts(counts, lambda name: name in LINE)

    assert {name for name, count in counts.items() if 0 < count < figures.SMALL} <= hidden
    assert len(hidden) != 1 or sum(counts.values()) == counts[next(iter(hidden))]
    for part in (LINE, frozenset(counts) - LINE):
        alone = hidden & part
        others = [count for name, count in counts.items() if name in part - alone and count >= figures.SMALL]
        assert len(alone) != 1 or not others
