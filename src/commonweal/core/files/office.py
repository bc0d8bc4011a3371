"""Documents and spreadsheets, which are zip archives: looked into before anybody's office program does.

The archive must be plain from its first byte to its last, unpack to a sensible size, hold what such a document
holds, and nothing that runs: no macros, no embedded programs, no template fetched from elsewhere.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from typing import BinaryIO
from xml.parsers import expat

from django.utils.translation import gettext as _

from commonweal.core.files.kinds import Kind
from commonweal.core.files.refusals import UnreadableError, UploadRefusedError

MOST_MEMBERS = 5_000
MOST_DIRECTORY_BYTES = 2 * 1024 * 1024
MOST_UNPACKED_BYTES = 300 * 1024 * 1024
MOST_TIMES_LARGER = 200
_MOST_PART_BYTES = 4 * 1024 * 1024

_END = struct.Struct("<4s4H2LH")
_END_MARK = b"PK\x05\x06"
_LONG_END_MARK = b"PK\x06\x07"
_LONG_END_BYTES = 20
_IS_LOCKED = 0x1

_MAIN_PART = {Kind.DOCX: "word/document.xml", Kind.XLSX: "xl/workbook.xml"}
_MAIN_TYPE = {
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    Kind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
}
_MIMETYPE = {
    b"application/vnd.oasis.opendocument.text": Kind.ODT,
    b"application/vnd.oasis.opendocument.spreadsheet": Kind.ODS,
}

_RUNS = re.compile(
    r"(?:^|/)(?:vba[a-z]*\.(?:bin|xml)|macrosheets/|dialogsheets/|activex/|oleobject\d*\.bin|basic/|scripts/)"
    r"|\.(?:exe|dll|scr|com|pif|msi|jar|class|js|jse|vbs|vbe|wsf|hta|html?|bat|cmd|ps1|lnk|url|sh|py|php|chm|reg)$",
    re.IGNORECASE,
)
_UNSAFE_NAME = re.compile(r"^[/\\]|^[A-Za-z]:|\\|(?:^|/)\.\.(?:/|$)|[\x00-\x1f]")
_FETCHED = ("/attachedTemplate", "/oleObject", "/frame", "/subDocument", "/externalLink")
"""Relationships that make an office program fetch something from elsewhere as soon as a file is opened."""


def kind_of(source: BinaryIO) -> Kind:
    """Which kind of office document the archive in `source` is.

    Raises UnreadableError when it is none, or not a plain archive; UploadRefusedError when it is one that is locked
    or holds something that runs.
    """
    _check_directory(source)
    try:
        with zipfile.ZipFile(source) as archive:
            members = archive.infolist()
            _check_members(members)
            kind = _kind_of(archive)
            if any(_RUNS.search(member.filename) for member in members):
                raise _has_active_content()
            if kind in _MAIN_PART:
                _check_relationships(archive, members)
            return kind
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, UnicodeError, ValueError, KeyError):
        raise UnreadableError from None


def _has_active_content() -> UploadRefusedError:
    return UploadRefusedError(
        _("This file has macros, programs or other files inside. Save it without them, or as a PDF, and try again")
    )


def _check_directory(source: BinaryIO) -> None:
    """Look at the archive's end before anything is read by it: nothing appended, and a list of members that fits."""
    length = source.seek(0, 2)
    if length < _END.size:
        raise UnreadableError
    source.seek(max(0, length - _END.size - _LONG_END_BYTES))
    tail = source.read()
    mark, _disk, _first, _here, members, size, offset, comment = _END.unpack(tail[-_END.size :])
    has_long_end = tail[: -_END.size].startswith(_LONG_END_MARK)
    # The list must end where the end record begins: nothing was put before, between or after.
    is_plain = mark == _END_MARK and not comment and not has_long_end and offset + size + _END.size == length
    if not is_plain or members > MOST_MEMBERS or size > MOST_DIRECTORY_BYTES:
        raise UnreadableError


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    names = [member.filename.lower() for member in members]
    if len(set(names)) < len(names) or any(_UNSAFE_NAME.search(member.orig_filename) for member in members):
        raise UnreadableError
    if any(member.flag_bits & _IS_LOCKED for member in members):
        raise _is_locked()
    if any(member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for member in members):
        raise UnreadableError
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if unpacked > MOST_UNPACKED_BYTES or unpacked > MOST_TIMES_LARGER * max(packed, 1024):
        raise UploadRefusedError(_("This file unpacks to far more than it should. Save it as a PDF and try again"))


def _is_locked() -> UploadRefusedError:
    return UploadRefusedError(_("This file is locked with a password. Save it without one and try again"))


def _kind_of(archive: zipfile.ZipFile) -> Kind:
    names = set(archive.namelist())
    if "mimetype" in names:
        kind = _MIMETYPE.get(_read(archive, "mimetype").strip())
        if kind is None or not {"content.xml", "META-INF/manifest.xml"} <= names:
            raise UnreadableError
        if "encryption-data" in {name for name, _words in _elements(archive, "META-INF/manifest.xml")}:
            raise _is_locked()
        return kind
    types = {
        words.get("PartName", "").lstrip("/"): words.get("ContentType", "")
        for name, words in _elements(archive, "[Content_Types].xml")
        if name in {"Override", "Default"}
    }
    for kind, part in _MAIN_PART.items():
        if part in names:
            if "macroenabled" in types.get(part, "").lower():
                raise _has_active_content()
            if types.get(part) == _MAIN_TYPE[kind]:
                return kind
    raise UnreadableError


def _check_relationships(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    for member in members:
        if not member.filename.lower().endswith(".rels"):
            continue
        for _name, words in _elements(archive, member.filename):
            if words.get("TargetMode", "").lower() == "external" and words.get("Type", "").endswith(_FETCHED):
                raise UploadRefusedError(
                    _("This file fetches something from elsewhere when it is opened. Save it as a PDF and try again")
                )


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        content = part.read(_MOST_PART_BYTES + 1)
    if len(content) > _MOST_PART_BYTES:
        raise UnreadableError
    return content


def _elements(archive: zipfile.ZipFile, name: str) -> list[tuple[str, dict[str, str]]]:
    """Every element of a small XML part, in order: its name without prefix, and its attributes."""
    found: list[tuple[str, dict[str, str]]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda tag, words: found.append((tag.rpartition(":")[2], words))
    # Office documents have no document type; one is only ever an attempt at entities that grow or fetch.
    parser.StartDoctypeDeclHandler = _refuse_document_type
    try:
        parser.Parse(_read(archive, name), True)
    except expat.ExpatError:
        raise UnreadableError from None
    return found


def _refuse_document_type(*_declared: object) -> None:
    raise UnreadableError
