"""The kinds of file we take in, in a closed list: what people call them, and how we hand them out again."""

from __future__ import annotations

from collections.abc import Collection

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Kind(models.TextChoices):
    """A kind of file, told by its content. Every picture is kept as JPEG or PNG, whatever it came as."""

    JPEG = "JPEG", gettext_lazy("JPEG")
    PNG = "PNG", gettext_lazy("PNG")
    WEBP = "WEBP", gettext_lazy("WebP")
    GIF = "GIF", gettext_lazy("GIF")
    HEIC = "HEIC", gettext_lazy("HEIC")
    PDF = "PDF", gettext_lazy("PDF")
    DOCX = "DOCX", gettext_lazy("Word (DOCX)")
    ODT = "ODT", gettext_lazy("OpenDocument text (ODT)")
    XLSX = "XLSX", gettext_lazy("Excel (XLSX)")
    ODS = "ODS", gettext_lazy("OpenDocument spreadsheet (ODS)")
    CSV = "CSV", gettext_lazy("CSV")
    TEXT = "TEXT", gettext_lazy("plain text")


PICTURES = frozenset({Kind.JPEG, Kind.PNG, Kind.WEBP, Kind.GIF, Kind.HEIC})
DOCUMENTS = frozenset({Kind.DOCX, Kind.ODT})
SPREADSHEETS = frozenset({Kind.XLSX, Kind.ODS})
TEXTS = frozenset({Kind.TEXT, Kind.CSV})

KEPT_AS: dict[Kind, tuple[str, str]] = {
    Kind.JPEG: ("image/jpeg", ".jpg"),
    Kind.PNG: ("image/png", ".png"),
    Kind.PDF: ("application/pdf", ".pdf"),
    Kind.DOCX: ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"),
    Kind.ODT: ("application/vnd.oasis.opendocument.text", ".odt"),
    Kind.XLSX: ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx"),
    Kind.ODS: ("application/vnd.oasis.opendocument.spreadsheet", ".ods"),
    Kind.CSV: ("text/csv", ".csv"),
    Kind.TEXT: ("text/plain", ".txt"),
}
"""The kinds that are ever kept, each with the one content type and the one ending it is handed out with."""

_FAMILIES = (
    (PICTURES, gettext_lazy("a picture")),
    (frozenset({Kind.PDF}), gettext_lazy("a PDF")),
    (DOCUMENTS, gettext_lazy("a document")),
    (SPREADSHEETS, gettext_lazy("a spreadsheet")),
    (frozenset({Kind.CSV}), gettext_lazy("a CSV table")),
    (frozenset({Kind.TEXT}), gettext_lazy("a text file")),
)


def show_families(kinds: Collection[Kind]) -> str:
    """What `kinds` are in people's words: `a picture or a PDF`."""
    return _listed([str(words) for family, words in _FAMILIES if not family.isdisjoint(kinds)])


def show_formats(kinds: Collection[Kind]) -> str:
    """What to save a file as so that it is one of `kinds`: `JPEG, PNG or PDF`. Rarer ones we also read are left out."""
    return _listed([str(kind.label) for kind in Kind if kind in KEPT_AS and kind in kinds])


def _listed(words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s or %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}
