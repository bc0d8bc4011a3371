"""Markup that goes into components where their plain text would not do: the wordmark, the sections, a reference."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from markupsafe import Markup

from commonweal.core.actors import Kind
from commonweal.core.requests import Request
from commonweal.ui.site import SITE

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


def breakable(address: str) -> str:
    """An e-mail address in running text, which a narrow screen breaks after its @ and nowhere else."""
    name, at, domain = address.partition("@")
    return format_html("{}{}<wbr>{}", name, at, domain)


def reference(text: str) -> str:
    """A reference in running text: it never breaks over two lines."""
    return format_html('<span class="cw-reference">{}</span>', text)


def reference_panel(words: str, reference: str) -> str:
    """What a panel of done says under its title: the reference, large, with words before it."""
    return format_html("{}<br><strong>{}</strong>", words, reference)


def header_items(path: str) -> list[dict[str, Any]]:
    """The sections in the header, the one that `path` is in marked as such."""
    return [
        {
            "text": str(door.title),
            "href": door.href,
            "active": path.startswith(door.href) and path != door.href,
            "current": path == door.href,
        }
        for door in SITE.header_doors
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
