"""What the house rules read: one file at a time, as text and as a syntax tree, with its place in the house."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = "src/commonweal/"
FOLDERS = ("src/commonweal", "tools", "tests", "benchmarks")

# Beneath the areas: no page, no operation, so the rules about areas' files do not speak of them.
GROUND_FLOOR = {"core", "ui", "config"}


@dataclass(frozen=True)
class Source:
    """A file by its path from the checkout, and what stands in it."""

    path: str
    text: str

    @property
    def is_product(self) -> bool:
        """Whether it is part of what ships."""
        return self.path.startswith(PRODUCT)

    @property
    def is_python(self) -> bool:
        """Whether it is a module."""
        return self.path.endswith(".py")

    @property
    def is_template(self) -> bool:
        """Whether a page, or a part of one, is rendered from it."""
        return "/jinja2/" in self.path

    @property
    def is_migration(self) -> bool:
        """Whether it is a migration."""
        return "migrations" in PurePosixPath(self.path).parts

    @property
    def area(self) -> str:
        """The package of ours it belongs to (`grants`), or nothing outside the product."""
        inside = self.path.removeprefix(PRODUCT)
        return inside.partition("/")[0] if self.is_product and "/" in inside else ""

    @property
    def role(self) -> str:
        """What it is in its area: `views` for `grants/views.py` and for `grants/views/awards.py` alike."""
        inside = self.path.removeprefix(PRODUCT).partition("/")[2]
        return PurePosixPath(inside).parts[0].removesuffix(".py") if inside else ""

    @cached_property
    def lines(self) -> list[str]:
        """The text, line by line."""
        return self.text.splitlines()

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """Every node of its syntax tree; none for what is not Python."""
        return list(ast.walk(ast.parse(self.text))) if self.is_python else []

    def calls(self) -> Iterator[ast.Call]:
        """Every call in it."""
        return (node for node in self.nodes if isinstance(node, ast.Call))

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        """Every function in it."""
        return (node for node in self.nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


Finding = tuple[int, str]
"""A line, and what is wrong there."""

Check = Callable[[Source], Iterator[Finding]]


@dataclass(frozen=True)
class Rule:
    """A house rule: which files it reads, what it teaches, and two pieces of code that keep it and break it."""

    name: str
    check: Check
    teaches: str
    reads: Callable[[Source], bool]
    good: Source
    bad: Source

    def findings(self, source: Source) -> list[str]:
        """What breaks the rule in `source`, a line each."""
        if not self.reads(source):
            return []
        return [
            f"{source.path}:{line}: {self.name}: {what}. {self.teaches}" for line, what in sorted(self.check(source))
        ]


RULES: dict[str, Rule] = {}


def product_modules(source: Source) -> bool:
    """Python that ships, migrations apart."""
    return source.is_product and source.is_python and not source.is_migration


def area_modules(source: Source) -> bool:
    """Python of the areas and services, above core, ui and config."""
    return product_modules(source) and source.area not in GROUND_FLOOR


def all_modules(source: Source) -> bool:
    """All Python, migrations apart."""
    return source.is_python and not source.is_migration


def templates(source: Source) -> bool:
    """What pages and letters are rendered from."""
    return source.is_template


def rule(
    teaches: str,
    *,
    reads: Callable[[Source], bool],
    good: str,
    bad: str,
    at: str = "src/commonweal/grants/views.py",
    bad_at: str = "",
) -> Callable[[Check], Check]:
    """Make a check a rule, named as the function is; `at` is the file its examples pretend to be."""

    def register(check: Check) -> Check:
        name = check.__name__
        RULES[name] = Rule(name, check, teaches, reads, Source(at, good), Source(bad_at or at, bad))
        return check

    return register


def sources() -> Iterator[Source]:
    """Every file that rules read."""
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            is_read = path.suffix == ".py" or "jinja2" in path.parts
            if is_read and path.is_file() and "__pycache__" not in path.parts:
                yield Source(path.relative_to(ROOT).as_posix(), path.read_text())
