"""What the worker does for this area."""

from datetime import datetime

from commonweal.core import jobs
from commonweal.core.actors import Actor
from commonweal.sign_in import operations


@jobs.job("sign_in.forget_codes", every="25 * * * *")
def forget_codes(*, at: datetime) -> None:
    """Each hour, delete the codes and wrong tries that are older than a day."""
    operations.codes.forget_old(by=Actor.system("sign_in.forget_codes"), at=at)


@jobs.job("sign_in.forget_logins", every="35 3 * * *")
def forget_logins(*, at: datetime) -> None:
    """Each night, delete the logins that ended 90 days ago, and the sessions whose time is over."""
    operations.logins.forget_old(by=Actor.system("sign_in.forget_logins"), at=at)
