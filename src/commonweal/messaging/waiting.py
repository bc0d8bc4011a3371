"""How many letters wait for somebody at the desk."""

from datetime import datetime

from commonweal.messaging import queries
from commonweal.people.standing import Standing


def letters(_standing: Standing, _at: datetime) -> int:
    """The letters that are held or failed; whoever sees the door may see them all."""
    return queries.needing_attention().count()
