"""The job that forgets the mailboxes of those who stopped all letters about what they followed."""

from datetime import datetime

from commonweal.accountability.operations import follows as operations
from commonweal.core import jobs
from commonweal.core.actors import Actor


@jobs.job("accountability.forget_follows", every="20 4 * * *")
def forget_follows(*, at: datetime) -> None:
    """Forget what mailboxes without an account followed, once they stopped all letters about it."""
    operations.forget_unwanted(by=Actor.system("accountability.forget_follows"), at=at)
