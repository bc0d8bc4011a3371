"""What the worker does for this area."""

from datetime import datetime

from commonweal.accountability import operations
from commonweal.core import jobs
from commonweal.core.actors import Actor


@jobs.job("accountability.forget_drafts", every="40 3 * * *")
def forget_drafts(*, at: datetime) -> None:
    """Each night, delete requests that were begun and never sent."""
    operations.forget_drafts(by=Actor.system("accountability.forget_drafts"), at=at)


@jobs.job("accountability.empty_settled", every="50 3 * * *")
def empty_settled(*, at: datetime) -> None:
    """Each night, erase what is about a person in requests that were settled 400 days ago."""
    operations.empty_settled(by=Actor.system("accountability.empty_settled"), at=at)
