"""What is left of a picture when it is kept: its pixels, the right way up, and nothing else."""

from __future__ import annotations

import io
import random
import struct
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from commonweal.core import files
from commonweal.core.files import Kind, UploadRefusedError
from tests.core.files import samples

AT = datetime(2026, 6, 17, 9, 30, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def kept(content: bytes, store: Path) -> bytes:
    stored = files.accept(samples.upload(content), kinds=files.PICTURES, at=AT)
    return (store / stored.storage_key).read_bytes()


def corners(content: bytes) -> list[str]:
    """Which of the corners (upper left, upper right, lower right, lower left) are red, and which green."""
    picture = Image.open(io.BytesIO(content)).convert("RGB")
    right, low = picture.width - 1, picture.height - 1
    pixels = [picture.getpixel(place) for place in ((0, 0), (right, 0), (right, low), (0, low))]
    return ["red" if red > green else "green" for red, green, _blue in pixels]


@pytest.mark.parametrize(
    "content",
    [
        samples.telling_jpeg(),
        samples.picture("PNG", exif=samples.exif_with_gps()),
        samples.picture("WEBP", exif=samples.exif_with_gps(), xmp=b"<x:xmpmeta>Telefono</x:xmpmeta>"),
        samples.TELEPHONE_HEIC,
    ],
)
def test_picture_tells_nothing(content: bytes, store: Path) -> None:
    written = kept(content, store)

    picture = Image.open(io.BytesIO(written))
    picture.load()
    assert b"Telefono" in content
    assert (b"Telefono" in written, b"xmpmeta" in written, b"Exif" in written, b"eXIf" in written) == (False,) * 4
    assert (dict(picture.getexif()), set(picture.info) - {"jfif", "jfif_version", "jfif_unit", "jfif_density"}) == (
        {},
        set(),
    )


@pytest.mark.parametrize(
    ("orientation", "expected"),
    [
        (1, ["red", "green", "green", "green"]),
        (2, ["green", "red", "green", "green"]),
        (3, ["green", "green", "red", "green"]),
        (4, ["green", "green", "green", "red"]),
        (5, ["red", "green", "green", "green"]),
        (6, ["green", "red", "green", "green"]),
        (7, ["green", "green", "red", "green"]),
        (8, ["green", "green", "green", "red"]),
        (9, ["red", "green", "green", "green"]),
    ],
)
def test_picture_is_the_right_way_up(orientation: int, expected: list[str], store: Path) -> None:
    written = kept(samples.telling_jpeg(orientation=orientation), store)

    assert corners(written) == expected


def test_heic_is_turned_once_only(store: Path) -> None:
    written = kept(samples.TELEPHONE_HEIC, store)

    picture = Image.open(io.BytesIO(written))
    assert (picture.format, picture.size, corners(written)) == ("JPEG", (48, 64), ["green", "red", "green", "green"])


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "WEBP"])
def test_picture_loses_what_was_appended(form: str, store: Path) -> None:
    page = b"<?php system('id'); ?><html><script>alert(1)</script></html>"
    content = samples.picture(form) + page

    written = kept(content, store)

    assert (page in content, b"<script" in written, b"<?php" in written) == (True, False, False)


def test_picture_loses_text_chunks(store: Path) -> None:
    plain = samples.picture("PNG")
    words = b"tEXtComment\0<script>alert(1)</script>"
    chunk = struct.pack(">L", len(words) - 4) + words + struct.pack(">L", zlib.crc32(words))
    content = plain[:33] + chunk + plain[33:]

    written = kept(content, store)

    assert b"<script" not in written


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG"])
def test_moving_picture_keeps_its_first_frame(form: str, store: Path) -> None:
    content = io.BytesIO()
    first, second = samples.drawn(), Image.new("RGB", (64, 48), "blue")
    first.save(content, form, save_all=True, append_images=[second], duration=100)

    written = kept(content.getvalue(), store)

    picture = Image.open(io.BytesIO(written))
    assert (getattr(picture, "n_frames", 1), corners(written)) == (1, ["red", "green", "green", "green"])


