"""What every answer with open data has: who may read it from where, how long it stays fresh, whether it is still so."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any, cast

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from commonweal.core import invented
from commonweal.core.requests import Request
from commonweal.publishing.files import Form, Made

FRESH_SECONDS = 60


def opened(
    request: Request, response: HttpResponseBase, *, etag: str, made_at: datetime | None = None
) -> HttpResponseBase:
    """`response` as programs and pages from anywhere may read it; 304 for whoever has it already."""
    response["ETag"] = etag
    seconds = int(made_at.timestamp()) if made_at else None
    if seconds is not None:
        response["Last-Modified"] = http_date(seconds)
    # Only what was answered to nobody in particular may be kept for everybody: a session may renew its cookie here.
    response["Cache-Control"] = f"{'public' if request.actor.is_visitor else 'private'}, max-age={FRESH_SECONDS}"
    for_browsers(response)
    answered = get_conditional_response(request, etag, seconds, cast("HttpResponse", response))
    unchanged = cast("HttpResponseBase", answered)
    if unchanged is not response:
        for_browsers(unchanged)
        response.close()
    return unchanged


def for_browsers(response: HttpResponseBase) -> None:
    """Let pages from anywhere read it: nothing in it is anybody's own, and no cookie is asked for."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"


def document(request: Request, content: bytes, *, media_type: str) -> HttpResponseBase:
    """A small document, held against its own content."""
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    return opened(request, HttpResponse(content, content_type=media_type), etag=etag)


def as_json(value: Any) -> bytes:  # whatever JSON can say
    """`value` as people would write it: in the order it was put together, indented, every letter as it is."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def file(request: Request, made: Made, *, slug: str, form: Form) -> HttpResponseBase:
    """A file to keep, under a name in words."""
    name = invented.file_name(f"{slug}.{form.name}")
    response = FileResponse(made.content, as_attachment=True, filename=name, content_type=form.media_type)
    return opened(request, response, etag=made.etag, made_at=made.made_at)
