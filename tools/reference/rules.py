"""docs/reference/rules.md: every rule, what it says when it refuses, and what asks it."""

from __future__ import annotations

from collections.abc import Iterator

from tools.lint.sources import GROUND_FLOOR
from tools.reference.markdown import code, link, listed, page, table
from tools.reference.modules import Module, calls_in, messages, modules, names_used, says

WORDS = """\
A rule answers whether somebody may do something, and if not, why, in words for that person. It is written once: it
hides the button, guards the operation and words the error. Numbers that rules count with stand in the same file."""

ASKERS = ("operations", "views", "tasks", "presenters", "queries")


def text() -> str:
    """Every rules.py of every area."""
    found = [module for module in modules("rules") if module.area not in GROUND_FLOOR and module.functions]
    body = [line for module in found for line in _section(module)]
    return page("Rules", written_from="every `rules.py`", words=WORDS, body=body)


def _section(module: Module) -> Iterator[str]:
    title = module.area if module.noun == module.role else f"{module.area}: {module.file.stem.replace('_', ' ')}"
    yield from (f"## {title}", "", link(f"`{module.path}`", module.path), "")
    numbers = [(code(name), code(value), words) for name, value, words in module.constants]
    if numbers:
        yield from table(("number", "is", "why"), numbers)
    asked_by = _askers(module)
    rows = [
        (
            code(name),
            says(function),
            listed(messages(function, beside=module.functions)),
            listed(code(asker) for asker in asked_by.get(name, [])),
        )
        for name, function in module.functions.items()
        if not name.startswith("_")
    ]
    yield from table(("rule", "what it answers", "what it says when it refuses", "asked by"), rows)


def _askers(rules: Module) -> dict[str, list[str]]:
    """For each of `rules`, the functions that ask it: those of the same area, and the rules beside it."""
    asked: dict[str, list[str]] = {}
    for name, function in rules.functions.items():
        for used in sorted(calls_in(function) & rules.functions.keys()):
            asked.setdefault(used, []).append(f"{rules.noun}.{name}")
    for module in (module for role in (*ASKERS, "rules") for module in modules(role) if module.area == rules.area):
        for name, function in module.functions.items():
            for used in sorted(names_used(function)):
                # `rules.can_send`, or `awards.can_send` and `rules.awards.can_send` where rules are a package.
                owner, _, rule = used.rpartition(".")
                if rule in rules.functions and owner in {"rules", rules.file.stem, rules.noun}:
                    asked.setdefault(rule, []).append(f"{module.noun}.{name}")
    return {rule: list(dict.fromkeys(askers)) for rule, askers in asked.items()}
