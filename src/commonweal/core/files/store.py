"""Where the bytes lie: put in before the row is written, taken out after the row is gone.

In that order a crash leaves at worst bytes without a row, or a row that no area came to link to; `sweep_orphans`
removes both. It never leaves a row without bytes.
"""

from __future__ import annotations

import logging
import os
import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.db import IntegrityError, models, transaction
from django.db.models.fields.reverse_related import ForeignObjectRel

from commonweal.core.files.stored import StoredFile

logger = logging.getLogger("commonweal.files")

_KEYS_AT_ONCE = 500


def put(content: BinaryIO) -> str:
    """Keep `content` under a new random key, safely on disk; the key."""
    word = secrets.token_hex(20)
    storage = _storage()
    content.seek(0)
    # 256 folders, so that no listing is ever endless.
    key = storage.save(f"{word[:2]}/{word[2:]}", File(content))
    if isinstance(storage, FileSystemStorage):
        _reach_disk(Path(storage.path(key)))
    return key


def open_bytes(stored: StoredFile) -> File[bytes]:
    """The bytes of `stored`, open for reading; the caller closes them."""
    opened: File[bytes] = _storage().open(stored.storage_key, "rb")
    return opened


def delete(stored: StoredFile) -> None:
    """Remove a file: its row in the caller's transaction, its bytes when that is kept.

    Raises django.db.models.ProtectedError while something of an area still links to it.
    """
    key = stored.storage_key
    stored.delete()
    transaction.on_commit(lambda: _storage().delete(key))


def sweep_orphans(*, at: datetime, older_than: timedelta) -> int:
    """Remove rows that nothing links to, and bytes that have no row; how many there were.

    Those that are younger than `older_than` at the instant `at` are left alone: the next step may be about to come.
    """
    storage = _storage()
    removed = _delete_unlinked(before=at - older_than)
    for keys in _batches(_keys(storage)):
        known = set(StoredFile.objects.filter(storage_key__in=keys).values_list("storage_key", flat=True))
        for key in (key for key in keys if key not in known):
            if storage.get_modified_time(key) < at - older_than:
                storage.delete(key)
                removed += 1
    logger.info("orphaned files removed", extra={"count": removed})
    return removed


def _delete_unlinked(*, before: datetime) -> int:
    rows = StoredFile.objects.filter(stored_at__lt=before)
    for link in StoredFile._meta.get_fields(include_hidden=True):
        if isinstance(link, ForeignObjectRel):
            linking: models.QuerySet[models.Model] = link.field.model._base_manager.all()
            rows = rows.exclude(models.Exists(linking.filter(**{link.field.name: models.OuterRef("pk")})))
    removed = 0
    for stored in rows:
        try:
            with transaction.atomic():
                delete(stored)
            removed += 1
        except (models.ProtectedError, IntegrityError):  # linked just now after all
            continue
    return removed


def _storage() -> Storage:
    return storages["default"]


def _keys(storage: Storage) -> Iterator[str]:
    try:
        folders, _files = storage.listdir("")
    except FileNotFoundError:  # a folder that nothing was ever put into
        return
    for folder in folders:
        _folders, names = storage.listdir(folder)
        yield from (f"{folder}/{name}" for name in names)


def _batches(keys: Iterator[str]) -> Iterator[list[str]]:
    while batch := list(islice(keys, _KEYS_AT_ONCE)):
        yield batch


def _reach_disk(path: Path) -> None:
    # Without this a power cut could keep the row and lose the bytes.
    for each in (path, path.parent):
        handle = os.open(each, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
