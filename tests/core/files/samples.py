"""Files as people send them, made here: good ones for the tests to spoil, and one that only a telephone makes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from PIL.ExifTags import IFD, Base

TELEPHONE_HEIC = Path(__file__).with_name("telephone.heic").read_bytes()
"""48 × 64 after its camera's turn to the right, with GPS and `Telefono` as its maker in EXIF."""

OPEN_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def upload(content: bytes, name: str = "file") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def drawn(*, size: tuple[int, int] = (64, 48), mode: str = "RGB") -> Image.Image:
    """A green picture, red in its upper left quarter."""
    picture = Image.new("RGB", size, (20, 120, 60))
    picture.paste((220, 30, 30), (0, 0, size[0] // 2, size[1] // 2))
    return picture.convert(mode)


def picture(form: str, *, mode: str = "RGB", size: tuple[int, int] = (64, 48), **saving: object) -> bytes:
    content = io.BytesIO()
    drawn(mode=mode, size=size).save(content, form, **saving)
    return content.getvalue()


def exif_with_gps(*, orientation: int = 1) -> Image.Exif:
    exif = Image.Exif()
    exif[Base.Make] = "Telefono"
    exif[Base.Orientation] = orientation
    exif.get_ifd(IFD.GPSInfo).update({1: "N", 2: (51.0, 16.0, 0.0), 3: "E", 4: (0.0, 31.0, 0.0)})
    return exif


def telling_jpeg(*, orientation: int = 1) -> bytes:
    """A JPEG that tells where, with what and by whom it was taken: EXIF with GPS, XMP and a comment."""
    return picture(
        "JPEG",
        exif=exif_with_gps(orientation=orientation),
        xmp=b"<x:xmpmeta>Telefono</x:xmpmeta>",
        comment=b"Telefono of Rosa",
        quality=95,
    )


PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
xref
0 4
0000000000 65535 f
0000000009 00000 n
0000000052 00000 n
0000000101 00000 n
trailer<</Size 4/Root 1 0 R>>
startxref
164
%%EOF
"""

LOCKED_PDF = PDF.replace(b"/Root 1 0 R", b"/Root 1 0 R/Encrypt 4 0 R")


def archive(members: Mapping[str, str | bytes], *, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", packing) as made:
        for name, text in members.items():
            made.writestr(name, text)
    return content.getvalue()


def docx(**extra: str | bytes) -> dict[str, str | bytes]:
    """The members of a small Word document, with `extra` ones by name."""
    return {
        "[Content_Types].xml": f'<Types xmlns="{OPEN_TYPES}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships><Relationship Id="a" Type="{LINKS}/officeDocument" Target="word/document.xml"/>'
        "</Relationships>",
        "word/document.xml": "<w:document xmlns:w='w'><w:body><w:p>Our garden</w:p></w:body></w:document>",
        **extra,
    }


def xlsx() -> dict[str, str | bytes]:
    return {
        "[Content_Types].xml": f'<Types xmlns="{OPEN_TYPES}">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{SHEET}.sheet.main+xml"/></Types>',
        "xl/workbook.xml": "<workbook/>",
        "xl/printerSettings/printerSettings1.bin": b"\0\1",
    }


def open_document(kind: str) -> dict[str, str | bytes]:
    return {
        "mimetype": f"application/vnd.oasis.opendocument.{kind}",
        "content.xml": "<office:document-content xmlns:office='o'/>",
        "META-INF/manifest.xml": "<manifest:manifest xmlns:manifest='m'/>",
    }
