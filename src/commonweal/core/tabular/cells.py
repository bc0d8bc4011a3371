"""Text from people, made safe for a cell: nothing in it is a formula, and every character can be written."""

from __future__ import annotations

import re

GUARD = "'"
"""What stands before text that a spreadsheet would otherwise take for a formula."""

# Forbidden in XML and no use in CSV: controls other than tab and line ends, halves of characters, non-characters.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

# Spaces, quotes, and marks without width are passed over by some programs before they look for a formula.
_PASSED_OVER = "\\s'\"`´‘’‚‛“”„‟«»\x7f-\x9f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffd＇＂"
_FORMULA = re.compile(f"[{_PASSED_OVER}]*[=+\\-@＝＋－＠﹦﹢﹣﹫]|{GUARD}*[\t\r\n]")
_REAL_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?", re.ASCII)


def writable(text: str) -> str:
    """`text` with a replacement mark for each character that no file of ours can hold."""
    return _UNWRITABLE.sub("\ufffd", text)


def guarded(text: str) -> str:
    """`text` as CSV may hold it: with an apostrophe before it when it might be taken for a formula.

    A real number, such as `-12.50`, is left as it is. Whoever reads the file back takes off one apostrophe from text
    that is still one of these without it.
    """
    if _FORMULA.match(text) and not _REAL_NUMBER.fullmatch(text):
        return GUARD + text
    return text
