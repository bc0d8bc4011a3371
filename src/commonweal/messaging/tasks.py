"""Messaging's jobs."""

from datetime import datetime

from django.conf import settings

from commonweal.core import jobs
from commonweal.core.actors import Actor
from commonweal.messaging import sending
from commonweal.messaging.carriers import carrier_for

SENDER = Actor.system("messaging.send_letter")

# A few more than the letter has, for attempts that ended with their worker: the letter gives up, not the job.
ATTEMPTS = sending.ATTEMPTS + 4


@jobs.job("messaging.send_letter", attempts=ATTEMPTS, outside=True)
def send_letter(*, letter: str, at: datetime) -> None:
    """Try to send the letter with the reference `letter`."""
    sending.send(letter, carrier=carrier_for(settings.MAIL_SERVER), by=SENDER, at=at)
