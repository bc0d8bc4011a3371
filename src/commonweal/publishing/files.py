"""The files of a dataset: made whole before the first byte is sent, and kept until the data changes.

A stream that breaks half-way looks to most programs like a short file that is complete; so nothing is sent before all
of it is there. What was made is kept in the data folder under the version of the data it was made from: the next
person gets it at once, and nobody can wear the service out by asking again and again.
"""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, cast

from django.conf import settings
from django.db import connection
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commonweal.core import logs
from commonweal.core.tabular import TooManyRowsError, Written, write_csv, write_xlsx
from commonweal.publishing import documents
from commonweal.publishing.datasets import BrokenDatasetError, Dataset, Query, Stamp, note, read, stamp_of
from commonweal.ui.site import SITE, Words

logger = logging.getLogger("commonweal.publishing")

MADE_LIKE = 1
"""Counted up when the same rows are written in another way, so that no old file is sent for a new one."""

SETTLED_AFTER = timedelta(minutes=1)
"""Data that changed later than this may change again without another instant to show it, so its files are not kept."""

LEFT_AFTER = timedelta(hours=6)

PIECE = 1024 * 1024

NO_TIME = datetime(2001, 1, 1, tzinfo=UTC)
"""When every workbook says that it was made: the same rows are the same bytes, whenever they are asked for."""


@dataclass(frozen=True)
class Form:
    """A form in which every dataset can be had."""

    name: str
    title: Words
    media_type: str


