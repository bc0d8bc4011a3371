"""What can be found: one row for each thing, with its words for people and the same words as the index has them.

The rows are a copy: every one can be made anew from its source, so nothing here is audited or backed up for itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse

from commonweal.core.search import words

FORM = 1
"""Counted up when words are made differently from the same text, so that a rebuild writes every row anew."""

MOST_IMPORTANT = 10


class EntryTwiceError(Exception):
    """A source gave two entries with the same key."""


@dataclass(frozen=True)
class Entry:
    """One thing that can be found.

    `key` is its name among entries of its kind; `url_name` and `url_kwargs` lead to its page. `title` counts for most
    in a search, then `summary`, then `body` (plain text, no markup). `importance` from 0 to 10 lifts it among its
    like. What is not public is found only by those to whom `find` is told to show it.
    """

    key: str
    url_name: str
    title: str
    summary: str = ""
    body: str = ""
    url_kwargs: Mapping[str, str | int] = field(default_factory=dict)
    importance: int = 0
    is_public: bool = True


class SearchEntry(models.Model):
    """An entry as it is kept. `…_words` are what the databases' own indexes are made from (see the migration).

    What every match is sorted and filtered by comes before the long texts: SQLite reads a row from its beginning.
    """

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    importance = models.PositiveSmallIntegerField(default=0)
    is_public = models.BooleanField()
    fingerprint = models.BigIntegerField()
    title_words = models.TextField(blank=True)
    address = models.CharField(max_length=500)
    title = models.TextField()
    summary = models.TextField(blank=True)
    summary_words = models.TextField(blank=True)
    body = models.TextField(blank=True)
    body_words = models.TextField(blank=True)

    class Meta:
        # The state of the whole index is read from this alone.
        indexes = (models.Index(fields=["is_public", "fingerprint"], name="core_search_state"),)
        constraints = (
            models.UniqueConstraint(fields=["kind", "key"], name="core_search_entry_once"),
            models.CheckConstraint(
                condition=Q(importance__lte=MOST_IMPORTANT), name="core_search_importance_up_to_ten"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


PUBLIC = Q(is_public=True)
"""What everybody may find: `find` shows this unless it is told otherwise."""

_CONTENT = "address title summary body title_words summary_words body_words importance is_public fingerprint".split()


def may_find(kind: str, keys: Collection[str] | models.QuerySet[models.Model, str]) -> Q:
    """What is public, and of `kind` also those `keys`: the owning area says which a person may see.

    `keys` may be a query that gives one column of keys. Two such answers are joined with `|`.
    """
    return PUBLIC | Q(kind=kind, key__in=keys)


@transaction.atomic
def replace(kind: str, entries: Iterable[Entry]) -> int:
    """Make `entries` all there is of `kind`, at once: nobody sees half of it. How many there are.

    Rows that stay as they were are not written. Raises EntryTwiceError when two entries have the same key.
    """
    rows: dict[str, SearchEntry] = {}
    for entry in entries:
        if entry.key in rows:
            raise EntryTwiceError(f"{kind} {entry.key}")
        rows[entry.key] = _row(kind, entry)
    # Locked in one order, so that two that replace the same kind take turns.
    present = dict(
        SearchEntry.objects.select_for_update().filter(kind=kind).order_by("key").values_list("key", "fingerprint")
    )
    gone = [key for key in present if key not in rows]
    SearchEntry.objects.filter(kind=kind, key__in=gone).delete()
    _write([row for key, row in sorted(rows.items()) if present.get(key) != row.fingerprint])
    return len(rows)


@transaction.atomic
def update(kind: str, key: str, entry: Entry | None) -> None:
    """Put one entry in, in place of what `key` was before; take it out when `entry` is None.

    Call it inside the operation that changes the thing, so that the two are true together.
    Raises ValueError when the entry has another key.
    """
    if entry is None:
        SearchEntry.objects.filter(kind=kind, key=key).delete()
        return
    if entry.key != key:
        raise ValueError(f"the entry for {kind} {key} has the key {entry.key}")
    _write([_row(kind, entry)])


def _write(rows: list[SearchEntry]) -> None:
    SearchEntry.objects.bulk_create(
        rows, batch_size=500, update_conflicts=True, unique_fields=["kind", "key"], update_fields=_CONTENT
    )


def _row(kind: str, entry: Entry) -> SearchEntry:
    texts = [words.tidy(str(text)) for text in (entry.title, entry.summary, entry.body)]
    indexed = [words.folded(text) for text in texts]
    address = reverse(entry.url_name, kwargs=dict(entry.url_kwargs) or None)
    return SearchEntry(
        kind=kind,
        key=entry.key,
        address=address,
        title=texts[0],
        summary=texts[1],
        body=texts[2],
        title_words=indexed[0],
        summary_words=indexed[1],
        body_words=indexed[2],
        importance=entry.importance,
        is_public=entry.is_public,
        fingerprint=_fingerprint(address, *texts, str(entry.importance), str(entry.is_public)),
    )


def _fingerprint(*parts: str) -> int:
    # Forty bits: the sum over millions of rows, which stands for the state of the whole index, fits the column's type.
    digest = hashlib.sha256("\0".join([str(FORM), *parts]).encode()).digest()
    return int.from_bytes(digest[:5], "big")
