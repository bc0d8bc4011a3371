"""Small cells: counts of people so low that somebody could be recognised by them are not published."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

FLOOR = 5

RULE = _(
    "A count from one to four is left empty, so that nobody can be recognised by it. A nought is shown. Where the only"
    " count that was left empty could be worked out from the total, the next smallest is left empty too."
)
"""The rule in words, for the `suppression` of a dataset that keeps to it."""


def suppress(count: int, floor: int = FLOOR) -> int | None:
    """`count` as it may be published: None when it is above nought and below `floor`."""
    return None if 0 < count < floor else count


def suppress_split(counts: Sequence[int], floor: int = FLOOR) -> list[int | None]:
    """The parts of a total as they may be published beside that total.

    One part alone that was left out could be worked out from the others, so the smallest other goes with it.
    """
    shown = [suppress(count, floor) for count in counts]
    left = [(count, place) for place, count in enumerate(shown) if count]
    if shown.count(None) == 1 and left:
        shown[min(left)[1]] = None
    return shown