def test_sixteen_bit_grey_keeps_its_shades(store: Path) -> None:
    content = io.BytesIO()
    grey = Image.new("I;16", (4, 1))
    for column, level in enumerate((0, 16_384, 32_768, 65_535)):
        grey.putpixel((column, 0), level)
    grey.save(content, "PNG")

    written = kept(content.getvalue(), store)

    picture = Image.open(io.BytesIO(written))
    assert [picture.getpixel((column, 0)) for column in range(4)] == [0, 64, 128, 255]


def test_transparent_picture_stays_transparent(store: Path) -> None:
    content = io.BytesIO()
    Image.new("RGBA", (8, 8), (200, 0, 0, 0)).save(content, "WEBP", lossless=True)

    written = kept(content.getvalue(), store)

    picture = Image.open(io.BytesIO(written))
    assert (picture.format, picture.mode, picture.getpixel((0, 0))[3]) == ("PNG", "RGBA", 0)


def test_colour_profile_is_used_and_dropped(store: Path) -> None:
    plain = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    # What is red in this one is blue on a screen.
    swapped = plain.replace(b"rXYZ", b"?XYZ").replace(b"bXYZ", b"rXYZ").replace(b"?XYZ", b"bXYZ")
    profiles = (plain, b"not a profile", swapped)

    pictures = [Image.open(io.BytesIO(kept(samples.picture("PNG", icc_profile=each), store))) for each in profiles]

    assert [picture.info.get("icc_profile") for picture in pictures] == [None, None, None]
    assert [picture.getpixel((0, 0)) for picture in pictures] == [(220, 30, 30), (220, 30, 30), (30, 30, 220)]


def test_picture_is_what_it_begins_like(store: Path) -> None:
    # A GIF that claims to be a JPEG by its first bytes is not tried as anything else.
    content = b"\xff\xd8\xff" + samples.picture("GIF")[3:]

    with pytest.raises(UploadRefusedError):
        kept(content, store)

    assert kept(samples.picture("GIF"), store)[:8] == b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize("damage", [{179: 180, 553: 250, 623: 203}, {153: 165, 178: 232, 270: 200, 556: 210}])
def test_heic_that_fells_its_decoder(damage: dict[int, int], store: Path) -> None:
    # Found by the fuzz below: libheif reads where it must not, and the process it runs in is gone.
    broken = bytearray(samples.TELEPHONE_HEIC)
    for place, value in damage.items():
        broken[place] = value

    with pytest.raises(UploadRefusedError):
        kept(bytes(broken), store)

    assert kept(samples.TELEPHONE_HEIC, store)[:2] == b"\xff\xd8"


@pytest.mark.parametrize("size", [3, pytest.param(100, marks=[pytest.mark.fuzz, pytest.mark.slow])])
@pytest.mark.parametrize(
    "content",
    [
        samples.telling_jpeg(orientation=6),
        samples.picture("PNG", exif=samples.exif_with_gps()),
        samples.picture("WEBP", exif=samples.exif_with_gps()),
        samples.picture("GIF", mode="P"),
        samples.TELEPHONE_HEIC,
    ],
    ids=["jpeg", "png", "webp", "gif", "heic"],
)
def test_picture_broken_at_random(content: bytes, size: int, store: Path) -> None:
    chance = random.Random(1)
    refused, taken = 0, 0

    for _round in range(size):
        broken = bytearray(content)
        for _damage in range(chance.randint(1, 8)):
            broken[chance.randrange(4, len(broken))] = chance.randrange(256)
        try:
            stored = files.accept(samples.upload(bytes(broken)), kinds=files.PICTURES, at=AT)
        except UploadRefusedError:
            refused += 1
        else:
            assert stored.kind in {Kind.JPEG, Kind.PNG}
            taken += 1

    assert refused + taken == size
