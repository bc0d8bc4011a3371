"""The job that writes again while something stands in the way of a commitment."""

from datetime import datetime

from commonweal.accountability.operations import obstacles as operations
from commonweal.core import jobs
from commonweal.core.actors import Actor


@jobs.job("accountability.remind_of_obstacles", every="25 7 * * *")
def remind_of_obstacles(*, at: datetime) -> None:
    """Write to whoever can take away what has stood in the way of a commitment for four weeks, and every four weeks."""
    operations.remind(by=Actor.system("accountability.remind_of_obstacles"), at=at)
