"""Pictures, decoded and written anew: what is kept has the pixels that were seen and nothing else.

A camera writes where and when a picture was taken, and whose telephone it was; a trickster appends a page or a
program. None of it survives being drawn again. HEIC becomes JPEG, moving pictures become their first frame.
"""

from __future__ import annotations

import logging
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

from commonweal.core.files import drawing
from commonweal.core.files.kinds import Kind
from commonweal.core.files.refusals import UnreadableError, UploadRefusedError

logger = logging.getLogger("commonweal.files")

SECONDS_TO_DRAW = 60

_PNG_MARK = b"\x89PNG"

# One after another in each server process: a large picture needs some 500 MB while it is drawn.
_ONE_AT_A_TIME = threading.Lock()


def redraw(source: BinaryIO, kind: Kind) -> tuple[BinaryIO, Kind]:
    """A new file with the picture in `source`, and the kind it now is: JPEG or PNG. The caller closes it.

    Raises UnreadableError when the picture is damaged, cut short or not of `kind`, and UploadRefusedError when it
    has too many pixels.
    """
    drawn = tempfile.TemporaryFile()  # noqa: SIM115  # handed to the caller
    ended = _draw(source, kind, drawn)
    if ended:
        drawn.close()
        if ended == drawing.TOO_LARGE:
            raise UploadRefusedError(
                _("This picture has more than %(most)s million dots, too many to open. Make it smaller and try again")
                % {"most": drawing.MOST_PIXELS // 1_000_000}
            )
        if ended != drawing.DAMAGED:
            # A decoder fell over or was stopped. It hurt nobody, but operators should hear of many.
            logger.warning("picture could not be drawn", extra={"reason": f"ended with {ended}"})
        raise UnreadableError
    drawn.seek(0)
    return drawn, Kind.PNG if drawn.read(len(_PNG_MARK)) == _PNG_MARK else Kind.JPEG


def _draw(source: BinaryIO, kind: Kind, drawn: BinaryIO) -> int:
    source.seek(0)
    program = Path(drawing.__file__)
    with _ONE_AT_A_TIME:
        try:
            return subprocess.run(
                [sys.executable, "-I", str(program), kind.value],
                input=source.read(),
                stdout=drawn,
                stderr=subprocess.DEVNULL,
                env={},
                timeout=SECONDS_TO_DRAW,
                check=False,
            ).returncode
        except subprocess.TimeoutExpired:
            return -1
