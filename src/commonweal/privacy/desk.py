"""What the desk counts for a privacy officer."""

from datetime import datetime

from commonweal.people.standing import Standing
from commonweal.privacy import queries


def waiting(_standing: Standing, _at: datetime) -> int:
    """Requests to answer, and deletions to confirm."""
    return queries.requests.count_all_open() + queries.retention.count_waiting()
