"""Is it a PDF that an officer can open? Checked from the outside: head, tail and whether it is locked.

Nothing inside is changed or taken out, so a PDF is only ever handed out as a download.
"""

from __future__ import annotations

import re
from typing import BinaryIO

from django.utils.translation import gettext as _

from commonweal.core.files.refusals import UnreadableError, UploadRefusedError

_HEAD = re.compile(rb"%PDF-[12]\.\d")
_TAIL = re.compile(rb"startxref\s+\d+\s+%%EOF[\s\0]*\Z")
# A reference to, or the text of, an encryption dictionary; it stands in the trailer, which is never compressed.
_LOCK = re.compile(rb"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)")
# A page that was made to be a PDF as well.
_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|script|svg|iframe)\b", re.IGNORECASE)

_TAIL_BYTES = 2048
_CHUNK = 256 * 1024
_OVERLAP = 64


def check(source: BinaryIO) -> None:
    """Pass a PDF. Raises UnreadableError when it is none or is cut short, UploadRefusedError when it is locked."""
    source.seek(0)
    head = source.read(_TAIL_BYTES)
    length = source.seek(0, 2)
    source.seek(max(0, length - _TAIL_BYTES))
    if not _HEAD.match(head) or _MARKUP.search(head) or not _TAIL.search(source.read()):
        raise UnreadableError
    if _is_locked(source):
        raise UploadRefusedError(
            _("This PDF is locked with a password or against copying. Print it to a new PDF without one and send that")
        )


def _is_locked(source: BinaryIO) -> bool:
    source.seek(0)
    before = b""
    while chunk := source.read(_CHUNK):
        if _LOCK.search(before + chunk):
            return True
        before = chunk[-_OVERLAP:]
    return False
