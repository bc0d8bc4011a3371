"""Is it plain text, and is that text a table? UTF-8, UTF-16 as Windows marks it, and the old Windows encoding.

Text has no mark of its own, so this is asked last, and what would run or be shown as a page is refused: markup,
and scripts that name the program to run them.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from commonweal.core.files.kinds import Kind
from commonweal.core.files.refusals import UnreadableError

_CHUNK = 64 * 1024
_OVERLAP = 16
_SAMPLE_ROWS = 50

_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_BEGINS_LIKE_CODE = re.compile(r"\s*(?:#!|<[!?/a-z]|\{\\rtf)", re.IGNORECASE)
_HOLDS_CODE = re.compile(r"<(?:script|html|svg|iframe|object|embed|\?php|!doctype)\b|<\?php", re.IGNORECASE)


def kind_of(source: BinaryIO, *, name: str) -> Kind:
    """TEXT, or CSV when its first lines are rows of a table and `name` says so too: a letter has commas as well.

    Raises UnreadableError when it is not plain text.
    """
    encoding = _encoding_of(source)
    sample = ""
    before = ""
    for part in _decoded(source, encoding):
        if not sample:
            sample = part
            if _BEGINS_LIKE_CODE.match(sample):
                raise UnreadableError
        if _NOT_TEXT.search(part) or _HOLDS_CODE.search(before + part):
            raise UnreadableError
        before = part[-_OVERLAP:]
    if not sample.strip():
        raise UnreadableError
    return Kind.CSV if name.lower().endswith((".csv", ".tsv")) and _is_table(sample) else Kind.TEXT


def _encoding_of(source: BinaryIO) -> str:
    source.seek(0)
    if source.read(2) in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}:
        return "utf-16"
    try:
        for _part in _decoded(source, "utf-8-sig"):
            pass
    except UnreadableError:
        return "cp1252"  # what a spreadsheet on Windows still writes, pound signs and all
    return "utf-8-sig"


def _decoded(source: BinaryIO, encoding: str) -> Iterator[str]:
    source.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while chunk := source.read(_CHUNK):
            if text := decoder.decode(chunk):
                yield text
        yield decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        raise UnreadableError from None


def _is_table(sample: str) -> bool:
    return any(_has_even_rows(sample, delimiter) for delimiter in ",;\t|")


def _has_even_rows(sample: str, delimiter: str) -> bool:
    try:
        rows = list(islice(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter), _SAMPLE_ROWS))
    except csv.Error:
        return False
    if len(rows) < _SAMPLE_ROWS and len(sample) > _CHUNK // 2:
        rows.pop()  # the end of the sample may have cut it
    rows = [row for row in rows if row]
    return len(rows) > 1 and len(rows[0]) > 1 and all(len(row) == len(rows[0]) for row in rows)
