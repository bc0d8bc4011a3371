"""Days and working days as London counts them.

Instants are aware datetimes (`…_at`); days are London days (`…_on`). A promise such as "within ten working days"
is counted here: the day it is made does not count, nor do Saturdays, Sundays and the bank holidays of England.
"""

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

LONDON = ZoneInfo("Europe/London")

MONTHS = [
    _("January"),
    _("February"),
    _("March"),
    _("April"),
    _("May"),
    _("June"),
    _("July"),
    _("August"),
    _("September"),
    _("October"),
    _("November"),
    _("December"),
]
WEEKDAYS = [
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
]


def london_day(at: datetime) -> date:
    """The day it is in London at the instant `at` (aware)."""
    return at.astimezone(LONDON).date()


def start_of(day: date) -> datetime:
    """The first instant of a London day, in UTC."""
    # In UTC, because Python subtracts two London times by the clock on the wall, and so loses or gains an hour.
    return datetime.combine(day, time.min, tzinfo=LONDON).astimezone(UTC)


def end_of(day: date) -> datetime:
    """The first instant that is no longer in a London day; on two days a year it is 23 or 25 hours after the start."""
    return start_of(day + timedelta(days=1))


@lru_cache(maxsize=64)
def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of England in `year`, moved days included, as the `holidays` package publishes them."""
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: date, *, closed: Collection[date] = ()) -> bool:
    """Whether the council works on `day`; `closed` are days it has chosen to close beside bank holidays."""
    return day.weekday() < 5 and day not in bank_holidays(day.year) and day not in closed


def add_working_days(day: date, count: int, *, closed: Collection[date] = ()) -> date:
    """The `count`th working day after `day` (count ≥ 0). Nothing added to a day off is the next working day."""
    if count < 0:
        raise ValueError("working days are counted forward")
    left = count
    while left or not is_working_day(day, closed=closed):
        day += timedelta(days=1)
        left -= left > 0 and is_working_day(day, closed=closed)
    return day


def working_days_between(start: date, end: date, *, closed: Collection[date] = ()) -> int:
    """How many working days lie after `start` up to and including `end`; nothing if `end` is not later."""
    days = (start + timedelta(days=step) for step in range(1, (end - start).days + 1))
    return sum(is_working_day(day, closed=closed) for day in days)


def show_day(day: date, *, with_weekday: bool = False) -> str:
    """`4 December 2026`, or `Friday 4 December 2026`."""
    words = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return f"{WEEKDAYS[day.weekday()]} {words}" if with_weekday else words


def show_time(at: datetime) -> str:
    """The time in London as people say it: `9:05am`, `2pm`, `noon`, `midnight`."""
    local = at.astimezone(LONDON)
    if (local.hour, local.minute) in {(0, 0), (12, 0)}:
        return gettext("noon") if local.hour else gettext("midnight")
    minutes = f":{local.minute:02}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}{gettext('am') if local.hour < 12 else gettext('pm')}"


def show_instant(at: datetime) -> str:
    """The London day and time of an instant: `4 December 2026, 9:05am`."""
    return f"{show_day(london_day(at))}, {show_time(at)}"
