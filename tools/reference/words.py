"""docs/reference/words.md: words people read that have a name in the code: doors, choices and letters."""

from __future__ import annotations

import ast
import importlib
import inspect
from collections.abc import Iterator

from django.db import models

from commonweal.messaging.kinds import KINDS as LETTERS
from commonweal.ui.site import SITE
from tools.reference.markdown import code, link, page, table
from tools.reference.modules import Module, messages, modules, says, texts_in

WORDS = """\
Every other sentence people read stands in the code exactly as it is read, once: look for a few words of it in
`src/commonweal`. What the council's own words mean is in the [glossary](../glossary.md)."""


def text() -> str:
    """Doors and footer links, then choices, then letters."""
    body = [*_doors(), *_choices(), *_letters()]
    return page("Words", written_from="`apps.py`, `states.py`, `models.py` and `emails.py`", words=WORDS, body=body)


def _area(url_name: str) -> str:
    area = url_name.partition(":")[0]
    return link(f"`{area}/apps.py`", f"src/commonweal/{area}/apps.py")


def _doors() -> Iterator[str]:
    yield from ("## Doors", "", "Ways in, on the home page in this order; some stand in the header too.", "")
    yield from table(
        ("door", "says", "leads to", "in the header", "where"),
        (
            (str(door.title), str(door.summary), code(door.href), "yes" if door.in_header else "", _area(door.url_name))
            for door in SITE.doors
        ),
    )
    yield from ("## Links in the footer", "")
    yield from table(
        ("link", "leads to", "where"),
        ((str(each.title), code(each.href), _area(each.url_name)) for each in SITE.footer),
    )


def _choices() -> Iterator[str]:
    yield from ("## Choices and states", "", "A code stands in the database; people read the words beside it.", "")
    for module in sorted([*modules("states"), *modules("models")], key=lambda each: each.path):
        name = module.name
        for choices in vars(importlib.import_module(name)).values():
            is_choices = isinstance(choices, type) and issubclass(choices, models.TextChoices) and len(choices)
            if is_choices and choices.__module__ == name:
                yield from (f"### {module.area}: {choices.__name__}", "")
                yield from (f"{inspect.getdoc(choices)} {link(f'`{module.path}`', module.path)}", "")
                yield from table(("code", "words"), ((code(str(each.value)), str(each.label)) for each in choices))


def _letters() -> Iterator[str]:
    yield from ("## Letters", "", "Officers can change the words of these; the original stands in the code.", "")
    yield from table(
        ("letter", "when it is sent", "subject", "topic"),
        ((code(each.name), str(each.sent), str(each.subject), each.topic or "needed") for each in LETTERS.all()),
    )
    yield from ("", "The words of these are templates, in plain text and in HTML, which say the same.", "")
    yield from table(
        ("letter", "to whom, saying what", "subject", "templates", "where"),
        (row for module in modules("emails") for row in _letters_of(module)),
    )


def _letters_of(module: Module) -> Iterator[tuple[str, ...]]:
    for name, function in module.functions.items():
        kind = next((word for word in _first_arguments(function) if word.startswith(f"{module.area}.")), "")
        for template in (each for each in sorted(texts_in(function)) if "/letters/" in each):
            folder = f"src/commonweal/{module.area}/jinja2/"
            templates = " ".join(link(f"`.{ending}`", f"{folder}{template}.{ending}") for ending in ("txt", "html"))
            subject = "".join(messages(function, beside={}))
            where = link(f"`{module.place}`: `{name}`", module.path)
            yield code(kind), says(function), subject, templates, where


def _first_arguments(function: ast.FunctionDef) -> Iterator[str]:
    for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
        if call.args and isinstance(call.args[0], ast.Constant):
            yield str(call.args[0].value)
