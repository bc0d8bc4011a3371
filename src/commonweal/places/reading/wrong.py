"""A file that cannot be taken in, and why, in words for whoever sent it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from commonweal.core.rules import Refused, RefusedError

LONGEST_SHOWN = 40


class WrongFileError(RefusedError):
    """The file is not what it should be. Nothing was changed."""

    def __init__(self, reason: str) -> None:
        super().__init__(Refused(reason, field="file"))


def in_row(name: str, row: int, reason: str, *, column: str = "") -> WrongFileError:
    """The error for one row of the file `name`, counted as a spreadsheet counts them: the heading is row 1."""
    where = {"file": name, "row": row, "column": column, "reason": reason}
    if column:
        return WrongFileError(_("%(file)s, row %(row)s, column “%(column)s”: %(reason)s") % where)
    return WrongFileError(_("%(file)s, row %(row)s: %(reason)s") % where)


def in_file(name: str, reason: str) -> WrongFileError:
    """The error for the file `name` as a whole."""
    return WrongFileError(_("%(file)s: %(reason)s") % {"file": name, "reason": reason})


def shown(value: object) -> str:
    """A value out of a file, fit to be shown: no unseen characters, and not too long."""
    words = "".join(each for each in str(value) if each.isprintable()).strip()
    return words if len(words) <= LONGEST_SHOWN else words[:LONGEST_SHOWN] + "…"
