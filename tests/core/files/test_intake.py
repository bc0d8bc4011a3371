"""What is taken in, as which kind, and what is refused with which words."""

from __future__ import annotations

import hashlib
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction

from commonweal.core import files
from commonweal.core.files import Kind, StoredFile, UploadRefusedError
from tests.core.files import samples

AT = datetime(2026, 6, 17, 9, 30, tzinfo=UTC)
EVERYTHING = frozenset(Kind)

pytestmark = pytest.mark.django_db


def bytes_of(stored: StoredFile, store: Path) -> bytes:
    return (store / stored.storage_key).read_bytes()


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (samples.picture("JPEG"), "a.jpg", Kind.JPEG),
        (samples.picture("JPEG", mode="CMYK"), "a.jpg", Kind.JPEG),
        (samples.picture("JPEG", mode="L"), "a.jpg", Kind.JPEG),
        (samples.picture("PNG"), "a.png", Kind.PNG),
        (samples.picture("PNG", mode="RGBA"), "a.png", Kind.PNG),
        (samples.picture("PNG", mode="P"), "a.png", Kind.PNG),
        (samples.picture("PNG", mode="1"), "a.png", Kind.PNG),
        (samples.picture("GIF", mode="P"), "a.gif", Kind.PNG),
        (samples.picture("WEBP"), "a.webp", Kind.JPEG),
        (samples.picture("WEBP", mode="RGBA"), "a.webp", Kind.JPEG),
        (samples.TELEPHONE_HEIC, "a.heic", Kind.JPEG),
        (samples.PDF, "a.pdf", Kind.PDF),
        (samples.archive(samples.docx()), "a.docx", Kind.DOCX),
        (samples.archive(samples.xlsx()), "a.xlsx", Kind.XLSX),
        (samples.archive(samples.open_document("text")), "a.odt", Kind.ODT),
        (samples.archive(samples.open_document("spreadsheet")), "a.ods", Kind.ODS),
        (b"Dear council,\n\nour garden needs a gate,\nRosa\n", "a.csv", Kind.TEXT),
        ("Gate: £250".encode("cp1252"), "a.txt", Kind.TEXT),
        ("Gate: £250".encode("utf-16"), "a.txt", Kind.TEXT),
        ("item,pounds\ngate,£250\n".encode(), "a.csv", Kind.CSV),
        (b"item;pounds\r\ngate;250\r\n", "A.CSV", Kind.CSV),
        (b"item,pounds\ngate,250\n", "a.txt", Kind.TEXT),
    ],
)
def test_accept_good_file(content: bytes, name: str, kind: Kind, store: Path) -> None:
    stored = files.accept(samples.upload(content, name), kinds=EVERYTHING, at=AT)

    kept = bytes_of(stored, store)
    assert (stored.kind, stored.size, stored.sha256) == (kind, len(kept), hashlib.sha256(kept).hexdigest())
    assert (stored.verdict, stored.stored_at, stored.reference[:3]) == (files.Verdict.NOT_SCANNED, AT, "FL-")
    assert kind in files.PICTURES or kept == content


def spoilt_docx(**extra: str | bytes) -> bytes:
    return samples.archive(samples.docx(**extra))


def with_link(kind: str) -> bytes:
    link = (
        f'<Relationship Id="a" Type="{samples.LINKS}/{kind}" Target="https://x.example/t.dotm" TargetMode="External"/>'
    )
    return spoilt_docx(**{"word/_rels/settings.xml.rels": f"<Relationships>{link}</Relationships>"})


def with_macro_type() -> bytes:
    members = samples.docx()
    members["[Content_Types].xml"] = str(members["[Content_Types].xml"]).replace(
        "vnd.openxmlformats-officedocument.wordprocessingml.document.main", "vnd.ms-word.document.macroEnabled.main"
    )
    return samples.archive(members)


def locked_odt() -> bytes:
    lock = "<m:manifest xmlns:m='m'><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>"
    return samples.archive(samples.open_document("text") | {"META-INF/manifest.xml": lock})


def flagged_as_locked(content: bytes) -> bytes:
    broken = bytearray(content)
    start = broken.find(b"PK\x01\x02")
    broken[start + 8] |= 1
    return bytes(broken)


def with_many_members() -> bytes:
    return spoilt_docx(**{f"word/media/{number}.xml": "" for number in range(5_001)})


