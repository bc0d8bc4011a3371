"""Whether a database may be filled with an invented county."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _

from commonweal.core.operating import marks
from commonweal.core.rules import ALLOWED, Decision, Refused
from commonweal.demonstration import queries

MARK = "demonstration_seed"
"""Says which county stands in the database, and that all of it does."""


def can_seed(seed: int) -> Decision:
    """Whether this database may be filled: a demonstration's, and empty or filled from the same seed."""
    if not settings.IS_DEMONSTRATION or marks.read(marks.DEMONSTRATION) is None:
        return Refused(_("This is not a demonstration, so nobody is invented here. Start one with ./run demo"))
    mark = marks.read(MARK)
    if mark is None and queries.is_anybody():
        return Refused(_("There are people in this database already. Begin with an empty one: ./run demo --fresh"))
    if mark is not None and mark != str(seed):
        return Refused(
            _("Another county stands here, or one that was begun and not finished. Begin again: ./run demo --fresh")
        )
    return ALLOWED
