"""Datasets: declared once by the area that owns the rows, found by their slug, and read through one gate."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.utils.functional import Promise

from commonweal.core import logs
from commonweal.publishing.columns import Column, Filter, Kind, OddCellError, checked
from commonweal.publishing.licences import OGL, Licence
from commonweal.ui.site import Words

logger = logging.getLogger("commonweal.publishing")

Key = tuple[Any, ...]
"""The cells of a row's key columns, in their order."""

Row = Sequence[Any]

RESERVED = frozenset({"catalogue", "changes"})
"""What stands beside datasets in addresses."""

PAGING_WORDS = frozenset({"limit", "after"})
"""What every dataset's API takes, so that no filter can be called so."""

_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_NAME = re.compile(r"[a-z][a-z0-9_]*")


class DatasetTakenError(Exception):
    """Two areas publish a dataset under the same slug."""


class NoSuchDatasetError(ObjectDoesNotExist):
    """Nothing is published under this slug."""


class BrokenDatasetError(Exception):
    """A dataset could not be read to its end, or gave rows that are not as it says. The message names the slug."""


@dataclass(frozen=True)
class Query:
    """Which rows are wanted: those after the row with this key, at most so many, those that the filters let through.

    `filters` has the names of the dataset's own filters, and values that fit their columns. `at` is the moment the
    rows are to be true at.
    """

    at: datetime
    after: Key | None = None
    limit: int | None = None
    filters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Stamp:
    """When a dataset last changed, and what tells that state from others of the same instant."""

    changed_at: datetime | None
    version: str = ""


@dataclass(frozen=True, eq=False)
class Dataset:
    """A table that everybody may have. `rows` gives its rows in the order of the key, as many as the query wants.

    `changed_at` says when anything in it last changed; None when nobody knows. `version` says the same more finely,
    for data that can change twice in one instant. They have to change whenever any cell does, or stale files are sent.
    Give datasets that change together the same functions: they are then asked once for all of them. `order` is where it
    stands in the catalogue, small numbers first.
    """

    slug: str
    title: Words
    summary: Words
    columns: Sequence[Column]
    rows: Callable[[Query], Iterable[Row]]
    source: Words
    scope: Words
    caveat: Words
    frequency: Words
    changed_at: Callable[[], datetime | None]
    licence: Licence = OGL
    suppression: Words = ""
    filters: Sequence[Filter] = ()
    related: tuple[str, ...] = ()
    version: Callable[[], str] | None = None
    keywords: str = ""
    order: int = 50

    @property
    def key(self) -> list[int]:
        """Where the columns stand that tell a row from all others."""
        return [place for place, column in enumerate(self.columns) if column.is_key]

    def column(self, name: str) -> Column:
        """The column of this name. Raises KeyError."""
        return {each.name: each for each in self.columns}[name]

    def key_of(self, row: Row) -> Key:
        """What tells `row` from all others."""
        return tuple(row[place] for place in self.key)


PUBLISHED: dict[str, Dataset] = {}
"""Every dataset by its slug; `publish` puts them in."""


def publish(dataset: Dataset) -> None:
    """Publish `dataset` from now on; called once, from an area's `exports.py`.

    Raises DatasetTakenError for a twin, and ValueError in words for one that others could not use.
    """
    if PUBLISHED.get(dataset.slug, dataset) is not dataset:
        raise DatasetTakenError(dataset.slug)
    for fault in faults_of(dataset):
        raise ValueError(f"The dataset {dataset.slug!r} {fault}")
    PUBLISHED[dataset.slug] = dataset


def published() -> tuple[Dataset, ...]:
    """Every dataset, in the order of the catalogue."""
    return tuple(sorted(PUBLISHED.values(), key=lambda dataset: (dataset.order, str(dataset.title), dataset.slug)))


def get(slug: str) -> Dataset:
    """The dataset of this slug. Raises NoSuchDatasetError."""
    try:
        return PUBLISHED[slug]
    except KeyError:
        raise NoSuchDatasetError(slug) from None


def read(dataset: Dataset, query: Query) -> Iterator[Row]:
    """The rows that `query` wants, each looked at before it goes out, and never more than its limit.

    Raises BrokenDatasetError whatever goes wrong inside: one dataset that fails must not take the others with it.
    """
    try:
        yield from _checked_rows(dataset, query)
    except Exception as error:  # an area's own code, which may fail in any way
        note(dataset, error)
        raise BrokenDatasetError(dataset.slug) from error


