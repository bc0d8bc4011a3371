"""Our own modules as the reference pages read them: which there are, their functions and the words in those."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tools.lint.areas import dotted
from tools.lint.pages import GETTEXT
from tools.reference import ROOT

PRODUCT = ROOT / "src" / "commonweal"

Function = ast.FunctionDef


@dataclass(frozen=True)
class Module:
    """One module of ours: `area` is the package it belongs to, `role` what it is there (`rules`, `operations`)."""

    area: str
    role: str
    file: Path

    @property
    def path(self) -> str:
        """Its path from the checkout."""
        return self.file.relative_to(ROOT).as_posix()

    @property
    def noun(self) -> str:
        """What it is called inside its area: `rules`, or `rules.awards` for a module of a package."""
        return self.role if self.file.stem in {self.role, "__init__"} else f"{self.role}.{self.file.stem}"

    @property
    def place(self) -> str:
        """Where it is, as readers are told: `people/rules/awards.py`."""
        return self.file.relative_to(PRODUCT).as_posix()

    @property
    def name(self) -> str:
        """Its dotted name, for importing it."""
        return ".".join(self.file.relative_to(PRODUCT.parent).with_suffix("").parts).removesuffix(".__init__")

    @cached_property
    def tree(self) -> ast.Module:
        """Its syntax tree."""
        return ast.parse(self.file.read_text())

    @property
    def functions(self) -> dict[str, Function]:
        """The functions at its top, by name, in the order they stand."""
        return {node.name: node for node in self.tree.body if isinstance(node, Function)}

    @property
    def constants(self) -> Iterator[tuple[str, str, str]]:
        """Name, value and words of each value that has a docstring below it."""
        for node, below in zip(self.tree.body, self.tree.body[1:], strict=False):
            if isinstance(node, ast.Assign) and isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant):
                yield ast.unparse(node.targets[0]), ast.unparse(node.value), str(below.value.value)


def modules(role: str) -> list[Module]:
    """Every `role`.py of our packages, and every module in a package of that name, in the order of their paths."""
    files = [*PRODUCT.glob(f"*/{role}.py"), *PRODUCT.glob(f"*/{role}/**/*.py")]
    return [Module(file.relative_to(PRODUCT).parts[0], role, file) for file in sorted(files)]


def says(function: Function) -> str:
    """The first paragraph of what `function` says of itself."""
    return (ast.get_docstring(function) or "").partition("\n\n")[0]


def messages(function: Function, *, beside: dict[str, Function]) -> list[str]:
    """The words for people in `function`, and in the private functions of its module (`beside`) that it calls."""
    found: list[str] = []
    for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
        name = dotted(call.func).rpartition(".")[2]
        if name in GETTEXT and call.args and isinstance(call.args[0], ast.Constant):
            found.append(str(call.args[0].value))
        elif name.startswith("_") and name in beside:
            found += messages(beside[name], beside=beside)
    return found


def names_used(function: Function) -> set[str]:
    """The dotted names in `function`: `rules.can_send` and the like."""
    return {dotted(node) for node in ast.walk(function) if isinstance(node, ast.Attribute)}


def calls_in(function: Function) -> set[str]:
    """The bare names that `function` calls."""
    calls = (node.func for node in ast.walk(function) if isinstance(node, ast.Call))
    return {called.id for called in calls if isinstance(called, ast.Name)}


def texts_in(function: Function) -> set[str]:
    """The texts that stand in `function`."""
    return {node.value for node in ast.walk(function) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
