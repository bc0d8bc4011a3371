"""`./run bench [NAME]`: what we promise about speed. Each benchmark is a module of `benchmarks` with a NAME."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Sequence
from types import ModuleType

import benchmarks


def found() -> dict[str, ModuleType]:
    """The benchmarks there are, by name."""
    modules = [
        importlib.import_module(f"benchmarks.{entry.name}") for entry in pkgutil.iter_modules(benchmarks.__path__)
    ]
    return {module.NAME: module for module in modules if hasattr(module, "NAME")}


def main(arguments: Sequence[str]) -> int:
    """Run the benchmark that is named, with the words after its name, or all of them; the exit code."""
    known = found()
    if arguments and arguments[0] in known:
        return int(known[arguments[0]].main(arguments[1:]))
    if arguments:
        print(f"There is no benchmark {arguments[0]}. There are:\n", file=sys.stderr)
        for name, module in known.items():
            print(f"  ./run bench {name:12} {module.MEANING}", file=sys.stderr)
        return 2
    return max(int(module.main([])) for module in known.values())
