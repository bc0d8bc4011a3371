"""Codes and titles of what a strategy says, leading to the page of each. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from commonweal.accountability.presenters import strategy_words as words
from commonweal.accountability.queries.strategy_texts import Texts
from commonweal.ui.rows import link_to


@lru_cache(maxsize=256)  # a page leads to many, and each look-up of an address costs as much as its line
def _below(name: str, slug: str) -> str:
    return reverse(f"accountability:{name}", kwargs={"slug": slug})


def fact_address(slug: str, code: str) -> str:
    """The path of a fact's page."""
    return f"{_below('facts', slug)}{code}/"


def contradiction_address(slug: str, code: str) -> str:
    """The path of a contradiction's page."""
    return f"{_below('contradictions', slug)}{code}/"


def coded(href: str, code: str, title: str) -> SafeString:
    """A link of a code and a title."""
    said = format_html('<span class="cw-commitment__code" data-given>{}</span> {}', code, words.given(title))
    return link_to(href, said)


def links(codes: Iterable[str], texts: Texts, slug: str) -> list[SafeString]:
    """Links to commitments, facts and contradictions by their codes; what the newest version lacks is left out."""
    return [link for code in codes if (link := _link(code, texts, slug))]


def _link(code: str, texts: Texts, slug: str) -> SafeString | None:
    if code in texts.commitments:
        return coded(words.commitment_address(slug, code), code, texts.commitments[code].title)
    if code in texts.facts:
        return coded(fact_address(slug, code), code, texts.facts[code].title)
    if code in texts.contradictions:
        return coded(contradiction_address(slug, code), code, texts.contradictions[code].title)
    return None
