"""docs/reference/jobs.md: what workers do, when it comes round, and how often it is tried."""

from __future__ import annotations

import ast
from datetime import time

from commonweal.core.jobs import definitions, queue
from commonweal.core.jobs.definitions import Definition
from tools.lint.areas import dotted
from tools.reference.markdown import code, link, page, table
from tools.reference.modules import Function, modules, says

WORDS = """\
A job is a function in an area's `tasks.py`. What comes round has a cron line in London time; the others are enqueued
by an operation, in its own transaction. A job that is *inside* is one transaction, so it takes effect once however
often it is tried; one that is *outside* speaks to the world or keeps its own transactions, and may be tried again
half-way. `./run manage jobs` lists what waits and what failed."""


def text() -> str:
    """Every job of every tasks.py."""
    rows = [
        (
            code(name),
            _when(definitions.find(name)),
            str(definitions.find(name).attempts),
            _kind(name),
            says(function),
            where,
        )
        for module in modules("tasks")
        for function in module.functions.values()
        for name in _names(function)
        for where in [link(f"`{module.place}`", module.path)]
    ]
    waits = ", ".join(_span(int(wait.total_seconds())) for wait in queue.WAITS)
    body = table(("job", "when", "attempts at most", "how", "what it does", "where"), rows)
    body += [
        f"Between attempts it waits {waits}, a fifth more or less; the last wait is repeated. They are named in",
        f"{link('`core/jobs/queue.py`', 'src/commonweal/core/jobs/queue.py')}.",
    ]
    return page("Jobs", written_from="every `tasks.py`", words=WORDS, body=body)


def _names(function: Function) -> list[str]:
    """The job that `function` is, if it is one."""
    return [
        str(decorator.args[0].value)
        for decorator in function.decorator_list
        if isinstance(decorator, ast.Call) and dotted(decorator.func) == "jobs.job"
        if isinstance(decorator.args[0], ast.Constant)
    ]


def _when(definition: Definition) -> str:
    minute, hour, *days = (definition.every or "- - - - -").split()
    if not definition.every:
        return "when it is enqueued"
    if definition.every == "* * * * *":
        return "every minute"
    if minute.isdigit() and hour.isdigit() and days == ["*", "*", "*"]:
        return f"every day at {time(int(hour), int(minute)):%H:%M}"
    return code(definition.every)


def _kind(name: str) -> str:
    return "outside" if definitions.find(name).is_outside else "inside"


def _span(seconds: int) -> str:
    for size, word in ((3600, "hour"), (60, "minute")):
        if seconds >= size:
            return f"{seconds // size} {word}{'' if seconds // size == 1 else 's'}"
    return f"{seconds} seconds"
