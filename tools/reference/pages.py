"""docs/reference/pages.md: every address, what it shows, where it is made, and who gets in."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from tests.platform.access_table import TABLE, Persona, Row
from tools.reference import ROOT
from tools.reference.markdown import code, link, listed, page, table
from tools.reference.modules import PRODUCT

WORDS = """\
Who gets in is held by `tests/platform/access_table.py`: an address that is missing there fails the suite, and so does
one that answers somebody otherwise. 200 is a page, 302 leads on, 404 is no page for this person, 422 is a form that
needs an answer (the table sends forms empty). Any other method is answered 405. Each guest asks with the key they hold:
what *other* sees is their own, and a test looks that nobody else's words are on it."""

_TEMPLATE = re.compile(r'"([a-z_]+/[a-z_/]+\.html)"')


@dataclass(frozen=True)
class Address:
    """One address: its name, its pattern and the view behind it."""

    name: str
    pattern: str
    view: Callable[..., Any]

    @property
    def area(self) -> str:
        """The package whose page it is."""
        return self.name.partition(":")[0]


def text() -> str:
    """Every address by area, from the URL configuration."""
    found = list(_addresses(get_resolver().url_patterns))
    rows = {row.name: row for row in TABLE}
    body = ["Who asks:", "", *(f"- *{persona.name.lower()}*: {persona.value}" for persona in Persona), ""]
    for area in dict.fromkeys(address.area for address in found):
        body += [f"## {area}", "", link(f"`{area}/urls.py`", f"src/commonweal/{area}/urls.py"), ""]
        body += table(
            ("page", "what it is", "name", "view", "template", "who gets in"),
            (_cells(address, rows.get(address.name)) for address in found if address.area == area),
        )
    return page("Pages", written_from="the addresses and `tests/platform/access_table.py`", words=WORDS, body=body)


def _addresses(patterns: list[URLPattern | URLResolver], prefix: str = "/", space: str = "") -> Iterator[Address]:
    for pattern in patterns:
        where = f"{prefix}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from _addresses(pattern.url_patterns, where, f"{pattern.namespace}:" if pattern.namespace else space)
        else:
            yield Address(f"{space}{pattern.name}", where, inspect.unwrap(pattern.callback))


def _cells(address: Address, row: Row | None) -> tuple[str, ...]:
    file = Path(inspect.getfile(address.view)).relative_to(ROOT).as_posix()
    view = link(f"`{address.view.__name__}`", file)
    templates = [link(code(name), _template(name)) for name in _TEMPLATE.findall(inspect.getsource(address.view))]
    who = listed(_who(method, answers) for method, answers in row.answers.items()) if row else "not in the table"
    return (code(address.pattern), inspect.getdoc(address.view) or "", code(address.name), view, listed(templates), who)


def _template(name: str) -> str:
    found = next(PRODUCT.glob(f"*/jinja2/{name}"))
    return found.relative_to(ROOT).as_posix()


def _who(method: str, answers: dict[Persona, int]) -> str:
    statuses = dict.fromkeys(answers.values())
    if len(statuses) == 1:
        return f"{method}: {next(iter(statuses))} for everybody"
    parts = [
        f"{status} for {', '.join(who.name.lower() for who in answers if answers[who] == status)}"
        for status in statuses
    ]
    return f"{method}: {'; '.join(parts)}"
