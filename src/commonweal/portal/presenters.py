"""Objects in, component parameters out. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join, urlize
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from commonweal.core import days
from commonweal.messaging.models import Letter
from commonweal.portal.tested import Tested
from commonweal.ui import components

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


def page_links(*, page: int, pages: int, address: str) -> dict[str, Any] | None:
    """Parameters for the pagination component; None where there is one page. `address` ends where a number goes."""
    if pages < 2:
        return None
    near = sorted({1, pages, *range(max(1, page - 1), min(pages, page + 1) + 1)})
    items: list[dict[str, Any]] = []
    for number in near:
        if items and number - near[near.index(number) - 1] > 1:
            items.append({"ellipsis": True})
        items.append({"number": number, "href": f"{address}{number}", "current": number == page})
    params: dict[str, Any] = {"items": items}
    if page > 1:
        params["previous"] = {"href": f"{address}{page - 1}"}
    if page < pages:
        params["next"] = {"href": f"{address}{page + 1}"}
    return params


def search_box(query: str) -> SafeString:
    """The search box: one input and a button, which work without script."""
    field = components.render(
        "input",
        {
            "id": "search-words",
            "name": "q",
            "type": "search",
            "value": query,
            "label": {"text": _("Search this website"), "classes": "govuk-label--s"},
            "autocomplete": "off",
        },
    )
    button = components.render("button", {"text": _("Search")})
    return format_html(
        '<form class="cw-search" role="search" action="{}" method="get">{}{}</form>',
        reverse("portal:search"),
        field,
        button,
    )


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
