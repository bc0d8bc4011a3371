"""So many of something for so many people: a rate never goes without the series and the day of its denominator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from commonweal.core.days import show_day
from commonweal.places.models import Population


@dataclass(frozen=True)
class Rate:
    """`count` for every `per` of the people of `population`."""

    count: int
    per: int
    population: Population

    @property
    def value(self) -> Decimal:
        """The rate, to one place after the point, a half rounded up."""
        exact = Decimal(self.count) * self.per / Decimal(self.population.count)
        return exact.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)

    @property
    def reference_on(self) -> date:
        """The day for which the people were counted or estimated."""
        return self.population.series.reference_on

    @property
    def denominator(self) -> str:
        """What the count was divided by, in words, to stand beside every rate."""
        return _("%(count)s people, %(series)s, %(day)s") % {
            "count": f"{self.population.count:,}",
            "series": self.population.series.name,
            "day": show_day(self.reference_on),
        }

    def __str__(self) -> str:
        return _("%(value)s for every %(per)s people (%(denominator)s)") % {
            "value": f"{self.value:,}",
            "per": f"{self.per:,}",
            "denominator": self.denominator,
        }


def rate(count: int, *, per: int, population: Population) -> Rate | None:
    """`count` for every `per` people; None where nobody lives, for nothing can be said there.

    Raises ValueError for a count below nothing or a `per` that is not above it.
    """
    if count < 0 or per < 1:
        raise ValueError("a rate is a count of at least nothing for every one or more people")
    return Rate(count, per, population) if population.count else None
