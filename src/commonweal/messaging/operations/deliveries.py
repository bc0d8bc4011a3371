"""What is heard of letters after they were sent: by a report in a mailbox, or from GOV.UK Notify."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from commonweal.core import jobs
from commonweal.core.actors import Actor
from commonweal.messaging import queries
from commonweal.messaging.models import DeliveryReport, Letter, ProviderNotice, ReturnedAddress, Source, TopicChoice
from commonweal.messaging.queries import contacts, notices
from commonweal.messaging.states import JOURNEY, LOUDER, Delivery, Status, When


@transaction.atomic
def note_report(
    *, message_id: str, delivery: Delivery, source: Source, code: str, by: Actor, at: datetime
) -> DeliveryReport | None:
    """Note what was heard of the letter with this message id. Hearing it again changes nothing.

    None for a letter that is not ours, or that we never handed over: whoever says so is mistaken, or lies.
    """
    letter = queries.by_message_id(message_id)
    if letter is None:
        return None
    letter = queries.lock(letter)
    if letter.status not in {Status.SENT, Status.HELD, Status.HANDING_OVER}:
        return None
    report, is_new = DeliveryReport.objects.get_or_create(
        letter=letter, delivery=delivery, code=code, defaults={"source": source, "heard_at": at}
    )
    if is_new:
        _apply(letter, delivery, by=by, at=at)
    return report


def _apply(letter: Letter, delivery: Delivery, *, by: Actor, at: datetime) -> None:
    if JOURNEY.is_open(letter.status, "settle"):
        # It was not known whether it had been taken; what is heard of it shows that it was.
        letter.sent_at = at
        JOURNEY.advance(letter, "settle", by=by, at=at, also=["sent_at"])
    if LOUDER[delivery] > LOUDER[Delivery(letter.delivery)]:
        letter.delivery = delivery
        letter.save(update_fields=["delivery"])
    if delivery == Delivery.BOUNCED:
        _note_return(letter.to_digest, at=at)
    elif delivery == Delivery.DELIVERED and letter.delivery == Delivery.DELIVERED:
        ReturnedAddress.objects.filter(contact_digest=letter.to_digest).delete()
    elif delivery == Delivery.COMPLAINED and letter.topic:
        # Whoever presses "this is spam" has said that they want no more of it.
        TopicChoice.objects.update_or_create(
            contact_digest=letter.to_digest,
            topic=letter.topic,
            defaults={"when": When.NEVER, "chosen_at": at},
        )


def _note_return(digest: str, *, at: datetime) -> None:
    if not digest:  # the letter was emptied meanwhile
        return
    returned = contacts.lock_returned(digest)
    if returned is None:
        ReturnedAddress.objects.create(contact_digest=digest, since_at=at, last_at=at)
        return
    returned.last_at, returned.times = at, returned.times + 1
    returned.save(update_fields=["last_at", "times"])


@transaction.atomic
def note_address_works(*, contact_digest: str, by: Actor, at: datetime) -> None:  # noqa: ARG001  # as every operation
    """Forget that letters came back from a contact, because its owner has just read one: a code that was typed in."""
    ReturnedAddress.objects.filter(contact_digest=contact_digest).delete()


@transaction.atomic
def take_notice(*, notification_id: UUID, said: str, by: Actor, at: datetime) -> ProviderNotice:  # noqa: ARG001  # as above
    """Keep what Notify's callback said, and have Notify asked whether it is so. The same again changes nothing."""
    notice, is_new = ProviderNotice.objects.get_or_create(
        notification_id=notification_id, said=said, defaults={"received_at": at}
    )
    if is_new:
        jobs.enqueue("messaging.check_notice", notice=notice.pk)
    return notice


@transaction.atomic
def settle_notice(
    *, notice: ProviderNotice, message_id: str, delivery: Delivery, code: str, by: Actor, at: datetime
) -> None:
    """Note what Notify itself answered about the notification that a notice named."""
    notice = notices.lock(notice)
    if notice.checked_at is not None:
        return
    notice.checked_at = at
    notice.save(update_fields=["checked_at"])
    if delivery != Delivery.UNKNOWN:
        note_report(message_id=message_id, delivery=delivery, source=Source.NOTIFY, code=code, by=by, at=at)


@transaction.atomic
def forget_notices(*, by: Actor, at: datetime) -> int:  # noqa: ARG001  # as above
    """Delete notices that were checked long ago; how many."""
    deleted, _by_model = notices.checked_before(at - notices.ARE_KEPT).delete()
    return deleted
