"""A visitor's walk through the pages, the same over the wire (for CPU, bytes and time) and in-process (for queries).

What is walked: every page without a name in its address, which the resolver knows; searches that find, miss and are
misspelt; and the whole of asking for another format, as somebody without JavaScript does it.
"""

from __future__ import annotations

import gzip
import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Protocol
from urllib.parse import urlsplit


class UnexpectedAnswerError(Exception):
    """A page answered otherwise than it does for a visitor; figures of it would mean nothing."""


@dataclass(frozen=True)
class Answer:
    """What came back: its status, its headers in lower case, its body as it came, and its bytes with the headers."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    wire_bytes: int

    @property
    def text(self) -> str:
        """The body, unpacked."""
        packed = self.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode()


class Visitor(Protocol):
    """Somebody who asks for pages, and notes under `step` what each one costs."""

    def get(self, step: str, address: str) -> Answer:
        """The page at `address`."""

    def post(self, step: str, address: str, fields: Mapping[str, str], *, is_multipart: bool) -> Answer:
        """What comes of sending `fields`, in parts when the form can also send files."""


class _Form(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.hidden: dict[str, str] = {}
        self.is_multipart = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag == "form":
            self.is_multipart = named.get("enctype") == "multipart/form-data"
        if tag == "input" and named.get("type") == "hidden" and named.get("name"):
            self.hidden[str(named["name"])] = named.get("value") or ""


# The questions of asking for another format: the last word of the address, and what a visitor answers. Each visit is
# somebody else's (`{visit}`), because one contact can ask a few times a day only.
ANSWERS: dict[str, dict[str, str]] = {
    "what": {"wanted": "The letter about my grant, dated 4 December."},
    "which": {"format": "LARGE_PRINT"},
    "reach": {"name": "Sam Example", "reach_by": "EMAIL", "email": "sam.{visit}@example.org"},
    "check": {},
}


def ask_for_another_format(visitor: Visitor, *, start: str) -> None:
    """The whole journey once: each page shown and each answer sent. Raises UnexpectedAnswerError when one fails."""
    visit = secrets.token_hex(6)
    page = visitor.get(f"GET {start}", start)
    if page.status != 200:
        raise UnexpectedAnswerError(f"GET {start} answered {page.status}")
    here = _sent(visitor, f"POST {start}", start, page, {})
    # As many pages as there are questions, and the one that says it has been sent.
    for _question in range(len(ANSWERS) + 1):
        last_word = urlsplit(here).path.rstrip("/").rpartition("/")[2]
        step = f"{start}…/{last_word}/"
        page = visitor.get(f"GET {step}", here)
        if page.status != 200:
            raise UnexpectedAnswerError(f"GET {step} answered {page.status}")
        if last_word not in ANSWERS:
            return
        answers = {name: words.replace("{visit}", visit) for name, words in ANSWERS[last_word].items()}
        here = _sent(visitor, f"POST {step}", here, page, answers)


def _sent(visitor: Visitor, step: str, address: str, page: Answer, answers: Mapping[str, str]) -> str:
    form = _Form()
    form.feed(page.text)
    answer = visitor.post(step, address, form.hidden | dict(answers), is_multipart=form.is_multipart)
    if answer.status not in {302, 303}:
        raise UnexpectedAnswerError(f"{step} answered {answer.status}")
    return answer.headers["location"]


class _Assets(HTMLParser):
    ATTRIBUTES = {"link": "href", "script": "src", "img": "src"}
    RELATIONS = {"stylesheet", "icon", "preload", "modulepreload", "manifest", "apple-touch-icon", "mask-icon"}

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag == "link" and not self.RELATIONS & set((named.get("rel") or "").split()):
            return
        if address := named.get(self.ATTRIBUTES.get(tag, "")):
            self.addresses.append(address)


_IN_STYLESHEET = re.compile(r"url\([\"']?([^)\"']+)[\"']?\)")
_IN_SCRIPT = re.compile(r"""(?:from|import)\s*\(?["']([^"']+)["']""")


def assets_in_page(page: str) -> list[str]:
    """What a page makes a browser fetch."""
    reader = _Assets()
    reader.feed(page)
    return reader.addresses


def assets_in_asset(address: str, text: str) -> Iterator[str]:
    """What a stylesheet or a script makes a browser fetch."""
    pattern = _IN_STYLESHEET if address.endswith(".css") else _IN_SCRIPT if address.endswith(".js") else None
    for found in pattern.findall(text) if pattern else []:
        if not found.startswith("data:"):
            yield found
