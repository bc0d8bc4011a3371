"""Words for what datasets are made of, the same on every page and in the dictionary."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.core import days, money
from commonweal.core.tabular.cells import writable
from commonweal.publishing.columns import Column, Kind
from commonweal.ui.site import SITE, Words

KILO = 1000
LONG_NUMBER = 10_000
"""From here on thousands are parted by commas; a year is not."""

LONGEST_SHOWN = 160


def kinds() -> dict[Kind, Words]:
    """What may stand in a column, in words."""
    return {
        Kind.TEXT: gettext_lazy("Text"),
        Kind.NUMBER: gettext_lazy("A number"),
        Kind.PENCE: gettext_lazy("Money, in pounds"),
        Kind.DAY: gettext_lazy("A day, as year-month-day"),
        Kind.INSTANT: gettext_lazy("A moment in London, with its distance from UTC"),
        Kind.YES_NO: gettext_lazy("Yes or no"),
        Kind.LINK: gettext_lazy("A link"),
        Kind.CODE: gettext_lazy("A code"),
    }


def size(count: int) -> str:
    """How large a file is: "12 kB"."""
    if count < KILO:
        return _("under 1 kB")
    if count < KILO * KILO:
        return _("%(count)d kB") % {"count": round(count / KILO)}
    return _("%(count)s MB") % {"count": f"{count / KILO / KILO:.1f}"}


def cell(value: Any, column: Column) -> str:  # a cell may be of any type
    """A cell as a page shows it: markup, safe to put in."""
    if value is None:
        return ""
    if column.kind is Kind.LINK:
        shown = str(value).removeprefix(SITE.base_url).removeprefix("https://").removeprefix("http://")
        return format_html('<a class="govuk-link" href="{}">{}</a>', value, _shortened(shown))
    if column.kind is Kind.CODE and column.codes:
        return format_html("{}", column.codes[value])
    return format_html("{}", _shortened(_in_words(value, column)))


def _in_words(value: Any, column: Column) -> str:  # as above
    if column.kind is Kind.YES_NO:
        return _("Yes") if value else _("No")
    if column.kind is Kind.PENCE:
        return money.show_pence(value)
    if isinstance(value, datetime):
        return days.show_instant(value)
    if isinstance(value, date):
        return days.show_day(value)
    if column.kind is Kind.NUMBER:
        return f"{value:,}" if abs(value) >= LONG_NUMBER else str(value)
    return str(value)


def _shortened(text: str) -> str:
    text = writable(text)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN].rstrip()}…"
