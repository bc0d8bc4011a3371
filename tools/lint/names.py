"""Rules about names and size: what a thing is called, and how long it may be."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tools.lint.areas import dotted
from tools.lint.sources import Finding, Source, all_modules, product_modules, rule

EMPTY_NAMES = {"utils", "util", "helpers", "helper", "manager", "managers", "common", "misc", "data", "data2"}
LONGEST_MODULE = 400
LONGEST_FUNCTION = 50

MONEY = re.compile(r"(^|_)(amount|cost|price|budget|fee|fees|pounds|money)(_|$)")
NUMBERS = {"IntegerField", "BigIntegerField", "PositiveIntegerField", "PositiveBigIntegerField"}
FRACTIONS = {"DecimalField", "FloatField"}


@rule(
    "Put a function beside the noun it is about, and name the module after that noun.",
    reads=all_modules,
    good="",
    bad="",
    at="src/commonweal/grants/budgets.py",
    bad_at="src/commonweal/grants/utils.py",
)
def modules_are_named_for_nouns(source: Source) -> Iterator[Finding]:
    """No drawer for things that have no place."""
    for word in source.path.removesuffix(".py").split("/"):
        if word in EMPTY_NAMES:
            yield 1, f"{word!r} says nothing"


@rule(
    f"Past {LONGEST_MODULE} lines a module becomes a package by noun.",
    reads=all_modules,
    good="x = 1\n" * 3,
    bad="x = 1\n" * (LONGEST_MODULE + 1),
)
def modules_are_short(source: Source) -> Iterator[Finding]:
    """A module can be read in one go."""
    if len(source.lines) > LONGEST_MODULE:
        yield len(source.lines), f"{len(source.lines)} lines"


@rule(
    "A function fits on a screen; give the parts names.",
    reads=all_modules,
    good="def f():\n    return 1\n",
    bad="def f():\n" + "    x = 1\n" * LONGEST_FUNCTION,
)
def functions_fit_a_screen(source: Source) -> Iterator[Finding]:
    """A function can be seen whole."""
    for function in source.functions():
        length = (function.end_lineno or function.lineno) - function.lineno + 1
        if length > LONGEST_FUNCTION:
            yield function.lineno, f"{function.name} has {length} lines"


def _model_fields(source: Source) -> Iterator[tuple[int, str, str]]:
    """Line, name and kind of every field of a model."""
    for node in source.nodes:
        if not isinstance(node, ast.ClassDef):
            continue
        for line in node.body:
            named = isinstance(line, ast.Assign) and len(line.targets) == 1 and isinstance(line.targets[0], ast.Name)
            if named and isinstance(line, ast.Assign) and isinstance(line.value, ast.Call):
                owner, _, kind = dotted(line.value.func).rpartition(".")
                if owner == "models" and kind.endswith("Field"):
                    yield line.lineno, ast.unparse(line.targets[0]), kind


def _field_fault(name: str, kind: str) -> str:
    if kind == "DateTimeField" and not name.endswith("_at"):
        return "is an instant and ends in _at"
    if kind == "DateField" and not name.endswith("_on"):
        return "is a London day and ends in _on"
    if kind == "BooleanField" and not name.startswith(("is_", "has_")):
        return "is a yes or no and begins with is_ or has_"
    if kind in NUMBERS and MONEY.search(name) and not name.endswith("_pence"):
        return "is money and ends in _pence"
    if kind in FRACTIONS and (MONEY.search(name) or name.endswith("_pence")):
        return "is money and held in whole pence"
    return ""


@rule(
    "The name says what the value is: …_at, …_on, …_pence, is_… or has_….",
    reads=product_modules,
    good="class Fund(models.Model):\n    closes_at = models.DateTimeField()\n",
    bad="class Fund(models.Model):\n    closing = models.DateTimeField()\n",
    at="src/commonweal/grants/models.py",
)
def fields_are_named_for_their_kind(source: Source) -> Iterator[Finding]:
    """Money, instants, days, and yes or no."""
    for line, name, kind in _model_fields(source):
        if fault := _field_fault(name, kind):
            yield line, f"{name} {fault}"


@rule(
    "Open the package with what it is for, its nouns and its doors.",
    reads=product_modules,
    good='"""Money given: funds, applications, awards."""\n',
    bad="",
    at="src/commonweal/grants/__init__.py",
)
def areas_introduce_themselves(source: Source) -> Iterator[Finding]:
    """Each package of ours says what it is."""
    is_area = source.path == f"src/commonweal/{source.area}/__init__.py"
    if is_area and not ast.get_docstring(ast.parse(source.text)):
        yield 1, "no word about what this area is"
