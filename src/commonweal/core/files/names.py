"""The names people give their files, made safe to show, to keep and to save under."""

from __future__ import annotations

import re
import unicodedata

from django.utils.translation import gettext as _

from commonweal.core.files.kinds import KEPT_AS, Kind

LONGEST_BYTES = 180
"""Of a whole name in UTF-8: below what any file system takes, with room for a ` (2)` from a browser."""

_ALSO_RIGHT = {Kind.JPEG: (".jpeg", ".jpe", ".jfif")}

# Characters that Windows refuses in a name, and those that end a header or a quoted string.
_AWKWARD = str.maketrans(dict.fromkeys('<>:"/\\|?*;%', " "))
_LOOKS_LIKE_AN_ENDING = re.compile(r"\.(?=[^.]*[A-Za-z])[A-Za-z0-9]{1,5}$")
_NAMES_OF_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


def tidy(name: str, *, kind: Kind) -> str:
    """A name for showing and for saving under, made from the one a person's device sent.

    Folders, control characters and marks that turn the reading direction are gone, it is short enough for any file
    system, and its ending is the one that belongs to `kind`, whatever it was before.
    """
    name = name.replace("\\", "/").rpartition("/")[2]
    name = "".join(character for character in unicodedata.normalize("NFC", name) if _is_visible(character))
    name = " ".join(name.translate(_AWKWARD).split()).rstrip(". ")
    stem, ending = _split(name, kind=kind)
    if not stem or _NAMES_OF_DEVICES.fullmatch(stem.partition(".")[0].strip()):
        stem = f"{_('file')} {stem}".strip()
    return _cut(stem, LONGEST_BYTES - len(ending)) + ending


def _is_visible(character: str) -> bool:
    # C: controls, direction marks, surrogates, unassigned. Zl and Zp: line and paragraph separators.
    return unicodedata.category(character)[0] != "C" and unicodedata.category(character) not in {"Zl", "Zp"}


def _split(name: str, *, kind: Kind) -> tuple[str, str]:
    ending = KEPT_AS[kind][1]
    right = (ending, *_ALSO_RIGHT.get(kind, ()))
    for _attempt in range(2):  # `invoice.pdf.exe` with a PDF inside is `invoice.pdf`
        found = next((each for each in right if name.lower().endswith(each)), None)
        if found:
            return name[: -len(found)].strip(". "), ending
        name = _LOOKS_LIKE_AN_ENDING.sub("", name)
    return name.strip(". "), ending


def _cut(text: str, most_bytes: int) -> str:
    return text.encode()[:most_bytes].decode(errors="ignore").rstrip(". ")
