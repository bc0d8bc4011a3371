"""Objects in, component parameters out. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import format_html_join, urlize
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from commonweal.core import days
from commonweal.messaging.models import Letter
from commonweal.portal.tested import Tested
from commonweal.ui import finding

_CODE = re.compile(r"^ {4}(\d{4} \d{4})$", re.MULTILINE)


def lines(texts: Sequence[str]) -> SafeString:
    """Texts below one another."""
    return format_html_join(SafeString("<br>"), "{}", ((text,) for text in texts))


def tested_rows(tested: Tested) -> list[dict[str, Any]]:
    """The accessibility statement's tests as summary rows: what, how, and since when it is done that way."""
    since = _("Done this way since %(day)s")
    return [
        {
            "key": {"text": str(test.what)},
            "value": {"html": lines([str(test.how), since % {"day": days.show_day(test.changed_on)}])},
        }
        for test in tested.tests
    ]


def search_box(query: str) -> SafeString:
    """The search box of the whole website."""
    return finding.search_box(query, label=_("Search this website"), address=reverse("portal:search"))


@dataclass(frozen=True)
class ListedLetter:
    """A letter in the list of a demonstration; `code` is the one in it that is to be typed, nothing in most."""

    reference: str
    subject: str
    to: str
    code: str
    when: str


def listed_letter(letter: Letter) -> ListedLetter:
    """The letter as the list shows it: the code too, so that nobody has to open it."""
    code = _CODE.search(letter.text)
    when = _("%(status)s, %(day)s, %(time)s") % {
        "status": letter.get_status_display(),
        "day": days.show_day(days.london_day(letter.added_at)),
        "time": days.show_time(letter.added_at),
    }
    return ListedLetter(letter.reference, letter.subject, letter.to, code[1] if code else "", when)


def letter_words(letter: Letter) -> SafeString:
    """The letter's plain text, with its addresses made into links."""
    return SafeString(urlize(letter.text, autoescape=True))
