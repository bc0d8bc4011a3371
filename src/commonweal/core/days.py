"""Days and working days as London counts them.

Instants are aware datetimes (`…_at`); days are London days (`…_on`). A promise such as "within ten working days"
is counted here: the day it is made does not count, nor do Saturdays, Sundays and the bank holidays of England.
"Within eight working hours" is counted in whole minutes of the office hours that `OfficeHours` says.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
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
    return _working_days_between(start, end, frozenset(closed))


@lru_cache(maxsize=4096)  # lists and figures count the same days for every reader
def _working_days_between(start: date, end: date, closed: frozenset[date]) -> int:
    days = (start + timedelta(days=step) for step in range(1, (end - start).days + 1))
    return sum(is_working_day(day, closed=closed) for day in days)


@dataclass(frozen=True)
class OfficeHours:
    """When somebody is at work: on which weekdays (Monday is nought), from when to when, and on which days never.

    The bank holidays of England are left out by themselves; `closed` are days beside them.
    """

    opens: time = time(9)
    closes: time = time(17)
    weekdays: frozenset[int] = frozenset(range(5))
    closed: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if not self.weekdays or self.opens >= self.closes:
            raise ValueError("an office that never opens keeps no time")

    def on(self, day: date) -> tuple[datetime, datetime] | None:
        """The instants, in UTC, at which the office opens and closes that day; None on a day when it does not."""
        if day.weekday() not in self.weekdays or day in bank_holidays(day.year) or day in self.closed:
            return None
        return london_instant(day, self.opens), london_instant(day, self.closes)


def london_instant(day: date, at: time) -> datetime:
    """The instant, in UTC, at which London's clocks show `at` on that day.

    What the clocks show twice in October is the first of the two; what they leap over in March is an hour later.
    """
    return datetime.combine(day, at, tzinfo=LONDON).astimezone(UTC)


def working_minutes(from_at: datetime, until_at: datetime, *, hours: OfficeHours) -> int:
    """The whole minutes of office hours between two instants; none when the second is not later."""
    worked = timedelta()
    for opens_at, closes_at in _open_from(london_day(from_at), hours=hours, last=london_day(until_at)):
        worked += max(timedelta(), min(until_at, closes_at) - max(from_at, opens_at))
    return worked // timedelta(minutes=1)


def add_working_minutes(from_at: datetime, minutes: int, *, hours: OfficeHours) -> datetime:
    """The instant by which so many minutes of office hours have passed (minutes > 0); it lies in office hours."""
    if minutes <= 0:
        raise ValueError("working minutes are counted forward")
    left = timedelta(minutes=minutes)
    for opens_at, closes_at in _open_from(london_day(from_at), hours=hours):
        begins_at = max(from_at, opens_at)
        if begins_at + left <= closes_at:
            return begins_at.astimezone(UTC) + left
        left -= max(timedelta(), closes_at - begins_at)
    raise AssertionError("the calendar has no end")


def _open_from(day: date, *, hours: OfficeHours, last: date = date.max) -> Iterator[tuple[datetime, datetime]]:
    """When the office opens and closes, day after day."""
    while day <= last:
        if span := hours.on(day):
            yield span
        day += timedelta(days=1)


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


def show_office_hours(hours: OfficeHours) -> str:
    """The days and times of an office in words: `Monday to Friday, 9am to 5pm`."""
    any_day = date(2026, 1, 5)
    opens, closes = (show_time(london_instant(any_day, at)) for at in (hours.opens, hours.closes))
    first, last = WEEKDAYS[min(hours.weekdays)], WEEKDAYS[max(hours.weekdays)]
    words = {"first": first, "last": last, "opens": opens, "closes": closes}
    if len(hours.weekdays) == 1:
        return gettext("%(first)s, %(opens)s to %(closes)s") % words
    return gettext("%(first)s to %(last)s, %(opens)s to %(closes)s") % words
