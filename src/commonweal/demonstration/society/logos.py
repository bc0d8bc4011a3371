"""Marks of invented bodies, drawn from their colour and a shape each. None is anybody's."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

SIDE = 240

Pen = ImageDraw.ImageDraw


def logo(key: str, colour: str) -> ContentFile[bytes]:
    """The mark of the body that the story calls `key`, as a picture that can be sent in."""
    picture = Image.new("RGB", (SIDE, SIDE), "white")
    _SHAPES.get(key, _hills)(ImageDraw.Draw(picture), colour)
    stream = BytesIO()
    picture.save(stream, "PNG")
    return ContentFile(stream.getvalue(), name=f"{key}.png")


def _ring_of_seeds(pen: Pen, colour: str) -> None:
    """A foundation: seeds around an open middle."""
    middle, reach = SIDE // 2, SIDE // 3
    for east, north in ((0, 10), (7, 7), (10, 0), (7, -7), (0, -10), (-7, -7), (-10, 0), (-7, 7)):
        x, y = middle + reach * east // 10, middle + reach * north // 10
        pen.ellipse((x - 26, y - 26, x + 26, y + 26), fill=colour)


def _two_hands(pen: Pen, colour: str) -> None:
    """A centre in the north: two half-rounds that meet."""
    pen.pieslice((20, 20, SIDE - 20, SIDE - 20), 100, 260, fill=colour)
    pen.pieslice((20, 20, SIDE - 20, SIDE - 20), 280, 440, fill=colour)


def _tide(pen: Pen, colour: str) -> None:
    """A centre in the south: three waves."""
    for row in range(3):
        top = 40 + 60 * row
        for column in range(3):
            left = 15 + 70 * column
            pen.arc((left, top, left + 75, top + 60), 180, 360, fill=colour, width=16)


def _hills(pen: Pen, colour: str) -> None:
    pen.polygon(((20, 200), (90, 80), (140, 200)), fill=colour)
    pen.polygon(((110, 200), (165, 110), (220, 200)), fill=colour)


_SHAPES: dict[str, Callable[[Pen, str], None]] = {
    "foundation": _ring_of_seeds,
    "north-volunteering": _two_hands,
    "south-volunteering": _tide,
}
