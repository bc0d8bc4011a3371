"""Which strategies there are, and which one is in force."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.http import Http404
from django.utils.translation import gettext as _

from commonweal.strategy.models import Strategy


def lock(slug: str) -> Strategy | None:
    """The strategy of this slug, locked for the rest of the transaction; None if it was never loaded."""
    return Strategy.objects.select_for_update().filter(slug=slug).first()


def by_slug(slug: str) -> Strategy | None:
    """The strategy of this slug, if it was loaded."""
    return Strategy.objects.select_related("succeeds").filter(slug=slug).first()


def get(slug: str) -> Strategy:
    """The strategy of this slug. Raises Http404."""
    strategy = by_slug(slug)
    if strategy is None:
        raise Http404(_("There is no strategy at this address."))
    return strategy


def everything() -> list[Strategy]:
    """Every strategy, the newest first."""
    return list(Strategy.objects.select_related("succeeds"))


def in_force(on: date, *, among: list[Strategy] | None = None) -> Strategy | None:
    """The strategy that holds on a London day: the last that was adopted and has begun, be its term over or not.

    A strategy whose term is over holds until another takes its place: its promises do not end by themselves (G-09).
    Where none was adopted yet, the one that begins first. Other counties' strategies can be kept for comparison: where
    one is of our own county, only those of our own county can be in force. Who has read `everything` gives it.
    """
    strategies = everything() if among is None else among
    own = [each for each in strategies if each.county_code and each.county_code == settings.COUNTY_CODE]
    strategies = own or strategies
    begun = [each for each in strategies if each.is_adopted and each.from_on <= on]
    return begun[0] if begun else strategies[-1] if strategies else None


def has_taken_over(successor: Strategy, on: date) -> bool:
    """Whether a successor is adopted and has begun on a London day."""
    return successor.is_adopted and successor.from_on <= on
