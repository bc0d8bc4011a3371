"""Figures in aligned columns, with what must be reached beside what was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Bar:
    """What a figure must not exceed, and where that is written."""

    most: float
    unit: str

    def is_reached(self, figure: float) -> bool:
        """Whether `figure` stays within it."""
        return figure <= self.most

    def words(self, figure: float) -> str:
        """The bar, and whether `figure` reaches it."""
        return f"≤ {self.most:g} {'reached' if self.is_reached(figure) else 'NOT REACHED'}"


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The rows under their heads, the first column to the left and figures to the right."""
    widths = [max(len(row[place]) for row in [heads, *rows]) for place in range(len(heads))]

    def line(cells: Sequence[str]) -> str:
        first, *others = zip(cells, widths, strict=True)
        return "  ".join([first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)]).rstrip()

    return "\n".join([line(heads), "  ".join("-" * width for width in widths), *map(line, rows)])
