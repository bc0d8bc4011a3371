"""The house rules that no other tool can hold: `./run check lint`.

Each is a small function beside its message and two examples, in `areas.py`, `names.py`, `pages.py` and `reasons.py`.
A test runs each on its examples, and all of them on the tree.
"""

from __future__ import annotations

from tools.lint import areas, names, pages, reasons
from tools.lint.sources import RULES, Rule, Source, sources

__all__ = ["RULES", "Rule", "Source", "areas", "findings", "main", "names", "pages", "reasons", "sources"]


def findings() -> list[str]:
    """Everything in the checkout that breaks a house rule, a line each."""
    return [finding for source in sources() for rule in RULES.values() for finding in rule.findings(source)]


def main() -> int:
    """Print what breaks the house rules; 1 when anything does."""
    found = findings()
    print("\n".join(found) if found else f"{len(RULES)} house rules kept.")
    return 1 if found else 0
