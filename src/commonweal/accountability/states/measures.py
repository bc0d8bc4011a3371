"""The life of a measure of success and of its figures, and how it stands with one. Only a decision adopts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from commonweal.core.journeys import Journey, Move


class MeasureStatus(models.TextChoices):
    """Where a measure has got to."""

    PROPOSED = "PROPOSED", _("Proposed")
    ADOPTED = "ADOPTED", _("Adopted")
    RETIRED = "RETIRED", _("No longer used")
    DROPPED = "DROPPED", _("Dropped")


MEASURE_JOURNEY = Journey(
    adopt=Move({MeasureStatus.PROPOSED}, MeasureStatus.ADOPTED),
    retire=Move({MeasureStatus.ADOPTED}, MeasureStatus.RETIRED),
    drop=Move({MeasureStatus.PROPOSED}, MeasureStatus.DROPPED),
)


class FigureStatus(models.TextChoices):
    """Where a figure for one period has got to."""

    WAITING = "WAITING", _("Waits for a second person")
    CONFIRMED = "CONFIRMED", _("Confirmed")
    RETURNED = "RETURNED", _("Returned")
    REPLACED = "REPLACED", _("Replaced by a later figure")


FIGURE_JOURNEY = Journey(
    confirm=Move({FigureStatus.WAITING}, FigureStatus.CONFIRMED),
    return_=Move({FigureStatus.WAITING}, FigureStatus.RETURNED),
    replace=Move({FigureStatus.CONFIRMED}, FigureStatus.REPLACED),
)


class Direction(models.TextChoices):
    """Which way is better."""

    MORE = "MORE", _("More is better")
    LESS = "LESS", _("Less is better")
    WITHIN = "WITHIN", _("It should keep between two values")


class Period(models.TextChoices):
    """How often there is a figure. Years and their parts are those of the council’s accounts: they begin in April."""

    YEARLY = "YEARLY", _("Each year")
    HALF_YEARLY = "HALF_YEARLY", _("Each half-year")
    QUARTERLY = "QUARTERLY", _("Each quarter")
    MONTHLY = "MONTHLY", _("Each month")


class Verdict(models.TextChoices):
    """How it stands with a measure. It is worked out each time, kept nowhere, and never typed."""

    PROPOSED = "PROPOSED", _("Proposed, not adopted")
    NO_FIGURE = "NO_FIGURE", _("Adopted, no figure yet")
    NO_TARGET = "NO_TARGET", _("No target set")
    MET = "MET", _("Met")
    NOT_MET_YET = "NOT_MET_YET", _("Not met yet")
    MISSED = "MISSED", _("Missed")
    RETIRED = "RETIRED", _("No longer used")
    DROPPED = "DROPPED", _("Dropped")