DOCUMENT_TYPE = '<!DOCTYPE Types [<!ENTITY a "aaaaaaaaaa">]>'
BROKEN_JPEG = samples.picture("JPEG", size=(200, 200))
MACROS = "This file has macros, programs or other files inside. Save it without them, or as a PDF, and try again"
FETCHES = "This file fetches something from elsewhere when it is opened. Save it as a PDF and try again"
UNPACKS = "This file unpacks to far more than it should. Save it as a PDF and try again"
LOCKED = "This file is locked with a password. Save it without one and try again"
OLD = "This file has a password or an old format. Save it as DOCX, XLSX or PDF without one and try again"
PDF_LOCKED = "This PDF is locked with a password or against copying. Print it to a new PDF without one and send that"
EMPTY = "The file is empty. Choose another and try again"
TOO_LARGE = "This picture has more than 50 million dots, too many to open. Make it smaller and try again"
NOT_READ = (
    "This is not a picture, a PDF, a document, a spreadsheet, a CSV table or a text file we can read. Save it as JPEG,"
    " PNG, PDF, Word (DOCX), OpenDocument text (ODT), Excel (XLSX), OpenDocument spreadsheet (ODS), CSV or plain text"
    " and try again"
)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        # Nothing, and things that are not what we take.
        (b"", EMPTY),
        (b" \n\n ", NOT_READ),
        (b"MZ\x90\0\3\0\0\0", NOT_READ),
        (b"\x7fELF\2\1\1\0", NOT_READ),
        (b"#!/bin/sh\nrm -rf /\n", NOT_READ),
        (b"<?php system('id');", NOT_READ),
        (b"Hello <?php system('id');", NOT_READ),
        (b"\n<html><body>Hello</body></html>", NOT_READ),
        ("\ufeff<!DOCTYPE html><p>Hello".encode(), NOT_READ),
        ("<html>".encode("utf-16"), NOT_READ),
        (b"Hello <ScRiPt>alert(1)</sCrIpT>", NOT_READ),
        (b"Hello" + b" " * 65_530 + b"<script>alert(1)</script>", NOT_READ),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", NOT_READ),
        (b"{\\rtf1 Hello}", NOT_READ),
        (b"plain\0text", NOT_READ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, OLD),
        # Pictures.
        (b"\xff\xd8\xff", NOT_READ),
        (b"\x89PNG\r\n\x1a\n", NOT_READ),
        (b"GIF89a<script>alert(1)</script>", NOT_READ),
        (b"\0\0\0\x18ftypheic" + b"\0" * 100, NOT_READ),
        (b"RIFF\x10\0\0\0WEBPVP8 ", NOT_READ),
        (BROKEN_JPEG[: len(BROKEN_JPEG) // 2], NOT_READ),
        (samples.picture("PNG")[:-30], NOT_READ),
        (samples.TELEPHONE_HEIC[:-40], NOT_READ),
        (b"\xff\xd8" + b"\xff\xda\0\2" * 300 + b"\xff\xd9", NOT_READ),
        (samples.picture("PNG", mode="1", size=(10_000, 10_000)), TOO_LARGE),
        (samples.picture("PNG", mode="1", size=(20_001, 1)), TOO_LARGE),
        # PDFs.
        (samples.LOCKED_PDF, PDF_LOCKED),
        (samples.PDF[:-7], NOT_READ),
        (b"%PDF-1.4\n", NOT_READ),
        (samples.PDF + b"<script>alert(1)</script>", NOT_READ),
        (samples.PDF + samples.archive(samples.docx()), NOT_READ),
        (samples.PDF.replace(b"1 0 obj", b"<html><script>", 1), NOT_READ),
        # Archives.
        (samples.archive({"a.txt": "Hello"}), NOT_READ),
        (samples.archive({"META-INF/MANIFEST.MF": "", "Main.class": ""}), NOT_READ),
        (samples.archive(samples.docx())[:-10], NOT_READ),
        (samples.archive(samples.docx()) + b"<script>", NOT_READ),
        (b"PK\3\4<script>" + samples.archive(samples.docx()), NOT_READ),
        (samples.archive(samples.docx())[:-2] + b"\5\0", NOT_READ),
        (samples.archive(samples.docx(), packing=zipfile.ZIP_BZIP2), NOT_READ),
        (spoilt_docx(**{"/etc/passwd": ""}), NOT_READ),
        (spoilt_docx(**{"word/../../a": ""}), NOT_READ),
        (spoilt_docx(**{"C:a": ""}), NOT_READ),
        (spoilt_docx(**{"WORD/document.xml": ""}), NOT_READ),
        (spoilt_docx(**{"[Content_Types].xml": DOCUMENT_TYPE + str(samples.docx()["[Content_Types].xml"])}), NOT_READ),
        (spoilt_docx(**{"[Content_Types].xml": "<Types"}), NOT_READ),
        (with_many_members(), NOT_READ),
        (spoilt_docx(**{"word/media/a.bmp": b"\0" * 3_000_000}), UNPACKS),
        (spoilt_docx(**{"word/vbaProject.bin": ""}), MACROS),
        (spoilt_docx(**{"word/embeddings/oleObject1.bin": ""}), MACROS),
        (spoilt_docx(**{"word/activeX/activeX1.xml": ""}), MACROS),
        (spoilt_docx(**{"word/media/a.EXE": ""}), MACROS),
        (samples.archive(samples.open_document("text") | {"Basic/Standard/Module1.xml": ""}), MACROS),
        (with_macro_type(), MACROS),
        (with_link("attachedTemplate"), FETCHES),
        (locked_odt(), LOCKED),
        (flagged_as_locked(samples.archive(samples.docx())), LOCKED),
    ],
)
def test_accept_bad_file(content: bytes, words: str, store: Path) -> None:
    with pytest.raises(UploadRefusedError) as refused:
        files.accept(samples.upload(content, "a.jpg"), kinds=EVERYTHING, at=AT)

    kept = [path for path in store.rglob("*") if path.is_file()]
    assert (str(refused.value), kept, StoredFile.objects.count()) == (words, [], 0)


