"""What somebody decides about a letter that is held or failed, and what is left of a letter after its time."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from commonweal.core import audit, jobs
from commonweal.core.actors import Actor
from commonweal.core.rules import require
from commonweal.messaging import correspondence, queries, rules
from commonweal.messaging.models import Letter
from commonweal.messaging.operations.sending import queue
from commonweal.messaging.queries import contacts
from commonweal.messaging.states import JOURNEY
from commonweal.people.queries import persons


@transaction.atomic
def resend(*, letter: Letter, by: Actor, at: datetime) -> Letter:
    """Send a held or failed letter again, knowing that a held one may arrive twice. Raises RefusedError."""
    letter = queries.lock(letter)
    require(rules.can_look_after_outbox(by, at=at), rules.can_resend(letter))
    letter.attempts = 0
    JOURNEY.advance(letter, "resend", by=by, at=at, also=["attempts"])
    audit.record("messaging.letter.resend", letter, by=by, at=at)
    jobs.enqueue("messaging.send_letter", letter=letter.reference)
    return letter


@transaction.atomic
def settle_as_sent(*, letter: Letter, by: Actor, at: datetime) -> Letter:
    """Close a held letter that turned out to have been sent. Raises RefusedError."""
    letter = queries.lock(letter)
    require(rules.can_look_after_outbox(by, at=at), rules.can_settle_as_sent(letter))
    letter.sent_at = at
    JOURNEY.advance(letter, "settle", by=by, at=at, also=["sent_at"])
    audit.record("messaging.letter.settle", letter, by=by, at=at)
    return letter


@transaction.atomic
def drop(*, letter: Letter, by: Actor, at: datetime) -> Letter:
    """Close a held or failed letter that need not be sent any more. Raises RefusedError."""
    letter = queries.lock(letter)
    require(rules.can_look_after_outbox(by, at=at), rules.can_drop(letter))
    JOURNEY.advance(letter, "drop", by=by, at=at)
    audit.record("messaging.letter.drop", letter, by=by, at=at)
    return letter


@transaction.atomic
def tell_of_trouble(*, by: Actor, at: datetime) -> int:
    """Write to everybody who looks after letters when some are held or failed or came back since yesterday; how many.

    It is an optional letter: each of them chooses whether and when to be told.
    """
    state = queries.state(at)
    returned = queries.came_back().filter(reports__heard_at__gte=at - timedelta(days=1)).distinct().count()
    if not (state.held or state.failed or returned):
        return 0
    addresses = persons.addresses_by_person(contacts.people_with(queries.LOOK_AFTER_OUTBOX, at=at)).values()
    for address in addresses:
        queue(draft=correspondence.outbox_trouble(address, state=state, came_back=returned), by=by, at=at)
    return len(addresses)


@transaction.atomic
def empty(*, letter: Letter, by: Actor, at: datetime) -> Letter:
    """Forget what a closed letter said and to whom; its kind, its states and its dates stay."""
    letter = queries.lock(letter)
    if letter.emptied_at is not None or letter.is_open:
        return letter
    letter.to = letter.subject = letter.text = letter.html = letter.to_digest = ""
    letter.emptied_at = at
    letter.save(update_fields=["to", "subject", "text", "html", "to_digest", "emptied_at"])
    audit.record("messaging.letter.empty", letter, by=by, at=at)
    return letter
