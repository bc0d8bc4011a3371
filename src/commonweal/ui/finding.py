"""What a finder is made of: a box for words, and long lists a page at a time. Both stand in the address, so that a page
can be kept, sent and gone back to; both work without script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from commonweal.core.requests import Request
from commonweal.ui import components
from commonweal.ui.site import Words

LONGEST_QUERY = 200
"""Characters that are looked for and shown again: more than anybody types into a search box on purpose."""

Thing = TypeVar("Thing")


def asked_words(request: Request) -> str:
    """What was typed into the box of `search_box`."""
    return request.GET.get("q", "").strip()[:LONGEST_QUERY]


def asked_page(request: Request) -> int:
    """The number of the page that is asked for; the first where it is no number."""
    number = request.GET.get("page", "")
    return max(1, int(number)) if number.isascii() and number.isdigit() and len(number) < 6 else 1


@dataclass(frozen=True)
class Paged(Generic[Thing]):
    """One page of a list: what stands on it, its number, how many pages and how many things there are."""

    things: Sequence[Thing]
    number: int
    pages: int
    total: int
    links: dict[str, Any] | None
    """Parameters for the pagination component; None where there is one page."""


def paged(every: Sequence[Thing], request: Request, *, size: int, words: str = "") -> Paged[Thing]:
    """The page of `every` that is asked for, the last where there are fewer. The addresses of others keep `words`."""
    pages = max(1, -(-len(every) // size))
    number = min(asked_page(request), pages)
    address = f"{request.path}?{urlencode({'q': words}) + '&' if words else ''}page="
    links = page_links(page=number, pages=pages, address=address)
    return Paged(every[(number - 1) * size : number * size], number, pages, len(every), links)


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


def search_box(words: str, *, label: Words, address: str) -> SafeString:
    """A box with what was typed, and its button; it asks the page at `address`."""
    field = components.render(
        "input",
        {
            "id": "search-words",
            "name": "q",
            "type": "search",
            "value": words,
            "label": {"text": label, "classes": "govuk-label--s"},
            "autocomplete": "off",
        },
    )
    button = components.render("button", {"text": _("Search")})
    return format_html(
        '<form class="cw-search" role="search" action="{}" method="get">{}{}</form>', address, field, button
    )
