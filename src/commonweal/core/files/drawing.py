"""A program of its own: reads a picture from standard input, draws it anew, writes JPEG or PNG to standard output.

`pictures.py` starts it for each picture, by the path of this file, with an empty environment. It knows nothing of the
rest of the system, so what a decoder can be tricked into is a refused picture: a decoder that falls over ends only
this process, one that runs for ever or asks for all memory is stopped, and there is no secret here to read.
"""

from __future__ import annotations

import io
import resource
import struct
import sys
import warnings
import zlib
from typing import Any, BinaryIO

from PIL import Image, ImageCms
from PIL.ExifTags import Base

DAMAGED = 3
TOO_LARGE = 4
"""How this program ends when it could not draw."""

MOST_PIXELS = 50_000_000
"""What the largest ordinary telephone camera takes (48 million)."""

LONGEST_SIDE = 20_000
MOST_MEMORY_BYTES = 2 * 1024**3
MOST_CPU_SECONDS = 30
JPEG_QUALITY = 90

_LOSSLESS = {"PNG", "GIF"}
_SIXTEEN_BITS = {"I", "I;16", "I;16L", "I;16B", "I;16N"}

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What undoes each orientation of EXIF."""

# The decoders tell of damage in all these ways; each was seen when good pictures were broken at random.
_SIGNS_OF_DAMAGE = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    RuntimeError,
    MemoryError,
    KeyError,
    IndexError,
    TypeError,
    OverflowError,
    struct.error,
    zlib.error,
)


class TooLargeError(Exception):
    """A picture has more pixels than we draw."""


def main() -> int:
    """Draw one picture anew; its form is the one word on the command line. How it ended."""
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_CPU, MOST_CPU_SECONDS)
    _limit(resource.RLIMIT_AS, MOST_MEMORY_BYTES)
    warnings.simplefilter("ignore")
    form = sys.argv[1]
    try:
        picture = _plain(_decoded(io.BytesIO(sys.stdin.buffer.read()), form))
    except (TooLargeError, Image.DecompressionBombError):
        return TOO_LARGE
    except _SIGNS_OF_DAMAGE:
        return DAMAGED
    if form in _LOSSLESS or picture.mode == "RGBA":
        picture.save(sys.stdout.buffer, "PNG")
    else:
        picture.save(sys.stdout.buffer, "JPEG", quality=JPEG_QUALITY)
    return 0


def _limit(what: int, most: int) -> None:
    _soft, hard = resource.getrlimit(what)
    if hard == resource.RLIM_INFINITY or most < hard:
        resource.setrlimit(what, (most, hard))


def _decoded(source: BinaryIO, form: str) -> Image.Image:
    if form == "HEIC":
        import pi_heif  # only here: it takes longer to load than most pictures take to draw

        pi_heif.options.THUMBNAILS = pi_heif.options.DEPTH_IMAGES = pi_heif.options.AUX_IMAGES = False
        opened = pi_heif.open_heif(source)
        _check_size(*opened.size)
        picture: Image.Image = opened.to_pillow()
        return picture
    picture = Image.open(source, formats=[form])
    _check_size(*picture.size)
    picture.load()
    return picture


def _check_size(width: int, height: int) -> None:
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        raise TooLargeError


def _plain(picture: Image.Image) -> Image.Image:
    """The right way up, in ordinary colours (RGB, RGBA or grey), with nothing attached."""
    profile = picture.info.get("icc_profile")
    has_transparency = picture.has_transparency_data
    if (turn := _TURNS.get(_orientation(picture))) is not None:
        picture = picture.transpose(turn)
    if picture.mode in _SIXTEEN_BITS:
        picture = picture.convert("I").point([level // 256 for level in range(65536)], "L")
    picture = _in_ordinary_colours(picture, profile)
    wanted = "RGBA" if has_transparency else "L" if picture.mode in {"1", "L"} else "RGB"
    if picture.mode != wanted:
        picture = picture.convert(wanted)
    clean = Image.new(wanted, picture.size)
    clean.paste(picture)
    return clean


def _orientation(picture: Image.Image) -> Any:  # whatever the camera wrote there
    """How the camera was held, as EXIF tells it; nothing when EXIF is damaged, for the picture may still be good."""
    try:
        return picture.getexif().get(Base.Orientation)
    except _SIGNS_OF_DAMAGE:
        return None


def _in_ordinary_colours(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Colours as a screen without the picture's own colour profile shows them; unchanged if the profile is no use."""
    if not profile or picture.mode not in {"RGB", "RGBA", "CMYK"}:
        return picture
    wanted = "RGBA" if picture.mode == "RGBA" else "RGB"
    try:
        drawn = ImageCms.profileToProfile(
            picture, io.BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode=wanted
        )
    except (ImageCms.PyCMSError, *_SIGNS_OF_DAMAGE):
        return picture
    return drawn or picture


if __name__ == "__main__":
    sys.exit(main())
