"""Everybody of the guards, living in a house: `python -m tests.journeys.everybody` makes them and prints their pages.

For each page that somebody of the access table can read: its name, its address, who reads it, and the cookies of that
person's browser. Each page is there once, for the persona who is asked first.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import django
from django.test.utils import override_settings


def pages() -> list[dict[str, Any]]:
    """Make the world of the guards, and say where its pages are."""
    from django.test import Client
    from django.urls import reverse
    from django.utils import timezone

    from tests.platform.access_table import TABLE
    from tests.platform.personas import make_world

    world = make_world(timezone.now())
    found = []
    for row in TABLE:
        if reader := row.asker("GET", 200):
            address = reverse(row.name, kwargs=row.words(world, reader))
            browser = world.sit_at(Client(), reader)
            cookies = {name: each.value for name, each in browser.cookies.items()}
            answer: Any = browser.get(address)  # what is no page is for no browser window
            if answer.headers["Content-Type"].startswith("text/html"):
                found.append({"name": row.name, "address": address, "reader": reader.name, "cookies": cookies})
            answer.close()
    return found


def main() -> None:
    """Print them as JSON."""
    django.setup()
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        json.dump(pages(), sys.stdout)


if __name__ == "__main__":
    main()
