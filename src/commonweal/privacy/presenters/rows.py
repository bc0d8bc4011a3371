"""Rows of summary lists and tables, and the words that stand in many of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.core import days

Row = dict[str, Any]
"""A row of a summary list, as the component takes it."""


def link(words: str, name: str, **where: str) -> SafeString:
    """A link to the page called `name`."""
    return format_html('<a class="govuk-link" href="{}">{}</a>', reverse(name, kwargs=where), words)


def row(words: str, value: object, *, change: tuple[str, str, str] | None = None) -> Row:
    """A row of a summary list; `change` is an address, a word, and what it is about."""
    shown: Row = {"key": {"text": words}, "value": {"html": format_html("{}", value)}}
    if change:
        href, text, about = change
        shown["actions"] = {"items": [{"href": href, "text": text, "visuallyHiddenText": about}]}
    return shown


def cells(*values: object) -> list[dict[str, Any]]:
    """A table's row: markup as it is, everything else as text."""
    return [{"html": each} if isinstance(each, SafeString) else {"text": str(each)} for each in values]


def moment(at: Any) -> str:  # an instant, or nothing
    """A day and a time, as people say them."""
    return days.show_instant(at) if at else ""


def due_words(due_on: date, *, today: date) -> SafeString:
    """By when, and how long that is."""
    left = (due_on - today).days
    if left < 0:
        words = ngettext("%(count)d day late", "%(count)d days late", -left) % {"count": -left}
    elif left == 0:
        words = _("today")
    else:
        words = ngettext("%(count)d day left", "%(count)d days left", left) % {"count": left}
    return format_html('{}<br><span class="cw-when">{}</span>', days.show_day(due_on), words)
