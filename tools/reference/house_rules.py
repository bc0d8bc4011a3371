"""docs/reference/house-rules.md: what `tools/lint` and the page lint hold, and what they say to whoever breaks it."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator

from tools.lint import RULES
from tools.reference import ROOT
from tools.reference.markdown import code, page, table
from tools.reference.modules import says

PAGE_RULES = ROOT / "tests" / "platform" / "page_rules.py"

WORDS = """\
Ruff, mypy and import-linter hold what they can, under `pyproject.toml`. These hold the rest. Each stands beside its
message and two examples, one that keeps it and one that breaks it, which a test runs."""


def text() -> str:
    """The rules about code, then those about pages."""
    body = [*_code_rules(), *_page_rules()]
    return page("House rules", written_from="`tools/lint` and `tests/platform/page_rules.py`", words=WORDS, body=body)


def _code_rules() -> Iterator[str]:
    yield from ("## In the code", "", "`./run check rules` reads every file; a breach names its line.", "")
    yield from table(
        ("rule", "what it holds", "what it says"),
        ((code(name), inspect.getdoc(rule.check) or "", rule.teaches) for name, rule in RULES.items()),
    )


def _page_rules() -> Iterator[str]:
    yield from ("## In every page", "", "Every HTML answer in every test, and every page of a journey, is read.", "")
    # Read and not imported: the parser that pages are read with is there only where tests run.
    functions = [node for node in ast.parse(PAGE_RULES.read_text()).body if isinstance(node, ast.FunctionDef)]
    rules = [function for function in functions if function.decorator_list]
    yield from table(("rule", "why"), ((code(rule.name), says(rule)) for rule in rules))
