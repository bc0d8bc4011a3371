"""Markdown as the reference pages use it: tables, links into the code, and a page with its first lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def page(title: str, *, written_from: str, words: str, body: Iterable[str]) -> str:
    """A whole page: its title, what it is written from, what it tells, and the rest line by line."""
    head = [f"# {title}", "", f"Written by `./run docs` from {written_from}; change it there.", "", words, ""]
    return "\n".join([*head, *body]).rstrip() + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """The lines of a table, and an empty one after it."""
    return [_row(head), _row(["---"] * len(head)), *(_row(row) for row in rows), ""]


def _row(cells: Sequence[str]) -> str:
    return "|" + "".join(f" {cell(each)} |" if each else " |" for each in cells)


def cell(text: str) -> str:
    """`text` on one line and without ending its cell."""
    return " ".join(text.split()).replace("|", "\\|")


def code(text: str) -> str:
    """`text` as code, nothing as nothing."""
    return f"`{text}`" if text else ""


def link(words: str, path: str) -> str:
    """A link to the file `path`, named from the checkout, as pages in docs/reference reach it."""
    return f"[{words}](../../{path})"


def listed(items: Iterable[str]) -> str:
    """The items of a cell, one below the other."""
    return "<br>".join(items)
