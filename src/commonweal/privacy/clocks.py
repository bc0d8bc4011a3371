"""The clocks of privacy: calendar months as the law counts them, and periods of the retention schedule."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from django.utils.translation import ngettext

from commonweal.core import days

Unit = Literal["day", "month", "year"]

_PERIOD = re.compile(r"(?P<count>0|[1-9][0-9]{0,3}) (?P<unit>day|month|year)s?")


def months_after(day: date, count: int) -> date:
    """The same day of the month `count` months later (earlier below nothing), or the last where there is none."""
    months = day.year * 12 + day.month - 1 + count
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def due_after(received_on: date, *, months: int) -> date:
    """The last day to answer what was received on a day: so many months later, on a working day.

    The Information Commissioner counts from the day of receipt, whether or not it is a working day, to the
    corresponding day; a last day on a weekend or bank holiday moves to the next working day.
    """
    return days.add_working_days(months_after(received_on, months), 0)


@dataclass(frozen=True)
class Period:
    """How long something is kept: so many days, months or years."""

    count: int
    unit: Unit

    def before(self, day: date) -> date:
        """The day from which something that began earlier has been kept for the whole period on `day`."""
        if self.unit == "day":
            return day - timedelta(days=self.count)
        return months_after(day, -self.count * (12 if self.unit == "year" else 1))

    def __str__(self) -> str:
        words = {
            "day": ngettext("%(count)d day", "%(count)d days", self.count),
            "month": ngettext("%(count)d month", "%(count)d months", self.count),
            "year": ngettext("%(count)d year", "%(count)d years", self.count),
        }
        return words[self.unit] % {"count": self.count}


def read_period(text: str) -> Period:
    """The period that `text` names: `400 days`, `6 months`, `7 years`. Raises ValueError for anything else."""
    found = _PERIOD.fullmatch(text)
    if found is None:
        raise ValueError('write a whole number and days, months or years, as in "400 days"')
    unit: Unit = found["unit"]  # type: ignore[assignment]  # the pattern allows these three
    return Period(int(found["count"]), unit)
