"""Files that are made when somebody asks for them, as downloads. In a demonstration their names say that they are
invented."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import IO

from django.http import FileResponse, HttpResponse, HttpResponseBase

from commonweal.core import invented, tabular
from commonweal.core.tabular import Column


def csv_file(columns: Sequence[Column], rows: Iterable[Sequence[object]], *, name: str) -> HttpResponseBase:
    """A table as a CSV file called `name`."""
    content = BytesIO()
    tabular.write_csv(columns, rows, content)
    response = HttpResponse(content.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{invented.file_name(name)}"'
    return response


def zip_file(content: IO[bytes], *, name: str) -> HttpResponseBase:
    """A zip called `name`, streamed: always a download, never a page."""
    response = FileResponse(
        content, content_type="application/zip", as_attachment=True, filename=invented.file_name(name)
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Content-Encoding"] = "identity"  # it is compressed already
    return response
