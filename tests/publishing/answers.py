"""Reads answers as other people's programs would."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from django.test import Client

ALONE = "http://127.0.0.1:8000"


def content_of(response: Any) -> bytes:  # the test client's answers have no public type
    content: bytes = b"".join(response.streaming_content) if response.streaming else response.content
    return content


def taken(client: Client, address: str) -> bytes:
    response = client.get(address)
    assert response.status_code == 200, address
    return content_of(response)


def csv_table(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode(), newline="")))


def every_page(client: Client, address: str) -> list[dict[str, Any]]:
    """All rows of the API, page after page."""
    found: list[dict[str, Any]] = []
    following: str | None = address
    while following:
        page = json.loads(taken(client, following.removeprefix(ALONE)))
        found += page["rows"]
        following = page["next"]
    return found
