"""Sealing: one chain without gaps, however many seal at once and in whatever order events arrive."""

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonweal.core import audit
from commonweal.core.actors import Actor

AT = datetime(2026, 3, 29, 12, 0, tzinfo=UTC)


@pytest.fixture
def subject(db):
    return audit.AuditName.objects.create(digest="d1", value="a value")


def record_several(subject, count, *, at=AT):
    with transaction.atomic():
        return [audit.record("core.name.add", subject, by=Actor.visitor(), at=at).pk for _ in range(count)]


def sealed():
    return list(audit.AuditSeal.objects.order_by("number").values_list("number", "event_id"))


def test_sealing_numbers_events_from_one_without_gaps(subject):
    events = record_several(subject, 3)

    count = audit.seal_events(at=AT)

    assert count == 3
    assert sealed() == list(zip((1, 2, 3), events, strict=True))
    assert audit.verify() == audit.Whole(audit.SealHead.objects.get().anchor, waiting=0)


def test_sealing_with_nothing_to_seal_does_nothing(db):
    assert audit.seal_events(at=AT) == 0
    assert sealed() == []


def test_sealing_goes_on_where_it_ended(subject):
    first = record_several(subject, 2)
    audit.seal_events(at=AT)
    second = record_several(subject, 2)

    count = audit.seal_events(at=AT)

    assert count == 2
    assert sealed() == list(zip((1, 2, 3, 4), first + second, strict=True))


def test_sealing_stops_at_its_limit(subject):
    events = record_several(subject, 5)

    counts = [audit.seal_events(at=AT, limit=3), audit.seal_events(at=AT, limit=3), audit.seal_events(at=AT, limit=3)]

    assert counts == [3, 2, 0]
    assert [event for _number, event in sealed()] == events


def test_sealing_takes_an_event_that_was_committed_late(subject):
    """PostgreSQL hands out ids before it commits: event 1 can appear after event 2 was sealed."""
    late, early = record_several(subject, 2)
    waiting = audit.UnsealedEvent.objects.get(event_id=late)
    audit.UnsealedEvent.objects.filter(event_id=late).delete()
    audit.seal_events(at=AT)
    waiting.save(force_insert=True)

    audit.seal_events(at=AT)

    assert sealed() == [(1, early), (2, late)]
    assert audit.verify().head.number == 2


def test_sealing_tells_the_log_where_the_chain_ends(subject, caplog, django_capture_on_commit_callbacks):
    caplog.set_level(logging.INFO, logger="commonweal.core.audit.seals")
    record_several(subject, 2)

    with django_capture_on_commit_callbacks(execute=True):
        audit.seal_events(at=AT)

    [line] = [record for record in caplog.records if record.message == "audit sealed"]
    assert audit.Anchor(line.seal, line.digest) == audit.verify().head
    assert line.count == 2


# Words that PostgreSQL cannot keep at all are left out; forms refuse them.
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
FACTS = st.recursive(
    st.none() | st.booleans() | st.integers() | WORDS | st.dates() | st.datetimes(timezones=st.just(UTC)),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(WORDS, inside, max_size=3),
    max_leaves=5,
)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(facts=st.dictionaries(WORDS, FACTS, max_size=3), reason=WORDS)
def test_whatever_the_facts_they_come_back_as_they_were_sealed(subject, facts, reason):
    event = audit.record("core.name.add", subject, by=Actor.visitor(), at=AT, facts=facts, reason=reason)

    audit.seal_events(at=AT)

    assert audit.AuditEvent.objects.get(pk=event.pk).facts == event.facts
    assert audit.verify().waiting == 0


def test_seal_lag_is_the_age_of_the_first_event_that_waits(subject):
    record_several(subject, 1, at=AT)
    record_several(subject, 1, at=AT + timedelta(minutes=2))
    lags = [audit.seal_lag(AT + timedelta(minutes=5))]
    audit.seal_events(at=AT, limit=1)
    lags.append(audit.seal_lag(AT + timedelta(minutes=5)))
    audit.seal_events(at=AT)

    lags.append(audit.seal_lag(AT + timedelta(minutes=5)))

    assert lags == [timedelta(minutes=5), timedelta(minutes=3), None]


@pytest.mark.django_db(transaction=True)
def test_several_sealers_at_once_make_one_chain(subject):
    events = record_several(subject, 60)

    def seal(_sealer):
        try:
            return sum(audit.seal_events(at=AT, limit=5) for _round in range(6))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as sealers:
        counts = list(sealers.map(seal, range(4)))

    assert sum(counts) == 60
    assert sorted(event for _number, event in sealed()) == events
    assert audit.verify() == audit.Whole(audit.SealHead.objects.get().anchor, waiting=0)
