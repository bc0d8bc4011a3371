"""Imports: what was read, what is being read and how far it is, and which files lie ready."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from commonweal.core.actors import Actor
from commonweal.core.files.store import open_bytes
from commonweal.places.models import Import, ImportKind
from commonweal.places.states import ImportStatus

FILE_ENDINGS = (".csv", ".csv.gz", ".gz", ".zip", ".parquet", ".geojson", ".json")


def imports_latest_first() -> QuerySet[Import]:
    """Every import, the latest first, for those who may see them (`rules.can_import`)."""
    return Import.objects.all()


def import_by_reference(reference: str) -> Import | None:
    """The import with this reference."""
    return Import.objects.filter(reference=reference).first()


def lock(asked: Import) -> Import:
    """The same import, read anew and held until the transaction ends."""
    return Import.objects.select_for_update().get(pk=asked.pk)


def running() -> list[Import]:
    """Imports that were begun and have not come to an end: at work now, or cut short."""
    return list(Import.objects.filter(status=ImportStatus.RUNNING))


def last_done(kind: ImportKind | str) -> Import | None:
    """The last import of `kind` that changed something."""
    return Import.objects.filter(kind=kind, status=ImportStatus.DONE).order_by("-ended_at", "-pk").first()


def folder() -> Path:
    """Where an operator puts files that are too large to send through a page."""
    return Path(settings.DATA_DIR) / "to-import"


def files_ready() -> list[str]:
    """The names of the files that lie in the folder, sorted."""
    if not folder().is_dir():
        return []
    return sorted(
        each.name for each in folder().iterdir() if each.is_file() and each.name.lower().endswith(FILE_ENDINGS)
    )


def person_named(reference: str) -> Actor | None:
    """The person with this reference, as somebody who acts; None when there is no such person, or they have left."""
    # By Django's own name for accounts: people stand beside places, and neither knows the other.
    person = get_user_model()._default_manager.filter(reference=reference, is_active=True).first()
    return Actor.person(reference, name=str(person)) if person else None


def has_nothing_new(asked: Import) -> bool:
    """Whether the last import of this kind took in the same bytes, under the same names."""
    last = last_done(asked.kind)
    return last is not None and _what_it_says(last) == _what_it_says(asked)


def _what_it_says(each: Import) -> tuple[object, ...]:
    return (each.sha256, each.source, each.licence, each.dated_on, each.series)


def is_same_file(one: Import, other: Import) -> bool:
    """Whether both are of one kind and of the same bytes under the same names."""
    return (one.kind, one.accept_change, _what_it_says(one)) == (other.kind, other.accept_change, _what_it_says(other))


@contextmanager
def path_of(asked: Import) -> Iterator[Path]:
    """Where the file of an import lies, for as long as it is read: in the folder, or a copy of what was sent."""
    if asked.upload is None:
        yield folder() / Path(asked.file_name).name
        return
    with TemporaryDirectory() as name:
        copy = Path(name) / Path(asked.file_name).name
        with open_bytes(asked.upload) as sent, copy.open("wb") as written:
            shutil.copyfileobj(sent, written)
        yield copy
