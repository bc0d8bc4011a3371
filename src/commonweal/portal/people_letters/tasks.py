"""The job of letters about people."""

from datetime import datetime

from commonweal.core import jobs
from commonweal.core.actors import Actor
from commonweal.portal.people_letters import operations


@jobs.job("people.remind_of_interests", every="10 8 * * 1-5")
def remind_of_interests(*, at: datetime) -> None:
    """Each working morning, remind those whose declared interests nobody has looked at for a year."""
    operations.remind_of_interests(by=Actor.system("people.remind_of_interests"), at=at)
