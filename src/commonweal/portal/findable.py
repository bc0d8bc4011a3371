"""The pages that are the same for everybody, as search knows them: title, what a door says of it, and all its words."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

from django.urls import resolve, reverse

from commonweal.core.requests import visitors_request
from commonweal.core.search import Entry
from commonweal.ui.site import SITE, Door, FooterLink

SILENT = {"script", "style", "button", "form"}
"""What is in a page without being words about its subject."""


class _Words(HTMLParser):
    """Collects the title's first part and the words inside `main`."""

    def __init__(self) -> None:
        super().__init__()
        self.heading: list[str] = []
        self.words: list[str] = []
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  # the parser gives them
        if tag in {"main", "h1"} or tag in SILENT:
            self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._inside and self._inside[-1] == tag:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split())
        if not text or "main" not in self._inside or SILENT & set(self._inside):
            return
        (self.heading if "h1" in self._inside else self.words).append(text)


def entries() -> Iterator[Entry]:
    """An entry for every page that has a door or a link in the footer, read as a visitor reads it."""
    every: list[Door | FooterLink] = [*SITE.footer, *SITE.doors]
    ways_in = {way.url_name: way for way in every}
    for url_name, way in sorted(ways_in.items()):
        page = _read(url_name)
        summary, keywords = (str(way.summary), way.keywords) if isinstance(way, Door) else ("", "")
        yield Entry(
            key=url_name,
            url_name=url_name,
            title=" ".join(page.heading),
            summary=summary or " ".join(page.words)[:200],
            body=" ".join([*page.words, str(way.title), keywords]),
            importance=2 if isinstance(way, Door) else 1,
        )


def _read(url_name: str) -> _Words:
    request = visitors_request(reverse(url_name))
    match = resolve(request.path)
    response = match.func(request, *match.args, **match.kwargs)
    reader = _Words()
    reader.feed(response.content.decode())
    return reader
