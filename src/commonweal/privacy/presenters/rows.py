"""Words that stand in many rows of privacy's pages."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.core import days


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
