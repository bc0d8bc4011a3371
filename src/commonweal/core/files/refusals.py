"""How an upload is refused: always with what is wrong and what to do, for the person who sent it."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from commonweal.core.files.kinds import Kind, show_families, show_formats
from commonweal.core.rules import Refused, RefusedError


class UploadRefusedError(RefusedError):
    """A file was not taken in; the refusal's reason says why and what would help."""

    def __init__(self, reason: str) -> None:
        super().__init__(Refused(reason))


class UnreadableError(Exception):
    """Content that began like one kind of file is not that, or is damaged. `accept` turns it into a sentence."""


def not_what_we_read(kinds: Collection[Kind]) -> UploadRefusedError:
    """The refusal of content that is none of `kinds`."""
    wanted = {"wanted": show_families(kinds), "formats": show_formats(kinds)}
    return UploadRefusedError(_("This is not %(wanted)s we can read. Save it as %(formats)s and try again") % wanted)
