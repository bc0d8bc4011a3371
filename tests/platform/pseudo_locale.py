"""A language made up to show which words of a page came through gettext: every message stands in ⟦brackets⟧."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path
from xml.etree.ElementTree import Comment, Element

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo

from tests.platform.parsed_page import Page

PRODUCT = Path(__file__).resolve().parents[2] / "src" / "commonweal"

LANGUAGE = "en-xa"
OPEN, CLOSE = "⟦", "⟧"

# Words of a page that no text node holds.
SPOKEN_ATTRIBUTES = ("alt", "aria-label", "title", "placeholder")

# What a page holds and nobody reads.
SILENT: frozenset[object] = frozenset({"script", "style", Comment})

# An element with this attribute shows what somebody gave us: a name, a question, an answer.
GIVEN = "data-given"

# How a thing is called in letters and addresses, and an entry of a strategy in its pack; it is no word.
REFERENCE = re.compile(r"\b(?:[A-Z]{2}-[0-9A-Z]{4}-[0-9A-Z]{4}|[A-Z]-[0-9]{2,3}[a-z]?)\b")

METHODS = [("**.py", "python"), ("**/jinja2/**", "jinja2")]
OPTIONS = {"**/jinja2/**": {"trimmed": "true", "trim_blocks": "true", "lstrip_blocks": "true", "newstyle": "true"}}


def catalogue() -> Catalog:
    """Every message of the product, translated into itself in brackets."""
    made = Catalog(locale="en", fuzzy=False)
    for _file, _line, message, _comments, context in extract_from_dir(
        PRODUCT, method_map=METHODS, options_map=OPTIONS, keywords=KEYWORDS
    ):
        words = message if isinstance(message, str) else tuple(message)
        bracketed = bracket(words) if isinstance(words, str) else tuple(bracket(form) for form in words)
        made.add(words, bracketed, context=context)
    return made


# Which arguments of each function are the message; "c" marks the context.
KEYWORDS: dict[str, tuple[int | tuple[int, int] | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def bracket(words: str) -> str:
    """`Send` → `⟦Send⟧`."""
    return f"{OPEN}{words}{CLOSE}"


def write_catalogue(folder: Path) -> int:
    """Write the made-up language where Django looks for it (LOCALE_PATHS); how many messages it has."""
    made = catalogue()
    place = folder / "en_XA" / "LC_MESSAGES"
    place.mkdir(parents=True)
    with (place / "django.mo").open("wb") as file:
        write_mo(file, made)
    return len(made)


def words_outside(markup: str, *, given: Collection[str] = ()) -> list[str]:
    """The words of a page under the made-up language that did not come through gettext.

    `given` are words of settings and people, which have no translation.
    """
    page = Page(markup)
    strays: list[str] = []
    depth = 0
    for text, is_given in _texts(page):
        outside = ""
        for character in text:
            depth += character == OPEN
            if not depth:
                outside += character
            depth -= character == CLOSE
        if not is_given and _is_stray(outside, given):
            strays.append(" ".join(outside.split()))
    for element in page.elements:
        strays += [
            element.attrib[name]
            for name in SPOKEN_ATTRIBUTES
            if name in element.attrib and OPEN not in element.attrib[name] and _is_stray(element.attrib[name], given)
        ]
    return strays


def _texts(page: Page) -> list[tuple[str, bool]]:
    """The texts of a page in order, each with whether somebody gave it to us."""
    texts: list[tuple[str, bool]] = []

    def walk(element: Element, is_given: bool) -> None:
        if element.tag not in SILENT:
            inside = is_given or GIVEN in element.attrib
            texts.append((element.text or "", inside))
            for child in element:
                walk(child, inside)
                texts.append((child.tail or "", inside))

    walk(page.root, False)
    return texts


def _is_stray(text: str, given: Collection[str]) -> bool:
    text = REFERENCE.sub("", text)
    if not any(character.isalpha() for character in text):
        return False
    for words in sorted(given, key=len, reverse=True):
        text = text.replace(words, "")
    return any(character.isalpha() for character in text)
