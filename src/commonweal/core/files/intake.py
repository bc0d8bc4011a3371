"""Taking a file in: its size, its kind by content, the scanner, the deeper look, then bytes, then the row."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from contextlib import closing
from datetime import datetime
from typing import BinaryIO, cast

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from commonweal.core.files import names, office, pdfs, pictures, scanner, store, texts
from commonweal.core.files.kinds import PICTURES, Kind
from commonweal.core.files.refusals import UnreadableError, UploadRefusedError, not_what_we_read
from commonweal.core.files.stored import StoredFile

_CHUNK = 256 * 1024
_HEAD_BYTES = 32

_MARKS = (
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"GIF87a", Kind.GIF),
    (b"GIF89a", Kind.GIF),
    (b"%PDF-", Kind.PDF),
)
_ARCHIVE = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}


def accept(upload: File[bytes], *, kinds: Collection[Kind], at: datetime) -> StoredFile:
    """Take in a file that a person sent, when its content is one of `kinds`; the row of what was kept.

    Raises UploadRefusedError with a sentence for the person, and RuntimeError inside a transaction: this waits for a
    scanner and a store, and nobody else could write meanwhile.
    """
    source = cast(BinaryIO, upload.file)  # what Django's upload handlers hand over can always be sought in
    name = upload.name or ""
    _check_length(source)
    try:
        kind = _kind_of(source, name=name)
        if kind not in kinds:
            raise UnreadableError
        verdict = scanner.scan(source)
        if kind in PICTURES:
            content, kind = pictures.redraw(source, kind)
            with closing(content):
                return _keep(content, name=name, kind=kind, verdict=verdict, at=at)
    except UnreadableError:
        raise not_what_we_read(kinds) from None
    return _keep(source, name=name, kind=kind, verdict=verdict, at=at)


def _check_length(source: BinaryIO) -> None:
    length = source.seek(0, 2)
    if length == 0:
        raise UploadRefusedError(_("The file is empty. Choose another and try again"))
    if length > settings.UPLOAD_LIMIT_BYTES:
        most = {"most": settings.UPLOAD_LIMIT_BYTES // (1024 * 1024)}
        raise UploadRefusedError(
            _("The file is larger than %(most)s MB. Make it smaller, or send it in parts, and try again") % most
        )


def _kind_of(source: BinaryIO, *, name: str) -> Kind:
    """The kind of `source` by its first bytes, held against the rest of it where that needs no drawing."""
    source.seek(0)
    head = source.read(_HEAD_BYTES)
    if head.startswith(_ARCHIVE):
        return office.kind_of(source)
    if head.startswith(_OLD_OFFICE):
        raise UploadRefusedError(
            _("This file has a password or an old format. Save it as DOCX, XLSX or PDF without one and try again")
        )
    kind = next((kind for mark, kind in _MARKS if head.startswith(mark)), None) or _container_kind(head)
    if kind is Kind.PDF:
        pdfs.check(source)
    return kind or texts.kind_of(source, name=name)


def _container_kind(head: bytes) -> Kind | None:
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Kind.WEBP
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        return Kind.HEIC
    return None


def _keep(content: BinaryIO, *, name: str, kind: Kind, verdict: scanner.Verdict, at: datetime) -> StoredFile:
    size, digest = _measure(content)
    stored = StoredFile(
        kind=kind,
        size=size,
        sha256=digest,
        name=names.tidy(name, kind=kind),
        storage_key=store.put(content),
        verdict=verdict,
        stored_at=at,
    )
    with transaction.atomic(durable=True):  # refuses to be part of another
        stored.save()
    return stored


def _measure(content: BinaryIO) -> tuple[int, str]:
    content.seek(0)
    digest, size = hashlib.sha256(), 0
    while chunk := content.read(_CHUNK):
        digest.update(chunk)
        size += len(chunk)
    return size, digest.hexdigest()
