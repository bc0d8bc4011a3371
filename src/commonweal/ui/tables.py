"""Tables that stay readable on a phone: below the width of a tablet each row is a card, each cell with its heading."""

from __future__ import annotations

from typing import Any


def as_cards(table: dict[str, Any]) -> dict[str, Any]:
    """The same parameters for `govukTable`, with what the stylesheet needs to lay rows out as cards.

    The first cell of a row is the card's title; above each of the others stands the heading of its column.
    """
    headings = [str(each.get("text", "")) for each in table["head"]]
    rows = [
        [_with_heading(cell, heading) for cell, heading in zip(row, headings, strict=True)] for row in table["rows"]
    ]
    return table | {"rows": rows, "classes": f"cw-cards {table.get('classes', '')}".strip()}


def _with_heading(cell: dict[str, Any], heading: str) -> dict[str, Any]:
    return cell | {"attributes": {**cell.get("attributes", {}), "data-heading": heading}}
