"""What an operator's command says: how it goes on, and the machine's own refusals in a sentence."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

from django.db import DatabaseError
from django.utils.translation import gettext as _

Tell = Callable[[str], None]


def teller(write: Tell) -> Tell:
    """`write`, but whoever stops reading does not stop the work: `./run backup FILE | head -1` is a whole backup."""

    def tell(words: str) -> None:
        try:
            write(words)
        except BrokenPipeError:
            return

    return tell


def why(error: OSError | DatabaseError) -> str:
    """The machine's reason in a sentence that names the place and says what to do; never the text of a row."""
    if isinstance(error, DatabaseError):
        return _database_reason(error)
    place = _place(error)
    sentences = {
        errno.ENOENT: _("There is no %(place)s: look for a slip in its name, or a disk that is not there."),
        errno.ENOTDIR: _("A part of %(place)s is not a folder."),
        errno.EISDIR: _("%(place)s is a folder: name a file."),
        errno.EACCES: _("%(place)s may not be used by this user: look at its owner and mode."),
        errno.EPERM: _("%(place)s may not be used by this user: look at its owner and mode."),
        errno.EROFS: _("%(place)s is on a disk that can only be read."),
        errno.ENOSPC: _("The disk is full: make room on it, then try again."),
        errno.EDQUOT: _("This user has no room left on the disk: make some, then try again."),
    }
    known = sentences.get(error.errno or 0)
    if known:
        return known % {"place": place}
    return _("The machine could not use %(place)s (%(reason)s).") % {
        "place": place,
        "reason": error.strerror or error,
    }


def _place(error: OSError) -> str:
    named = error.filename2 or error.filename
    if not named:
        return _("a file")
    # What we are still writing begins with a dot; its folder is what the person knows.
    path = Path(str(named))
    return str(path.parent if path.name.startswith(".") else path)


def _database_reason(error: DatabaseError) -> str:
    # SQLite's own words for it; what others say may hold a row.
    if "disk is full" in str(error):
        return _("The disk of the database is full: make room on it, then try again.")
    return _("The database does not answer (%(kind)s): look whether it runs and whether its disk is full.") % {
        "kind": type(error).__name__
    }
