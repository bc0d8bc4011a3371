"""What the worker does for this area."""

from datetime import datetime

from commonweal.core import jobs
from commonweal.core.actors import Actor
from commonweal.sign_in import operations


# Codes and logins are personal data: the retention schedule lets go of them, and legal holds keep them.
@jobs.job("sign_in.forget_tries", every="25 * * * *")
def forget_tries(*, at: datetime) -> None:
    """Each hour, delete the wrong tries at a second step that are older than a day."""
    operations.steps.forget_tries(by=Actor.system("sign_in.forget_tries"), at=at)


@jobs.job("sign_in.forget_sessions", every="35 3 * * *")
def forget_sessions(*, at: datetime) -> None:
    """Each night, delete the sessions of browsers whose time is over."""
    operations.logins.forget_sessions(by=Actor.system("sign_in.forget_sessions"), at=at)
