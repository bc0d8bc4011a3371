"""Rules about reasons: what departs from the habit says why beside it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tools.lint.sources import Finding, Source, all_modules, rule

_EXCUSE = re.compile(r"#\s*(type:\s*ignore(\[[\w, -]+\])?|noqa(:\s*[A-Z0-9, ]+)?|pragma:\s*no cover)(?P<after>.*)")
_PROMISE = re.compile(r"#.*\b(TODO|FIXME|XXX)\b(?!\(#\d+\))")


def _has_comment_at(source: Source, line: int) -> bool:
    """Whether a line, or the first of a row of imports that it stands in, has a comment beside it or above it."""
    here, before = source.lines[line - 1], source.lines[line - 2].strip() if line > 1 else ""
    if "  # " in here or before.startswith("#"):
        return True
    return before.startswith(("import ", "from ")) and _has_comment_at(source, line - 1)


def _house_and_tools(source: Source) -> bool:
    # A test starts programs of its own, which load Django when they are ready for it.
    return all_modules(source) and not source.path.startswith("tests/")


@rule(
    "An import inside a function is a design question: answer it, or write why beside it.",
    reads=_house_and_tools,
    good="def start():\n    import psycopg  # only this part needs it\n",
    bad="def start():\n    import psycopg\n",
)
def inner_imports_say_why(source: Source) -> Iterator[Finding]:
    """Imports stand at the top, or say why not."""
    for function in source.functions():
        for node in ast.walk(function):
            if isinstance(node, ast.Import | ast.ImportFrom) and not _has_comment_at(source, node.lineno):
                yield node.lineno, "an import inside a function without a reason"


@rule(
    "Write the reason after it: `# type: ignore[arg-type]  # the stubs lag behind`.",
    reads=all_modules,
    good="x = f(1)  # type: ignore[arg-type]  # the stubs lag behind\n",
    bad="x = f(1)  # type: ignore[arg-type]\n",
)
def excuses_say_why(source: Source) -> Iterator[Finding]:
    """A check that is switched off says why."""
    for number, line in enumerate(source.lines, start=1):
        excuse = _EXCUSE.search(line)
        is_quoted = excuse is not None and line[: excuse.start()].count('"') % 2
        if excuse and not is_quoted and len(excuse["after"].strip(" #-–:")) < 4:
            yield number, f"{excuse[0].strip()} without a reason"


@rule(
    "Do it, or write it down where work is planned and name that: TODO(#12).",
    reads=all_modules,
    good="x = 1  # TODO(#12) ask twice\n",
    bad="x = 1  # TODO ask twice\n",
)
def promises_have_a_number(source: Source) -> Iterator[Finding]:
    """No promise that nobody will find again."""
    for number, line in enumerate(source.lines, start=1):
        promise = _PROMISE.search(line)
        if promise and not line[: promise.start()].count('"') % 2:
            yield number, "a promise without a number"