def changes_of(datasets: Sequence[Dataset]) -> dict[str, datetime | None]:
    """When each dataset last changed, by slug. Those that share the function that tells it are asked once."""
    told: dict[object, datetime | None] = {}
    for dataset in datasets:
        if dataset.changed_at not in told:
            told[dataset.changed_at] = _changed_at(dataset)
    return {dataset.slug: told[dataset.changed_at] for dataset in datasets}


def _changed_at(dataset: Dataset) -> datetime | None:
    try:
        return dataset.changed_at()
    except Exception as error:  # noqa: BLE001  # as above
        note(dataset, error)
        return None


def stamp_of(dataset: Dataset) -> Stamp:
    """When `dataset` last changed; nothing when nobody knows, or when it cannot be asked."""
    try:
        return Stamp(dataset.changed_at(), dataset.version() if dataset.version else "")
    except Exception as error:  # noqa: BLE001  # as above
        note(dataset, error)
        return Stamp(None)


def note(dataset: Dataset, error: Exception) -> None:
    """Log that `dataset` failed."""
    # Not with its message, which may hold what a person typed.
    logger.error("dataset failed", extra={"dataset": dataset.slug, **logs.about_exception(error)})


def _checked_rows(dataset: Dataset, query: Query) -> Iterator[Row]:
    before: Key | None = None
    for number, row in enumerate(dataset.rows(query), start=1):
        if query.limit is not None and number > query.limit:
            return
        cells = [checked(value, column, row=number) for value, column in zip(row, dataset.columns, strict=True)]
        key = dataset.key_of(cells)
        if key == before:
            raise OddCellError(f"row {number} has the same key as the row before it")
        before = key
        yield cells


def faults_of(dataset: Dataset) -> Iterator[str]:
    """Why others could not use the dataset as it is declared, in words that go after its name."""
    if not _SLUG.fullmatch(dataset.slug) or dataset.slug in RESERVED:
        yield "needs a slug of small letters, figures and hyphens that is not taken by a page of ours"
    told = {
        "title": dataset.title,
        "summary": dataset.summary,
        "source": dataset.source,
        "scope": dataset.scope,
        "caveat": dataset.caveat,
        "frequency": dataset.frequency,
    }
    yield from (f"says nothing as its {name}" for name, words in told.items() if _is_empty(words))
    if _is_empty(dataset.licence.name) or not dataset.licence.address.startswith("https://"):
        yield "needs a licence with a name and an https address"
    if not dataset.key:
        yield "has no key: say is_key of the columns that tell a row from all others"
    yield from _faults_of_columns(dataset.columns)
    yield from _faults_of_filters(dataset)


def _faults_of_columns(columns: Sequence[Column]) -> Iterator[str]:
    names = [column.name for column in columns]
    for column in columns:
        if not _NAME.fullmatch(column.name) or names.count(column.name) > 1:
            yield f"has a column {column.name!r}; a name is small_letters, and no two are the same"
        if _is_empty(column.meaning):
            yield f"does not say what {column.name!r} means"
        if (column.kind is Kind.CODE) != bool(column.codes):
            yield f"has a column {column.name!r} with codes and another kind, or of kind CODE without any"
        if column.is_key and column.kind not in {Kind.TEXT, Kind.NUMBER, Kind.DAY, Kind.CODE}:
            yield f"has a key {column.name!r} of kind {column.kind}; a key is text, a whole number, a day or a code"


def _faults_of_filters(dataset: Dataset) -> Iterator[str]:
    columns = {column.name for column in dataset.columns}
    names = [each.name for each in dataset.filters]
    for each in dataset.filters:
        if not _NAME.fullmatch(each.name) or names.count(each.name) > 1 or each.name in PAGING_WORDS:
            yield f"has a filter {each.name!r}; a name is small_letters, its own, and not limit or after"
        if each.column not in columns:
            yield f"has a filter {each.name!r} for a column that is not there"
        if _is_empty(each.meaning):
            yield f"does not say what its filter {each.name!r} means"


def _is_empty(words: Words) -> bool:
    # A message that is translated later is not looked at: nobody writes an empty one.
    return not isinstance(words, Promise) and not words.strip()
