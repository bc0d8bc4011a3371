"""London days, the two odd ones included, and working days counted as a person would on a calendar."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.core import days

DATES = st.dates(date(2015, 1, 1), date(2030, 12, 31))
CLOSED = st.sets(DATES, max_size=5)

SPRING_FORWARD = date(2026, 3, 29)
FALL_BACK = date(2026, 10, 25)


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 1, 15, 23, 59, tzinfo=UTC), date(2026, 1, 15)),
        (datetime(2026, 7, 15, 22, 59, tzinfo=UTC), date(2026, 7, 15)),
        (datetime(2026, 7, 15, 23, 0, tzinfo=UTC), date(2026, 7, 16)),
    ],
)
def test_the_day_is_londons(at, day):
    assert days.london_day(at) == day


@pytest.mark.parametrize(("day", "hours"), [(SPRING_FORWARD, 23), (FALL_BACK, 25), (date(2026, 7, 15), 24)])
def test_a_day_has_as_many_hours_as_the_clocks_give_it(day, hours):
    assert days.end_of(day) - days.start_of(day) == timedelta(hours=hours)


@settings(deadline=None)
@given(DATES)
def test_a_day_begins_and_ends_at_midnight_in_london(day):
    first, last = days.start_of(day), days.end_of(day) - timedelta(microseconds=1)

    assert [days.london_day(at) for at in (first - timedelta(microseconds=1), first, last, days.end_of(day))] == [
        day - timedelta(days=1),
        day,
        day,
        day + timedelta(days=1),
    ]


def test_bank_holidays_are_those_of_england_with_moved_days_and_a_coronation():
    working_day_holidays = [
        sorted(day for day in days.bank_holidays(year) if day.weekday() < 5) for year in (2023, 2026)
    ]

    assert working_day_holidays == [
        [
            date(2023, 1, 2),
            date(2023, 4, 7),
            date(2023, 4, 10),
            date(2023, 5, 1),
            date(2023, 5, 8),
            date(2023, 5, 29),
            date(2023, 8, 28),
            date(2023, 12, 25),
            date(2023, 12, 26),
        ],
        [
            date(2026, 1, 1),
            date(2026, 4, 3),
            date(2026, 4, 6),
            date(2026, 5, 4),
            date(2026, 5, 25),
            date(2026, 8, 31),
            date(2026, 12, 25),
            date(2026, 12, 28),
        ],
    ]


@pytest.mark.parametrize(
    ("day", "count", "then"),
    [
        (date(2026, 6, 17), 0, date(2026, 6, 17)),
        (date(2026, 6, 17), 1, date(2026, 6, 18)),
        (date(2026, 6, 19), 1, date(2026, 6, 22)),
        (date(2026, 6, 20), 0, date(2026, 6, 22)),
        (date(2026, 6, 20), 1, date(2026, 6, 22)),
        (date(2026, 4, 2), 1, date(2026, 4, 7)),
        (date(2026, 12, 24), 3, date(2026, 12, 31)),
        (date(2026, 12, 31), 1, date(2027, 1, 4)),
        (date(2026, 6, 17), 10, date(2026, 7, 1)),
    ],
)
def test_working_days_pass_over_weekends_and_bank_holidays(day, count, then):
    assert days.add_working_days(day, count) == then


@settings(deadline=None)
@given(DATES, st.integers(0, 60), CLOSED)
def test_adding_working_days_is_counting_them_one_by_one(day, count, closed):
    def off(one):
        return one.weekday() >= 5 or one in days.bank_holidays(one.year) or one in closed

    expected, seen = day, 0
    while seen < count:
        expected += timedelta(days=1)
        seen += not off(expected)
    while off(expected):
        expected += timedelta(days=1)

    assert days.add_working_days(day, count, closed=closed) == expected


@settings(deadline=None)
@given(DATES, st.integers(1, 60), CLOSED)
def test_as_many_working_days_lie_between_as_were_added(day, count, closed):
    then = days.add_working_days(day, count, closed=closed)

    assert days.working_days_between(day, then, closed=closed) == count


def test_no_working_days_lie_between_a_day_and_an_earlier_one():
    assert days.working_days_between(date(2026, 6, 17), date(2026, 6, 1)) == 0


def test_working_days_are_not_counted_backward():
    with pytest.raises(ValueError, match="counted forward"):
        days.add_working_days(date(2026, 6, 17), -1)


def test_a_day_is_shown_in_words():
    day = date(2026, 12, 4)

    assert [days.show_day(day), days.show_day(day, with_weekday=True)] == ["4 December 2026", "Friday 4 December 2026"]


@pytest.mark.parametrize(
    ("hour", "minute", "shown"),
    [
        (8, 5, "9:05am"),
        (13, 0, "2pm"),
        (11, 0, "noon"),
        (23, 0, "midnight"),
        (23, 30, "12:30am"),
        (11, 30, "12:30pm"),
    ],
)
def test_a_time_is_shown_as_people_in_london_say_it(hour, minute, shown):
    assert days.show_time(datetime(2026, 7, 15, hour, minute, tzinfo=UTC)) == shown


def test_time_that_the_clocks_leap_over_or_show_twice():
    instants = [
        days.london_instant(SPRING_FORWARD, time(1, 30)),
        days.london_instant(FALL_BACK, time(1, 30)),
        days.london_instant(date(2026, 7, 15), time(9)),
    ]

    assert instants == [
        datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        datetime(2026, 7, 15, 8, 0, tzinfo=UTC),
    ]


@pytest.mark.parametrize(
    ("from_at", "until_at", "minutes"),
    [
        ("2026-06-17T09:30+01:00", "2026-06-17T10:15+01:00", 45),
        ("2026-06-17T07:00+01:00", "2026-06-17T20:00+01:00", 480),
        ("2026-06-19T16:30+01:00", "2026-06-22T09:30+01:00", 60),  # over a weekend
        ("2026-04-02T16:00+01:00", "2026-04-07T10:00+01:00", 120),  # over Easter
        ("2026-03-27T16:00+00:00", "2026-03-30T10:00+01:00", 120),  # the clocks go forward
        ("2026-10-23T16:00+01:00", "2026-10-26T10:00+00:00", 120),  # and back
        ("2026-06-17T09:00:30+01:00", "2026-06-17T09:01:29+01:00", 0),
        ("2026-06-17T12:00+01:00", "2026-06-16T12:00+01:00", 0),
    ],
)
def test_working_minutes_are_those_of_office_hours(from_at, until_at, minutes):
    counted = days.working_minutes(
        datetime.fromisoformat(from_at), datetime.fromisoformat(until_at), hours=days.OfficeHours()
    )

    assert counted == minutes


INSTANTS = st.builds(
    lambda day, at: datetime.combine(day, at, tzinfo=UTC).replace(second=0, microsecond=0),
    st.dates(date(2026, 3, 20), date(2026, 12, 20)),
    st.times(),
)
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))
HOURS = (
    st.tuples(TIMES, TIMES, st.frozensets(st.integers(0, 6), min_size=1), st.frozensets(DATES, max_size=5))
    .filter(lambda each: each[0] < each[1])
    .map(lambda each: days.OfficeHours(*each))
)


@settings(deadline=None, max_examples=60)
@given(INSTANTS, st.integers(0, 6 * 24 * 60), HOURS)
def test_working_minutes_are_counted_one_by_one(from_at, length, hours):
    def is_worked(at):
        there = at.astimezone(days.LONDON)
        day = there.date()
        is_open = day.weekday() in hours.weekdays and day not in hours.closed
        # By instants: an hour that the clocks show twice is worked twice when the office is open then.
        opens_at, closes_at = (days.london_instant(day, each) for each in (hours.opens, hours.closes))
        return is_open and day not in days.bank_holidays(day.year) and opens_at <= at < closes_at

    by_hand = sum(is_worked(from_at + timedelta(minutes=minute)) for minute in range(length))

    assert days.working_minutes(from_at, from_at + timedelta(minutes=length), hours=hours) == by_hand


@settings(deadline=None, max_examples=60)
@given(INSTANTS, st.integers(1, 5_000), HOURS)
def test_as_many_working_minutes_lie_between_as_were_added(from_at, minutes, hours):
    then = days.add_working_minutes(from_at, minutes, hours=hours)

    assert days.working_minutes(from_at, then, hours=hours) == minutes
    assert days.working_minutes(from_at, then - timedelta(minutes=1), hours=hours) == minutes - 1


def test_working_minutes_are_not_counted_backward_nor_in_an_office_that_never_opens():
    with pytest.raises(ValueError, match="counted forward"):
        days.add_working_minutes(datetime(2026, 6, 17, tzinfo=UTC), 0, hours=days.OfficeHours())
    with pytest.raises(ValueError, match="never opens"):
        days.OfficeHours(opens=time(17), closes=time(9))


@pytest.mark.parametrize(
    ("hours", "shown"),
    [
        (days.OfficeHours(), "Monday to Friday, 9am to 5pm"),
        (days.OfficeHours(time(8, 30), time(12), frozenset({2})), "Wednesday, 8:30am to noon"),
    ],
)
def test_office_hours_in_words(hours, shown):
    assert days.show_office_hours(hours) == shown
