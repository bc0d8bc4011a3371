"""Markup that goes into components where their plain text would not do: the wordmark, the sections, a reference."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from markupsafe import Markup

from commonweal.core.actors import Kind
from commonweal.core.requests import Request
from commonweal.ui.site import SITE

_REFERENCE = re.compile(r"\b[A-Z]{2}-[0-9A-Z]{4}-[0-9A-Z]{4}\b")

OUR_NAME = "Commonweal"
"""The name the wordmark spells; a service under another name has its own in plain letters."""


def wordmark() -> str | Markup:
    """What stands in the header: the drawn wordmark, or the service's name where it has another."""
    if SITE.name != OUR_NAME:
        return format_html("{}", SITE.name)
    return format_html(
        '<img class="cw-header__wordmark" src="{}" alt="{}" width="{}" height="40">',
        static("commonweal/wordmark-light.svg"),
        OUR_NAME,
        WORDMARK_WIDTH,
    )


WORDMARK_WIDTH = 241
"""Its width at 40 pixels of height, so that nothing moves when it arrives."""


def mail_link(address: str) -> str:
    """A link that starts a letter to `address`, which a narrow screen breaks after its @ and nowhere else."""
    name, _at, domain = address.partition("@")
    return format_html('<a class="govuk-link" data-given href="mailto:{}">{}@<wbr>{}</a>', address, name, domain)


def breakable(address: str) -> SafeString:
    """An address as it was given, line by line; a narrow screen breaks one for e-mail after its @ and nowhere else."""
    lines = (format_html_join(SafeString("@<wbr>"), "{}", _each(line.split("@"))) for line in address.splitlines())
    return format_html("<span data-given>{}</span>", format_html_join(SafeString("<br>"), "{}", _each(lines)))


def _each(words: Iterable[str]) -> Iterator[tuple[str]]:
    return ((word,) for word in words)


def reference(text: str) -> str:
    """A reference in running text: it never breaks over two lines."""
    return format_html('<span class="cw-reference">{}</span>', text)


def unbroken(words: str) -> str:
    """Words in which no reference breaks over two lines."""
    return SafeString(_REFERENCE.sub(lambda found: reference(found[0]), conditional_escape(words)))


def reference_panel(words: str, reference: str) -> str:
    """What a panel of done says under its title: the reference, large, with words before it."""
    return format_html("{}<br><strong>{}</strong>", words, reference)


def header_items(path: str) -> list[dict[str, Any]]:
    """The sections in the header, the one that `path` is in marked as such."""
    doors = [(str(door.title), door.href) for door in SITE.header_doors]
    return [
        {"text": title, "href": href, "active": path.startswith(href) and path != href, "current": path == href}
        for title, href in doors
    ]


def account_links(request: Request) -> list[dict[str, Any]]:
    """The way in for a visitor; for everybody else the way to what is theirs, and out."""
    kind = request.actor.kind
    if kind is Kind.PERSON:
        links = [(_("Your account"), settings.LOGIN_REDIRECT_URL), (_("Sign out"), reverse("sign_in:sign_out"))]
    elif kind is Kind.GUEST:
        links = [(_("Your guest page"), settings.LOGIN_REDIRECT_URL), (_("Sign out"), reverse("sign_in:sign_out"))]
    else:
        links = [(_("Sign in"), settings.LOGIN_URL)]
    return [{"text": words, "href": href, "is_current": request.path == href} for words, href in links]
