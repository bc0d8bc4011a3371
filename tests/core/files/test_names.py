"""The names of files: safe to show and to save under, whatever a device sent."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonweal.core import files
from tests.core.files import samples

AT = datetime(2026, 6, 17, 9, 30, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def name_kept(name: str, content: bytes = samples.PDF) -> str:
    # Not an upload of Django's own: that would have tidied the name a little already.
    return files.accept(ContentFile(content, name=name), kinds=frozenset(files.Kind), at=AT).name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Our accounts 2026.pdf", "Our accounts 2026.pdf"),
        ("Our accounts.PDF", "Our accounts.pdf"),
        ("Our accounts 31.3.26", "Our accounts 31.3.26.pdf"),
        ("Cyfrifon – Mudiad Ysgolion Meithrin’s.pdf", "Cyfrifon – Mudiad Ysgolion Meithrin’s.pdf"),
        ("Łódź 予算.pdf", "Łódź 予算.pdf"),
        ("cafe\u0301.pdf", "café.pdf"),
        ("x.pdf\r\nSet-Cookie: a=b", "x.pdfSet-Cookie a=b.pdf"),
        ("invoice.pdf.exe", "invoice.pdf"),
        ("invoice.exe", "invoice.pdf"),
        ("picture.html", "picture.pdf"),
        ("pay\u202efdp.exe", "payfdp.pdf"),
        ("..\\..\\windows\\system.ini", "system.pdf"),
        ("/etc/passwd", "passwd.pdf"),
        ("../../../", "file.pdf"),
        ("", "file.pdf"),
        (".", "file.pdf"),
        (".pdf", "file.pdf"),
        ("con.pdf", "file con.pdf"),
        ("COM1", "file COM1.pdf"),
        ('a"; filename="b.html', "a filename= b.pdf"),
        ("a\0b.pdf", "ab.pdf"),
        ("   spaced   out   .pdf", "spaced out.pdf"),
        ("a" * 5000 + ".pdf", "a" * 176 + ".pdf"),
        ("é" * 5000, "é" * 88 + ".pdf"),
    ],
)
def test_name_of_pdf(name: str, expected: str, store: Path) -> None:
    assert name_kept(name) == expected


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("IMG_1.HEIC", samples.TELEPHONE_HEIC, "IMG_1.jpg"),
        ("IMG_1.jpeg", samples.picture("JPEG"), "IMG_1.jpg"),
        ("IMG_1.gif", samples.picture("GIF"), "IMG_1.png"),
        ("run-me.bat", b"echo hello", "run-me.txt"),
        ("notes", b"hello", "notes.txt"),
    ],
)
def test_name_follows_what_was_kept(name: str, content: bytes, expected: str, store: Path) -> None:
    assert name_kept(name, content) == expected


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(max_size=300))
def test_name_of_anything(name: str, store: Path) -> None:
    kept = name_kept(name, b"hello")

    response = files.send(files.StoredFile.objects.latest("id"))
    response.file_to_stream.close()
    assert kept.endswith(".txt")
    assert 5 <= len(kept.encode()) <= 180
    assert not set(kept) & set('<>:"/\\|?*;%\r\n\0')
    assert response["Content-Disposition"].isascii()
