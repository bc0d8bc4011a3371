"""The job that reads the mailbox for requests."""

from datetime import datetime

from django.conf import settings

from commonweal.accountability.mail import fetching
from commonweal.core import jobs
from commonweal.core.actors import Actor
from commonweal.messaging import mailboxes

SETTING = "COMMONWEAL_FORMATS_MAILBOX_URL"

ROOM_FOR_WORDS = 1_000_000
"""Bytes beside the largest file."""


# Outside, because it speaks to a mail server and keeps files; what was fetched twice becomes one request.
@jobs.job("accountability.fetch_requests", every="*/5 * * * *", attempts=1, outside=True)
def fetch_requests(*, at: datetime) -> None:
    """Make requests for another format of the mail that people wrote, where a mailbox for that is named."""
    if settings.FORMATS_MAILBOX:
        by = Actor.system("accountability.fetch_requests")
        # A file grows by a third as it travels.
        largest = settings.UPLOAD_LIMIT_BYTES * 4 // 3 + ROOM_FOR_WORDS
        fetching.fetch(mailboxes.mailbox_for(settings.FORMATS_MAILBOX, setting=SETTING, largest=largest), by=by, at=at)
