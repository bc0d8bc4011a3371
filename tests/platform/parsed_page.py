"""A page as a browser understands it, for the page lint and for tests that read pages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from xml.etree.ElementTree import Element

import html5lib


class Page:
    """A page as a browser understands it, with the look-ups that the rules share."""

    def __init__(self, markup: str) -> None:
        parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
        self.root: Element = parser.parse(markup)
        self.parse_errors = [(line, code) for (line, _column), code, _words in parser.errors]
        self.elements = [element for element in self.root.iter() if isinstance(element.tag, str)]
        self.parents = {child: parent for parent in self.elements for child in parent}

    @cached_property
    def by_id(self) -> dict[str, Element]:
        """The first element with each id."""
        return {element.attrib["id"]: element for element in reversed(self.elements) if "id" in element.attrib}

    def all(self, *tags: str) -> list[Element]:
        """The elements with one of `tags`, in the order of the page."""
        return [element for element in self.elements if element.tag in tags]

    def above(self, element: Element) -> Iterator[Element]:
        """What `element` stands in, from the inside out."""
        while element in self.parents:
            element = self.parents[element]
            yield element

    def name_of(self, element: Element) -> str:
        """The words that a screen reader says for `element`, near enough: label, text and pictures' alternatives."""
        named = [self.by_id[word] for word in element.get("aria-labelledby", "").split() if word in self.by_id]
        pieces = [element.get("aria-label", ""), *("".join(other.itertext()) for other in named), *element.itertext()]
        pieces += [inside.get("alt", "") + inside.get("aria-label", "") for inside in element.iter()]
        return " ".join("".join(pieces).split())


def shown(element: Element) -> str:
    """An element's opening tag, for messages."""
    attributes = "".join(f' {name}="{value}"' for name, value in element.attrib.items())
    return f"<{element.tag}{attributes}>"
