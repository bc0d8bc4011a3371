"""Reads back what was written, as other people's programs would: the csv module, and the XML inside a workbook."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

Cell = tuple[str, str]
"""The type Excel gives a cell (`text`, `number`, `formula`, …) and what stands in it."""


def csv_rows(content: bytes, *, encoding: str = "utf-8-sig") -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode(encoding), newline="")))


def xlsx_rows(content: bytes) -> list[list[Cell | None]]:
    """Every row of the one sheet; None for a cell that is not there."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    rows = []
    for row in sheet.iter(f"{MAIN}row"):
        cells: list[Cell | None] = []
        for cell in row:
            place = _column(cell.attrib["r"])
            cells += [None] * (place - len(cells))
            cells.append(_cell(cell))
        rows.append(cells)
    return rows


def _column(reference: str) -> int:
    number = 0
    for letter in re.sub(r"\d", "", reference):
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _cell(cell: ElementTree.Element) -> Cell:
    tags = [part.tag.removeprefix(MAIN) for part in cell]
    if tags == ["is"] and cell.attrib.get("t") == "inlineStr":
        (text,) = cell[0]
        return "text", _without_escapes(text.text or "") if text.tag == f"{MAIN}t" else f"<{text.tag}>"
    if tags == ["v"] and "t" not in cell.attrib:
        return "number", cell[0].text or ""
    return "+".join(tags), "".join(cell.itertext())


def _without_escapes(text: str) -> str:
    # As Excel reads `_x005F_x000D_`: the escape of an underscore first, so that what follows it stays as it is.
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), text)
