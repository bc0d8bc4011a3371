"""What the datasets about strategies share: columns and filters that many of them have, and how cells are made."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commonweal.publishing.columns import Column, Filter, Kind

STRATEGY = Column("strategy", _("The short name of the strategy, as in its address."), is_key=True)
CODE = Column("code", _("Its code, which is its own within the strategy."), is_key=True)
PAGE = Column("page", _("Its page."), Kind.LINK)

OF_STRATEGY = Filter("strategy", "strategy", _("Only what belongs to this strategy."))
OF_CODE = Filter("code", "code", _("Only what has this code."))

COMMITMENT_CODE = Column("code", _("The code of the commitment or sub-rule."), is_key=True)
WITHHELD = Column("withheld", _("Says that numbers and days are left out, and below how many records; else empty."))

WORKED_OUT = _("This service: worked out from records, documents, answers and decisions by one set of rules for all")
ON_CHANGE = _("Within ten minutes of a change to what a status rests on, and every night")
SOURCE = _("The pack of each strategy: its text as data, told in our own words")
WHENEVER_LOADED = _("When a version of a strategy is loaded")
KEYWORDS = "strategy commitments promises accountability"


def withheld(floor: int) -> str | None:
    """What stands in the place of numbers that are left out because they are below a floor; nothing without one."""
    return gettext("withheld: fewer than %(floor)d") % {"floor": floor} if floor else None


def joined(values: Iterable[object]) -> str | None:
    """Several codes or names in one cell, with semicolons; nothing where there are none."""
    return "; ".join(str(each) for each in values) or None
