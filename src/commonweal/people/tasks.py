"""What the worker does for people, every night."""

from datetime import datetime

from commonweal.core import jobs
from commonweal.core.actors import Actor
from commonweal.people import operations


@jobs.job("people.end_terms", every="10 0 * * *")
def end_terms(*, at: datetime) -> None:
    """Just after midnight, end the roles whose last day has passed."""
    operations.roles.end_terms(by=Actor.system("people.end_terms"), at=at)


@jobs.job("people.close_run_out_powers", every="5 * * * *")
def close_run_out_powers(*, at: datetime) -> None:
    """Every hour, note as off the powers whose time is over; they stopped working by themselves."""
    operations.powers.close_run_out(by=Actor.system("people.close_run_out_powers"), at=at)


@jobs.job("people.look_for_orphans", every="20 4 * * *")
def look_for_orphans(*, at: datetime) -> None:
    """Each night, look for roles, work and powers that belong to nobody any more."""
    operations.orphans.look(by=Actor.system("people.look_for_orphans"), at=at)
