"""Looking for everything that is kept about somebody, and deciding what of it goes into their copy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction

from commonweal.core import audit, days, personal
from commonweal.core.actors import Actor
from commonweal.core.personal import HeldRecord
from commonweal.core.rules import require
from commonweal.messaging import outbox
from commonweal.people.operations import powers
from commonweal.privacy import abilities, emails, queries, rules
from commonweal.privacy.models import Decision, FoundItem, HiddenWords, PrivacyRequest
from commonweal.privacy.operations import looks
from commonweal.privacy.states import REQUEST_JOURNEY

Key = tuple[str, str, str, str, int | None]
"""What makes two found items the same: holding, record, title, words, file."""


LOOKS = "privacy.request"
"""The kind of record under which looking at a request is noted."""


@transaction.atomic
def open_records(*, asked: PrivacyRequest, by: Actor, at: datetime) -> None:
    """Note that `by` opens what is kept about whoever asked: as a use of the power, and as a look. Raises RefusedError
    unless the power is on."""
    require(rules.can_read(by, asked, at=at))
    powers.use(power=abilities.READ, subject=asked, by=by, at=at)
    looks.note(subject_kind=LOOKS, reference=asked.reference, by=by, at=at)


@transaction.atomic
def gather(*, asked: PrivacyRequest, by: Actor, at: datetime) -> int:
    """Look in every holding for what is kept about the person, and freeze it; how many items there are.

    Gathering again keeps what was decided about items that are the same, word for word. Raises RefusedError.
    """
    asked = queries.requests.lock(asked)
    require(rules.can_gather(by, asked, at=at))
    powers.use(power=abilities.READ, subject=asked, by=by, at=at)
    earlier = {_key(item): item for item in queries.found.items_of(asked)}
    FoundItem.objects.filter(request=asked).delete()
    items = [_with_earlier(item, earlier.get(_key(item))) for item in _found(asked)]
    for place, item in enumerate(items, start=1):
        item.place = place
        item.pk = None
        item.save(force_insert=True)
    asked.gathered_at = at
    asked.save(update_fields=["gathered_at"])
    audit.record("privacy.request.gather", asked, by=by, at=at, facts={"count": len(items)})
    return len(items)


def _found(asked: PrivacyRequest) -> Iterator[FoundItem]:
    subject = queries.subjects.of_request(asked)
    for holding in personal.holdings():
        for record in holding.find(subject):
            yield from _items(asked, holding.name, record)


def _items(asked: PrivacyRequest, holding: str, record: HeldRecord) -> Iterator[FoundItem]:
    def item(**fields: object) -> FoundItem:
        return FoundItem(
            request=asked, holding=holding, record_reference=record.reference, record_title=str(record.title), **fields
        )

    for each in record.items:
        is_open = each.about_others
        yield item(
            title=str(each.title),
            words=each.words,
            is_about_others=each.about_others,
            decision=Decision.OPEN if is_open else Decision.GIVEN,
        )
    files = queries.found.stored_files(record.files)
    for key in record.files:
        if key in files:  # its name may be somebody else's too, and nobody has looked inside
            yield item(title=files[key].name, file_key=key, is_about_others=True, decision=Decision.OPEN)


def _key(item: FoundItem) -> Key:
    return (item.holding, item.record_reference, item.title, item.words, item.file_key)


def _with_earlier(item: FoundItem, earlier: FoundItem | None) -> FoundItem:
    if earlier is None:
        return item
    for name in ("reference", "decision", "shown_words", "because", "decided_by", "decided_at"):
        setattr(item, name, getattr(earlier, name))
    return item


@transaction.atomic
def decide(
    *,
    item: FoundItem,
    decision: Decision,
    shown_words: str,
    because: str,
    by: Actor,
    at: datetime,
) -> FoundItem:
    """Say what becomes of one item: given, given with words blacked out, or withheld; the last two with the reason."""
    item = queries.found.lock(item)
    require(rules.can_gather(by, item.request, at=at), rules.can_decide(item, decision, shown_words, because))
    item.decision = decision
    item.shown_words = shown_words if decision == Decision.REDACTED else ""
    item.because = "" if decision == Decision.GIVEN else because
    item.decided_by, item.decided_at = by.label, at
    item.save(update_fields=["decision", "shown_words", "because", "decided_by", "decided_at"])
    audit.record("privacy.found_item.decide", item, by=by, at=at, facts={"decision": decision})
    return item


@transaction.atomic
def hide(*, asked: PrivacyRequest, words: str, because: str, by: Actor, at: datetime) -> HiddenWords:
    """Black words out wherever they stand in the copy, with the reason that the person is told. Raises RefusedError."""
    asked = queries.requests.lock(asked)
    require(rules.can_gather(by, asked, at=at))
    row = HiddenWords.objects.create(request=asked, words=words, because=because, decided_by=by.label, decided_at=at)
    audit.record("privacy.request.hide", asked, by=by, at=at, facts={"what": row.reference})
    return row


@transaction.atomic
def show_again(*, asked: PrivacyRequest, hidden: HiddenWords, by: Actor, at: datetime) -> PrivacyRequest:
    """No longer black these words out. Raises RefusedError."""
    asked = queries.requests.lock(asked)
    require(rules.can_gather(by, asked, at=at))
    audit.record("privacy.request.show_again", asked, by=by, at=at, facts={"what": hidden.reference})
    hidden.delete()
    return asked


@transaction.atomic
def release(*, asked: PrivacyRequest, by: Actor, at: datetime) -> PrivacyRequest:
    """Answer with the copy: the person is told that it can be fetched, and until when. Raises RefusedError."""
    asked = queries.requests.lock(asked)
    require(rules.can_release(by, asked, at=at))
    asked.settled_at, asked.settled_on = at, days.london_day(at)
    asked.collect_until_on = asked.settled_on + timedelta(days=rules.COLLECT_WITHIN_DAYS)
    REQUEST_JOURNEY.advance(asked, "answer", by=by, at=at, also=["settled_at", "settled_on", "collect_until_on"])
    audit.record("privacy.request.answer", asked, by=by, at=at, facts={"collect_until_on": asked.collect_until_on})
    if asked.is_reached_by_email:
        outbox.add(emails.ready(asked), by=by, at=at)
    return asked


@transaction.atomic
def forget(*, asked: PrivacyRequest, by: Actor, at: datetime) -> None:
    """Delete what was frozen for a closed request; the request itself stays. Raises RefusedError."""
    asked = queries.requests.lock(asked)
    require(rules.can_empty(asked))
    FoundItem.objects.filter(request=asked).delete()
    HiddenWords.objects.filter(request=asked).delete()
    asked.gathered_at = None
    asked.save(update_fields=["gathered_at"])
    audit.record("privacy.request.forget_copy", asked, by=by, at=at)
