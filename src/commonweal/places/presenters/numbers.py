"""Numbers about places, and how exact they are said."""

from __future__ import annotations

import math

from django.utils.translation import gettext as _

from commonweal.core import days
from commonweal.places.models import Boundary, Series
from commonweal.ui.charts.outlines import extent

SQUARES_IN_A_SQUARE_KILOMETRE = 10_000
"""The map grid counts tens of metres."""


def square_kilometres(shape: Boundary) -> float:
    """How large an area is, measured from its outline."""
    return extent(shape.path) / SQUARES_IN_A_SQUARE_KILOMETRE


def about(value: float) -> float:
    """`value` with two digits that mean something: what is measured from an outline is no more exact."""
    if value <= 0:
        return 0
    return round(value, 1 - math.floor(math.log10(value)))


def whole(value: float) -> str:
    """With commas; below ten with one place after the point, so that it is never nothing by rounding."""
    return f"{value:,.1f}".removesuffix(".0") if 0 < value < 10 else f"{value:,.0f}"


def of_series(series: Series) -> str:
    """Which series a figure is of, and for which day."""
    return _("%(series)s, %(day)s") % {"series": series.name, "day": days.show_day(series.reference_on)}
