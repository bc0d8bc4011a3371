"""Whether a file is whole and of a kind we read, and its plain contents: out of a zip or gzip, on disk."""

from __future__ import annotations

import gzip
import hashlib
import shutil
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import IO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.places.reading import workbooks
from commonweal.places.reading.plain import PARQUET, PlainFile
from commonweal.places.reading.workbooks import Sought
from commonweal.places.reading.wrong import WrongFileError, in_file

CHUNK = 1024 * 1024
MOST_UNPACKED_BYTES = 4 * 1024**3
"""What a compressed file may unpack to. The whole national directory is a quarter of it."""

_OTHER_KINDS = (
    (b"%PDF", gettext_lazy("this is a PDF. Download the data itself, as CSV")),
    (
        b"\xd0\xcf\x11\xe0",
        gettext_lazy("this is an old spreadsheet, or a locked one. Save it as XLSX, without a password"),
    ),
    (b"<", gettext_lazy("this is a web page. Open its address in a browser and download the file from there")),
    (b"\xff\xfe", gettext_lazy("its letters are coded as UTF-16. Save it again as “CSV UTF-8”")),
    (b"\xfe\xff", gettext_lazy("its letters are coded as UTF-16. Save it again as “CSV UTF-8”")),
)


def digest_of(path: Path) -> str:
    """The SHA-256 of the bytes of the file. Raises WrongFileError when it cannot be read."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as opened:
            while chunk := opened.read(CHUNK):
                digest.update(chunk)
    except OSError:
        raise in_file(path.name, _("there is no such file that we may read. Check its name and folder")) from None
    return digest.hexdigest()


def unpack(
    path: Path, *, into: Path, choose: Callable[[list[str]], list[str]], sought: Sought | None = None
) -> list[PlainFile]:
    """The plain contents of the file, whole; what was compressed lies in the folder `into`.

    Of a zip, `choose` picks members by name. Of a spreadsheet, `sought` tells the sheet; without it none is read.
    Raises WrongFileError for what is cut off, empty or of another kind.
    """
    with path.open("rb") as opened:
        head = opened.read(8)
    if not head:
        raise in_file(path.name, _("the file is empty. Download it again"))
    for mark, reason in _OTHER_KINDS:
        if head.lstrip().startswith(mark):
            raise in_file(path.name, str(reason))
    if head.startswith(b"PK"):
        return _unzip(path, into, choose, sought)
    if head.startswith(b"\x1f\x8b"):
        return [_gunzip(path, into)]
    if head.startswith(PARQUET):
        _check_parquet(path)
    return [PlainFile(path.name, path)]


def _cut_off(name: str) -> WrongFileError:
    return in_file(name, _("part of the file is missing or damaged. Download it again, and check that it is as large"))


def _check_parquet(path: Path) -> None:
    with path.open("rb") as opened:
        opened.seek(-4, 2)
        if opened.read(4) != PARQUET:
            raise _cut_off(path.name)


def _gunzip(path: Path, into: Path) -> PlainFile:
    plain = PlainFile(path.name, into / "unpacked-0")
    try:
        with gzip.open(path) as packed:
            _copy(packed, plain)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise _cut_off(path.name) from None
    return plain


def _unzip(path: Path, into: Path, choose: Callable[[list[str]], list[str]], sought: Sought | None) -> list[PlainFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            names = [each.filename for each in archive.infolist() if not each.is_dir()]
            if sought is not None and workbooks.is_workbook(names):
                return [workbooks.sheet_in(path, into=into, sought=sought)]
            if workbooks.is_workbook(names) or any(name.startswith(("xl/", "word/")) for name in names):
                raise in_file(path.name, _("this is a spreadsheet or a document. Open it and save the sheet as CSV"))
            chosen = choose(names)
            if not chosen:
                raise in_file(
                    path.name, _("no CSV file with such data is in it. Look for the folder “Data” in the zip")
                )
            found = []
            for number, name in enumerate(chosen):
                plain = PlainFile(f"{path.name}, {PurePosixPath(name).name}", into / f"unpacked-{number}")
                with archive.open(name) as packed:
                    _copy(packed, plain)
                found.append(plain)
            return found
    except (zipfile.BadZipFile, EOFError, zlib.error, NotImplementedError, RuntimeError):
        raise _cut_off(path.name) from None


def _copy(packed: IO[bytes] | gzip.GzipFile, plain: PlainFile) -> None:
    room = min(MOST_UNPACKED_BYTES, shutil.disk_usage(plain.path.parent).free)
    with plain.path.open("wb") as unpacked:
        while chunk := packed.read(CHUNK):
            room -= len(chunk)
            if room < 0:
                raise in_file(
                    plain.name, _("there is no room on the disk to unpack it. Make room, or unpack it yourself")
                )
            unpacked.write(chunk)
