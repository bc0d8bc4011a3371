"""Rows of summary lists and tables as component parameters, and the links that stand in them."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from commonweal.ui.site import Words

Row = dict[str, Any]
"""A row of a summary list, as the component takes it."""

Cells = list[dict[str, Any]]
"""A row of a table, as the component takes it."""


def link_to(href: str, words: object) -> SafeString:
    """A link to an address that is known already."""
    return format_html('<a class="govuk-link" href="{}">{}</a>', href, words)


def link(words: object, name: str, /, **where: str) -> SafeString:
    """A link to the page called `name`."""
    return link_to(reverse(name, kwargs=where), words)


def row(words: Words, value: object, *, change: tuple[str, str, str] | None = None) -> Row:
    """A row of a summary list; `change` is an address, a word, and what it is about."""
    shown: Row = {"key": {"text": words}, "value": {"html": format_html("{}", value)}}
    if change:
        href, text, about = change
        shown["actions"] = {"items": [{"href": href, "text": text, "visuallyHiddenText": about}]}
    return shown


def cells(*values: object) -> Cells:
    """A table's row: markup as it is, everything else as text."""
    return [{"html": each} if isinstance(each, SafeString) else {"text": str(each)} for each in values]