def test_accept_hyperlink_in_document(store: Path) -> None:
    stored = files.accept(samples.upload(with_link("hyperlink")), kinds=files.DOCUMENTS, at=AT)

    assert stored.kind == Kind.DOCX


def test_accept_kind_not_asked_for(store: Path) -> None:
    wanted = files.PICTURES | {Kind.PDF}
    stored = files.accept(samples.upload(samples.PDF), kinds=wanted, at=AT)

    with pytest.raises(UploadRefusedError) as refused:
        files.accept(samples.upload(b"Dear council"), kinds=wanted, at=AT)

    words = "This is not a picture or a PDF we can read. Save it as JPEG, PNG or PDF and try again"
    assert (stored.kind, str(refused.value)) == (Kind.PDF, words)


def test_accept_at_and_over_the_limit(store: Path, settings) -> None:
    settings.UPLOAD_LIMIT_BYTES = 1024 * 1024
    exact = b"a" * settings.UPLOAD_LIMIT_BYTES
    stored = files.accept(samples.upload(exact), kinds=files.TEXTS, at=AT)

    with pytest.raises(UploadRefusedError) as refused:
        files.accept(samples.upload(exact + b"a"), kinds=files.TEXTS, at=AT)

    words = "The file is larger than 1 MB. Make it smaller, or send it in parts, and try again"
    assert (stored.size, str(refused.value)) == (1024 * 1024, words)


def test_accept_keeps_bytes_private(store: Path) -> None:
    stored = files.accept(samples.upload(samples.PDF, "Rosa's passport.pdf"), kinds={Kind.PDF}, at=AT)

    path = store / stored.storage_key
    modes = (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777)
    folder, _, word = stored.storage_key.partition("/")
    assert modes == (0o600, 0o700)
    assert (len(folder), len(word), set(folder + word) <= set("0123456789abcdef")) == (2, 38, True)


@pytest.mark.django_db(transaction=True)
def test_accept_inside_a_transaction(store: Path) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        files.accept(samples.upload(samples.PDF), kinds={Kind.PDF}, at=AT)

    stored = files.accept(samples.upload(samples.PDF), kinds={Kind.PDF}, at=AT)
    assert list(StoredFile.objects.all()) == [stored]


@pytest.mark.parametrize(
    ("constraint", "breach"),
    [
        ("core_file_kind_kept", {"kind": "HTML"}),
        ("core_file_kind_kept", {"kind": Kind.HEIC}),
        ("core_file_not_empty", {"size": 0}),
        ("core_file_not_infected", {"verdict": "INFECTED"}),
    ],
)
def test_stored_file_breach(constraint: str, breach: dict[str, object], store: Path) -> None:
    good = {"kind": Kind.PDF, "size": 1, "verdict": "CLEAN", "sha256": "0" * 64, "name": "a", "stored_at": AT}
    StoredFile.objects.create(**good, storage_key="aa/1")

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        StoredFile.objects.create(**good | breach, storage_key="aa/2")

    assert StoredFile.objects.count() == 1


def test_stored_file_name_is_encrypted(store: Path) -> None:
    files.accept(samples.upload(samples.PDF, "Rosa Alba.pdf"), kinds={Kind.PDF}, at=AT)

    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM core_storedfile")
        (written,) = cursor.fetchone()
    assert ("Rosa" in written, StoredFile.objects.get().name) == (False, "Rosa Alba.pdf")
