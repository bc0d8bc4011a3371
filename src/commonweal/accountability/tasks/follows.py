"""The jobs that write to those who follow, and that forget those who stopped all letters about it."""

from datetime import datetime

from commonweal.accountability.operations import follows as operations
from commonweal.core import jobs
from commonweal.core.actors import Actor
from commonweal.strategy.queries import strategies


@jobs.job(operations.TELL_JOB)
def tell_followers(*, slug: str, first: int, last: int, after: str, at: datetime) -> None:
    """Write to some of those who follow what changed, and have the next ones written to."""
    by = Actor.system(operations.TELL_JOB)
    operations.tell(strategy=strategies.get(slug), first=first, last=last, after=after, by=by, at=at)


@jobs.job("accountability.forget_follows", every="20 4 * * *")
def forget_follows(*, at: datetime) -> None:
    """Forget what mailboxes without an account followed, once they stopped all letters about it."""
    operations.forget_unwanted(by=Actor.system("accountability.forget_follows"), at=at)
