"""Files going out again: always as a download, never as a page of ours."""

from __future__ import annotations

from urllib.parse import quote

from django.http import FileResponse, HttpResponseBase

from commonweal.core.files.store import open_bytes
from commonweal.core.files.stored import StoredFile


def send(stored: StoredFile) -> HttpResponseBase:
    """A streamed download of `stored`. Whether the person may have it is for the calling area to have asked."""
    response = FileResponse(open_bytes(stored), content_type=stored.content_type)
    response["Content-Disposition"] = _attachment(stored.name)
    response["Content-Length"] = str(stored.size)
    response["X-Content-Type-Options"] = "nosniff"
    # Should a browser show it all the same, nothing in it runs, loads or knows where it is.
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    # Keeps the compressing middleware away: these are compressed already, and their length would be lost.
    response["Content-Encoding"] = "identity"
    return response


def _attachment(name: str) -> str:
    """Both forms of RFC 6266: a plain name for old programs, the true one for the others."""
    plain = "".join(character if 32 <= ord(character) < 127 and character not in '"\\%' else "_" for character in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
