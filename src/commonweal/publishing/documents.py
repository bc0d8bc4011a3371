"""A dataset as JSON: the file with all its rows, a page of them from the API, and the schema that describes both."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any, BinaryIO

from django.urls import reverse
from django.utils.translation import gettext as _

from commonweal.core import invented
from commonweal.core.tabular import Written
from commonweal.publishing.columns import in_json, schema_of, text_in_json
from commonweal.publishing.datasets import Dataset, Row
from commonweal.ui.site import SITE

SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def address(name: str, dataset: Dataset | None = None, **kwargs: str) -> str:
    """A whole address of ours: of a dataset's page, a file of it, its API."""
    words = kwargs | ({"slug": dataset.slug} if dataset else {})
    return SITE.base_url + reverse(f"publishing:{name}", kwargs=words or None)


def head_of(dataset: Dataset, *, changed_at: datetime | None) -> dict[str, Any]:
    """What stands before the rows in every JSON answer: what it is, whose, and what one may do with it."""
    return invented.marked(
        {
            "dataset": dataset.slug,
            "title": str(dataset.title),
            "about": address("dataset_show", dataset),
            "schema": address("dataset_schema", dataset),
            "source": str(dataset.source),
            "licence": dataset.licence.address,
            "changed_at": changed_at.isoformat(timespec="seconds") if changed_at else None,
        }
    )


def row_in_json(row: Row, dataset: Dataset, *, number: int) -> str:
    """One row as a JSON object, its members in the order of the columns."""
    cells = (
        f"{json.dumps(column.name)}: {in_json(value, column, row=number)}"
        for value, column in zip(row, dataset.columns, strict=True)
    )
    return "{" + ", ".join(cells) + "}"


def write_json(
    dataset: Dataset,
    rows: Iterable[Row],
    stream: BinaryIO,
    *,
    changed_at: datetime | None,
    tail: dict[str, Any] | None = None,
) -> Written:
    """Write the whole document to `stream`, a row a line, however many there are; `tail` stands after the rows."""
    head = text_in_json(head_of(dataset, changed_at=changed_at))
    stream.write(f'{head[:-1]}, "rows": ['.encode())
    count = 0
    for count, row in enumerate(rows, start=1):
        stream.write(f"{',' if count > 1 else ''}\n{row_in_json(row, dataset, number=count)}".encode())
    stream.write(b"\n]")
    for name, value in (tail or {}).items():
        stream.write(f", {json.dumps(name)}: {text_in_json(value)}".encode())
    stream.write(b"}\n")
    return Written(count)


def row_schema(dataset: Dataset) -> dict[str, Any]:
    """What JSON Schema says of one row."""
    names = [column.name for column in dataset.columns]
    return {
        "type": "object",
        "properties": {column.name: schema_of(column) for column in dataset.columns},
        "required": names,
        "additionalProperties": False,
    }


def head_schemas(dataset: Dataset) -> dict[str, dict[str, Any]]:
    """What JSON Schema says of what stands before the rows."""
    given = head_of(dataset, changed_at=None)
    meanings = {
        "demonstration": _("That everything is invented; only a demonstration says so."),
        "dataset": _("The dataset's short name, as in its addresses."),
        "title": _("What the dataset is called."),
        "about": _("Its page, for people."),
        "schema": _("The address of the schema."),
        "source": _("Where the data comes from."),
        "licence": _("The address of the licence."),
        "changed_at": _("When anything in it last changed; null when nobody knows."),
    }
    kinds: dict[str, Any] = {name: {"type": "string"} for name in given}
    kinds["dataset"] = {"const": dataset.slug}
    kinds["changed_at"] = {"type": ["string", "null"], "format": "date-time"}
    return {name: kinds[name] | {"description": meanings[name]} for name in given}


def schema(dataset: Dataset) -> dict[str, Any]:
    """The JSON Schema of the dataset's JSON file."""
    head = head_schemas(dataset)
    return {
        "$schema": SCHEMA_DIALECT,
        "$id": address("dataset_schema", dataset),
        "title": str(dataset.title),
        "description": str(dataset.summary),
        "type": "object",
        "properties": head | {"rows": {"type": "array", "items": {"$ref": "#/$defs/row"}}},
        "required": [*head, "rows"],
        "additionalProperties": False,
        "$defs": {"row": row_schema(dataset)},
    }
