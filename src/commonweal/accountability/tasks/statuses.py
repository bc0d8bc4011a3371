"""The jobs that work out how it stands: every night, and soon after something that it rests on has changed."""

from datetime import datetime

from commonweal.accountability.operations import statuses
from commonweal.core import jobs
from commonweal.core.actors import Actor
from commonweal.strategy.operations.touches import RENEW_JOB, take_touches

NIGHTLY = "accountability.renew_all_statuses"


# Outside, because most of it is reading, and nobody should wait for that; done twice, it finds nothing new.
@jobs.job(NIGHTLY, every="20 2 * * *", outside=True)
def renew_all_statuses(*, at: datetime) -> None:
    """Work out how it stands with every commitment; what went stale since yesterday is noticed here."""
    statuses.renew_all(by=Actor.system(NIGHTLY), at=at)


# As above. Should it be cut short after the marks were taken, the night's run makes good.
@jobs.job(RENEW_JOB, every="*/10 * * * *", outside=True)
def renew_statuses(*, at: datetime) -> None:
    """Work out how it stands with the commitments that rest on something which changed."""
    by = Actor.system(RENEW_JOB)
    names = take_touches(by=by, at=at)
    if names:
        statuses.renew_touched(names=names, by=by, at=at)
