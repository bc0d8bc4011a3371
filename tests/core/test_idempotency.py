"""Idempotency keys: done once, however often and by however many at once it is asked for."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction

from commonweal.core import idempotency
from commonweal.core.idempotency import IdempotencyKey

AT = datetime(2026, 3, 29, 12, 0, tzinfo=UTC)


def test_the_second_claim_of_a_key_is_told_what_came_of_the_first(db):
    key = idempotency.new_key()
    first = idempotency.claim("core.parcel.send", key, at=AT)
    before = first.outcome
    first.finish("PA-2222-2222")

    second = idempotency.claim("core.parcel.send", key, at=AT)

    assert (before, second.outcome, second.pk) == ("", "PA-2222-2222", first.pk)


def test_a_key_used_for_two_purposes_is_two_keys(db):
    idempotency.claim("core.parcel.send", "key", at=AT).finish("PA-2222-2222")

    assert idempotency.claim("core.parcel.lose", "key", at=AT).outcome == ""


def test_a_claim_is_given_back_when_the_work_fails(db):
    with transaction.atomic():
        idempotency.claim("core.parcel.send", "key", at=AT).finish("PA-2222-2222")
        transaction.set_rollback(True)

    assert idempotency.claim("core.parcel.send", "key", at=AT).outcome == ""


@pytest.mark.parametrize("key", ["k" * 500, "a key\0with anything", "clé", "'; --"])
def test_a_key_of_any_length_and_characters_is_a_key_like_any_other(db, key):
    idempotency.claim("core.parcel.send", key, at=AT).finish("PA-2222-2222")

    outcomes = [idempotency.claim("core.parcel.send", asked, at=AT).outcome for asked in (key, key + "x")]
    assert outcomes == ["PA-2222-2222", ""]
    assert all(re.fullmatch(r"[a-z0-9:]{1,80}", row.key) for row in IdempotencyKey.objects.all())


def test_an_empty_key_is_refused(db):
    with pytest.raises(ValueError, match="cannot be empty"):
        idempotency.claim("core.parcel.send", "", at=AT)


@pytest.mark.django_db(transaction=True)
def test_a_claim_outside_a_transaction_is_refused():
    with pytest.raises(RuntimeError, match="inside the transaction"):
        idempotency.claim("core.parcel.send", "key", at=AT)
    with transaction.atomic():
        idempotency.claim("core.parcel.send", "key", at=AT)

    assert IdempotencyKey.objects.count() == 1


def test_the_database_holds_a_key_once(db):
    IdempotencyKey.objects.create(purpose="core.parcel.send", key="key", claimed_at=AT)

    with pytest.raises(IntegrityError), transaction.atomic():
        IdempotencyKey.objects.create(purpose="core.parcel.send", key="key", claimed_at=AT)

    assert IdempotencyKey.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_many_who_claim_one_key_at_once_all_get_one_outcome():
    together = Barrier(8)
    done = []

    def ask(asker):
        try:
            together.wait()
            with transaction.atomic():
                claimed = idempotency.claim("core.parcel.send", "key", at=AT)
                if not claimed.outcome:
                    done.append(asker)
                    claimed.finish(f"outcome of {asker}")
                return claimed.outcome
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as askers:
        outcomes = list(askers.map(ask, range(8)))

    [first] = done
    assert outcomes == [f"outcome of {first}"] * 8
