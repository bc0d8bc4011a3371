"""What a browser is told about a file, through the whole of our middleware."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponseBase
from django.test import Client
from django.urls import path

from commonweal.core import files
from commonweal.core.files import Kind, StoredFile
from commonweal.ui.access import public
from tests.core.files import samples

AT = datetime(2026, 6, 17, 9, 30, tzinfo=UTC)

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@public
def download(request: HttpRequest, reference: str) -> HttpResponseBase:
    return files.send(StoredFile.objects.get(reference=reference))


urlpatterns = [path("file/<reference>", download)]


@pytest.mark.parametrize(
    ("content", "name", "kind", "content_type", "disposition"),
    [
        (
            samples.PDF * 40 + samples.PDF,
            "Our accounts.pdf",
            Kind.PDF,
            "application/pdf",
            "attachment; filename=\"Our accounts.pdf\"; filename*=UTF-8''Our%20accounts.pdf",
        ),
        (
            b"Hello, a text that is long enough to be worth compressing" * 20,
            "Łódź.html",
            Kind.TEXT,
            "text/plain",
            "attachment; filename=\"__d_.txt\"; filename*=UTF-8''%C5%81%C3%B3d%C5%BA.txt",
        ),
    ],
)
def test_send_headers(
    content: bytes, name: str, kind: Kind, content_type: str, disposition: str, store: Path, client: Client
) -> None:
    stored = files.accept(samples.upload(content, name), kinds={kind}, at=AT)

    response = client.get(f"/file/{stored.reference}", headers={"Accept-Encoding": "gzip, br"})

    assert b"".join(response.streaming_content) == content
    names = (
        "Content-Type",
        "Content-Disposition",
        "Content-Length",
        "X-Content-Type-Options",
        "Content-Security-Policy",
        "Cache-Control",
        "Cross-Origin-Resource-Policy",
    )
    assert {each: response[each] for each in names} == {
        "Content-Type": content_type,
        "Content-Disposition": disposition,
        "Content-Length": str(len(content)),
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cache-Control": "private, no-store",
        "Cross-Origin-Resource-Policy": "same-origin",
    }


def test_every_kept_kind_has_a_harmless_type() -> None:
    kept = {
        kind: StoredFile(kind=kind).content_type for kind in sorted(files.Kind) if kind not in {"WEBP", "GIF", "HEIC"}
    }

    assert set(kept.values()).isdisjoint({"text/html", "image/svg+xml", "application/xhtml+xml", "text/xml"})
    assert len(set(kept.values())) == len(kept) == 9
