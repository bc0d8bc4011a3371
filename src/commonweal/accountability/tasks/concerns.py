"""The job that closes answered concerns once the time to reply is over."""

from datetime import datetime

from commonweal.accountability.operations import concerns as operations
from commonweal.core import jobs
from commonweal.core.actors import Actor


@jobs.job("accountability.close_concerns", every="10 4 * * *")
def close_concerns(*, at: datetime) -> None:
    """Close every concern that was answered and whose person let the time for a reply go by."""
    operations.close_unreplied(by=Actor.system("accountability.close_concerns"), at=at)