FORMS = {
    "csv": Form("csv", _("CSV"), "text/csv; charset=utf-8"),
    "xlsx": Form("xlsx", _("XLSX"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "json": Form("json", _("JSON"), "application/json"),
}


@dataclass(frozen=True)
class Made:
    """A file that was made: open at its beginning, with what stands for its content, and what became of the rows.

    `made_at` is when it was made of the data as it is now; None when nothing tells whether the data has changed since.
    Not when the data changed: a new version of ours can write the same data in another way.
    """

    content: BinaryIO
    etag: str
    written: Written
    made_at: datetime | None = None


@dataclass(frozen=True)
class Kept:
    """What is known of a file that was made before."""

    size: int
    written: Written


def folder() -> Path:
    """Where files are kept: for each database its own, as two may share a data folder."""
    name = hashlib.sha256(str(connection.settings_dict["NAME"]).encode()).hexdigest()[:12]
    return Path(settings.DATA_DIR) / "published" / name


def version_of(dataset: Dataset, form: Form, *, stamp: Stamp, at: datetime) -> str:
    """What stands for the file as it is now; empty when nothing tells whether the data has changed since."""
    if stamp.changed_at is None or at - stamp.changed_at < SETTLED_AFTER:
        return ""
    language = get_language() or ""
    told = (MADE_LIKE, dataset.slug, form.name, stamp.changed_at.isoformat(), stamp.version)
    place = (SITE.base_url, SITE.is_demonstration, language, _said_of(dataset, language))
    return hashlib.sha256(repr((told, place)).encode()).hexdigest()[:32]


@lru_cache(maxsize=256)  # many pages ask for the version, and it would be translated for each anew
def _said_of(dataset: Dataset, language: str) -> str:
    """All that a file says of the dataset beside its rows, in one language."""
    del language  # a part of the key
    columns = [(each.name, str(each.meaning), each.kind, each.is_key) for each in dataset.columns]
    return repr((str(dataset.title), str(dataset.source), columns))


def make(dataset: Dataset, form: Form, *, at: datetime) -> Made:
    """The whole file: the one that was kept, or a new one.

    Raises BrokenDatasetError when the dataset cannot be read to its end, and TooManyRowsError for a workbook that no
    program could open.
    """
    stamp = stamp_of(dataset)
    version = version_of(dataset, form, stamp=stamp, at=at)
    home = folder() / dataset.slug
    if version and (found := _find(home, version, form)):
        with suppress(FileNotFoundError):  # another process has just replaced it
            return _opened(found, version)
    content = cast("BinaryIO", tempfile.TemporaryFile())  # noqa: SIM115  # open until it was sent
    try:
        written = _write(dataset, form, content, stamp=stamp, at=at)
    except BaseException:
        content.close()
        raise
    content.seek(0)
    # What changed while it was written may be in it or not, so it stands for neither version.
    if version and stamp == stamp_of(dataset):
        _keep(content, home, version, form, written, at=at)
        return Made(content, f'"{version}"', written)
    return Made(content, f'"{_digest(content)}"', written)


def is_kept(dataset: Dataset, form: Form, *, at: datetime) -> bool:
    """Whether the file as it is now was made already, or could not be kept if it were made."""
    stamp = stamp_of(dataset)
    is_keepable = bool(version_of(dataset, form, stamp=stamp, at=at))
    return not is_keepable or kept(dataset, form, stamp=stamp, at=at) is not None


def _opened(found: Path, version: str) -> Made:
    content = found.open("rb")
    made_at = datetime.fromtimestamp(os.fstat(content.fileno()).st_mtime, UTC)
    return Made(content, f'"{version}"', _told_by(found), made_at)


def _digest(content: BinaryIO) -> str:
    digest = hashlib.sha256()
    while piece := content.read(PIECE):
        digest.update(piece)
    content.seek(0)
    return digest.hexdigest()[:32]


def kept(dataset: Dataset, form: Form, *, stamp: Stamp, at: datetime) -> Kept | None:
    """What is known of the file as it is now, if it was made already."""
    version = version_of(dataset, form, stamp=stamp, at=at)
    found = _find(folder() / dataset.slug, version, form) if version else None
    with suppress(FileNotFoundError):
        return Kept(found.stat().st_size, _told_by(found)) if found else None
    return None


def _write(dataset: Dataset, form: Form, content: BinaryIO, *, stamp: Stamp, at: datetime) -> Written:
    rows = read(dataset, Query(at=at))
    columns = [column.tabular for column in dataset.columns]
    writers: dict[str, Callable[[], Written]] = {
        "csv": lambda: write_csv(columns, rows, content, has_bom=False),
        "xlsx": lambda: write_xlsx(columns, rows, content, title=str(dataset.title), at=NO_TIME),
        "json": lambda: documents.write_json(dataset, rows, content, changed_at=stamp.changed_at),
    }
    try:
        return writers[form.name]()
    except (BrokenDatasetError, TooManyRowsError):
        raise
    except OSError as error:  # the disk is full, most likely
        note(dataset, error)
        raise BrokenDatasetError(dataset.slug) from error


# Kept files. The name tells what became of the rows: `<version>.<rows>.<cut cells>.csv`.


def _find(home: Path, version: str, form: Form) -> Path | None:
    try:
        return next(iter(sorted(home.glob(f"{version}.*.{form.name}"))), None)
    except OSError:  # a folder that cannot be read is as good as none
        return None


def _told_by(path: Path) -> Written:
    _version, rows, cut_cells, _form = path.name.split(".")
    return Written(int(rows), int(cut_cells))


def _keep(content: BinaryIO, home: Path, version: str, form: Form, written: Written, *, at: datetime) -> None:
    """Put a copy where the next person finds it, and drop older ones. A disk that is full only costs the copy."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        _sweep(home, at=at)
        handle, name = tempfile.mkstemp(dir=home, prefix=".making-")
        with os.fdopen(handle, "wb") as copy:
            while piece := content.read(PIECE):
                copy.write(piece)
        older = set(home.glob(f"*.{form.name}"))
        target = home / f"{version}.{written.rows}.{written.cut_cells}.{form.name}"
        Path(name).replace(target)
        for path in older - {target}:
            path.unlink(missing_ok=True)
    except OSError as error:
        logger.warning("copy of a dataset not kept", extra={"dataset": home.name, **logs.about_exception(error)})
    content.seek(0)


def _sweep(home: Path, *, at: datetime) -> None:
    """Delete what was left half made by a process that was killed."""
    for path in home.glob(".making-*"):
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < (at - LEFT_AFTER).timestamp():
                path.unlink()
