"""docs/reference/pages.md: every address, what it shows, where it is made, and who gets in."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from tests.platform.access_rows import Row, unsigned
from tests.platform.access_table import TABLE
from tests.platform.personas import NOT_SIGNED_IN, SIGNED_IN, STAFF, Persona
from tools.reference import ROOT
from tools.reference.markdown import code, link, listed, page, table
from tools.reference.modules import PRODUCT

WORDS = """\
Who gets in is held by `tests/platform/access_table.py`: an address that is missing there fails the suite, and so does
one that answers somebody otherwise. 200 is a page, 302 leads on, 404 is no page for this person, 422 is a form that
needs an answer (the table sends forms empty). Any other method is answered 405, or 404 where there is no page for this
person. Where nothing is said of them, those who are not signed in are led to sign in, and refused (403) when they send
something. Each guest asks with the key they hold: what *other* sees is their own. A test looks that nobody is shown
what is another's."""

GROUPS = (
    ("everybody", frozenset(Persona)),
    ("whoever signed in", frozenset(SIGNED_IN)),
    ("staff", frozenset(STAFF)),
    ("whoever is not signed in", frozenset(NOT_SIGNED_IN)),
)
"""Those who are named together, the largest first."""

OTHERS = "the others"

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
    body = ["Who asks:", "", *(f"- *{_name(persona)}*: {persona.value}" for persona in Persona), ""]
    for area in dict.fromkeys(address.area for address in found):
        urls = f"src/commonweal/{area}/urls.py"
        body += [f"## {area}", "", *([link(f"`{area}/urls.py`", urls), ""] if (ROOT / urls).is_file() else [])]
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
    file = Path(inspect.getfile(address.view))
    name = getattr(address.view, "__name__", type(address.view).__name__)
    is_ours = file.is_relative_to(PRODUCT)
    view = link(f"`{name}`", file.relative_to(ROOT).as_posix()) if is_ours else f"`{name}` of {_package(address.view)}"
    used = dict.fromkeys(_TEMPLATE.findall(inspect.getsource(address.view))) if is_ours else {}
    templates = [link(code(name), _template(name)) for name in used]
    who = listed(_who(method, answers) for method, answers in row.answers.items()) if row else "not in the table"
    return (code(address.pattern), inspect.getdoc(address.view) or "", code(address.name), view, listed(templates), who)


def _package(view: Callable[..., Any]) -> str:
    return view.__module__.partition(".")[0]


def _template(name: str) -> str:
    found = next(PRODUCT.glob(f"*/jinja2/{name}"))
    return found.relative_to(ROOT).as_posix()


def _who(method: str, answers: dict[Persona, int]) -> str:
    default = unsigned(method)
    told = {who: status for who, status in answers.items() if default.get(who) != status}
    if len(told) + len(default) > len(answers):
        told = answers  # the page is public, or opens to some who are not signed in: everybody is named
    by_status = {status: frozenset(who for who in told if told[who] == status) for status in sorted(set(told.values()))}
    parts = [f"{status} for {_named(who, told)}" for status, who in by_status.items()]
    return f"{method}: {'; '.join(sorted(parts, key=lambda part: part.endswith(OTHERS)))}"


def _named(who: frozenset[Persona], told: dict[Persona, int]) -> str:
    """The personas in words: by the groups they make up, and whoever is left by name; most of them as the others."""
    if 2 * len(who) > len(told) and len(who) < len(told) and who not in (group for _words, group in GROUPS):
        return OTHERS
    words = []
    for name, group in GROUPS:
        if group <= who:
            words.append(name)
            who -= group
    return ", ".join([*words, *(_name(each) for each in Persona if each in who)])


def _name(persona: Persona) -> str:
    return persona.name.lower().replace("_", " ")
