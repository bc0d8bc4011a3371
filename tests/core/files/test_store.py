"""The bytes in the store and their rows: what a crash leaves, what is swept, what is deleted."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction

from commonweal.accountability.models import FormatRequest
from commonweal.core import files
from commonweal.core.files import Kind, StoredFile
from tests.core.files import samples

AT = datetime(2026, 6, 17, 9, 30, tzinfo=UTC)
DAY = timedelta(days=1)


def accept(store: Path, *, written_at: datetime = AT) -> StoredFile:
    stored = files.accept(samples.upload(samples.PDF), kinds={Kind.PDF}, at=AT)
    written(store / stored.storage_key, at=written_at)
    return stored


def orphan(store: Path, name: str, *, written_at: datetime) -> Path:
    path = store / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"half a fi")
    return written(path, at=written_at)


def written(path: Path, *, at: datetime) -> Path:
    os.utime(path, (at.timestamp(), at.timestamp()))
    return path


@pytest.mark.django_db
def test_sweep_orphans_old_and_young(store: Path) -> None:
    kept = accept(store, written_at=AT - 9 * DAY)
    old = orphan(store, "ab/old", written_at=AT - DAY - timedelta(seconds=1))
    young = orphan(store, "ab/young", written_at=AT - DAY + timedelta(seconds=1))

    removed = files.sweep_orphans(at=AT, older_than=DAY)

    left = [old.exists(), young.exists(), (store / kept.storage_key).exists()]
    assert (removed, left) == (1, [False, True, True])


@pytest.mark.django_db
def test_sweep_orphans_more_than_one_batch(store: Path) -> None:
    for number in range(600):
        orphan(store, f"{number % 16:02x}/{number}", written_at=AT - 2 * DAY)
    kept = accept(store, written_at=AT - 2 * DAY)

    removed = files.sweep_orphans(at=AT, older_than=DAY)

    left = [path for path in store.rglob("*") if path.is_file()]
    assert (removed, left) == (600, [store / kept.storage_key])


@pytest.mark.django_db
def test_sweep_orphans_before_the_first_file(store: Path) -> None:
    assert files.sweep_orphans(at=AT, older_than=DAY) == 0


@pytest.mark.django_db(transaction=True)
def test_sweep_orphans_takes_rows_that_nothing_links_to(store: Path) -> None:
    linked = accept(store)
    accept(store)
    FormatRequest.objects.create(document=linked, key_digest="a", started_at=AT)

    too_soon = files.sweep_orphans(at=AT + DAY, older_than=DAY)
    removed = files.sweep_orphans(at=AT + DAY + timedelta(seconds=1), older_than=DAY)

    left = [path for path in store.rglob("*") if path.is_file()]
    assert (too_soon, removed, list(StoredFile.objects.all())) == (0, 1, [linked])
    assert left == [store / linked.storage_key]


class PowerCutError(BaseException):
    """Nothing after this is run."""


@pytest.mark.django_db
def test_crash_between_bytes_and_row(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut(*args: object, **kwargs: object) -> None:
        raise PowerCutError

    monkeypatch.setattr(StoredFile, "save", cut)
    with pytest.raises(PowerCutError):
        accept(store)

    orphans = [written(path, at=AT - 2 * DAY) for path in store.rglob("*") if path.is_file()]
    assert (len(orphans), StoredFile.objects.count()) == (1, 0)
    assert files.sweep_orphans(at=AT, older_than=DAY) == 1


@pytest.mark.django_db(transaction=True)
def test_delete_takes_row_and_bytes(store: Path) -> None:
    going, staying = accept(store), accept(store)

    files.delete(going)

    left = [path for path in store.rglob("*") if path.is_file()]
    assert (list(StoredFile.objects.all()), left) == ([staying], [store / staying.storage_key])


@pytest.mark.django_db(transaction=True)
def test_delete_that_is_rolled_back_keeps_the_bytes(store: Path) -> None:
    stored = accept(store)

    with transaction.atomic():
        files.delete(StoredFile.objects.get())
        transaction.set_rollback(True)

    assert (list(StoredFile.objects.all()), (store / stored.storage_key).exists()) == ([stored], True)
