"""Handing a file over to be imported: sent from a computer, or lying ready on the server; and accepting a loss."""

from __future__ import annotations

from datetime import date, datetime

from django.core.files import File
from django.db import transaction

from commonweal.core import files
from commonweal.core.actors import Actor
from commonweal.core.files.kinds import SPREADSHEETS, TEXTS
from commonweal.core.rules import Refused, RefusedError, require
from commonweal.places.models import Import, ImportKind
from commonweal.places.operations import imports
from commonweal.places.reading import origins
from commonweal.places.rows import Origin
from commonweal.portal.places_desk import rules

FILE_KINDS = TEXTS | SPREADSHEETS
"""What can be sent through a page; packed files are too large for it, and lie ready on the server."""


def hand_over(
    *,
    kind: str,
    document: File[bytes] | None,
    ready: str,
    source: str,
    licence: str,
    dated_on: date | None,
    series: str,
    by: Actor,
    at: datetime,
) -> Import:
    """Have a worker import a file that was sent, or the one called `ready`. Raises RefusedError.

    What is left empty of `source`, `licence` and `dated_on` is what such a file usually has.
    """
    require(rules.can_import_places(by, at=at))
    name = (document.name or "" if document else ready).rpartition("/")[2]
    # Before the transaction: a scanner looks at it, and nobody else could write meanwhile.
    upload = _take_in(document, at=at) if document else None
    usual = origins.usual(ImportKind(kind), name)
    return imports.ask(
        kind=ImportKind(kind),
        file_name=name,
        by=by,
        at=at,
        origin=Origin(source or usual.source, licence or usual.licence, dated_on or usual.dated_on),
        series=series,
        upload=upload,
        is_later=True,
    )


@transaction.atomic
def accept_change(*, refused: Import, reason: str, by: Actor, at: datetime) -> Import:
    """Have the same file imported although postcodes are lost by it, for a reason. Raises RefusedError."""
    require(rules.can_import_places(by, at=at))
    return imports.ask(
        kind=ImportKind(refused.kind),
        file_name=refused.file_name,
        by=by,
        at=at,
        origin=Origin(refused.source, refused.licence, refused.dated_on),
        accept_change=reason,
        upload=refused.upload,
        is_later=True,
    )


def _take_in(document: File[bytes], *, at: datetime) -> files.StoredFile:
    try:
        return files.accept(document, kinds=FILE_KINDS, at=at)
    except files.UploadRefusedError as error:
        raise RefusedError(Refused(str(error), field="document")) from error
