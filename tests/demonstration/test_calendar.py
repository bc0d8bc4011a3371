"""The invented year ends on the day the demonstration is made, and fits between two elections."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from commonweal.core.days import LONDON, is_working_day
from commonweal.demonstration.calendar import DAYS, Calendar


def calendar_on(day: date) -> Calendar:
    return Calendar(datetime(day.year, day.month, day.day, 9, 30, tzinfo=LONDON))


def test_year_ends_now(at: datetime) -> None:
    calendar = Calendar(at)

    assert (calendar.began_at, calendar.at(0, hour=23)) == (datetime(2025, 6, 17, 9, 0, tzinfo=LONDON), at)


def test_things_happen_on_working_days(at: datetime) -> None:
    calendar = Calendar(at)

    days = [calendar.at(days_ago).date() for days_ago in range(7, DAYS)]

    assert [day for day in days if not is_working_day(day)] == []


@pytest.mark.parametrize(
    ("today", "elected_on", "first", "last"),
    [
        (date(2026, 6, 17), date(2025, 5, 1), date(2025, 5, 5), date(2029, 5, 6)),
        (date(2026, 5, 10), date(2024, 5, 2), date(2024, 5, 6), date(2028, 5, 7)),
        (date(2026, 1, 1), date(2024, 5, 2), date(2024, 5, 6), date(2028, 5, 7)),
    ],
)
def test_term_is_from_the_fourth_day_to_the_next_election(
    today: date, elected_on: date, first: date, last: date
) -> None:
    calendar = calendar_on(today)

    assert (calendar.elected_on, calendar.term) == (elected_on, (first, last))


@pytest.mark.parametrize("days_on", range(0, 800, 37))
def test_year_lies_in_one_term(days_on: int) -> None:
    calendar = calendar_on(date(2026, 1, 1) + timedelta(days=days_on))

    first, last = calendar.term

    assert first <= calendar.began_at.date()
    assert last > calendar.now.date()


@pytest.mark.parametrize(
    ("today", "year"), [(date(2026, 6, 17), 2028), (date(2027, 12, 1), 2028), (date(2029, 1, 1), 2030)]
)
def test_merger_is_always_still_to_come(today: date, year: int) -> None:
    assert calendar_on(today).succession_on == date(year, 4, 1)
