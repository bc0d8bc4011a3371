"""What the worker does for privacy."""

from datetime import datetime

from commonweal.core import jobs, personal
from commonweal.core.actors import Actor
from commonweal.privacy import operations, queries
from commonweal.privacy.schedule import schedule


@jobs.job("privacy.propose_deletions", every="30 2 * * *")
def propose_deletions(*, at: datetime) -> None:  # noqa: ARG001  # as every job is called
    """Each night, have every class of records looked through for what is past its time."""
    held = {holding.name for holding in personal.holdings()}
    for name in sorted(held & set(schedule())):
        jobs.enqueue("privacy.propose_deletion", holding=name)


@jobs.job("privacy.propose_deletion")
def propose_deletion(*, holding: str, at: datetime) -> None:
    """Propose to delete what is past its time in one class of records."""
    rule = schedule().get(holding)
    if rule is not None:
        operations.deletions.propose(rule=rule, by=Actor.system("privacy.propose_deletion"), at=at)


@jobs.job("privacy.run_deletion")
def run_deletion(*, proposal: str, at: datetime) -> None:
    """Delete the next records of a confirmed proposal, and come back while any are left."""
    found = queries.retention.by_reference(proposal)
    by = Actor.system("privacy.run_deletion")
    if found is not None and operations.deletions.run_step(proposal=found, by=by, at=at):
        jobs.enqueue("privacy.run_deletion", proposal=proposal)
