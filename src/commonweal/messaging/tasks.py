"""Messaging's jobs."""

from datetime import datetime

from django.conf import settings

from commonweal.core import jobs
from commonweal.core.actors import Actor
from commonweal.messaging import fetching, mailboxes, notify, operations, sending
from commonweal.messaging.carriers import Carrier, FolderCarrier, SmtpCarrier
from commonweal.messaging.queries import notices
from commonweal.messaging.states import Delivery

SENDER = Actor.system("messaging.send_letter")

# A few more than the letter has, for attempts that ended with their worker: the letter gives up, not the job.
ATTEMPTS = sending.ATTEMPTS + 4


def carrier() -> Carrier:
    """What takes letters away, as the settings name it."""
    server = settings.MAIL_SERVER
    if server.scheme == "folder":
        return FolderCarrier(settings.DATA_DIR / server.path.lstrip("/"))
    return notify.NotifyCarrier(server) if server.scheme == "notify" else SmtpCarrier(server)


@jobs.job("messaging.send_letter", attempts=ATTEMPTS, outside=True)
def send_letter(*, letter: str, at: datetime) -> None:
    """Try to send the letter with the reference `letter`."""
    sending.send(letter, carrier=carrier(), by=SENDER, at=at)


@jobs.job("messaging.release_due", every="*/10 * * * *")
def release_due(*, at: datetime) -> None:
    """Send the letters that waited for the morning, and the digests whose time has come."""
    operations.release_due(by=Actor.system("messaging.release_due"), at=at)


# Outside, because it speaks to a mail server; what was fetched twice is noted once.
@jobs.job("messaging.fetch_reports", every="*/10 * * * *", attempts=1, outside=True)
def fetch_reports(*, at: datetime) -> None:
    """Fetch what other mail servers report of our letters, where a mailbox for that is named."""
    if settings.BOUNCES_SERVER:
        by = Actor.system("messaging.fetch_reports")
        fetching.fetch(mailboxes.mailbox_for(settings.BOUNCES_SERVER), by=by, at=at)


# Outside, because it speaks to Notify; a notice is settled once.
@jobs.job("messaging.check_notice", attempts=12, outside=True)
def check_notice(*, notice: int, at: datetime) -> None:
    """Ask Notify whether what its callback said is so."""
    found = notices.by_key(notice)
    if found is None or found.checked_at is not None:
        return
    by = Actor.system("messaging.check_notice")
    try:
        answer = notify.ask(settings.MAIL_SERVER, found.notification_id)
    except notify.NoSuchNotificationError:
        answer = notify.Answer("", Delivery.UNKNOWN, "")
    operations.settle_notice(
        notice=found, message_id=answer.message_id, delivery=answer.delivery, code=answer.code, by=by, at=at
    )


@jobs.job("messaging.forget_notices", every="5 4 * * *")
def forget_notices(*, at: datetime) -> None:
    """Each night, delete what Notify's callback left a month ago."""
    operations.forget_notices(by=Actor.system("messaging.forget_notices"), at=at)


@jobs.job("messaging.tell_of_trouble", every="30 7 * * 1-5")
def tell_of_trouble(*, at: datetime) -> None:
    """Each working morning, write to those who look after letters when some need them."""
    operations.tell_of_trouble(by=Actor.system("messaging.tell_of_trouble"), at=at)
