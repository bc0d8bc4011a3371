"""What the datasets about strategies share: columns and filters that many of them have, and how cells are made."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from commonweal.publishing.columns import Column, Filter, Kind

STRATEGY = Column("strategy", _("The short name of the strategy, as in its address."), is_key=True)
CODE = Column("code", _("Its code, which is its own within the strategy."), is_key=True)
PAGE = Column("page", _("Its page."), Kind.LINK)

OF_STRATEGY = Filter("strategy", "strategy", _("Only what belongs to this strategy."))
OF_CODE = Filter("code", "code", _("Only what has this code."))

SOURCE = _("The pack of each strategy: its text as data, told in our own words")
WHENEVER_LOADED = _("When a version of a strategy is loaded")
KEYWORDS = "strategy commitments promises accountability"


def joined(values: Iterable[object]) -> str | None:
    """Several codes or names in one cell, with semicolons; nothing where there are none."""
    return "; ".join(str(each) for each in values) or None
