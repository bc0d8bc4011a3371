"""The periods for which there are figures: parts of a year that begins in April, as the council's accounts do. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from django.utils.translation import gettext as _

from commonweal.accountability.states.measures import Period
from commonweal.core.days import MONTHS

APRIL = 4

MONTHS_OF: dict[str, int] = {Period.YEARLY: 12, Period.HALF_YEARLY: 6, Period.QUARTERLY: 3, Period.MONTHLY: 1}

FIGURE_WITHIN_DAYS = 60
"""Ours: from the end of a period until its figure is due. Accounts and returns come in about two months later."""


@dataclass(frozen=True)
class Span:
    """One period: its first and last London day."""

    from_on: date
    until_on: date

    @property
    def due_on(self) -> date:
        """The last day for its figure."""
        return self.until_on + timedelta(days=FIGURE_WITHIN_DAYS)

    @property
    def title(self) -> str:
        """What people call it: `2025/26`, `April to June 2026`, `April 2026`."""
        months = (self.until_on.year - self.from_on.year) * 12 + self.until_on.month - self.from_on.month + 1
        first, last = MONTHS[self.from_on.month - 1], MONTHS[self.until_on.month - 1]
        if months == MONTHS_OF[Period.YEARLY]:
            return f"{self.from_on.year}/{self.until_on.year % 100:02}"
        if months == MONTHS_OF[Period.MONTHLY]:
            return f"{first} {self.from_on.year}"
        words = {"first": first, "last": last, "from_year": self.from_on.year, "until_year": self.until_on.year}
        if self.from_on.year == self.until_on.year:
            return _("%(first)s to %(last)s %(until_year)s") % words
        return _("%(first)s %(from_year)s to %(last)s %(until_year)s") % words


def span_of(period: str, day: date) -> Span:
    """The period of this length that a day lies in."""
    months = MONTHS_OF[period]
    since_april = (day.month - APRIL) % 12
    first = _first_of_month(day.year, day.month - since_april % months)
    return Span(first, _first_of_month(first.year, first.month + months) - timedelta(days=1))


def spans_over(period: str, on: date) -> Iterator[Span]:
    """The periods of this length that were over on a day, the latest first, without end."""
    span = span_of(period, on)
    while True:
        span = span_of(period, span.from_on - timedelta(days=1))
        yield span


def latest_over(period: str, on: date, *, count: int) -> list[Span]:
    """So many of the periods that were over on a day, the latest first."""
    return list(islice(spans_over(period, on), count))


def _first_of_month(year: int, month: int) -> date:
    """The first day of a month that may be counted below 1 or above 12."""
    years, before = divmod(month - 1, 12)
    return date(year + years, before + 1, 1)
