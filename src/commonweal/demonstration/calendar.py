"""The invented year: its days counted back from the day the demonstration is made, so that it is always this year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from commonweal.core.days import LONDON, add_working_days, london_day

DAYS = 365
YEARS_OF_A_TERM = 4
SUCCESSION_YEAR = 2028
SETTLED_IN = timedelta(days=14)
"""The last election was at least so long before the year, so that all of the year lies in one term."""


@dataclass(frozen=True)
class Calendar:
    """A year that ends at the instant `now`."""

    now: datetime

    def day(self, days_ago: int) -> date:
        """The London day so many days before the last."""
        return london_day(self.now) - timedelta(days=days_ago)

    def day_of(self, at: datetime) -> date:
        """The London day of an instant."""
        return london_day(at)

    def at(self, days_ago: int, hour: int = 10, minute: int = 0) -> datetime:
        """An instant by London's clock on that day; on the next working day where it is none. Never after `now`."""
        day = add_working_days(self.day(days_ago), 0)
        return min(datetime.combine(day, time(hour, minute), tzinfo=LONDON), self.now)

    def at_night(self, days_ago: int, hour: int = 3) -> datetime:
        """An instant before dawn on that very day, when jobs are done."""
        return datetime.combine(self.day(days_ago), time(hour, 40), tzinfo=LONDON)

    @property
    def began_at(self) -> datetime:
        """When the year began."""
        return self.at(DAYS, hour=9)

    @property
    def elected_on(self) -> date:
        """The day of the last election before the year: the first Thursday of a May."""
        latest = self.day(DAYS) - SETTLED_IN
        in_that_year = first_thursday_of_may(latest.year)
        return in_that_year if in_that_year <= latest else first_thursday_of_may(latest.year - 1)

    @property
    def term(self) -> tuple[date, date]:
        """The first and last day of the term of those elected then.

        Councillors come into office on the fourth day after the election (Local Government Act 1972, section 7).
        """
        next_election = first_thursday_of_may(self.elected_on.year + YEARS_OF_A_TERM)
        return self.elected_on + timedelta(days=4), next_election + timedelta(days=3)

    @property
    def succession_on(self) -> date:
        """The 1 April on which two districts are to become one: of 2028, and always still to come."""
        return date(max(SUCCESSION_YEAR, self.now.year + 1), 4, 1)


def first_thursday_of_may(year: int) -> date:
    """The day on which England votes for its councils."""
    first = date(year, 5, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7)
